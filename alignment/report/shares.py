"""Who carries a target or a framework, in sentences that memo, pages and terminal share."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from alignment.assessment.attribution import Attribution, FrameworkShare, Share
from alignment.model.result import Assessment
from alignment.report.plain import section
from alignment.text.speaker import Speaker

Some = TypeVar("Some", Share, FrameworkShare)


def ranked(shares: Sequence[Some]) -> list[Some]:
    """The components that carry something, those that carry most first."""
    return sorted((each for each in shares if each.value > 0), key=lambda each: -each.value)


def attribution_lines(assessment: Assessment, attribution: Attribution, speaker: Speaker) -> Iterator[str]:
    """The frameworks, then each target with a point of contact."""
    title = speaker.text(assessment.scenario.title) or str(assessment.scenario.id)
    yield speaker.say("share.title", title=title)
    yield speaker.say("share.explained")
    yield from section(speaker.say("cli.heading-notices"), map(speaker.notice, assessment.notices))
    for framework in attribution.frameworks:
        name, score = speaker.framework(framework.framework), speaker.score(framework.score)
        told = [framework_share(each, speaker) for each in ranked(framework.shares)]
        yield from section(
            speaker.say("share.framework", framework=name, score=score), told or [speaker.say("share.nothing")]
        )
    links = {each.target: each.link for each in assessment.targets}
    for target in attribution.targets:
        shares = ranked(target.shares)
        if links[target.target] in ("theme", None) and shares:
            heading = speaker.say(
                "share.target", target=speaker.target(target.target), coverage=speaker.score(target.coverage)
            )
            yield from section(
                heading, (target_share(each, covered=target.covered, speaker=speaker) for each in shares)
            )


def framework_share(share: FrameworkShare, speaker: Speaker) -> str:
    """What a component carries of a framework, and which targets would no longer be covered without it."""
    names = speaker.listed(map(speaker.target_code, share.loses))
    lost = speaker.say("share.lost", names=names) if share.loses else ""
    return _share(share.intervention, share.value, share.leave_one_out, lost, speaker)


def target_share(share: Share, *, covered: bool, speaker: Speaker) -> str:
    """What a component carries of a target, and whether that would still be covered without it."""
    lost = speaker.say("share.not-enough") if covered and not share.covered_without else ""
    return _share(share.intervention, share.value, share.leave_one_out, lost, speaker)


def _share(intervention: str, value: float, drop: float, lost: str, speaker: Speaker) -> str:
    return speaker.say(
        "share.one",
        intervention=speaker.intervention(intervention),
        value=speaker.score(value),
        drop=drop_words(drop, speaker),
        lost=lost,
    )


def drop_words(drop: float, speaker: Speaker) -> str:
    """By how much something is lower; what rounds to nothing is said to be hardly lower."""
    if drop <= 0:
        return speaker.say("share.drop-none")
    return speaker.say("share.drop" if drop >= 0.005 else "share.drop-hardly", value=speaker.score(drop))
