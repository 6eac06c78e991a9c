"""A YAML editor on the page: CodeMirror in a Streamlit component. .ci/editor builds its JavaScript from source/."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from alignment.text.messages import Messages

HERE = Path(__file__).parent
WORDS = (
    *("help", "help-read-only", "saved", "unsaved", "waiting", "restored", "problem", "error", "warning"),
    *("problems.zero", "problems.one", "problems.other", "completions", "diagnostics", "no-diagnostics", "control"),
    *("selection-deleted", "find", "replace", "next", "previous", "all", "match-case", "regexp", "whole-word"),
    *("replace-one", "replace-all", "close", "current-match", "on-line", "replaced-on-line", "replaced"),
    *("go-to-line", "go"),
)
"""The names of all words that the editor shows."""


@dataclass(frozen=True)
class Marker:
    """A problem at a place in the text; line and column are counted in characters, from 1."""

    line: int
    column: int
    severity: Literal["error", "warning"]
    message: str


@dataclass(frozen=True)
class Typed:
    """What was typed, lines ending in a line feed, and the revision of the stored text that it was typed on."""

    text: str
    revision: int


def words_of(texts: Messages) -> dict[str, str]:
    """All words of the editor in a language, placeholders unfilled: the browser fills them in."""
    words: dict[str, str] = {}
    for name in WORDS:
        area, _, form = name.partition(".")
        raw = texts.raw(f"editor.{area}")
        words[name] = raw if isinstance(raw, str) else raw[form]
    return words


def received(name: str, text: str, *, key: str) -> Typed | None:
    """What the browser sent of this document since it was last asked; `text` is what is stored.

    Called before `editor`, with the new text, revision and markers then given to `editor`, it saves a second run of the
    script. None if nothing came, or what came is stored already.
    """
    sent = _sent(name, key)
    if sent is None or sent["id"] == st.session_state.get(_seen_key(key)):
        return None
    st.session_state[_seen_key(key)] = sent["id"]
    if sent["text"] == text.replace("\r\n", "\n").replace("\r", "\n"):
        return None
    return Typed(sent["text"], sent["revision"])


def editor(  # noqa: PLR0913 (a component is told everything by name)
    name: str,
    text: str,
    revision: int,
    *,
    markers: Sequence[Marker],
    words: Mapping[str, str],
    completions: Mapping[str, Sequence[str]],
    label: str,
    key: str,
    read_only: bool = False,
    height: int = 480,
    settled: int = 0,
    plain: bool = False,
    on_typed: Callable[[], None] | None = None,
) -> Typed | None:
    """Shows the editor and gives what was typed since the last run, or None.

    What is typed wins over `text` until it is stored: until `text` comes back equal to it. So store it, or say why not,
    and run again. A text typed on an older revision comes with that revision: a conflict for the caller to see.

    Args:
        name: identifies the document in the browser, over restarts: what was typed and not stored is kept under it.
        text: the text as stored, and `revision` its number, which rises with every change of the stored text.
        markers: problems in `text`.
        words: all of WORDS, as from `words_of`. Raises KeyError if one is missing.
        completions: the allowed values by YAML key.
        label: the accessible name.
        key: the widget's key; one for each document on the page.
        read_only: shows `text` and takes nothing in.
        height: in pixels, and at most 80 % of the window's height.
        plain: a text in words, without line numbers, colours and completions.
        settled: what was typed on a revision below this one was decided upon and gives way to `text`.
        on_typed: called before the run that something typed starts, also when that run is for another page; `received`
            gives it what came. A click on a button right after typing may come before this call: what the button
            does with the stored text must ask `received` first too.
    """
    data = {
        "name": name,
        "text": text,
        "revision": revision,
        "markers": [asdict(marker) for marker in markers],
        "words": {word: words[word] for word in WORDS},
        "completions": {name: list(values) for name, values in completions.items()},
        "label": label,
        "read_only": read_only,
        "height": height,
        "settled": settled,
        "plain": plain,
        "session": _session(key),
        "seen": st.session_state.get(_seen_key(key), ""),
    }
    code, mounted = _components()
    with st.container(gap=None):
        code(key=f"{key}-code")
        mounted(key=key, data=data, on_typed_change=on_typed or _nothing)
    return received(name, text, key=key)


def _nothing() -> None:
    """Makes Streamlit keep the state `typed`."""


@cache
def _components() -> tuple[ComponentRenderer, ComponentRenderer]:
    """The code, which Streamlit sends once a session because it never changes, and the component that uses it."""
    code = st.components.v2.component("alignment-editor-code", js=_read("editor.js"), isolate_styles=False)
    # Not in a shadow root: there Streamlit takes typed letters for its shortcuts, and Safari hides the selection.
    mounted = st.components.v2.component(
        "alignment-editor", js=_read("source/mount.js"), css=_read("editor.css"), isolate_styles=False
    )
    return code, mounted


def _read(path: str) -> str:
    return (HERE / path).read_text(encoding="utf-8")


def _seen_key(key: str) -> str:
    return f"{key}-seen"


def _session(key: str) -> str:
    """Tells the browser whether the server still knows what it sent."""
    return str(st.session_state.setdefault(f"{key}-session", secrets.token_hex(8)))


def _sent(name: str, key: str) -> Mapping[str, Any] | None:
    """The browser's message, if it is one and meant for this document and session."""
    state = st.session_state.get(key)
    sent = state.get("typed") if isinstance(state, Mapping) else None
    if not isinstance(sent, Mapping) or sent.get("name") != name or sent.get("session") != _session(key):
        return None
    text, revision, number = sent.get("text"), sent.get("revision"), sent.get("id")
    if _is_text(text) and isinstance(number, str) and type(revision) is int:
        return {"text": text, "revision": revision, "id": number}
    return None


def _is_text(value: object) -> bool:
    """Whether it is a text that can be written to a file: no half of a surrogate pair."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
