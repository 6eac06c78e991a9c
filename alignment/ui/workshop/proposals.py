"""Proposals: what they change, what that does, and the steps from draft to publication."""

import streamlit as st

from alignment.api import workshop
from alignment.report.lines import changed_lines
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import bullets, heading, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe
from alignment.ui.workshop import changing, clashing, deciding, who
from alignment.ui.workshop.choosing import name
from alignment.ui.workshop.dates import moment
from alignment.ui.workshop.writing import differences

SHORT = 60
"""Lines that differ of a file that is shown unfolded at once."""


def show(view: View, store: workshop.Workspace) -> None:
    """All proposals, and one in full."""
    put(paragraph(view.say("proposals.intro")))
    person = who.ask(view)
    found = {each.id: each for each in store.proposals()}
    if not found:
        st.info(view.say("proposals.none"))
        return
    bench = desk().bench
    if bench.reading not in found:
        bench.reading = bench.proposal if bench.proposal in found else next(iter(found))
    number = st.selectbox(
        view.say("proposals.choose"),
        list(found),
        format_func=lambda each: name(view, found[each]),
        key=desks.named("reading", bench.reading),
        on_change=_choose,
        width=620,
    )
    _read(view, store, found[number], person)


def _choose() -> None:
    number = desks.value_of("reading")
    if isinstance(number, int):
        desk().bench.reading = number


def _read(view: View, store: workshop.Workspace, proposal: workshop.Proposal, person: workshop.Person | None) -> None:
    put(heading(proposal.title))
    bullets(_facts(view, proposal))
    base = store.present()
    finished = proposal.state in ("published", "withdrawn")
    clashes = [] if finished else workshop.clashes(proposal, base)
    if clashes:
        clashing.show(view, store, proposal, person, clashes)
    _lines(view, proposal)
    if finished or clashes:
        deciding.steps(view, store, proposal, person, None, clash=bool(clashes))
        return
    checked = changing.check(workshop.overlay(proposal, base))
    change = None
    if proposal.files:
        put(heading(view.say("proposals.changes"), 3))
        changing.problems(view, checked.problems, "")
        if checked.catalogue:
            change = changing.compare(view, store, checked.catalogue)
            changing.consequences(view, change)
    deciding.steps(view, store, proposal, person, change, clash=False)


def _facts(view: View, proposal: workshop.Proposal) -> list[str]:
    """Who, when, why, and what was said of it."""
    say, lang = view.say, view.speaker.lang
    facts = [
        say("proposals.by", author=proposal.author.name, at=moment(proposal.created_at, lang)),
        say("proposals.is", state=say(f"proposals.state.{proposal.state}"), at=moment(proposal.changed_at, lang)),
    ]
    others = [each.name for each in proposal.contributors if each.key != proposal.author.key]
    if others:
        facts.append(say("proposals.with", names=view.speaker.listed(others)))
    if proposal.rollback_of is not None:
        facts.append(say("proposals.rollback", number=proposal.rollback_of))
    if proposal.reason:
        facts.append(say("proposals.reason", reason=proposal.reason))
    for review in proposal.reviews:
        key = f"proposals.review.{review.kind}" + ("-alone" if review.alone else "")
        told = say(key, name=review.by.name, at=moment(review.at, lang))
        comment = f" {say('proposals.comment', comment=review.comment)}" if review.comment else ""
        void = f" {say('proposals.void')}" if review.void_at and review.kind == "approved" else ""
        facts.append(told + comment + void)
    return facts


def _lines(view: View, proposal: workshop.Proposal) -> None:
    """What changes in each file, line by line."""
    put(heading(view.say("proposals.files", n=len(proposal.files)), 3))
    for path, file in proposal.files.items():
        key = "new" if file.base is None else "removed" if file.text is None else "changed"
        hunks = changed_lines((file.base or b"").decode("utf-8-sig", "replace"), file.text or "")
        short = len(proposal.files) <= 3 and sum(map(len, hunks)) <= SHORT
        with st.expander(safe(view.say(f"proposals.file.{key}", path=path)), expanded=short):
            differences(view, hunks)
