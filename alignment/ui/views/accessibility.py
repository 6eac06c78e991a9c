"""The accessibility statement, in the form that Dutch public bodies use."""

from datetime import date

import streamlit as st

from alignment import __version__
from alignment.ui import frame
from alignment.ui.parts import bullets
from alignment.ui.view import View, current_view
from alignment.ui.words import safe

DRAWN_UP = date(2026, 11, 22)
ABOUT = ("what", "who", "law", "standard", "date")
ITEMS = ("language", "messages")
"""What does not comply, each with the words of `TERMS`."""
TERMS = ("description", "cause", "consequence", "alternative", "measure", "planning")
NOTED = ("tables", "charts", "sliders", "names", "script")
TRIED = ("axe", "keyboard", "headings", "language", "colour", "documents")
UNTRIED = ("people", "reader", "browsers", "criteria", "files")


def accessibility_page() -> None:
    """What the statement is about, the status, what does not comply, how that was found, and where to report."""
    view = current_view()
    frame.remarks(view.speaker)
    st.title(safe(_say(view, "title")), anchor=False)
    st.markdown(safe(_say(view, "intro")))
    _heading(view, "about")
    _terms([(_say(view, f"about.{each}"), _say(view, f"about.{each}-text")) for each in ABOUT])
    _paragraphs(view, "status", "own", "register")
    _items(view)
    _heading(view, "noted")
    bullets(_say(view, f"noted.{each}") for each in NOTED)
    _research(view)
    _paragraphs(view, "report", "fill-in", "what", "expect")
    _paragraphs(view, "enforcement", "complaint", "equal")
    _paragraphs(view, "made", "text")


def _say(view: View, key: str) -> str:
    """A text of the statement; each may name the tool, its version and the day."""
    day, product = view.speaker.day(DRAWN_UP), view.say("product")
    return view.say(f"accessibility.{key}", day=day, product=product, version=__version__)


def _heading(view: View, part: str) -> None:
    st.header(safe(_say(view, f"{part}.heading")), anchor=False)


def _paragraphs(view: View, part: str, *keys: str) -> None:
    _heading(view, part)
    for each in keys:
        st.markdown(safe(_say(view, f"{part}.{each}")))


def _terms(pairs: list[tuple[str, str]]) -> None:
    """Terms with what is said of them: a list, as a table would scroll sideways on a narrow screen."""
    st.markdown("\n".join(f"- **{safe(term)}**: {safe(text)}" for term, text in pairs))


def _items(view: View) -> None:
    _paragraphs(view, "items", "explained")
    for item in ITEMS:
        st.subheader(safe(_say(view, f"items.{item}.criterion")), anchor=False)
        _terms([(_say(view, f"items.term.{each}"), _say(view, f"items.{item}.{each}")) for each in TERMS])


def _research(view: View) -> None:
    _paragraphs(view, "research", "explained")
    for part, keys in (("tried", TRIED), ("untried", UNTRIED)):
        st.subheader(safe(_say(view, f"research.{part}-heading")), anchor=False)
        bullets(_say(view, f"research.{part}.{each}") for each in keys)


accessibility_page()
