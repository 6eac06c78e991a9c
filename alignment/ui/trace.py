"""The reasons in words: for one verdict from dose and rule to sources, for a target all that adds to it."""

from collections.abc import Iterator

import streamlit as st

from alignment.charts import matrix, tables
from alignment.charts.matrix import WHOLE
from alignment.charts.symbols import is_derived, verdict
from alignment.model.base import Citation
from alignment.model.result import Assessment, Contribution, TargetResult
from alignment.report.data import rule_place
from alignment.report.plain import gap_line
from alignment.text.format import capital, partial_date
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import code, grid, heading, listing, opened, paragraph, put, strong, terms
from alignment.ui.view import View


def cell(assessment: Assessment) -> tuple[str, str]:
    """The pair to give reasons for: the one that is chosen, else the first that counts, else the first.

    The first of the pair is an intervention or WHOLE. Raises IndexError where there is no pair at all.
    """
    results = _results(assessment)
    intervention, target = desk().cell or ("", "")
    if target in results and intervention in (WHOLE, *assessment.doses):
        return intervention, target
    pairs = [each for result in results.values() for each in result.contributions]
    first = next((each for each in pairs if each.fires), pairs[0])
    return first.intervention, first.target


def _results(assessment: Assessment) -> dict[str, TargetResult]:
    return {each.target: each for each in assessment.targets if each.link in tables.SHOWN}


def show(view: View, assessment: Assessment) -> None:
    """Two choices, and the reasons for the pair that they name."""
    put(heading(view.say("trace.heading"), 3))
    intervention, target = cell(assessment)
    results = _results(assessment)
    _choices(view, [WHOLE, *assessment.doses], list(results), (intervention, target))
    with st.container(border=True, key="trace"):
        if intervention == WHOLE:
            _whole(view, assessment, results[target])
        else:
            _pair(view, assessment, intervention, results[target])


def _choices(view: View, interventions: list[str], targets: list[str], chosen: tuple[str, str]) -> None:
    box = opened(view.say("trace.choose"), desks.steady("trace-choices"))
    if box is None:
        return
    left, right = box.columns(2)
    left.selectbox(
        view.say("trace.intervention"),
        interventions,
        format_func=lambda each: view.say("matrix.whole") if each == WHOLE else view.speaker.intervention(each),
        key=desks.seeded("trace-intervention", chosen[0]),
        on_change=_choose,
    )
    right.selectbox(
        view.say("trace.target"),
        targets,
        format_func=view.speaker.target,
        key=desks.seeded("trace-target", chosen[1]),
        on_change=_choose,
    )


def _choose() -> None:
    desk().cell = (desks.value_of("trace-intervention"), desks.value_of("trace-target"))


def _pair(view: View, assessment: Assessment, intervention: str, result: TargetResult) -> None:
    chosen = next(each for each in result.contributions if each.intervention == intervention)
    target = f"{view.say('trace.target-total')}: {view.speaker.target(result.target)}"
    put(
        paragraph(strong(_verdict(view, chosen))),
        terms(_lines(view, chosen)),
        paragraph(strong(target)),
        paragraph(_total(view, assessment, result)),
    )


def _whole(view: View, assessment: Assessment, result: TargetResult) -> None:
    """The target with all that adds to it, and what is left open."""
    status = tables.word(str(result.status), view.speaker)
    name = view.speaker.target(result.target)
    lines = [_total(view, assessment, result), _enough(view, result)]
    lines += [gap_line(gap, assessment, view.speaker) for gap in assessment.gaps if gap.target == result.target]
    silent = [view.speaker.inline(each.intervention) for each in result.contributions if each.located is None]
    if silent:
        lines.append(view.say("trace.silent", n=len(silent), names=view.speaker.listed(silent)))
    rows = matrix.contributions_table(result, view.speaker)
    put(
        paragraph(strong(view.say("trace.whole-verdict", target=name, verdict=status))),
        listing(line for line in lines if line),
        *([grid(rows, view.say("trace.contributions", target=name))] if len(rows) else []),
    )


def _enough(view: View, result: TargetResult) -> str:
    if result.link != "theme":
        return ""
    return view.say("trace.enough" if result.covered else "trace.not-enough")


def _verdict(view: View, chosen: Contribution) -> str:
    speaker = view.speaker
    return view.say(
        "trace.verdict",
        intervention=speaker.intervention(chosen.intervention),
        target=speaker.target_code(chosen.target),
        verdict=tables.word(verdict(chosen), speaker) + (" *" if is_derived(chosen) else ""),
    )


def _lines(view: View, chosen: Contribution) -> Iterator[tuple[str, str]]:
    """Label and text of each line; a place and a list of sources are HTML."""
    speaker = view.speaker
    yield speaker.say("ui.trace.why"), _why(view, chosen)
    located = chosen.located
    if located is None:
        yield view.say("trace.rule"), view.say("trace.candidate-file", intervention=chosen.intervention)
    else:
        yield view.say("trace.rationale"), speaker.text(located.rule.rationale)
        yield view.say("trace.basis"), capital(speaker.basis(located))
        yield view.say("trace.rule"), code(rule_place(located) or "–")
        yield view.say("trace.reviewed"), partial_date(located.rule.reviewed, speaker.lang)
        yield view.say("trace.sources"), listing(cited(view, each) for each in located.rule.sources)
    evidence = view.catalogue.interventions[chosen.intervention].evidence
    yield (
        view.say("trace.evidence"),
        view.say("trace.evidence-note", evidence=speaker.term("evidence", evidence)),
    )


def _why(view: View, chosen: Contribution) -> str:
    speaker = view.speaker
    dose = view.say("trace.dose", dose=speaker.percent(chosen.dose), assumed=_dose_basis(view, chosen.intervention))
    if chosen.located is None:
        return f"{dose}. {view.say('trace.no-rule')}"
    if chosen.fires:
        return view.say(
            "trace.sum",
            dose=dose,
            strength=speaker.score(view.catalogue.scale.strength(str(chosen.alignment))),
            alignment=speaker.say(f"alignment.{chosen.alignment}"),
            value=speaker.score(chosen.value),
        )
    said = speaker.why(chosen).removesuffix(speaker.text(chosen.located.rule.rationale)).strip()
    return f"{said} {dose}. {view.say('trace.not-counted', value=speaker.score(chosen.value))}"


def _dose_basis(view: View, intervention: str) -> str:
    bases = {each.dose_basis for each in view.assessment.scenario.components if each.intervention == intervention}
    for basis, key in (("assumed", "assumed"), ("estimate", "estimate")):
        if basis in bases:
            return view.say(f"trace.{key}")
    return ""


def cited(view: View, citation: Citation) -> str:
    """A citation in words: the source, the section and its title."""
    source = view.catalogue.sources[citation.source]
    section = next((each for each in source.sections if each.at == citation.at), None)
    title, name = view.speaker.text(source.title), view.speaker.text(section.title) if section else ""
    if not name or name == citation.at:
        return view.speaker.citation(citation)
    return view.say("trace.source", title=title, at=citation.at, section=name)


def _total(view: View, assessment: Assessment, result: TargetResult) -> str:
    values = {"coverage": result.coverage, "lower": result.bounds[0], "upper": result.bounds[1]}
    values |= {"low": result.low, "high": result.high, "threshold": assessment.threshold}
    scores = {name: view.speaker.score(value) for name, value in values.items()}
    return view.say("trace.total", status=capital(view.speaker.say(f"status.{result.status}")), **scores)
