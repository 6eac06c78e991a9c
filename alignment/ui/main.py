"""The script that Streamlit runs: page settings, language, catalogue, navigation."""

import streamlit as st

from alignment.model.message import InputError
from alignment.text.messages import messages
from alignment.ui import address, frame
from alignment.ui import desk as desks
from alignment.ui.catalogue import open_catalogue
from alignment.ui.looks import ASSETS
from alignment.ui.turns import turn
from alignment.ui.view import current_view, freeze, set_view


def main() -> None:
    """One run of the page."""
    st.set_page_config(page_icon=str(ASSETS / "icon.png"), layout="wide", initial_sidebar_state="collapsed")
    state = desks.desk()
    catalogue, failure = None, None
    try:
        catalogue = open_catalogue()
    except InputError as error:
        failure = error
    address.start(catalogue)
    texts = messages(state.lang)
    pages = [
        st.Page(
            path,
            title=f"{texts.say(f'ui.page.{name}')} – {texts.say('ui.product')}",
            url_path=name,
            default=name == frame.HOME,
        )
        for name, path in frame.PAGES.items()
    ]
    page = st.navigation(pages, position="hidden")
    state.page = page.url_path or frame.HOME
    frame.top(texts)
    frame.set_document_language()
    if catalogue is not None:
        set_view(catalogue)
        if state.page not in (frame.HOME, frame.STATEMENT):
            frame.pick(catalogue, current_view().speaker)
        page.run()
        freeze()
    elif failure is not None:
        frame.broken(failure, state.lang)
    frame.foot(texts)


with turn():
    main()
