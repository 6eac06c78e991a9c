"""The second page: change the doses, the setting and the groups, and see beside it what moves."""

import streamlit as st

from alignment.ui import composing, effects, frame
from alignment.ui.view import current_view


def scenario_page() -> None:
    """On the left what the scenario holds, on the right what changing it does."""
    view = current_view()
    frame.open_page(view.say("scenario.title"), view)
    st.markdown(view.say("scenario.intro"))
    composing.opening(view)
    left, right = st.columns([5, 6], gap="large")
    with left:
        composing.components(view)
        composing.context(view)
        composing.measure(view)
    with right, st.container(key="moves"):
        effects.show(view)


scenario_page()
