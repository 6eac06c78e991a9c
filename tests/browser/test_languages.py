"""One language at a time: what the states of test_every_page.py do not reach, and what Streamlit says by itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from alignment.model.base import LANGUAGES
from alignment.text.messages import messages
from tests.browser.conftest import settled
from tests.browser.language import astray, said_on, strangers, unheard, wrong_numbers
from tests.browser.looking import charted, unfold, unfold_one

Visit = Callable[..., Page]

HIDDEN = [
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
"""Streamlit's own English that a setting or the style sheet takes away."""


def listing(page: Page, name: str) -> Locator:
    """A list with choices, in sight: it closes when the page scrolls."""
    box = page.get_by_role("combobox", name=name)
    box.scroll_into_view_if_needed()
    settled(page)
    return box


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tab", ["actors", "channels", "frameworks", "decisions"])
def test_a_tab_of_the_library_speaks_one_language(visit: Visit, tab: str, lang: str) -> None:
    page = visit(f"/library?lang={lang}")
    page.get_by_role("tab", name=messages(lang).say(f"ui.library.tabs.{tab}"), exact=True).click()
    settled(page)
    unfold(page)
    assert astray(page, lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_change_speaks_one_language(visit: Visit, lang: str) -> None:
    page = visit(f"/scenario?lang={lang}")
    for key in ("Home", "ArrowRight"):
        page.get_by_role("slider").first.press(key)
        settled(page)
    expect(page.locator(".st-key-banner")).to_contain_text("5%")
    assert astray(page, lang) == []
    page.get_by_role("link", name=messages(lang).say("ui.page.coverage"), exact=True).click()
    settled(page)
    assert astray(page, lang) == []
    page.get_by_text(messages("en" if lang == "nl" else "nl").say("ui.nav.language-name"), exact=True).click()
    settled(page)
    assert astray(page, "en" if lang == "nl" else "nl") == []


def give(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": content}])


class Heard:
    """What was said on pages; all of it must be in their language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.texts: set[str] = set()

    def listen(self, page: Page) -> None:
        assert astray(page, self.lang) == []
        shown = page.locator("body").inner_text()
        assert [text for text in HIDDEN if text in shown] == []
        self.texts.update(said.text for said in said_on(page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_streamlit_says_is_listed_and_translated(visit: Visit, lang: str) -> None:
    """Everything in alignment/ui/foreign.py is said: word for word on English pages, translated on Dutch ones."""
    say, heard = messages(lang).say, Heard(lang)
    page = visit(f"/scenario?lang={lang}")
    unfold(page)
    heard.listen(page)
    box = listing(page, say("ui.scenario.groups"))
    box.click()
    expect(page.get_by_role("option").first).to_have_text({"nl": "Meisjes", "en": "Girls"}[lang])
    heard.listen(page)
    box.press_sequentially({"nl": "meisjes", "en": "girls"}[lang])
    heard.listen(page)
    box.press_sequentially("zzzz")
    expect(page.get_by_text(say("streamlit.nothing-found"))).to_be_visible()
    heard.listen(page)
    page = visit(f"/?lang={lang}")
    unfold(page)
    give(page, "plan.yaml", b"#" * 1_100_000)
    expect(page.get_by_text({"nl": "mag hoogstens", "en": "or smaller"}[lang])).to_be_visible()
    heard.listen(page)
    heard.listen(charted(visit, lang))
    page.set_viewport_size({"width": 320, "height": 800})
    page = visit(f"/library?lang={lang}")
    heard.listen(page)
    page.get_by_role("button", name=say("streamlit.tabs-right")).click()
    expect(page.get_by_role("button", name=say("streamlit.tabs-left"))).to_be_visible()
    heard.listen(page)
    page = visit(f"/no-such-page?lang={lang}")
    expect(page.get_by_role("dialog")).to_be_visible()
    heard.listen(page)
    lose(page, say("streamlit.lost"))
    heard.listen(page)
    assert unheard(heard.texts, lang) == []


def lose(page: Page, told: str) -> None:
    """The dashboard cannot be reached any more."""

    def refuse(socket: WebSocketRoute) -> None:
        socket.close()

    page.route_web_socket(re.compile("_stcore/stream"), refuse)
    page.route(re.compile("_stcore/(health|host-config)"), lambda route: route.abort())
    page.reload()
    expect(page.get_by_text(told)).to_be_visible(timeout=30_000)


def test_a_field_does_not_speak_english_while_someone_types(visit: Visit) -> None:
    page = visit("/scenario?lang=nl")
    page.get_by_role("textbox", name="Titel").fill("Mijn plan")
    expect(page.get_by_text("Press Enter")).to_be_hidden()
    page.get_by_role("textbox", name="Titel").press("Enter")
    settled(page)
    unfold_one(page, "Situatie en doelgroep wijzigen")
    listing(page, "Doelgroep").click()
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_text("Select all")).to_be_hidden()


def test_the_skip_link_is_shown_in_dutch(visit: Visit) -> None:
    skip = visit("/?lang=nl").locator("a[href='#stMain']")
    expect(skip).to_have_text("Naar de inhoud")


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Mate van aansluiting", "nl", set()),
        ("Mate van coverage per beleidsdoel", "nl", {"coverage"}),
        ("Decrement", "nl", {"decrement"}),
        ("Kies the bron", "nl", {"the"}),
        ("Coverage of each target", "en", set()),
        ("Coverage per beleidsdoel", "en", {"beleidsdoel"}),
        ("2 maart 2026", "en", {"maart"}),
        ("2 March 2026", "nl", {"march"}),
        ("Down to Zero Building Back Better", "nl", set()),
        ("rules/economic-support.yaml:4", "nl", set()),
    ],
)
def test_a_word_of_the_other_language_is_found(text: str, lang: str, found: set[str]) -> None:
    assert strangers(text, lang) == found


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("0,64 van 1.234.567, zie 4.4.1", "nl", set()),
        ("0.64", "nl", {"0.64"}),
        ("62.5%", "nl", {"62.5"}),
        ("0.64 of 1,234,567", "en", set()),
        ("0,64", "en", {"0,64"}),
        ("62,5%", "en", {"62,5"}),
    ],
)
def test_a_number_of_the_other_language_is_found(text: str, lang: str, found: set[str]) -> None:
    assert wrong_numbers(text, lang) == found
