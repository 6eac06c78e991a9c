"""The first page: where the scenario fits, where not, what is left open and why."""

import streamlit as st

from alignment.ui import advice, frame, gaps, matrix, overview, trace
from alignment.ui.view import View, current_view
from alignment.ui.words import title_of


def coverage_page() -> None:
    """Notices, the answer, then everything that it rests on."""
    view = current_view()
    names = view.speaker.listed(map(view.speaker.framework, dict.fromkeys(view.assessment.scenario.frameworks)))
    title = title_of(view.assessment.scenario, view.speaker)
    frame.open_page(view.say("answer.title", title=title, frameworks=names), view)
    overview.answer(view)
    overview.legend(view)
    if view.assessment.frameworks:
        policies(view)
    trace.show(view)
    st.header(view.say("integral.heading"), anchor=False)
    gaps.integral(view)
    advice.show(view)
    overview.others(view)
    gaps.apart(view)


def policies(view: View) -> None:
    """Coverage, verdicts, gaps and carriers: what only policy frameworks have."""
    st.header(view.say("targets.heading"), anchor=False)
    overview.targets(view)
    st.header(view.say("gaps.heading"), anchor=False)
    gaps.show(view)
    st.header(view.say("uncarried.heading"), anchor=False)
    gaps.uncarried(view)
    gaps.tensions(view)
    st.header(view.say("matrix.heading"), anchor=False)
    matrix.show(view)


coverage_page()
