"""The matrix as a Streamlit component: a table in plain JavaScript, and what it sends when a cell is chosen."""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from alignment.text.messages import Messages

HERE = Path(__file__).parent
PARTS = ("words.js", "cells.js", "table.js", "walk.js", "search.js", "matrix.js")
"""The files of the component's code, in the order in which they make one module."""
WORDS = (
    *("search", "search-hint", "targets", "interventions", "and", "found", "nothing", "corner", "derived", "enough"),
    *("open-all", "close-all", "chosen", "help"),
)
"""The names of the texts that the browser shows, placeholders unfilled."""


def words_of(texts: Messages) -> dict[str, Any]:
    """All texts of the matrix in a language: the browser fills them in."""
    return {name: texts.raw(f"ui.matrix.words.{name}") for name in WORDS}


def matrix(data: Mapping[str, Any], key: str, on_chosen: Callable[[], None]) -> None:
    """Shows the matrix; `data` is that of `charts.matrix.grid` with words, verdicts, caption and the cell chosen."""
    code, mounted = _components()
    with st.container(gap=None):
        code(key=f"{key}-code")
        mounted(key=key, data=dict(data), on_chosen_change=on_chosen)


def chosen(key: str, rows: Collection[str], targets: Collection[str]) -> tuple[str, str] | None:
    """The cell that the browser sent, within the callback; None for anything that is not a cell of the matrix."""
    state = st.session_state.get(key)
    sent = state.get("chosen") if isinstance(state, Mapping) else None
    if not isinstance(sent, list) or len(sent) != 2 or not all(isinstance(each, str) for each in sent):
        return None
    return (sent[0], sent[1]) if sent[0] in rows and sent[1] in targets else None


@cache
def _components() -> tuple[ComponentRenderer, ComponentRenderer]:
    """The code, which Streamlit sends once a session because it never changes, and the component that uses it."""
    script = "\n".join(_read(each) for each in PARTS)
    # Not in a shadow root: there Streamlit takes letters typed in the search box for its shortcuts.
    code = st.components.v2.component("alignment-matrix-code", js=script, css=_read("matrix.css"), isolate_styles=False)
    mounted = st.components.v2.component("alignment-matrix", js=_read("mount.js"), isolate_styles=False)
    return code, mounted


def _read(path: str) -> str:
    return (HERE / path).read_text(encoding="utf-8")
