"""Editing a file as text, with its problems beside the lines, and choosing where two people typed at once."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from alignment.api import workshop
from alignment.model.catalogue import Catalogue
from alignment.report.lines import Hunk, changed_lines, written
from alignment.text.problems import describe
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.editor import Marker, editor, received, words_of
from alignment.ui.parts import paragraph, put, strong
from alignment.ui.view import View
from alignment.ui.workshop.work import CONFLICT, Work


def _key(work: Work) -> str:
    """The widget's key; one for each document."""
    return f"editor-{work.proposal.id}-{re.sub('[^a-z0-9]+', '-', work.path)}"


def document(work: Work) -> str:
    """The name of the document in the browser, over restarts: what was typed and not kept waits there under it."""
    return f"{work.view.catalogue.root}:{work.proposal.id}:{work.proposal.created_at.isoformat()}:{work.path}"


def take(work: Work) -> Work:
    """Keeps what was typed since the last run."""
    typed = received(document(work), work.text, key=_key(work))
    if typed is None:
        return work
    work.put(typed.text, typed.revision)
    return work.anew()


def _on_typed(work: Work) -> None:
    """Keeps what was typed also when the next run is that of another page."""
    take(work)


def show(work: Work, checked: workshop.Checked) -> None:
    """The editor with the problems of the file."""
    view, bench = work.view, desk().bench
    editor(
        document(work),
        work.text,
        work.stamp,
        markers=markers(checked, work.path, view.speaker.lang),
        words=words_of(view.speaker.messages),
        completions=_completions(view.catalogue, view.catalogue.fingerprint),
        label=view.say("edit.text-of", path=work.path),
        key=_key(work),
        settled=bench.settled.get(work.name, 0),
        on_typed=lambda: _on_typed(work),
    )


def markers(checked: workshop.Checked, path: str, lang: str) -> list[Marker]:
    """The problems of a file at their lines."""
    return [
        Marker(each.line, each.column, "error", " ".join(describe(each, lang)).strip())
        for each in checked.problems
        if each.path == path
    ]


@st.cache_resource(max_entries=2, show_spinner=False)
def _completions(_catalogue: Catalogue, fingerprint: str) -> Mapping[str, Sequence[str]]:
    del fingerprint  # only the cache's key
    return workshop.completions(_catalogue)


def refused(work: Work) -> bool:
    """A text that could not be kept, beside what is stored, to choose from; gives whether there is one.

    The form waits for the choice: what is filled in there rests on what is stored.
    """
    if work.name not in desk().bench.refused:
        return False
    view, (text, code) = work.view, desk().bench.refused[work.name]
    key = "conflict" if code == CONFLICT else "not-kept"
    st.warning(view.say(f"edit.{key}"))
    differences(view, changed_lines(work.text, text))
    with st.container(horizontal=True, gap="small"):
        st.button(view.say(f"edit.{key}-mine"), key=desks.key("keep-mine"), on_click=_keep, args=(work, text))
        if code == CONFLICT or work.by_form:
            st.button(view.say(f"edit.{key}-theirs"), key=desks.key("take-theirs"), on_click=_settle, args=(work,))
    return True


def differences(view: View, hunks: list[Hunk], title: str = "") -> None:
    """The lines that differ, with their numbers; `-` was there, `+` comes."""
    if title:
        put(paragraph(strong(title)))
    if hunks:
        st.code(written(hunks), language="diff", wrap_lines=True)
    else:
        put(paragraph(view.say("differ.no-lines")))


def _keep(work: Work, refused: str) -> None:
    work.put(refused, work.stamp)


def _settle(work: Work) -> None:
    bench = desk().bench
    _, code = bench.refused.pop(work.name)
    bench.leave(work.name, work.stamp)
    if code == CONFLICT:
        bench.settled[work.name] = work.stamp
