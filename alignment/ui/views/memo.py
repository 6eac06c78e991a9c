"""The memo: what is asked, own words, the files, and beside them the memo as it will be."""

import streamlit as st

from alignment.model.message import InputError
from alignment.ui import frame
from alignment.ui.changes import changes
from alignment.ui.desk import desk
from alignment.ui.memo import files, showing, wishing, writing
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.view import View, current_view
from alignment.ui.words import safe, title_of
from alignment.ui.workshop.telling import sentence


def memo_page() -> None:
    """The memo in a language of its own choice."""
    view = current_view()
    writing.take(view, wishing.language())
    frame.open_page(view.say("memo.title"), view)
    put(paragraph(view.say("memo.intro", title=title_of(view.assessment.scenario, view.speaker))))
    told = changes(desk().draft, view.speaker)
    if told:
        st.warning(safe(view.say("memo.changed", changes="; ".join(told))))
    left, right = st.columns([2, 3], gap="large")
    with left:
        put(heading(view.say("memo.choices")))
        wishing.ask(view)
        writing.show(view, wishing.language())
    with right:
        _memo(view)


def _memo(view: View) -> None:
    scenarios, wish = wishing.scenarios(view), wishing.wish()
    if wish.kind == "comparison" and len(scenarios) < 2:
        st.info(safe(view.say("memo.alone")))
        return
    key = files.key_of(view.catalogue, scenarios, wish)
    try:
        found = files.document(view, scenarios, wish, key)
    except InputError as error:
        st.error("\n".join(f"- {safe(sentence(each, view.speaker.lang))}" for each in error.problems))
        return
    files.downloads(view, found, key)
    put(heading(view.say("memo.preview")))
    showing.show(view, found, key)


memo_page()
