"""The script that Streamlit runs: page settings, language, catalogue, navigation."""

import gc
from pathlib import Path

import streamlit as st

from alignment.model.message import InputError
from alignment.text.messages import messages
from alignment.ui import desk as desks
from alignment.ui import frame
from alignment.ui.catalogue import open_catalogue
from alignment.ui.context import View, show

ASSETS = Path(__file__).parent / "assets"


@st.cache_resource(show_spinner=False)
def _freeze() -> bool:
    """Takes what is loaded by now out of the garbage collection that Streamlit does after every run."""
    gc.collect()
    gc.freeze()
    return True


def main() -> None:
    """One run of the page."""
    st.set_page_config(page_icon=str(ASSETS / "icon.png"), layout="wide", initial_sidebar_state="collapsed")
    st.html(ASSETS / "style.css")
    state = desks.desk()
    catalogue, problems = None, None
    try:
        catalogue = open_catalogue()
    except InputError as error:
        problems = error
    desks.start(catalogue)
    texts = messages(state.lang)
    pages = [
        st.Page(path, title=f"{texts.say(f'ui.page.{name}')} – {texts.say('ui.product')}", url_path=name, default=not i)
        for i, (name, path) in enumerate(frame.PAGES.items())
    ]
    page = st.navigation(pages, position="hidden")
    frame.top(texts)
    if problems is not None or catalogue is None:
        assert problems is not None
        frame.broken(problems, state.lang)
    else:
        show(View(catalogue, state.lang))
        page.run()
        _freeze()
    frame.set_document_language()


main()
