"""A button that copies the address of the page, which holds the whole scenario."""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from alignment.ui.view import View

HERE = Path(__file__).parent


def copy_link(view: View) -> None:
    """The button; that it was done is said beside it, or the link to copy by hand is shown."""
    words = {name: view.say(f"copy.{name}") for name in ("label", "done", "by-hand")}
    _component()(key="copy-link", data=words)


@cache
def _component() -> ComponentRenderer:
    code = (HERE / "copying.js").read_text(encoding="utf-8")
    return st.components.v2.component("alignment-copy-link", js=code, isolate_styles=False)
