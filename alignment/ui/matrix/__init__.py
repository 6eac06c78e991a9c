"""The matrix of interventions and targets, what it can be looked at through, and the reasons of the cell chosen."""

import streamlit as st

from alignment.charts import matrix as charts
from alignment.charts import tables
from alignment.model.result import Assessment
from alignment.ui import address, trace
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.drafts import named
from alignment.ui.matrix import component, lens
from alignment.ui.parts import heading, note, paragraph, put
from alignment.ui.turns import turn
from alignment.ui.view import View, current_view


def show() -> None:
    """The matrix with its reasons; a choice in it runs only this part of the page."""
    view = current_view()
    put(heading(view.say("matrix.heading")))
    if view.assessment.doses:
        _part()
    else:
        put(paragraph(view.say("matrix.empty")))


@st.fragment
def _part() -> None:
    with turn():
        _body()


def _body() -> None:
    view = current_view()
    if view.assessment.scenario != named(desk().draft):
        st.rerun()  # the scenario was changed from here: that concerns the whole page
    lens.controls(view)
    found = lens.lens(view)
    lens.told(view, found)
    if any(each.link in tables.SHOWN for each in found.seen.targets):
        put(note(view.say("matrix.explained")))
        _matrix(view, found)
        trace.show(view, found.seen)
    else:
        put(paragraph(view.say("matrix.no-targets")))
    address.write(view.catalogue)


def _matrix(view: View, found: lens.Lens) -> None:
    key = desks.key("matrix")
    chosen = trace.cell(found.seen)
    data = {**found.grid, **_said(view, found.seen), "chosen": list(chosen)}
    component.matrix(data, key, lambda: _choose(key, found.seen))


def _said(view: View, assessment: Assessment) -> dict[str, object]:
    """The words around the cells."""
    names = view.speaker.listed(map(view.speaker.framework, dict.fromkeys(assessment.scenario.frameworks)))
    return {
        "words": component.words_of(view.speaker.messages),
        "verdicts": charts.words(view.speaker),
        "order": list(charts.VERDICTS),
        "caption": view.say("matrix.alt", framework=names),
    }


def _choose(key: str, assessment: Assessment) -> None:
    cell = component.chosen(key, [charts.WHOLE, *assessment.doses], {each.target for each in assessment.targets})
    if cell:
        desk().cell = cell
