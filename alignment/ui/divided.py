"""The best division of a budget that was found, whether it is proven, and what other budgets would reach."""

from collections.abc import Iterator
from functools import partial

import pandas as pd
import streamlit as st

from alignment import api
from alignment.assessment.additions.frontier import POINTS
from alignment.assessment.additions.result import Allocation, FrontierPoint, Progress
from alignment.assessment.setup import summed_doses
from alignment.charts import frontier as chart
from alignment.model.message import InputError
from alignment.model.scenario import Scenario
from alignment.report import adding as sentences
from alignment.text.problems import describe
from alignment.ui import desk as desks
from alignment.ui.adding import dose_row, take_over
from alignment.ui.desk import desk
from alignment.ui.parts import bullets, fold, grid, heading, listing, note, paragraph, put, strong, table
from alignment.ui.running import run
from alignment.ui.view import View
from alignment.ui.words import safe


def result(view: View) -> None:
    """The answer to what was asked, or what is missing to answer it."""
    scenario, asked = view.assessment.scenario, desk().asked
    put(heading(view.say("additions.result"), 3))
    if not scenario.components:
        put(paragraph(view.say("additions.no-components")))
        return
    if asked.budget is None and asked.objective != "cost":
        put(paragraph(view.say("additions.no-budget")))
        return
    unknown = [name for name in summed_doses(scenario) if name not in scenario.full_delivery_eur]
    if unknown:
        put(paragraph(view.say("additions.no-costs", n=len(unknown), names=view.speaker.inlines(unknown))))
        return
    try:
        found = _found(view, scenario)
    except InputError as error:
        put(
            paragraph(view.say("additions.cannot")),
            listing(" ".join(describe(problem, view.speaker.lang)) for problem in error.problems),
        )
        return
    _show(view, found)


def _question() -> api.Question:
    asked = desk().asked
    return api.Question(asked.objective, asked.budget, lower=dict(asked.lower), upper=dict(asked.upper))


def _key(view: View, scenario: Scenario) -> tuple[object, ...]:
    """What the answer depends on."""
    asked = desk().asked
    limits = (tuple(sorted(asked.lower.items())), tuple(sorted(asked.upper.items())))
    state = (desk().stated_only, view.assessment.on, view.catalogue.fingerprint)
    return (scenario, asked.objective, asked.budget, limits, *state)


def _found(view: View, scenario: Scenario) -> Allocation:
    """The quick answer, or what the proof has found by now."""
    proof = api.Proof() if desk().asked.prove else None
    start = partial(api.allocate, view.catalogue, scenario, _question(), proof=proof, stated_only=desk().stated_only)
    found = run(view, "division", (*_key(view, scenario), proof), start, _share).found
    assert found is not None
    assert found.best is not None
    return found.best


def _share(step: Progress) -> float:
    return step.share


def _show(view: View, found: Allocation) -> None:
    if found.clash:
        st.warning(safe(view.speaker.say("addition.clash.heading")))
        bullets(sentences.clash_sentences(found, view.speaker))
        return
    with st.container(key="division", border=True):
        first, *rest = sentences.sentences(found, view.speaker)
        put(paragraph(strong(first)), *map(paragraph, rest))
    rows = [
        dose_row(view, each) | {view.say("additions.costs-now"): sentences.euros(each.cost_eur, view.speaker)}
        for each in found.doses
    ]
    table(pd.DataFrame(rows), view.say("additions.doses-alt"))
    with st.container(horizontal=True):
        if sentences.added(found):
            take_over(view, found, "division")
        if not found.proven and not desk().asked.prove:
            st.button(
                view.say("additions.prove"),
                key=desks.key("prove"),
                on_click=_prove,
                help=view.say("additions.prove-help"),
            )
    if desk().asked.objective == "score":
        _frontier(view)


def _prove() -> None:
    desk().asked.prove = True


def _frontier(view: View) -> None:
    scenario, budget = view.assessment.scenario, desk().asked.budget

    def start() -> Iterator[list[FrontierPoint]]:
        points: list[FrontierPoint] = []
        for point in api.frontier(view.catalogue, scenario, _question(), stated_only=desk().stated_only):
            points.append(point)
            yield points

    work = run(view, "frontier", _key(view, scenario), start, lambda points: len(points) / POINTS)
    put(heading(view.speaker.say("addition.heading-frontier"), 3), note(view.say("additions.frontier-explained")))
    said = [
        view.speaker.say(
            "addition.frontier", budget=sentences.euros(each.budget, view.speaker), value=view.speaker.score(each.value)
        )
        for each in work.found or []
    ]
    points = [
        chart.Point(each.budget, each.value, told, each.budget == budget)
        for each, told in zip(work.found or [], said, strict=True)
    ]
    st.vega_lite_chart(
        chart.rows(points),
        chart.spec(
            view.say("additions.budget-axis"), view.say("additions.score-axis"), 1.0, comma=view.speaker.lang == "nl"
        ),
        theme=None,
        key="frontier",
        alt=f"{view.say('additions.frontier-alt')} {'; '.join(said)}.",
    )
    rows = [
        {
            view.say("additions.budget-axis"): sentences.euros(each.budget, view.speaker),
            view.say("additions.score-axis"): view.speaker.score(each.value),
            view.say("additions.spent"): sentences.euros(each.spent, view.speaker),
        }
        for each in work.found or []
    ]
    shown = grid(pd.DataFrame(rows), view.speaker.say("addition.heading-frontier"))
    put(fold(view.say("additions.frontier-table"), shown))
