"""Two to five scenarios beside one another: what differs and why, before any number."""

import streamlit as st

from alignment.ui import comparing, frame, rivals
from alignment.ui.view import current_view
from alignment.ui.words import safe


def compare_page() -> None:
    """The choice, the answer, the differences, and what they rest on."""
    view = current_view()
    frame.open_page(view.say("compare.title"), view, outcome=False)
    rivals.choose(view)
    found = comparing.beside(view)
    if len(found.assessments) < 2:
        st.info(safe(view.say("compare.alone")))
        return
    comparing.cautions(found)
    comparing.answer(found)
    comparing.differences(found)
    comparing.scores(found)
    comparing.components(found)
    comparing.circumstances(found)


compare_page()
