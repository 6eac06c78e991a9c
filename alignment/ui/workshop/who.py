"""Who acts: until there is sign-in, the tool takes a visitor's word for it, and says so."""

import streamlit as st

from alignment.api import workshop
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.view import View


def ask(view: View) -> workshop.Person | None:
    """Asks for a name, which stays with what is done from then on; null as long as none is given."""
    st.text_input(
        view.say("who.name"),
        key=desks.seeded("who", desk().bench.name),
        on_change=_named,
        max_chars=80,
        autocomplete="name",
        help=view.say("who.help"),
        width=300,
    )
    return person()


def _named() -> None:
    desk().bench.name = " ".join(desks.value_of("who").split())


def person() -> workshop.Person | None:
    """Who said to be at work here; null also for a name without a letter or digit."""
    named = workshop.Person.named(desk().bench.name)
    return named if named.key else None
