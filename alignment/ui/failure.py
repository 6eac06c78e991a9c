"""What a visitor sees when something fails that was not foreseen: a sentence, never program text."""

import streamlit as st

from alignment.text.messages import messages
from alignment.ui.desk import desk


def explain(error: Exception) -> bool:
    """Says that something went wrong; Streamlit writes the details to the server's log."""
    st.error(messages(desk().lang).say("ui.error", kind=type(error).__name__))
    return True
