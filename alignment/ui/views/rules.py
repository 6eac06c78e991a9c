"""The rule workshop: find, edit, propose and review, upkeep, history."""

import streamlit as st

from alignment.model.message import InputError
from alignment.ui import desk as desks
from alignment.ui import frame
from alignment.ui.desk import desk
from alignment.ui.parts import paragraph, put
from alignment.ui.store import workspace
from alignment.ui.view import View, current_view
from alignment.ui.words import safe
from alignment.ui.workshop import editing, finding, history, proposals, upkeep
from alignment.ui.workshop.state import SECTIONS
from alignment.ui.workshop.telling import sentence, tell_now


def rules_page() -> None:
    """One part of the workshop at a time."""
    view = current_view()
    frame.open_page(view.say("page.rules"), view, outcome=False)
    put(paragraph(view.say("workshop.intro")))
    st.segmented_control(
        view.say("workshop.section"),
        SECTIONS,
        format_func=lambda each: view.say(f"workshop.sections.{each}"),
        key=desks.seeded("section", desk().bench.section),
        on_change=_turn,
        required=True,
        label_visibility="collapsed",
    )
    tell_now()
    section = desk().bench.section
    if section == "find":
        finding.show(view)
    elif section == "upkeep":
        upkeep.show(view)
    else:
        _with_store(view, section)


def _turn() -> None:
    desk().bench.section = desks.value_of("section")


def _with_store(view: View, section: str) -> None:
    try:
        store = workspace()
        {"edit": editing.show, "proposals": proposals.show, "history": history.show}[section](view, store)
    except InputError as error:
        for problem in error.problems:
            st.error(safe(sentence(problem, view.speaker.lang)))


rules_page()
