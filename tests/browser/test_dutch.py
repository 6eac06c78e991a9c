"""Streamlit says some things in English whatever the page's language: none of it shows where a Dutch officer comes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

Visit = Callable[..., Page]

HIDDEN = [
    "Choose an option",
    "Choose options",
    "Drag and drop",
    "Browse files",
    "per file",
    "Press Enter to apply",
    "Select all",
    "Download as CSV",
    "Fullscreen",
    "Deploy",
    "Running...",
]
"""Streamlit's own English that our pages do not show. The known rest: `Upload` on the uploader's button (also a Dutch
word), `No results` when a search in a list finds nothing, what a list tells screen readers (`19 options
available`, `Clear all`), and the menu behind a column of the matrix."""


@pytest.mark.parametrize("path", ["/", "/certainty", "/additions", "/scenario", "/memo", "/rules"])
def test_no_english_of_streamlit_on_a_dutch_page(visit: Visit, path: str) -> None:
    page = visit(path)
    for fold in page.get_by_test_id("stExpander").all():
        fold.locator("summary").click()
        settled(page)
    skip = page.locator("a[href='#stMain']")
    assert skip.evaluate("each => getComputedStyle(each, '::after').content") == '"Naar de inhoud"'
    shown = page.get_by_test_id("stMain").inner_text()
    assert [text for text in HIDDEN if text in shown] == []


def test_lists_and_inputs_speak_dutch(visit: Visit) -> None:
    page = visit("/scenario")
    page.get_by_role("textbox", name="Titel").fill("Mijn plan")
    expect(page.get_by_text("Press Enter")).to_be_hidden()
    page.get_by_role("textbox", name="Titel").press("Enter")
    settled(page)
    groups = page.get_by_role("combobox", name="Doelgroep")
    groups.scroll_into_view_if_needed()
    settled(page)  # a list closes when the page scrolls
    groups.click()
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_text("Select all")).to_be_hidden()
    assert page.get_by_role("option").first.inner_text() == "Meisjes"
