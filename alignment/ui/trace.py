"""The reasons for one verdict, in words: from dose and rule to sources."""

from collections.abc import Iterator

import streamlit as st

from alignment.charts import tables
from alignment.charts.symbols import is_derived, verdict
from alignment.model.base import Citation
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Contribution, TargetResult
from alignment.report.data import rule_place
from alignment.text.format import capital, partial_date
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.view import View
from alignment.ui.words import safe


def show(view: View) -> None:
    """Two choices, and the reasons for the pair that they name."""
    results = {each.target: each for each in view.assessment.targets if each.link in ("theme", None)}
    interventions = list(view.assessment.doses)
    if not results or not interventions:
        return
    st.header(view.say("trace.heading"), anchor=False)
    intervention, target = desk().cell or ("", "")
    if intervention not in interventions or target not in results:
        intervention, target = _example(list(results.values()))
    _choices(view, interventions, list(results), (intervention, target))
    result = results[target]
    chosen = next(each for each in result.contributions if each.intervention == intervention)
    with st.container(border=True, key="trace"):
        _verdict(view, chosen)
        st.markdown(f"**{view.say('trace.target-total')}: {safe(view.speaker.target(target))}**")
        st.markdown(safe(_total(view, result)))


def _example(results: list[TargetResult]) -> tuple[str, str]:
    """The first pair that counts, else the first pair."""
    pairs = [each for result in results for each in result.contributions]
    first = next((each for each in pairs if each.fires), pairs[0])
    return first.intervention, first.target


def _choices(view: View, interventions: list[str], targets: list[str], cell: tuple[str, str]) -> None:
    left, right = st.columns(2)
    left.selectbox(
        view.say("trace.intervention"),
        interventions,
        format_func=view.speaker.intervention,
        key=desks.seeded("trace-intervention", cell[0]),
        on_change=_choose,
    )
    right.selectbox(
        view.say("trace.target"),
        targets,
        format_func=view.speaker.target,
        key=desks.seeded("trace-target", cell[1]),
        on_change=_choose,
    )


def _choose() -> None:
    desk().cell = (desks.value_of("trace-intervention"), desks.value_of("trace-target"))


def _verdict(view: View, chosen: Contribution) -> None:
    speaker = view.speaker
    st.markdown(
        "**{}**".format(
            safe(
                view.say(
                    "trace.verdict",
                    intervention=speaker.intervention(chosen.intervention),
                    target=speaker.target_code(chosen.target),
                    verdict=tables.word(verdict(chosen), speaker) + (" *" if is_derived(chosen) else ""),
                )
            )
        )
    )
    lines = [f"- **{safe(label)}:** {text}" for label, text in _lines(view, chosen)]
    st.markdown("\n".join(lines))


def _lines(view: View, chosen: Contribution) -> Iterator[tuple[str, str]]:
    """Label and text (Markdown) of each line."""
    speaker = view.speaker
    yield speaker.say("ui.trace.why"), safe(_why(view, chosen))
    located = chosen.located
    if located is None:
        yield view.say("trace.rule"), safe(view.say("trace.candidate-file", intervention=chosen.intervention))
    else:
        yield view.say("trace.rationale"), safe(speaker.text(located.rule.rationale))
        yield view.say("trace.basis"), safe(capital(speaker.basis(located)))
        yield view.say("trace.rule"), f"`{rule_place(located)}`"
        yield view.say("trace.reviewed"), safe(partial_date(located.rule.reviewed, speaker.lang))
        yield view.say("trace.sources"), _sources(view, located)
    evidence = view.catalogue.interventions[chosen.intervention].evidence
    note = view.say("trace.evidence-note", evidence=speaker.term("evidence", evidence))
    yield view.say("trace.evidence"), safe(note)


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


def _sources(view: View, located: LocatedRule) -> str:
    return "".join(f"\n  - {safe(cited(view, each))}" for each in located.rule.sources)


def cited(view: View, citation: Citation) -> str:
    """A citation in words: the source, the section and its title."""
    source = view.catalogue.sources[citation.source]
    section = next((each for each in source.sections if each.at == citation.at), None)
    title, name = view.speaker.text(source.title), view.speaker.text(section.title) if section else ""
    if not name or name == citation.at:
        return view.speaker.citation(citation)
    return view.say("trace.source", title=title, at=citation.at, section=name)


def _total(view: View, result: TargetResult) -> str:
    values = {"coverage": result.coverage, "lower": result.bounds[0], "upper": result.bounds[1]}
    values |= {"low": result.low, "high": result.high, "threshold": view.assessment.threshold}
    scores = {name: view.speaker.score(value) for name, value in values.items()}
    return view.say("trace.total", status=capital(view.speaker.say(f"status.{result.status}")), **scores)
