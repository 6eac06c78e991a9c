"""The first page: what this is, three ways in, and what is where."""

import streamlit as st

from alignment.ui import answer, frame, opening
from alignment.ui.parts import heading, listing, paragraph, put, strong
from alignment.ui.view import View, current_view

KNOW = ("judgement", "unassessed", "link", "kept")


def start_page() -> None:
    """From the question to a scenario that is open."""
    view = current_view()
    frame.remarks(view.speaker)
    st.title(view.say("start.title"), anchor=False)
    put(paragraph(view.say("start.intro")), heading(view.say("start.begin")))
    opening.ways(view)
    put(heading(view.say("start.now")))
    _now(view)
    put(heading(view.say("start.pages")))
    _pages(view)
    put(heading(view.say("start.know")), listing(view.say(f"start.know-lines.{each}") for each in KNOW))


def _now(view: View) -> None:
    """The scenario that is open and what comes of it, in one sentence."""
    frame.banner(view)
    if view.assessment.doses:
        with st.container(key="answer", border=True):
            put(paragraph(strong(answer.headline(view.assessment, view.speaker))))
    else:
        put(paragraph(view.say("start.empty")))


def _pages(view: View) -> None:
    """Each page with the question that it answers."""
    texts = view.speaker.messages
    for names in frame.GROUPS.values():
        for name in names:
            if name != frame.HOME:
                frame.link_to(texts, name, view.say(f"start.what.{name}"))


start_page()
