"""How sure it is and what to add, in a real browser, with the keyboard where a hand would type."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled
from tests.browser.looking import unfold_one
from tests.browser.test_journey import go, quiet  # noqa: F401 - the fixture watches these tests too

Visit = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("quiet")


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label).first
    box.scroll_into_view_if_needed()
    settled(page)  # a list closes when the page scrolls
    box.click()
    page.get_by_role("option", name=option).first.click()
    settled(page)


def fill(page: Page, label: str, amount: int) -> None:
    box = page.get_by_role("spinbutton", name=label, exact=True)
    box.fill(str(amount))
    box.press("Enter")
    settled(page)


def test_how_sure_it_is_and_how_scenarios_compare(visit: Visit) -> None:
    page = visit("/certainty?scenario=sufasec")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoe zeker is de uitkomst")
    expect(page.locator(".track").first).to_be_visible()
    choose(page, "Scenario’s om mee te vergelijken", "Terre des Hommes tegen seksuele uitbuiting van kinderen in Azië")
    expect(page.get_by_role("heading", name="Vergelijking in woorden, zonder getallen")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Plaats 2").first).to_be_visible()
    page.get_by_role("radio", name="English").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("How sure is the result")
    expect(page.get_by_role("columnheader", name="Place 2").first).to_be_visible()


def test_from_the_least_to_add_to_a_proven_division(visit: Visit) -> None:
    page = visit("/additions?scenario=iwf-portals&lang=en")
    expect(page.get_by_text("With 3 additions all that can be reached")).to_be_visible()
    unfold_one(page, "Fill in amounts and add candidates")
    choose(page, "Add a candidate", "Care for victims")
    choose(page, "Add a candidate", "Awareness and norm change")
    for number, box in enumerate(page.get_by_role("spinbutton").all()):
        label = box.get_attribute("aria-label") or ""
        if label.endswith("(euros)") and not label.startswith("Budget"):
            fill(page, label, 300_000 + 100_000 * number)
    fill(page, "Budget (euros)", 2_000_000)
    expect(page.get_by_text("whether it can be better is not proven")).to_be_visible()
    page.get_by_role("button", name="Work out the proof").click()
    settled(page)
    expect(page.get_by_text("Within these limits it cannot be better; that is proven.")).to_be_visible()
    expect(page.get_by_role("heading", name="What each budget can reach")).to_be_visible()
    page.get_by_role("button", name="Take over into the scenario").last.click()
    settled(page)
    go(page, "Coverage")
    expect(
        page.get_by_text("changes since opening").or_(page.get_by_text("changes since it was opened"))
    ).to_be_visible()
