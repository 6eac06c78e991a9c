"""Texts that could not be kept because their proposal was finished meanwhile: shown, to take along into another."""

import streamlit as st

from alignment.api import workshop
from alignment.report.lines import changed_lines
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.view import View
from alignment.ui.words import safe
from alignment.ui.workshop.choosing import OPEN
from alignment.ui.workshop.telling import attempt
from alignment.ui.workshop.work import CONFLICT
from alignment.ui.workshop.writing import differences

Name = tuple[int, str]


def show(
    view: View,
    store: workshop.Workspace,
    person: workshop.Person,
    proposal: workshop.Proposal | None,
    base: dict[str, bytes],
) -> None:
    """Every such text beside the published one; `proposal`: the one that is worked at now."""
    open_now = {each.id for each in store.proposals(*OPEN)}
    for name, (text, _) in list(desk().bench.refused.items()):
        number, path = name
        if number in open_now:
            continue
        st.warning(safe(view.say("edit.left", number=number, path=path)))
        differences(view, changed_lines(base.get(path, b"").decode("utf-8-sig", "replace"), text))
        with st.container(horizontal=True, gap="small"):
            if proposal:
                take = view.say("edit.left-take", number=proposal.id)
                key = desks.key(f"left-take-{number}-{path}")
                st.button(take, key=key, on_click=_take, args=(view, store, person, proposal, name, base))
            key = desks.key(f"left-drop-{number}-{path}")
            st.button(view.say("edit.left-drop"), key=key, on_click=_drop, args=(name,))


def _take(
    view: View,
    store: workshop.Workspace,
    person: workshop.Person,
    proposal: workshop.Proposal,
    name: Name,
    base: dict[str, bytes],
) -> None:
    """Into another proposal; where that changes the file too, the choice between the two comes first."""
    bench, path = desk().bench, name[1]
    text, _ = bench.refused[name]

    def step() -> None:
        if path in proposal.files:
            bench.refused[proposal.id, path] = (text, CONFLICT)
        else:
            store.put(person, proposal.id, path, text, 0, base)
        bench.path = path
        _drop(name)

    attempt(view, step)


def _drop(name: Name) -> None:
    desk().bench.refused.pop(name, None)
