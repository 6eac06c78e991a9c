"""Results as plain lines for a terminal, in the speaker's language."""

from collections import Counter
from collections.abc import Iterable, Iterator

from alignment.assessment.cases import CaseResult, Difference
from alignment.assessment.compare import ComparedTarget
from alignment.assessment.crosswalk import Crosswalk
from alignment.catalogue.citing import section_uses
from alignment.model.catalogue import Catalogue
from alignment.model.result import Advice, Assessment, Gap, TargetResult
from alignment.report.data import rule_place
from alignment.report.sentences import (
    carriers,
    closes,
    missing_sentences,
    scope_sentence,
    tension_sentence,
    uncarried_sentence,
)
from alignment.text.format import partial_date
from alignment.text.speaker import Speaker

APART = ("none", "financing")
"""Links of targets that are listed apart: they give no gap and no score."""


def _section(speaker: Speaker, heading: str, lines: Iterable[str]) -> Iterator[str]:
    return section(speaker.say(f"cli.heading-{heading}"), lines)


def section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines under a heading; nothing where there are none."""
    listed = list(lines)
    if listed:
        yield ""
        yield heading
        yield from (f"  {line}" for line in listed)


def assessment_lines(assessment: Assessment, speaker: Speaker) -> Iterator[str]:
    """The whole assessment; notices come first."""
    yield _title(assessment, speaker)
    yield from _section(speaker, "notices", map(speaker.notice, assessment.notices))
    yield from _section(speaker, "targets", (target_line(result, speaker) for result in assessment.targets))
    yield from _section(speaker, "frameworks", _framework_lines(assessment, speaker))
    yield from _section(speaker, "gaps", (gap_line(gap, assessment, speaker) for gap in assessment.gaps))
    yield from _section(speaker, "uncarried", _uncarried_lines(assessment, speaker))
    yield from _section(speaker, "tensions", (tension_sentence(each, speaker) for each in assessment.tensions))
    yield from _section(speaker, "missing", missing_sentences(assessment, speaker))
    yield from _section(speaker, "advice", (advice_line(each, speaker) for each in assessment.advice))


def _title(assessment: Assessment, speaker: Speaker) -> str:
    scenario = assessment.scenario
    return speaker.say(
        "cli.assessed-on",
        title=speaker.text(scenario.title) or scenario.id or speaker.say("ui.untitled"),
        on=speaker.day(assessment.on),
        threshold=speaker.score(assessment.threshold),
    )


def target_line(result: TargetResult, speaker: Speaker) -> str:
    """Status and coverage of a target; one without a point of contact says only that."""
    if result.link in APART:
        return speaker.say("cli.apart", target=speaker.target(result.target), link=speaker.say(f"link.{result.link}"))
    return speaker.say(
        "cli.target",
        target=speaker.target(result.target),
        status=speaker.say(f"status.{result.status}"),
        coverage=speaker.score(result.coverage),
        low=speaker.score(result.low),
        high=speaker.score(result.high),
        covered=speaker.say("cli.covered") if result.covered else "",
    )


def _uncarried_lines(assessment: Assessment, speaker: Speaker) -> Iterator[str]:
    yield from (uncarried_sentence(each, speaker) for each in assessment.uncarried)
    for intervention in dict.fromkeys(each.intervention for each in assessment.uncarried):
        yield from (f"{speaker.intervention(intervention)}: {each}." for each in carriers(intervention, speaker))


def _framework_lines(assessment: Assessment, speaker: Speaker) -> Iterator[str]:
    for each in assessment.frameworks:
        if each.targets:
            yield speaker.say(
                "cli.framework",
                framework=speaker.framework(each.framework),
                score=speaker.score(each.score),
                low=speaker.score(each.low),
                high=speaker.score(each.high),
                covered=each.covered,
                targets=each.targets,
                unassessed=each.unassessed,
                weakest=speaker.target_code(each.weakest) if each.weakest else speaker.say("cli.no-weakest"),
            )


def gap_line(gap: Gap, assessment: Assessment, speaker: Speaker) -> str:
    """A gap with its kind, why, and what would close it."""
    sentence = speaker.say(
        "cli.gap",
        target=speaker.target_code(gap.target),
        kind=speaker.say(f"gap.{gap.kind}"),
        severity=speaker.score(gap.severity),
        why=speaker.say(f"gap-why.{gap.kind}"),
    )
    if gap.kind == "scope":
        sentence += " " + scope_sentence(gap, assessment, speaker)
    if gap.closes:
        sentence += " " + speaker.say("cli.closes", names=closes(gap, speaker))
    return sentence


def explanation_lines(assessment: Assessment, target: str, speaker: Speaker) -> Iterator[str]:
    """Every step from components and rules to the number of one target. Raises KeyError for another target."""
    result = assessment.target(target)
    yield _title(assessment, speaker)
    yield from _section(speaker, "notices", map(speaker.notice, assessment.notices))
    yield ""
    yield target_line(result, speaker)
    for each in result.contributions:
        name, why = speaker.intervention(each.intervention), speaker.why(each)
        if each.located is None:
            yield "  " + speaker.say("cli.step-unassessed", intervention=name, why=why)
            continue
        sources = speaker.listed(str(source) for source in each.located.rule.sources)
        basis, place = speaker.basis(each.located), rule_place(each.located)
        yield "  " + speaker.say("cli.step", intervention=name, why=why, basis=basis, place=place, sources=sources)
    numbers = {"coverage": result.coverage, "lower": result.bounds[0], "upper": result.bounds[1]}
    numbers |= {"low": result.low, "high": result.high, "threshold": assessment.threshold}
    yield speaker.say("cli.result", **{name: speaker.score(value) for name, value in numbers.items()})
    yield from (gap_line(gap, assessment, speaker) for gap in assessment.gaps if gap.target == target)
    yield from _section(speaker, "practice", _practice_lines(target, speaker))


def _practice_lines(target: str, speaker: Speaker) -> Iterator[str]:
    """What is policy in practice now, beside what would fit: instruments, whom they name, whether it is monitored."""
    practice = speaker.catalogue.targets[target].target.practice
    if practice is None:
        return
    for each in practice.instruments:
        yield f"{speaker.text(each.text)} ({speaker.citations(each.sources)})"
    for name, finding in (("names-children", practice.names_exploited_children), ("monitored", practice.monitored)):
        if finding:
            answer = speaker.say(f"ui.library.answer.{finding.answer}")
            sources = speaker.citations(finding.sources)
            yield f"{speaker.say(f'ui.library.{name}')}: {answer}. {speaker.text(finding.text)} ({sources})"


def comparison_lines(
    assessments: list[Assessment], compared: Iterable[ComparedTarget], speaker: Speaker
) -> Iterator[str]:
    """Status and coverage side by side, with what changed and why where they differ."""
    titles = [speaker.text(each.scenario.title) or str(each.scenario.id) for each in assessments]
    for each in compared:
        cells = [_compared_cell(title, result, speaker) for title, result in zip(titles, each.results, strict=True)]
        yield speaker.say("cli.compared", target=speaker.target(each.target), results="; ".join(cells))
        for title, changes in zip(titles[1:], each.changes, strict=True):
            for change in changes:
                shown = change.other or change.first
                assert shown
                values = [speaker.score(side.value) if side else "–" for side in (change.first, change.other)]
                yield f"  {title}: " + speaker.say(
                    "cli.change",
                    intervention=speaker.intervention(change.intervention),
                    old=values[0],
                    new=values[1],
                    why=speaker.why(shown),
                )


def _compared_cell(title: str, result: TargetResult | None, speaker: Speaker) -> str:
    """A scenario's status and coverage for a target; a target apart says only that."""
    if result is None:
        status, coverage = speaker.say("cli.absent"), ""
    elif result.link in APART:
        status, coverage = speaker.say(f"link.{result.link}"), ""
    else:
        status, coverage = speaker.say(f"status.{result.status}"), speaker.score(result.coverage)
    return speaker.say("cli.compared-one", title=f"{title}:", status=status, coverage=coverage).rstrip()


