"""Keeping scenarios in the store: saved by name, opened by everybody, never over what someone else saved meanwhile."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from alignment import api
from alignment.api import workshop
from alignment.model.scenario import Scenario
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.drafts import Draft, named, slug
from alignment.ui.memo.keeping import let_go
from alignment.ui.parts import paragraph, put
from alignment.ui.store import SAVED, workspace
from alignment.ui.view import View
from alignment.ui.words import title_of
from alignment.ui.workshop import who
from alignment.ui.workshop.telling import attempt, tell_now


def show(view: View) -> None:
    """Saving what is open, under its title; and removing what was saved."""
    put(paragraph(view.say("keep.help")))
    tell_now()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        person = who.ask(view)
        open_draft = desk().draft
        if person is None:
            return
        label = "keep.save" if open_draft.origin != "saved" else "keep.save-again"
        st.button(view.say(label), key=desks.key("keep"), on_click=_save, args=(view, person), type="primary")
        if open_draft.origin == "saved":
            st.button(view.say("keep.save-new"), key=desks.key("keep-new"), on_click=_save_new, args=(view, person))
            st.button(view.say("keep.remove"), key=desks.key("keep-remove"), on_click=_remove, args=(view, person))


def _save(view: View, person: workshop.Person) -> None:
    state = desk().draft
    if state.origin != "saved":
        _save_new(view, person)
        return
    name = state.key.removeprefix(SAVED)
    _keep(view, person, lambda: _written(person, state.current, name, state.revision))


def _save_new(view: View, person: workshop.Person) -> None:
    scenario = named(desk().draft)
    name = slug(title_of(desk().draft.current, view.speaker))

    def write() -> Draft:
        taken = {*view.catalogue.programmes, *view.catalogue.scenarios, *(each.id for each in workspace().scenarios())}
        return _written(person, scenario, _free(name, taken), None)

    _keep(view, person, write)


def _keep(view: View, person: workshop.Person, write: Callable[[], Draft]) -> None:
    bench, desk().anew = desk().bench, True

    def step() -> None:
        before = desk().active
        kept = write()
        left = desk().drafts[before]
        if before != kept.key:
            let_go(left, person)
            if left.changed:
                desk().put(left.reset())
        desk().open(kept)
        bench.tell("success", view.say("keep.saved", title=title_of(kept.opened, view.speaker)))

    attempt(view, step)


def _written(person: workshop.Person, scenario: Scenario, name: str, expected: int | None) -> Draft:
    scenario = scenario.model_copy(update={"id": name})
    saved = workspace().save_scenario(person, name, api.scenario_yaml(scenario), expected)
    return Draft(f"{SAVED}{name}", scenario, scenario, "saved", saved.revision)


def _remove(view: View, person: workshop.Person) -> None:
    """Off the list; it stays open here, and its text stays in the store."""
    state, desk().anew = desk().draft, True
    name = state.key.removeprefix(SAVED)

    def step() -> None:
        workspace().remove_scenario(person, name, state.revision or 0)
        del desk().drafts[state.key]
        opened = state.opened.model_copy(update={"memo": state.current.memo})
        desk().open(replace(state, key=desks.free_key("file"), opened=opened, origin="file", revision=None))
        desk().bench.tell("success", view.say("keep.removed", title=title_of(state.opened, view.speaker)))

    attempt(view, step)


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
