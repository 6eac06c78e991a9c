"""Editing: who works, at which proposal, in which file; as a form or as text; whether it is right, what it does."""

import streamlit as st

from alignment.api import workshop
from alignment.model.message import InputError
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.store import published
from alignment.ui.view import View
from alignment.ui.words import safe
from alignment.ui.workshop import changing, choosing, forming, leaving, who, writing
from alignment.ui.workshop.telling import attempt, tell_now
from alignment.ui.workshop.work import Work


def show(view: View, store: workshop.Workspace) -> None:
    """Everything about one file of one proposal."""
    put(paragraph(view.say("edit.intro")))
    with st.container(key="edit-who", horizontal=True, vertical_alignment="bottom", gap="small"):
        person = who.ask(view)
        proposal = choosing.proposal(view, store, person) if person else None
    if person is None:
        st.info(view.say("edit.say-who"))
        return
    base = published()
    leaving.show(view, store, person, proposal, base)
    if proposal is None:
        st.info(view.say("edit.begin-first"))
        return
    contents = workshop.overlay(proposal, base)
    with st.container(key="edit-what", horizontal=True, vertical_alignment="bottom", gap="small"):
        path = choosing.file(view, sorted({*contents, *proposal.files}))
        work = Work(view, store, person, proposal, path, base, _state(store, base), contents)
        _mode(work)
    choosing.adding(view, store, person, proposal)
    if path in contents:
        work = forming.take(work) if work.by_form else writing.take(work)
    _remarks(work)
    if path not in contents:
        st.warning(safe(view.say("edit.removed", path=path)))
        _take_back(work)
        return
    tell_now()
    undecided = writing.refused(work)
    checked = changing.check(work.contents)
    if not work.by_form:
        writing.show(work, checked)
    elif not undecided:
        forming.show(work)
    _below(work, checked)


def _state(store: workshop.Workspace, base: dict[str, bytes]) -> int:
    """The number of the state that is shown, 0 where it cannot be recorded."""
    try:
        return store.state_of(base)
    except InputError:
        return 0


def _remarks(work: Work) -> None:
    """What must be known before typing: a review that will be void, or files that changed meanwhile."""
    state = work.proposal.state
    if state in ("submitted", "approved"):
        st.warning(work.view.say(f"edit.state-{state}"))
    if workshop.clashes(work.proposal, work.base):
        st.warning(work.view.say("edit.clash"))


def _mode(work: Work) -> None:
    """As a form or as text, where there is a form."""
    if not work.is_rules:
        return
    st.segmented_control(
        work.view.say("edit.mode"),
        [True, False],
        format_func=lambda form: work.view.say("edit.as-form" if form else "edit.as-text"),
        key=desks.seeded("edit-mode", desk().bench.as_form),
        on_change=_turn,
        required=True,
    )


def _turn() -> None:
    desk().bench.as_form = desks.value_of("edit-mode")


def _below(work: Work, checked: workshop.Checked) -> None:
    view = work.view
    changing.problems(view, checked.problems, work.path)
    if work.path in work.proposal.files:
        _take_back(work)
    put(heading(view.say("edit.changes")))
    if checked.catalogue is None:
        put(paragraph(view.say("edit.changes-later")))
        return
    with st.spinner(view.say("edit.calculating")):
        change = changing.compare(view, work.store, checked.catalogue)
    changing.consequences(view, change)


def _take_back(work: Work) -> None:
    """Undoing all that the proposal does to this file; the trail keeps what was typed."""
    st.button(
        work.view.say("edit.take-back"),
        key=desks.key("take-back"),
        on_click=_drop,
        args=(work,),
        help=work.view.say("edit.take-back-help"),
    )


def _drop(work: Work) -> None:
    if attempt(work.view, lambda: work.store.drop(work.person, work.proposal.id, work.path, work.revision)):
        desk().bench.tell("success", work.view.say("edit.taken-back", path=work.path))