def case_lines(result: CaseResult, speaker: Speaker) -> Iterator[str]:
    """A case; a failing one with what was expected, what was found, and the trace."""
    located = result.located
    yield speaker.say(
        "cli.case",
        state=speaker.say("cli.case-passed" if result.passed else "cli.case-failed"),
        name=speaker.text(located.case.name),
        place=f"{located.path}:{located.line}",
        source=str(located.case.source),
    )
    for difference in result.differences:
        yield "  " + _difference(difference, speaker)
    known = {each.target for each in result.assessment.targets}
    for target in dict.fromkeys(each.where for each in result.differences if each.where in known):
        yield from (f"    {line}" for line in explanation_lines(result.assessment, str(target), speaker))


def _difference(difference: Difference, speaker: Speaker) -> str:
    return speaker.say(
        "cli.difference",
        where=difference.where or speaker.say("cli.whole"),
        what=speaker.say(f"cli.what.{difference.what}"),
        expected=_value(difference.expected, speaker),
        found=_value(difference.found, speaker),
    )


def _value(value: object, speaker: Speaker) -> str:
    if isinstance(value, bool):
        return speaker.say(f"yes-no.{'yes' if value else 'no'}")
    if isinstance(value, float):
        return speaker.number(value, 6)
    if isinstance(value, list | tuple):
        return speaker.listed(str(each) for each in value) or speaker.say("cli.nothing")
    return str(value) if value is not None else speaker.say("cli.nothing")


