"""Small parts that the pages share."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from alignment.ui.words import safe


def table(frame: pd.DataFrame, alt: str, where: DeltaGenerator | None = None) -> None:
    """A real table; every cell shows exactly its characters."""
    shown = frame.rename(columns=safe).map(safe)
    (where or st).table(shown, hide_index=True, border="horizontal", alt=alt)


def bullets(lines: Iterable[str]) -> None:
    """Plain lines as a list."""
    listed = [f"- {safe(line)}" for line in lines]
    if listed:
        st.markdown("\n".join(listed))
