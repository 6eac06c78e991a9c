"""The third page: the alignment memo, to read and to download."""

import streamlit as st

from alignment import api
from alignment.model.base import LANGUAGES
from alignment.ui import desk as desks
from alignment.ui import frame
from alignment.ui.changes import changes
from alignment.ui.desk import desk
from alignment.ui.view import View, current_view
from alignment.ui.words import preview, safe, title_of


def memo_page() -> None:
    """The memo in a language of its own choice."""
    view = current_view()
    frame.open_page(view.say("memo.title"), view)
    st.markdown(safe(view.say("memo.intro", title=title_of(view.assessment.scenario, view.speaker))))
    told = changes(desk().draft, view.speaker)
    if told:
        st.warning(safe(view.say("memo.changed", changes="; ".join(told))))
    lang = _language(view)
    memo = api.write_memo(view.catalogue, view.assessment, lang)
    st.download_button(
        view.say("memo.download"),
        memo.encode("utf-8"),
        file_name=f"memo-{view.assessment.scenario.id}-{lang}.md",
        mime="text/markdown",
        key="download-memo",
        on_click="ignore",
        type="primary",
    )
    with st.container(key=f"memo-{lang}", border=True):
        st.markdown(preview(memo), anchors=False)


def _language(view: View) -> str:
    st.radio(
        view.say("memo.language"),
        LANGUAGES,
        format_func=lambda lang: view.speaker.say(f"language.{lang}").capitalize(),
        key=desks.seeded("memo-language", desk().memo_lang or desk().lang),
        on_change=_choose_language,
        horizontal=True,
    )
    return desk().memo_lang or desk().lang


def _choose_language() -> None:
    desk().memo_lang = desks.value_of("memo-language")


memo_page()
