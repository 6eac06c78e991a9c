"""The page Compare in a real browser: by keyboard alone, on a narrow screen, and as axe sees it."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from alignment.api import open_catalogue, write_link
from alignment.model.base import LANGUAGES, Text
from alignment.text.messages import messages
from tests.browser.conftest import settled

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIVE = "against=sufasec~tdh-asia~iwf-portals~dtz-1.0"
Visit = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("quiet")


def violations(page: Page) -> list[str]:
    """What axe finds on the page."""
    page.evaluate(AXE)
    options = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {options})")
    assert len(found["passes"]) > 20
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until a control with this in its name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.locator("input:focus, button:focus, a:focus, summary:focus")
        if focused.count() and name in (focused.get_attribute("aria-label") or focused.inner_text()):
            return
    pytest.fail(f"Tab does not reach {name}")


def test_from_choice_to_memo_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/compare?lang=en")
    expect(page.get_by_text("Choose one to four other programmes")).to_be_visible()
    tab_to(page, "Scenarios to compare with")
    page.keyboard.type("Step Up the Fight", delay=20)
    expect(page.get_by_role("option", name="Step Up the Fight").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-answer")).to_contain_text("The scenarios differ for")
    expect(page.locator(".st-key-answer")).to_contain_text("B: Step Up the Fight Against Sexual Exploitation")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Where they differ")
    tab_to(page, "come out the same")
    fold = page.get_by_role("table", name="Targets for which the scenarios come out the same")
    expect(fold).not_to_be_visible()
    page.keyboard.press("Enter")
    expect(fold).to_be_visible()
    page.reload()
    settled(page)
    expect(page.locator(".st-key-answer")).to_contain_text("B: Step Up the Fight Against Sexual Exploitation")
    tab_to(page, "Memo of this comparison")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(messages("en").say("ui.memo.title"))
    settled(page)
    expect(page.get_by_role("radio", name=messages("en").say("memo.kind.comparison"))).to_be_checked()


def test_the_link_to_certainty_keeps_the_choice(visit: Visit) -> None:
    page = visit("/compare?lang=nl&against=sufasec")
    page.get_by_role("link", name=messages("nl").say("ui.compare.certainty")).click()
    settled(page)
    expect(page.get_by_role("heading", name="Vergelijken met andere scenario’s")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Plaats 2").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("link", ["", "against=sufasec", FIVE])
def test_axe_finds_nothing(visit: Visit, lang: str, link: str) -> None:
    page = visit(f"/compare?lang={lang}&{link}")
    for fold in page.locator("main summary").all():
        fold.click()
    settled(page)
    assert violations(page) == []


@pytest.mark.parametrize("title", ["Een titel die erg lang is " * 7, "x" * 200])
def test_five_scenarios_and_a_long_title_fit_a_narrow_screen(visit: Visit, page: Page, title: str) -> None:
    catalogue = open_catalogue()
    opened = catalogue.programmes["dtz-building-back-better"]
    titled = opened.model_copy(update={"title": Text(nl=title.strip(), en=title.strip())})
    page.set_viewport_size({"width": 320, "height": 700})
    visit(f"/compare?{urlencode(write_link(catalogue, opened, titled, opened.id))}&lang=nl&{FIVE}")
    expect(page.locator(".st-key-answer")).to_contain_text(title.strip())
    main = page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollWidth <= each.clientWidth")
    lines = page.locator(".st-key-answer").locator("li, p")
    assert lines.evaluate_all("all => all.every(each => each.scrollWidth <= each.clientWidth)")
    box = page.get_by_role("group", name="Waar de scenario’s verschillen bij BHOS")
    expect(box).to_have_attribute("tabindex", "0")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert box.evaluate("each => each.scrollLeft") > 0
    assert violations(page) == []
