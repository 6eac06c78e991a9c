"""The sentences that answer the question before any table does."""

from collections import Counter
from collections.abc import Iterator

from alignment.model.result import Assessment
from alignment.text.speaker import Speaker
from alignment.ui.words import title_of

MANY = 5
"""From here on components are counted at the top of the page, and named only further down."""


def headline(assessment: Assessment, speaker: Speaker) -> str:
    """How many targets the scenario fits directly, for how many that is enough, and which gaps are left."""
    title = title_of(assessment.scenario, speaker)
    if not assessment.doses:
        return speaker.say("ui.answer.headline-empty", title=title)
    themes = [each for each in assessment.targets if each.link == "theme"]
    if not themes:
        return speaker.say("ui.answer.headline-no-policy", title=title)
    covered = sum(each.covered for each in themes)
    return speaker.say(
        "ui.answer.headline",
        statuses=_statuses(title, Counter(each.status for each in themes), speaker),
        covered=covered,
        total=len(themes),
        gaps=left_open(assessment, speaker),
    )


def _statuses(title: str, counts: Counter[str], speaker: Speaker) -> str:
    """Whom it fits and how; the first number says of how many."""
    total = counts.total()
    told: list[str] = []
    for status in ("direct", "indirect", "conditional", "none"):
        if counts[status]:
            n = str(counts[status]) if told else speaker.say("ui.answer.of-all", n=counts[status], total=total)
            told.append(speaker.say(f"ui.answer.fits.{status}", n=n))
    sentences = [speaker.say("ui.answer.statuses", title=title, statuses=speaker.listed(told))] if told else []
    if counts["unassessed"]:
        sentences.append(speaker.say("ui.answer.unassessed", n=counts["unassessed"], total=total, title=title))
    return " ".join(sentences)


def left_open(assessment: Assessment, speaker: Speaker) -> str:
    """How many gaps there are, and of which kinds."""
    kinds = Counter(gap.kind for gap in assessment.gaps if gap.severity > 0)
    told = [speaker.say(f"ui.answer.gap-kind.{kind}", n=n) for kind, n in kinds.items()]
    return speaker.say("ui.answer.gaps", n=kinds.total(), kinds=speaker.listed(told))


def carried(assessment: Assessment, speaker: Speaker) -> Iterator[str]:
    """Which components each framework does not carry, and of which that was not assessed."""
    for framework in assessment.frameworks:
        for assessed, key in ((True, "uncarried"), (False, "unknown")):
            names = [
                speaker.inline(each.intervention)
                for each in assessment.uncarried
                if each.framework == framework.framework and each.assessed is assessed
            ]
            if names:
                name = speaker.framework(framework.framework)
                if len(names) > MANY:
                    total = len(assessment.doses)
                    yield speaker.say(f"ui.answer.{key}-many", n=len(names), total=total, framework=name)
                else:
                    yield speaker.say(f"ui.answer.{key}", n=len(names), framework=name, names=speaker.listed(names))
