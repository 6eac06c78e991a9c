"""Programmes, actors, channels, frameworks and decisions: the facts, each with its source."""

import streamlit as st

from alignment.ui import frame, people, policies, records
from alignment.ui.view import current_view


def library_page() -> None:
    """Five lists behind tabs."""
    view = current_view()
    frame.open_page(view.say("page.library"), view, outcome=False)
    st.markdown(view.say("library.intro"))
    shows = {
        "programmes": records.programmes,
        "actors": people.actors,
        "channels": people.channels,
        "frameworks": policies.frameworks,
        "decisions": people.decisions,
    }
    for tab, show in zip(st.tabs([view.say(f"library.tabs.{name}") for name in shows]), shows.values(), strict=True):
        with tab:
            show(view)


library_page()
