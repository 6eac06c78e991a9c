"""What is left open: the gaps and what closes them, what no framework carries, and what the study advises."""

import streamlit as st

from alignment.ui import advice, answer, frame, gaps
from alignment.ui.parts import heading, paragraph, put, strong
from alignment.ui.view import View, current_view
from alignment.ui.words import title_of


def gaps_page() -> None:
    """The answer in words, then gaps, components without a carrier, tensions, the integral approach and advice."""
    view = current_view()
    title = title_of(view.assessment.scenario, view.speaker)
    frame.open_page(view.say("gaps.title", title=title), view)
    if view.assessment.frameworks:
        policies(view)
    else:
        put(paragraph(view.say("gaps.no-policy")))
    gaps.tensions(view)
    put(heading(view.say("integral.heading")))
    gaps.integral(view)
    advice.show(view)


def policies(view: View) -> None:
    """What only policy frameworks have."""
    with st.container(key="answer", border=True):
        put(paragraph(strong(answer.left_open(view.assessment, view.speaker))))
    put(heading(view.say("gaps.heading")))
    gaps.show(view)
    put(heading(view.say("uncarried.heading")))
    gaps.uncarried(view)


gaps_page()
