"""How sure results are, as plain lines for a terminal: words first, the numbers behind them last."""

from collections.abc import Iterator

from alignment.assessment.certainty import Certainty
from alignment.assessment.flipping import Flips
from alignment.assessment.robustness import ScenarioCertainty
from alignment.model.result import Assessment
from alignment.report.certain import (
    alternative_sentences,
    differences,
    duel_sentence,
    flip_sentences,
    framework_interval,
    method,
    ordinal_sentence,
    ranks_sentence,
    summary,
    target_interval,
    target_says,
    titles_of,
)
from alignment.report.plain import section
from alignment.text.speaker import Speaker


def certainty_lines(certainty: Certainty, speaker: Speaker) -> Iterator[str]:
    """Each scenario, then the scenarios side by side, then how it was calculated."""
    titles = titles_of(certainty, speaker)
    columns = zip(
        certainty.assessments, certainty.robustness.scenarios, certainty.flips, certainty.alternatives, strict=True
    )
    for assessment, found, flips, alternatives in columns:
        yield from _scenario_lines(assessment, found, titles, speaker)
        yield from _flip_lines(flips, titles, speaker)
        heading = speaker.say("certainty.heading-alternatives")
        yield from section(heading, alternative_sentences(alternatives, titles, speaker))
        yield ""
    if len(titles) > 1:
        yield from _comparison_lines(certainty, titles, speaker)
        yield ""
    yield method(certainty.robustness, speaker)


def _scenario_lines(
    assessment: Assessment, found: ScenarioCertainty, titles: dict[str, str], speaker: Speaker
) -> Iterator[str]:
    yield speaker.say("certainty.title", title=titles[found.scenario])
    yield summary(assessment, found, speaker)
    yield from section(speaker.say("cli.heading-notices"), map(speaker.notice, assessment.notices))
    lines = (
        speaker.say("certainty.target", target=speaker.target(result.target), says=said.rstrip())
        for result, each in zip(assessment.targets, found.targets, strict=True)
        if result.link == "theme"
        for said in [f"{target_says(result, each, speaker)} {target_interval(each, speaker)}"]
    )
    yield from section(speaker.say("certainty.heading-targets"), lines)
    scores = (framework_interval(each, speaker) for each in found.frameworks)
    yield from section(speaker.say("certainty.heading-frameworks"), scores)


def _flip_lines(flips: Flips, titles: dict[str, str], speaker: Speaker) -> Iterator[str]:
    steps = flip_sentences(flips.steps, titles, speaker) or [speaker.say("certainty.flips", n=0)]
    yield from section(speaker.say("certainty.heading-flips"), steps)
    yield from section(speaker.say("certainty.heading-unassessed"), flip_sentences(flips.unassessed, titles, speaker))


def _comparison_lines(certainty: Certainty, titles: dict[str, str], speaker: Speaker) -> Iterator[str]:
    words = [ordinal_sentence(each, titles, speaker) for each in certainty.ordinals]
    yield from section(speaker.say("certainty.heading-words"), [*differences(certainty.assessments, speaker), *words])
    ranks = [ranks_sentence(each, titles, speaker) for each in certainty.robustness.ranks]
    duels = [duel_sentence(each, titles, speaker) for each in certainty.robustness.duels]
    yield from section(speaker.say("certainty.heading-ranks"), [*ranks, *duels])
