"""The memo as a page in a browser: axe finds nothing, nothing is asked from elsewhere, and it fits a narrow screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from alignment.api import open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.report.document import Document
from alignment.report.formats.html import write
from tests.browser.looking import Eyes
from tests.report.formats.reading import HOSTILE, full
from tests.report.memo.memos import PROGRAMME, document_of

SCREENS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
MEMOS = [
    ("decision", (PROGRAMME,)),
    ("annex", (PROGRAMME,)),
    ("comparison", ("dtz-1.0", "sufasec")),
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


class Opened(Eyes):
    """A memo in the browser, from a file."""

    def __init__(self, page: Page, session: CDPSession, told: list[str]) -> None:
        super().__init__(page, session)
        self.told = told


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[[Document], Opened]]:
    """Opens a document; `told` holds all that its page asked for and complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})

    def open_it(document: Document) -> Opened:
        path = tmp_path / "memo.html"
        path.write_bytes(write(document))
        told: list[str] = []
        page = context.new_page()
        page.on("request", lambda sent: told.append(sent.url))
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: told.append(dialog.message) or dialog.dismiss())  # type: ignore[func-returns-value]
        page.goto(path.as_uri())
        return Opened(page, context.new_cdp_session(page), told)

    yield open_it
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_axe_finds_nothing_and_the_page_asks_for_nothing(
    catalogue: Catalogue, opened: Callable[[Document], Opened], kind: str, scenarios: tuple[str, ...], lang: str
) -> None:
    memo = opened(document_of(catalogue, *scenarios, kind=kind, lang=lang))
    for width, scheme in SCREENS:
        memo.page.set_viewport_size({"width": width, "height": 900})
        memo.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert memo.violations() == [], (width, scheme)
        assert memo.ask("document.documentElement.scrollWidth") <= width
    assert memo.told == [memo.page.url]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_a_hostile_document_does_nothing_and_fits(
    opened: Callable[[Document], Opened], width: int, scheme: str
) -> None:
    memo = opened(full(HOSTILE + " " + "w" * 10_000))
    memo.page.set_viewport_size({"width": width, "height": 900})
    memo.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert memo.violations() == []
    assert memo.ask("document.documentElement.scrollWidth") <= width
    assert memo.ask("document.images.length") == 0
    assert memo.told == [memo.page.url]


def test_the_style_holds_and_a_script_or_style_put_in_later_does_not(opened: Callable[[Document], Opened]) -> None:
    memo = opened(full("x"))
    assert (
        memo.ask("getComputedStyle(document.querySelector('figure .picture')).backgroundColor") == "rgb(255, 255, 255)"
    )
    memo.ask(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
        "const t = document.createElement('style'); t.textContent = 'h1 {color: rgb(1, 2, 3)}'; document.body.append(t)"
    )
    assert memo.ask("typeof window.ran") == "undefined"
    assert memo.ask("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"


def test_the_keyboard_skips_to_the_text_and_scrolls_a_wide_table(
    catalogue: Catalogue, opened: Callable[[Document], Opened]
) -> None:
    memo = opened(document_of(catalogue, PROGRAMME, kind="annex", lang="en"))
    memo.page.set_viewport_size({"width": 320, "height": 900})
    memo.page.keyboard.press("Tab")
    assert memo.ask("document.activeElement.className") == "skip"
    assert memo.ask("document.activeElement.getBoundingClientRect().left") >= 0
    memo.page.keyboard.press("Enter")
    assert memo.ask("location.hash") == "#text"
    while memo.ask("document.activeElement.className") != "scroll":
        memo.page.keyboard.press("Tab")
    assert memo.ask("document.activeElement.scrollWidth > document.activeElement.clientWidth")
    memo.page.keyboard.press("End")
    memo.page.keyboard.press("ArrowRight")
    memo.page.wait_for_timeout(300)
    assert memo.ask("document.activeElement.scrollLeft") > 0


def test_a_note_leads_back_to_where_it_was(catalogue: Catalogue, opened: Callable[[Document], Opened]) -> None:
    memo = opened(document_of(catalogue, PROGRAMME, kind="decision", lang="nl"))
    memo.page.locator("a[role=doc-noteref]").nth(1).click()
    assert memo.ask("location.hash") == "#note-1"
    memo.page.get_by_label("Terug naar plaats 2 waar noot 1 bij hoort", exact=True).click()
    assert memo.ask("location.hash") == "#ref-1-2"