def programme_lines(catalogue: Catalogue, speaker: Speaker) -> Iterator[str]:
    """The programmes with their periods."""
    for programme in catalogue.programmes.values():
        period = programme.period
        dates = (period.start, period.until) if period else ()
        ends = [partial_date(each, speaker.lang) if each else "?" for each in dates]
        yield speaker.say(
            "cli.programme", id=programme.id, title=speaker.text(programme.title), period=" – ".join(ends) or "?"
        )


def checked_line(catalogue: Catalogue, files: int, speaker: Speaker) -> str:
    """What was checked and found in order."""
    return speaker.say(
        "cli.checked",
        n=files,
        rules=len(catalogue.rules),
        targets=len(catalogue.targets),
        programmes=len(catalogue.programmes),
        cases=len(catalogue.cases),
    )


def advice_line(advice: Advice, speaker: Speaker) -> str:
    """A recommendation with its state and why."""
    recommendation = advice.recommendation
    return speaker.say(
        "cli.advice",
        title=speaker.text(recommendation.title),
        state=speaker.say(f"state.{advice.state}"),
        why=speaker.advice(advice),
        sources=speaker.citations(recommendation.sources),
    )


def source_lines(catalogue: Catalogue, speaker: Speaker) -> Iterator[str]:
    """Every section of every source with how much rests on it, or why nothing does."""
    sections = {(source.id, each.at): each for source in catalogue.sources.values() for each in source.sections}
    for use in section_uses(catalogue):
        section = sections[use.source, use.at]
        counts = Counter(each.kind for each in use.resting)
        what = ", ".join(speaker.say(f"resting.{kind}", n=count) for kind, count in counts.items())
        why = speaker.text(section.unused) or speaker.say("cli.resting-nothing")
        yield speaker.say(
            "cli.section", source=use.source, at=use.at, title=speaker.text(section.title), what=what or why
        )


def crosswalk_lines(found: Crosswalk, speaker: Speaker) -> Iterator[str]:
    """Which targets meet and through what, then those that meet none."""
    for meeting in found.meetings:
        paths = speaker.listed(
            speaker.say(
                "cli.path",
                intervention=speaker.inline(path.intervention),
                first=speaker.say(f"alignment.{path.first.rule.alignment}"),
                second=speaker.say(f"alignment.{path.second.rule.alignment}"),
            )
            for path in meeting.paths
        )
        first, second = speaker.target_code(meeting.first), speaker.target_code(meeting.second)
        yield speaker.say("cli.meeting", first=first, second=second, paths=paths)
    for alone in (found.alone_first, found.alone_second):
        if alone:
            yield speaker.say("cli.alone", targets=speaker.listed(speaker.target_code(each) for each in alone))
