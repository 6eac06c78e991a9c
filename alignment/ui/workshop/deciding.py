"""The steps of a proposal: submitting, approving, sending back, publishing, withdrawing."""

from collections.abc import Callable

import streamlit as st

from alignment.api import workshop
from alignment.ui import desk as desks
from alignment.ui.catalogue import memory
from alignment.ui.desk import desk
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe
from alignment.ui.workshop.telling import attempt


def steps(
    view: View,
    store: workshop.Workspace,
    proposal: workshop.Proposal,
    person: workshop.Person | None,
    change: workshop.CatalogueChange | None,
    *,
    clash: bool,
) -> None:
    """What can be done now, by whom, and why the rest cannot. `clash`: files changed that it changes too."""
    put(heading(view.say("steps.heading"), 3))
    if proposal.state == "published":
        put(paragraph(view.say("steps.published")))
        return
    if person is None:
        st.info(view.say("steps.say-who"))
        return
    step = Steps(view, store, proposal, person)
    if proposal.state == "withdrawn":
        step.reopening()
        return
    if clash:
        st.warning(view.say("steps.clash-first"))
    elif proposal.state in ("draft", "returned"):
        step.submitting(change)
    elif proposal.base != view.catalogue.fingerprint:
        step.rebasing()
    elif proposal.state == "submitted":
        step.reviewing(change)
    else:
        step.publishing(change)
    step.withdrawing()


class Steps:
    """The buttons of one proposal for one person."""

    def __init__(
        self, view: View, store: workshop.Workspace, proposal: workshop.Proposal, person: workshop.Person
    ) -> None:
        """Who looks at which proposal."""
        self.view, self.store, self.proposal, self.person = view, store, proposal, person

    @property
    def _mine(self) -> bool:
        """Whether this person made the proposal."""
        return self.person.key == self.proposal.author.key

    @property
    def _own(self) -> bool:
        """Whether this person wrote in the proposal."""
        return self.person.key in {self.proposal.author.key, *(each.key for each in self.proposal.contributors)}

    def _say(self, key: str, **params: object) -> str:
        return self.view.say(f"steps.{key}", **params)

    def _button(self, name: str, act: Callable[[], object], *, primary: bool = False, help: str | None = None) -> None:
        st.button(
            self._say(name),
            key=desks.key(f"step-{name}"),
            on_click=self._take,
            args=(name, act),
            type="primary" if primary else "secondary",
            help=help,
        )

    def _take(self, name: str, act: Callable[[], object]) -> None:
        if attempt(self.view, act):
            bench = desk().bench
            bench.notes = {
                note: text for note, text in bench.notes.items() if not note.endswith(f"-{self.proposal.id}")
            }
            bench.tell("success", self._say(f"{name}-done", number=self.proposal.id))

    def _words(self, name: str) -> None:
        """A field for words that go with a step; they stay until the step is taken."""
        note = f"{name}-{self.proposal.id}"
        st.text_area(
            self._say(f"{name}-words"),
            key=desks.seeded(note, desk().bench.notes.get(note, "")),
            on_change=_noted,
            args=(note,),
            max_chars=2000,
            height=90,
        )

    def _said(self, name: str) -> str:
        """What was written in the field for a step."""
        return desk().bench.notes.get(f"{name}-{self.proposal.id}", "")

    def _stopping(self, change: workshop.CatalogueChange | None) -> None:
        """What stands in the way of publication."""
        if change is None:
            st.warning(self._say("problems-first"))
        elif change.cases_failing:
            st.warning(safe(self._say("cases-first", n=len(change.cases_failing))))

    def submitting(self, change: workshop.CatalogueChange | None) -> None:
        """A reason, and off it goes; what is not right may be submitted, but not published."""
        if self.proposal.state == "returned":
            st.warning(safe(self._say("returned", comment=self.proposal.reviews[-1].comment)))
        if not self.proposal.files:
            st.info(self._say("empty"))
            return
        self._stopping(change)
        self._words("submit")
        self._button(
            "submit",
            lambda: self.store.submit(self.person, self.proposal.id, self._said("submit")),
            primary=True,
        )

    def reviewing(self, change: workshop.CatalogueChange | None) -> None:
        """A colleague approves or sends back; who works alone says so."""
        alone = False
        if self._own:
            st.info(self._say("own"))
            # Said by one person of one proposal: the next is not ticked beforehand.
            key = desks.key(f"alone-{self.proposal.id}-{self.person.key}")
            alone = st.checkbox(self._say("alone"), key=key, help=self._say("alone-help"))
        self._stopping(change)
        self._words("review")
        digest = workshop.digest(self.proposal)

        def approve() -> None:
            self.store.approve(self.person, self.proposal.id, digest, self._said("review"), alone=alone)

        with st.container(horizontal=True, gap="small"):
            self._button("approve", approve, primary=True)
            self._sending_back()

    def _sending_back(self) -> None:
        self._button("send-back", lambda: self.store.send_back(self.person, self.proposal.id, self._said("review")))

    def rebasing(self) -> None:
        """The catalogue changed elsewhere: what this does may be another, so it is looked at again."""
        st.warning(self._say("base-changed"))
        if self._mine:
            self._button("rebase", lambda: self.store.rebase_rest(self.person, self.proposal.id), primary=True)
        else:
            put(paragraph(self._say("base-changed-author", author=self.proposal.author.name)))

    def publishing(self, change: workshop.CatalogueChange | None) -> None:
        """Into the catalogue, where the approval holds and nothing stands in the way."""
        self._stopping(change)
        self._words("review")
        with st.container(horizontal=True, gap="small"):
            self._button(
                "publish", lambda: workshop.publish(self.store, self.person, self.proposal.id, memory()), primary=True
            )
            self._sending_back()

    def reopening(self) -> None:
        """A proposal that was taken back can be gone on with."""
        put(paragraph(self._say("withdrawn")))
        if self._mine:
            self._button("reopen", lambda: self.store.reopen(self.person, self.proposal.id))

    def withdrawing(self) -> None:
        """Taking one's own proposal back; the trail keeps it."""
        if self._mine:
            self._button(
                "withdraw",
                lambda: self.store.withdraw(self.person, self.proposal.id),
                help=self._say("withdraw-help"),
            )


def _noted(note: str) -> None:
    desk().bench.notes[note] = desks.value_of(note)
