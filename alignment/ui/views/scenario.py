"""The second page: change the doses, the setting and the groups, and see beside it what moves."""

import streamlit as st

from alignment.ui import address, composing, effects, frame
from alignment.ui.desk import desk
from alignment.ui.turns import turn
from alignment.ui.view import current_view, set_view


def scenario_page() -> None:
    """All of it is a part that runs by itself: a change draws neither the navigation nor the foot anew."""
    _part()


@st.fragment
def _part() -> None:
    with turn():
        _body()


def _body() -> None:
    """On the left what the scenario holds, on the right what changing it does."""
    if desk().anew:
        desk().anew = False
        st.rerun()
    set_view(current_view().catalogue)
    view = current_view()
    frame.open_page(view.say("scenario.title"), view)
    st.markdown(view.say("scenario.intro"))
    left, right = st.columns([5, 6], gap="large")
    with right, st.container(key="moves"):  # first, for it is what a visitor waits for
        effects.show(view)
    with left:
        composing.components(view)
        composing.context(view)
        composing.measure(view)
    address.write(view.catalogue)


scenario_page()
