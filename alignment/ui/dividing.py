"""Dividing a budget: what full delivery costs, what is asked, and how much of each at least and at most."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from alignment.model.scenario import Scenario
from alignment.ui import desk as desks
from alignment.ui import drafts
from alignment.ui.desk import desk
from alignment.ui.parts import heading, note, opened, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe

OBJECTIVES = ("score", "covered", "weakest", "cost")
LIMITS = (0.25, 0.5, 0.75, 1.0)
MOST = 1e12


def costs(view: View) -> None:
    """The cost of full delivery of each component and candidate, and adding a candidate."""
    scenario = desk().draft.current
    put(heading(view.say("additions.costs"), 3), note(view.say("additions.costs-explained")))
    interventions = list(dict.fromkeys(each.intervention for each in scenario.components))
    known = sum(each in scenario.full_delivery_eur for each in interventions)
    if interventions:
        put(paragraph(view.say("additions.costs-known", n=known, total=len(interventions))))
    box = opened(view.say("additions.costs-fill-in"), desks.steady("costs"))
    if box is None:
        return
    with box:
        columns = st.columns(2, gap="large")
        for number, intervention in enumerate(interventions):
            _cost(view, scenario, intervention, columns[number % 2])
        _candidate(view, scenario)


def _cost(view: View, scenario: Scenario, intervention: str, where: DeltaGenerator) -> None:
    kind = view.catalogue.interventions[intervention]
    where.number_input(
        safe(view.say("additions.cost", intervention=view.speaker.intervention(intervention))),
        min_value=1.0,
        max_value=MOST,
        step=10_000.0,
        format="%.0f",
        placeholder=view.say("additions.cost-unknown"),
        key=desks.seeded(f"cost-{intervention}", scenario.full_delivery_eur.get(intervention)),
        on_change=_set_cost,
        args=(intervention,),
        help=safe(view.say("scenario.full-delivery", text=view.speaker.text(kind.full_delivery))),
    )


def _set_cost(intervention: str) -> None:
    desks.edit(drafts.with_cost, intervention, desks.value_of(f"cost-{intervention}"))


def _candidate(view: View, scenario: Scenario) -> None:
    present = {each.intervention for each in scenario.components}
    absent = [each for each in view.catalogue.interventions if each not in present]
    st.selectbox(
        view.say("additions.candidate"),
        absent,
        index=None,
        format_func=view.speaker.intervention,
        key=desks.key("candidate"),
        placeholder=view.say("scenario.choose"),
        help=view.say("additions.candidate-help"),
        on_change=_add_candidate,
        disabled=not absent,
    )


def _add_candidate() -> None:
    chosen = desks.value_of("candidate")
    if chosen is not None:
        desks.edit(drafts.with_candidate, chosen)
        desk().version += 1


def question(view: View) -> None:
    """The budget, what counts, and limits."""
    asked = desk().asked
    put(heading(view.say("additions.question"), 3))
    left, right = st.columns(2, gap="large")
    left.number_input(
        view.say("additions.budget"),
        min_value=1.0,
        max_value=MOST,
        step=50_000.0,
        format="%.0f",
        placeholder=view.say("additions.budget-none"),
        key=desks.seeded("budget", asked.budget),
        on_change=_ask,
        args=("budget",),
    )
    right.selectbox(
        view.say("additions.objective"),
        OBJECTIVES,
        format_func=lambda each: view.speaker.say(f"addition.objective.{each}"),
        key=desks.seeded("objective", asked.objective),
        on_change=_ask,
        args=("objective",),
        help=safe(view.say("additions.objective-help")),
    )
    box = opened(view.say("additions.limits"), desks.steady("limits"))
    if box is None:
        return
    with box:
        put(note(view.say("additions.limits-explained")))
        for intervention in dict.fromkeys(each.intervention for each in desk().draft.current.components):
            present = view.assessment.doses.get(intervention, 0.0)
            if present < 1.0:
                _limit(view, intervention, present)


def _ask(name: str) -> None:
    setattr(desk().asked, name, desks.value_of(name))
    desk().asked.prove = False


def _limit(view: View, intervention: str, present: float) -> None:
    """From which to which dose; both ends the same is a fixed dose."""
    options = sorted({present, *(limit for limit in LIMITS if limit > present)})
    asked = desk().asked
    chosen = (asked.lower.get(intervention, present), asked.upper.get(intervention, 1.0))
    st.select_slider(
        safe(view.speaker.intervention(intervention)),
        options,
        value=chosen if set(chosen) <= set(options) else (present, 1.0),  # two values make it a range
        format_func=view.speaker.percent,
        key=desks.key(f"limits-{intervention}"),
        on_change=_set_limits,
        args=(intervention, present),
    )


def _set_limits(intervention: str, present: float) -> None:
    asked, (least, most) = desk().asked, desks.value_of(f"limits-{intervention}")
    asked.lower = {name: value for name, value in asked.lower.items() if name != intervention}
    asked.upper = {name: value for name, value in asked.upper.items() if name != intervention}
    if least > present:
        asked.lower[intervention] = least
    if most < 1.0:
        asked.upper[intervention] = most
    asked.prove = False
