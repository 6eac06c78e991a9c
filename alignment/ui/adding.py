"""The least that would have to be added, and what stays out of reach."""

from functools import partial

import pandas as pd
import streamlit as st

from alignment import api
from alignment.assessment.additions.result import Allocated, Allocation
from alignment.report import adding as sentences
from alignment.text.format import capital
from alignment.ui import desk as desks
from alignment.ui import drafts
from alignment.ui.desk import desk
from alignment.ui.parts import fold, grid, heading, paragraph, put, strong, table
from alignment.ui.running import run
from alignment.ui.view import View


def least(view: View) -> None:
    """The fewest additions that cover all that can be covered here."""
    scenario, stated_only = view.assessment.scenario, desk().stated_only
    key = (scenario, stated_only, view.catalogue.fingerprint, view.assessment.on)

    start = partial(api.allocate, view.catalogue, scenario, api.Question(), stated_only=stated_only)
    work = run(view, "fewest", key, start, lambda step: step.share)
    found = work.found.best if work.found else None
    if found is None:
        put(paragraph(view.say("additions.stopped")))
        return
    with st.container(key="answer", border=True):
        first, *rest = sentences.sentences(found, view.speaker)
        put(paragraph(strong(first)), *map(paragraph, rest))
    _doses(view, found)
    _ways(view, found)
    _out_of_reach(view, found)


def _doses(view: View, found: Allocation) -> None:
    rows = [dose_row(view, each) for each in sentences.added(found)]
    if rows:
        table(pd.DataFrame(rows), view.say("additions.doses-alt"))
        take_over(view, found, "fewest")


def dose_row(view: View, each: Allocated) -> dict[str, str]:
    """What is added: now and then."""
    return {
        view.say("column.intervention"): view.speaker.intervention(each.intervention),
        view.say("additions.now"): view.speaker.percent(each.present) if each.present else "–",
        view.say("additions.then"): view.speaker.percent(each.dose),
    }


def take_over(view: View, found: Allocation, name: str) -> None:
    """A button that puts the doses into the open scenario."""
    doses = {each.intervention: each.dose for each in sentences.added(found)}
    st.button(view.say("additions.take-over"), key=desks.key(f"take-{name}"), on_click=_take_over, args=(doses,))


def _take_over(doses: dict[str, float]) -> None:
    desks.edit(drafts.with_doses, doses)
    desk().version += 1


def _ways(view: View, found: Allocation) -> None:
    if len(found.sets) < 2:
        return
    rows = [
        {view.say("additions.way"): str(number), view.say("additions.adds"): capital(view.speaker.inlines(each))}
        for number, each in enumerate(found.sets, 1)
    ]
    shown = grid(pd.DataFrame(rows), view.say("additions.ways-alt"))
    put(fold(view.say("additions.ways", n=len(found.sets)), shown))


def _out_of_reach(view: View, found: Allocation) -> None:
    """The targets that no addition covers here, with the reason."""
    if not found.unreachable:
        return
    kinds = {gap.target: gap.kind for gap in view.assessment.gaps}
    rows = [
        {
            view.say("column.target"): view.speaker.target(each),
            view.say("column.why"): view.say(f"additions-why.{kinds.get(each, 'structural')}"),
        }
        for each in found.unreachable
    ]
    shown = grid(pd.DataFrame(rows), view.say("additions.unreachable-alt"))
    put(heading(view.say("additions.unreachable"), 3), shown)
