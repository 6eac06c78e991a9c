"""The sentences that answer the question before any table does."""

from collections import Counter
from collections.abc import Iterator

from alignment.model.result import Assessment
from alignment.text.speaker import Speaker
from alignment.ui.words import title_of


def headline(assessment: Assessment, speaker: Speaker) -> str:
    """How many targets the scenario fits directly, for how many that is enough, and which gaps are left."""
    title = title_of(assessment.scenario, speaker)
    if not assessment.doses:
        return speaker.say("ui.answer.headline-empty", title=title)
    themes = [each for each in assessment.targets if each.link == "theme"]
    direct = sum(each.status == "direct" for each in themes)
    return speaker.say(
        "ui.answer.headline" if direct else "ui.answer.headline-none",
        title=title,
        direct=direct,
        total=len(themes),
        covered=sum(each.covered for each in themes),
        gaps=_gaps(assessment, speaker),
    )


def _gaps(assessment: Assessment, speaker: Speaker) -> str:
    kinds = Counter(gap.kind for gap in assessment.gaps if gap.severity > 0)
    told = [speaker.say(f"ui.answer.gap-kind.{kind}", n=n) for kind, n in kinds.items()]
    return speaker.say("ui.answer.gaps", n=kinds.total(), kinds=speaker.listed(told))


def carried(assessment: Assessment, speaker: Speaker) -> Iterator[str]:
    """Which components each framework does not carry, and of which that was not assessed."""
    for framework in assessment.frameworks:
        for assessed, key in ((True, "uncarried"), (False, "unknown")):
            names = [
                speaker.intervention(each.intervention)
                for each in assessment.uncarried
                if each.framework == framework.framework and each.assessed is assessed
            ]
            if names:
                name = speaker.framework(framework.framework)
                yield speaker.say(f"ui.answer.{key}", n=len(names), framework=name, names=speaker.listed(names))
