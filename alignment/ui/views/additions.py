"""What could be added: the least that is needed, and the best for a budget."""

import streamlit as st

from alignment.ui import adding, divided, dividing, frame
from alignment.ui.view import current_view
from alignment.ui.words import safe, title_of


def additions_page() -> None:
    """Without money first; then, with costs and a budget, the best division."""
    view = current_view()
    title = title_of(view.assessment.scenario, view.speaker)
    frame.open_page(view.say("additions.title", title=title), view)
    if not view.assessment.frameworks:
        st.markdown(safe(view.say("additions.no-policy")))
        return
    st.header(view.say("additions.least"), anchor=False)
    adding.least(view)
    st.header(view.say("additions.divide"), anchor=False)
    st.markdown(safe(view.say("additions.divide-explained")))
    dividing.costs(view)
    dividing.question(view)
    divided.result(view)


additions_page()
