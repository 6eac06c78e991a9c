"""Choosing what to work at: a proposal, a file of the catalogue, or a new one."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from alignment.api import workshop
from alignment.text.format import capital
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import paragraph, put
from alignment.ui.view import View
from alignment.ui.workshop.telling import attempt

OPEN: tuple[workshop.ProposalState, ...] = ("draft", "returned", "submitted", "approved")
NEW = 0
"""Stands for a proposal that is still to be begun."""
SUBJECT = "edit-subject"
NEW_KINDS: tuple[workshop.NewFile, ...] = ("intervention", "framework", "cases", "scenario")


def proposal(view: View, store: workshop.Workspace, person: workshop.Person) -> workshop.Proposal | None:
    """The proposal that is worked at; where there is none, a way to begin one."""
    found = {each.id: each for each in store.proposals(*OPEN)}
    bench = desk().bench
    if bench.proposal != NEW and bench.proposal not in found:
        mine = [each.id for each in found.values() if each.author.key == person.key and each.state != "approved"]
        bench.proposal = mine[0] if mine else NEW
    if found:
        st.selectbox(
            view.say("edit.proposal"),
            [*found, NEW],
            format_func=lambda each: name(view, found[each]) if each else view.say("edit.no-proposal"),
            key=desks.named("edit-proposal", bench.proposal),
            on_change=_choose_proposal,
            width=520,
        )
    if bench.proposal == NEW:
        _begin(view, store, person)
    return found.get(bench.proposal)


def name(view: View, proposal: workshop.Proposal) -> str:
    """A proposal by number, title, author and state."""
    state = view.say(f"proposals.state.{proposal.state}")
    return view.say(
        "edit.proposal-name", number=proposal.id, title=proposal.title, author=proposal.author.name, state=state
    )


def _choose_proposal() -> None:
    number = desks.value_of("edit-proposal")
    if isinstance(number, int):
        desk().bench.proposal = number


def _begin(view: View, store: workshop.Workspace, person: workshop.Person) -> None:
    st.text_input(
        view.say("edit.subject"),
        key=desks.seeded(SUBJECT, desk().bench.notes.get(SUBJECT, "")),
        on_change=_noted,
        max_chars=150,
        width=380,
    )
    st.button(
        view.say("edit.begin"),
        key=desks.key("edit-begin"),
        type="primary",
        on_click=_start,
        args=(view, store, person),
    )


def _noted() -> None:
    desk().bench.notes[SUBJECT] = desks.value_of(SUBJECT)


def _start(view: View, store: workshop.Workspace, person: workshop.Person) -> None:
    bench = desk().bench
    title = str(desks.value_of(SUBJECT) or "").strip() or view.say("edit.untitled")

    def step() -> None:
        bench.proposal = store.start(person, title).id

    if attempt(view, step):
        bench.notes.pop(SUBJECT, None)


def file(view: View, paths: list[str]) -> str:
    """The file that is open."""
    bench = desk().bench
    if bench.path not in paths:
        bench.path = next((each for each in paths if each.startswith("rules/")), paths[0])
    st.selectbox(
        view.say("edit.file"),
        paths,
        format_func=lambda each: file_name(view, each),
        key=desks.seeded("edit-file", bench.path),
        on_change=_choose_file,
        width=520,
    )
    return bench.path


def _choose_file() -> None:
    bench = desk().bench
    bench.path, bench.rule = desks.value_of("edit-file"), None


def file_name(view: View, path: str) -> str:
    """A file by what it is about, then its path."""
    folder, _, last = path.rpartition("/")
    stem = last.removesuffix(".yaml")
    known: dict[str, Callable[[str], str]] = {
        "rules": view.speaker.intervention,
        "policies": view.speaker.framework,
        "interventions/programmes": lambda each: _scenario_title(view, each),
        "interventions/scenarios": lambda each: _scenario_title(view, each),
    }
    title = known[folder](stem) if folder in known else stem
    return path if title == stem else f"{capital(title)} – {path}"


def _scenario_title(view: View, scenario_id: str) -> str:
    scenario = view.catalogue.find(scenario_id)
    return view.speaker.text(scenario.title) if scenario else scenario_id


def adding(view: View, store: workshop.Workspace, person: workshop.Person, proposal: workshop.Proposal) -> None:
    """A new file from a template."""
    with st.expander(view.say("edit.new")):
        put(paragraph(view.say("edit.new-help")))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            kind = st.selectbox(
                view.say("edit.new-kind"),
                NEW_KINDS,
                format_func=lambda each: view.say(f"edit.kind.{each}"),
                key=desks.key("new-kind"),
                width=320,
            )
            st.text_input(
                view.say("edit.new-id"),
                key=desks.key("new-id"),
                max_chars=80,
                placeholder=view.say(f"edit.example.{kind}"),
                width=300,
            )
            make = partial(_make, view, store, person, proposal)
            st.button(view.say("edit.make"), key=desks.key("new-make"), on_click=make)


def _make(view: View, store: workshop.Workspace, person: workshop.Person, proposal: workshop.Proposal) -> None:
    kind: workshop.NewFile = desks.value_of("new-kind")
    chosen = str(desks.value_of("new-id") or "").strip()
    bench = desk().bench
    if not chosen:
        bench.tell("error", view.say("edit.no-id"))
        return

    def step() -> None:
        paths = workshop.begin_file(store, person, proposal.id, kind, chosen)
        bench.path, bench.as_form = paths[0], False
        bench.tell("success", view.say("edit.made", n=len(paths), paths=view.speaker.listed(paths)))

    attempt(view, step)
