"""Files that changed while a proposal was made: both changes side by side, and going on from the new base."""

import streamlit as st

from alignment.api import workshop
from alignment.report.lines import changed_lines
from alignment.ui import desk as desks
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe
from alignment.ui.workshop.telling import attempt
from alignment.ui.workshop.writing import differences


def show(
    view: View,
    store: workshop.Workspace,
    proposal: workshop.Proposal,
    person: workshop.Person | None,
    clashes: list[workshop.Clash],
) -> None:
    """Every file of which two changes meet, with the ways to go on."""
    st.warning(safe(view.say("clash.intro", n=len(clashes))))
    for clash in clashes:
        put(heading(view.say("clash.file", path=clash.path), 3))
        base, present, proposed = (_text(each) for each in (clash.base, clash.present, clash.proposed))
        left, right = st.columns(2)
        with left:
            differences(view, changed_lines(base, present), view.say("clash.theirs"))
        with right:
            differences(view, changed_lines(base, proposed), view.say("clash.mine"))
        if person and proposal.state in ("draft", "returned", "submitted", "approved"):
            _ways(view, store, proposal, person, clash)


def _text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8-sig", "replace")


def _ways(
    view: View,
    store: workshop.Workspace,
    proposal: workshop.Proposal,
    person: workshop.Person,
    clash: workshop.Clash,
) -> None:
    """Both changes together where they do not meet in one place; the published text; or the proposal's own."""
    both = None
    if None not in (clash.base, clash.present, clash.proposed):
        both = workshop.merge(_text(clash.base), _text(clash.present), _text(clash.proposed))
    ways: dict[str, str | None] = {} if both is None else {"both": both}
    ways |= {
        "theirs": None if clash.present is None else _text(clash.present),
        "mine": None if clash.proposed is None else _text(clash.proposed),
    }
    if both is None:
        put(paragraph(view.say("clash.no-merge")))
    with st.container(horizontal=True, gap="small"):
        for way, text in ways.items():
            st.button(
                view.say(f"clash.take-{way}"),
                key=desks.key(f"clash-{way}-{clash.path}"),
                on_click=_take,
                args=(view, store, proposal, person, clash, text),
                help=view.say(f"clash.take-{way}-help"),
            )


def _take(
    view: View,
    store: workshop.Workspace,
    proposal: workshop.Proposal,
    person: workshop.Person,
    clash: workshop.Clash,
    text: str | None,
) -> None:
    """Onto the file that was shown: one that changed again since clashes again."""
    revision = proposal.files[clash.path].revision
    saw = {} if clash.present is None else {clash.path: clash.present}
    attempt(view, lambda: store.rebase(person, proposal.id, clash.path, text, revision, saw))
