"""Programmes, actors, channels, frameworks and decisions: the facts, each with its source."""

from functools import partial

import streamlit as st

from alignment.ui import desk as desks
from alignment.ui import frame, people, policies, records
from alignment.ui.desk import desk
from alignment.ui.parts import paragraph, put
from alignment.ui.view import current_view

SHELVES = {
    "programmes": records.programmes,
    "actors": people.actors,
    "channels": people.channels,
    "frameworks": policies.frameworks,
    "decisions": people.decisions,
}
"""What is behind each tab."""


def library_page() -> None:
    """Five lists behind tabs; only the one that is looked at is drawn."""
    view = current_view()
    frame.open_page(view.say("page.library"), view, outcome=False)
    put(paragraph(view.say("library.intro")))
    names = {view.say(f"library.tabs.{name}"): name for name in SHELVES}
    open_tab = next(label for label, name in names.items() if name == desk().shelf)
    key = desks.seeded("library-tab", open_tab)
    for tab, name in zip(st.tabs(list(names), key=key, on_change=partial(_turn, key, names)), SHELVES, strict=True):
        if tab.open:
            with tab:
                SHELVES[name](view)


def _turn(key: str, names: dict[str, str]) -> None:
    desk().shelf = names[st.session_state[key]]


library_page()
