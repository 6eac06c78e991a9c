"""Sources and method: what rests on each section, how results come about, and where frameworks meet."""

import streamlit as st

from alignment.ui import evidence, frame, overview
from alignment.ui.view import current_view


def sources_page() -> None:
    """The sources first, then the method, then the crosswalk."""
    view = current_view()
    frame.open_page(view.say("page.sources"), view, outcome=False)
    st.markdown(view.say("sources.intro"))
    evidence.follow(view)
    st.header(view.say("sources.method"), anchor=False)
    overview.legend(view)
    st.header(view.say("sources.crosswalk"), anchor=False)
    evidence.crosswalk(view)


sources_page()
