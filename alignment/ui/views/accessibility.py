"""The accessibility statement, in the form that Dutch public bodies use."""

from collections.abc import Iterator
from datetime import date

import streamlit as st
from markupsafe import Markup

from alignment import __version__
from alignment.ui import frame
from alignment.ui.parts import heading, listing, paragraph, put, terms
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
    put(
        paragraph(_say(view, "intro")),
        *_paragraphs(view, "about"),
        terms((_say(view, f"about.{each}"), _say(view, f"about.{each}-text")) for each in ABOUT),
        *_paragraphs(view, "status", "own", "register"),
        *_items(view),
        *_paragraphs(view, "noted"),
        listing(_say(view, f"noted.{each}") for each in NOTED),
        *_research(view),
        *_paragraphs(view, "report", "fill-in", "what", "expect"),
        *_paragraphs(view, "enforcement", "complaint", "equal"),
        *_paragraphs(view, "made", "text"),
    )


def _say(view: View, key: str) -> str:
    """A text of the statement; each may name the tool, its version and the day."""
    day, product = view.speaker.day(DRAWN_UP), view.say("product")
    return view.say(f"accessibility.{key}", day=day, product=product, version=__version__)


def _paragraphs(view: View, part: str, *keys: str) -> Iterator[Markup]:
    """The heading of a part and what stands below it."""
    yield heading(_say(view, f"{part}.heading"))
    yield from (paragraph(_say(view, f"{part}.{each}")) for each in keys)


def _items(view: View) -> Iterator[Markup]:
    """What does not comply: as lists, for a table would scroll sideways on a narrow screen."""
    yield from _paragraphs(view, "items", "explained")
    for item in ITEMS:
        yield heading(_say(view, f"items.{item}.criterion"), 3)
        yield terms((_say(view, f"items.term.{each}"), _say(view, f"items.{item}.{each}")) for each in TERMS)


def _research(view: View) -> Iterator[Markup]:
    yield from _paragraphs(view, "research", "explained")
    for part, keys in (("tried", TRIED), ("untried", UNTRIED)):
        yield heading(_say(view, f"research.{part}-heading"), 3)
        yield listing(_say(view, f"research.{part}.{each}") for each in keys)


accessibility_page()
