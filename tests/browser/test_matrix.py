"""The matrix on the page Coverage, in a real browser: by keyboard, by mouse, by eye and as axe sees it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from alignment.api import open_catalogue
from tests.browser.conftest import settled
from tests.browser.looking import Eyes, unfold_one

ALL = "~".join(open_catalogue().frameworks)
EVERYTHING = f"/coverage?frameworks={ALL}"
Visit = Callable[..., Page]
pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def eyes(page: Page) -> Eyes:
    return Eyes(page, page.context.new_cdp_session(page))


def grid(page: Page) -> Locator:
    return page.get_by_role("grid")


def cell(page: Page, name: str) -> Locator:
    """The cell with the focus, which is told by intervention, target and verdict."""
    return page.locator(f'[role=grid] :focus[aria-label^="{name}"]')


def focus_cell(page: Page) -> None:
    """Into the table with Tab alone, from the search box."""
    page.get_by_role("searchbox").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("[role=grid] :focus")).to_have_count(1)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def trace(page: Page) -> Locator:
    return page.locator(".st-key-trace")


def test_the_table_is_one_stop_and_is_walked_with_arrows(visit: Visit) -> None:
    page = visit("/coverage?cell=sexual-education~bhos-3.1")
    focus_cell(page)
    expect(cell(page, "Seksuele voorlichting, BHOS 3.1 SRGR en hiv/aids: direct 0,80")).to_have_count(1)
    press(page, "ArrowRight", "ArrowDown")
    expect(cell(page, "Economische steun, BHOS 3.2 Vrouwenrechten en gendergelijkheid: indirect")).to_have_count(1)
    press(page, "Home")
    expect(page.locator("th:focus")).to_have_text("Economische steun")
    press(page, "End", "ArrowUp", "ArrowUp")
    expect(cell(page, "Het scenario als geheel, SRGR 4 ")).to_have_count(1)
    press(page, "Control+Home")
    expect(page.locator("th:focus")).to_have_text("Interventie")
    press(page, "ArrowRight")
    expect(page.locator("button:focus")).to_have_attribute("aria-expanded", "true")
    press(page, "ArrowRight")
    expect(page.locator("button:focus")).to_contain_text("SRGR")
    press(page, "ArrowRight", "ArrowLeft")
    expect(page.locator("button:focus")).to_contain_text("BHOS")
    press(page, "ArrowDown")
    expect(page.locator("th:focus")).to_contain_text("4.3")
    press(page, "Control+End")
    expect(page.locator("td:focus")).to_have_attribute("aria-label", re.compile("SRGR 4"))
    assert grid(page).locator('[tabindex="0"]').count() == 1
    press(page, "Tab")
    expect(page.locator("[role=grid] :focus")).to_have_count(0)


def test_a_cell_chosen_by_keyboard_keeps_the_focus_and_gives_its_reasons(visit: Visit) -> None:
    page = visit("/coverage?cell=sexual-education~bhos-3.1")
    focus_cell(page)
    press(page, "ArrowDown", "Enter")
    settled(page)
    expect(trace(page)).to_contain_text("Economische steun bij BHOS 3.1: – geen")
    expect(trace(page)).to_contain_text("rules/economic-support.yaml:")
    expect(cell(page, "Economische steun, BHOS 3.1")).to_have_attribute("aria-selected", "true")
    assert grid(page).locator("[aria-selected=true]").count() == 1
    said = page.locator(".alignment-matrix > [role=status]")
    expect(said).to_contain_text("Gekozen: Economische steun, BHOS 3.1")
    expect(said).to_contain_text("onder de tabel")
    press(page, "ArrowUp", "ArrowUp", "Space")
    settled(page)
    expect(trace(page)).to_contain_text("Het scenario als geheel bij BHOS 3.1")
    expect(trace(page).get_by_role("table")).to_contain_text("Seksuele voorlichting")
    press(page, "ArrowUp", "ArrowRight", "Enter")
    settled(page)
    expect(page.locator("th:focus")).to_contain_text("3.2")
    expect(trace(page)).to_contain_text("Het scenario als geheel bij BHOS 3.2")
    assert "cell=whole%7Ebhos-3.2" in page.url or "cell=whole~bhos-3.2" in page.url


def test_the_select_boxes_and_the_table_choose_the_same(visit: Visit) -> None:
    page = visit("/coverage?lang=en")
    unfold_one(page, "Choose another cell from a list")
    box = page.get_by_role("combobox", name="Policy target")
    box.focus()
    box.press_sequentially("SRHR 1")
    box.press("Enter")
    settled(page)
    chosen = grid(page).locator("[aria-selected=true]")
    expect(chosen).to_have_count(1)
    chosen.click()
    expect(cell(page, "Economic support, SRHR 1")).to_have_count(1)


def test_the_reasons_come_into_view_after_a_choice_by_mouse(visit: Visit) -> None:
    page = visit("/coverage")
    page.set_viewport_size({"width": 1280, "height": 500})
    grid(page).evaluate("each => each.scrollIntoView()")
    expect(trace(page)).not_to_be_in_viewport()
    grid(page).get_by_role("row", name="Zorg voor slachtoffers").locator("td").nth(2).click()
    settled(page)
    expect(trace(page)).to_contain_text("Zorg voor slachtoffers bij BHOS 3.1")
    expect(trace(page)).to_be_in_viewport()
    expect(grid(page)).to_be_in_viewport()
    before = trace(page).bounding_box()
    grid(page).get_by_role("row", name="Steun aan ouders").locator("td").nth(2).click()
    settled(page)
    assert before is not None
    after = trace(page).bounding_box()
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=60)  # in sight already: the page stays


def test_all_frameworks_fit_and_only_policies_start_open(visit: Visit) -> None:
    page = visit(EVERYTHING)
    buttons = grid(page).locator("thead button")
    expect(buttons).to_have_count(12)
    states = [each.get_attribute("aria-expanded") for each in buttons.all()]
    assert states == ["true"] * 5 + ["false"] * 7
    shown = grid(page).locator("thead tr:nth-child(2) th:visible")
    few = shown.count()
    assert few < 30
    page.get_by_role("button", name="Alle kaders openen").click()
    assert shown.count() > 120
    rows = grid(page).locator("tbody tr")
    assert rows.last.locator("td:visible").count() == shown.count()
    page.get_by_role("button", name="Alle kaders sluiten").click()
    expect(shown).to_have_count(12)
    expect(shown.nth(5)).to_have_text("11 subdoelen")
    head = grid(page).locator("thead").bounding_box()
    box = page.locator(".matrix-box").bounding_box()
    assert head is not None
    assert box is not None
    assert box["height"] <= 0.76 * 900


def test_a_framework_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit(EVERYTHING)
    focus_cell(page)
    press(page, "Control+Home", *["ArrowRight"] * 6)
    closed = page.locator("button:focus")
    expect(closed).to_contain_text("SDG")
    press(page, "Enter")
    expect(closed).to_have_attribute("aria-expanded", "true")
    press(page, "ArrowDown")
    expect(page.locator("th:focus")).to_contain_text("3.1")
    press(page, "ArrowUp", "Space")
    expect(closed).to_have_attribute("aria-expanded", "false")
    press(page, "ArrowDown", "ArrowDown", "ArrowDown")
    counts = cell(page, "Seksuele voorlichting, SDG's, 11 ")
    expect(counts).to_have_count(1)
    assert re.search(r"direct \d+", str(counts.get_attribute("aria-label")))
    press(page, "Enter")
    expect(closed.or_(grid(page).locator("thead button", has_text="SDG"))).to_have_attribute("aria-expanded", "true")
    expect(cell(page, "Seksuele voorlichting, SDG's 3.1")).to_have_count(1)


def test_searching_narrows_columns_and_rows_and_says_what_is_found(visit: Visit) -> None:
    page = visit(EVERYTHING)
    box, told = page.get_by_role("searchbox", name="Zoeken in de tabel"), page.locator(".matrix-told")
    shown, rows = grid(page).locator("thead tr:nth-child(2) th:visible"), grid(page).locator("tbody tr:visible")
    every = rows.count()
    box.fill("crc-34")
    expect(told).to_have_text("Gevonden: 1 beleidsdoel.")
    expect(shown).to_have_count(1)
    assert rows.count() == every
    box.fill("crc-34 WETGEVING")
    expect(told).to_have_text("Gevonden: 1 beleidsdoel en 1 interventie.")
    expect(rows).to_have_count(2)
    box.fill("economische steun")
    expect(told).to_have_text("Gevonden: 1 interventie.")
    box.fill("<b>niets</b>")
    expect(told).to_have_text("Niets gevonden voor ‘<b>niets</b>’.")
    expect(grid(page)).to_be_hidden()
    box.fill("")
    expect(told).to_have_text("")
    assert rows.count() == every


def test_the_search_and_open_frameworks_stay_in_the_other_language(visit: Visit) -> None:
    page = visit(EVERYTHING)
    grid(page).locator("thead button", has_text="INSPIRE").click()
    page.get_by_role("searchbox").fill("inspire")
    page.locator(".st-key-language").get_by_text("English").click()
    settled(page)
    expect(page.get_by_role("searchbox", name="Search in the table")).to_have_value("inspire")
    expect(page.locator(".matrix-told")).to_have_text("Found: 7 policy targets.")
    page.get_by_role("searchbox").fill("")
    expect(grid(page).locator("thead button", has_text="INSPIRE")).to_have_attribute("aria-expanded", "true")
    text = grid(page).inner_text()
    assert "not assessed" in text
    assert "beoordeeld" not in text


def test_letters_in_the_search_box_are_no_shortcuts(visit: Visit) -> None:
    page = visit("/coverage")
    page.get_by_role("searchbox").press_sequentially("crc")
    settled(page)
    expect(page.get_by_role("searchbox")).to_have_value("crc")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_looking_as_if_in_another_setting_changes_cells_and_says_so(visit: Visit) -> None:
    page = visit("/coverage")
    target = grid(page).locator("tbody tr").first.locator("td").nth(5)
    expect(target).to_contain_text("niet in deze situatie")
    unfold_one(page, "Anders bekijken")
    box = page.get_by_role("combobox", name="Bekijken als in de situatie")
    box.focus()
    box.press_sequentially("Humanitair")
    box.press("Enter")
    settled(page)
    expect(page.locator(".st-key-lens")).to_contain_text("alsof de situatie ‘humanitaire noodsituatie’ is")
    expect(target).not_to_contain_text("niet in deze situatie")
    page.get_by_role("button", name="Overnemen in het scenario").click()
    settled(page)
    expect(page.locator(".st-key-lens")).to_have_count(0)
    expect(page.get_by_test_id("stMain")).to_contain_text("humanitaire noodsituatie")
    expect(target).not_to_contain_text("niet in deze situatie")


def test_the_table_is_a_table_with_headings_for_every_cell(visit: Visit) -> None:
    page = visit("/coverage")
    table = page.get_by_role("grid", name="Aansluiting van elke interventie op elk beleidsdoel van BHOS en SRGR")
    expect(table.get_by_role("columnheader")).to_have_count(1 + 2 + 11)
    expect(table.get_by_role("rowheader").first).to_have_text("Het scenario als geheel")
    assert table.locator("th:not([scope])").count() == 0
    assert table.locator("thead tr").first.locator("th[scope=colgroup]").count() == 2
    described = table.get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_contain_text("pijltjestoetsen")


def test_not_assessed_differs_from_none_without_colour(visit: Visit) -> None:
    page = visit("/coverage")
    none, silent = grid(page).locator("td.matrix-none").first, grid(page).locator("td.matrix-unassessed").first
    assert none.inner_text().startswith("– geen")
    assert silent.inner_text() == "? niet beoordeeld"
    pattern = "each => getComputedStyle(each).backgroundImage"
    assert none.evaluate(pattern) == "none"
    assert "gradient" in silent.evaluate(pattern)
    page.emulate_media(forced_colors="active")
    dashes = "each => getComputedStyle(each).outlineStyle"
    assert (none.evaluate(dashes), silent.evaluate(dashes)) == ("none", "dashed")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_the_table(visit: Visit, eyes: Eyes, lang: str, scheme: str) -> None:
    eyes.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = visit(f"{EVERYTHING}&lang={lang}&setting=humanitarian&cell=whole~bhos-3.1")
    assert eyes.violations() == []
    page.locator(".matrix-buttons button").first.click()
    focus_cell(page)
    assert eyes.violations() == []
    page.get_by_role("searchbox").fill("###")
    assert eyes.violations() == []


@pytest.mark.parametrize("width", [320, 400])
def test_on_a_narrow_screen_only_the_table_scrolls_sideways(visit: Visit, width: int) -> None:
    page = visit("/coverage?lang=en")
    page.set_viewport_size({"width": width, "height": 800})
    settled(page)
    assert page.get_by_test_id("stMain").evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    box = page.locator(".matrix-box")
    box.evaluate("each => { each.scrollLeft = 300 }")
    room, first = box.bounding_box(), grid(page).get_by_role("rowheader").first.bounding_box()
    assert room is not None
    assert first is not None
    pinned = first["x"] >= room["x"] - 2
    assert not pinned or first["width"] <= room["width"] / 2


@pytest.mark.parametrize("width", [320, 1280])
def test_the_focus_is_never_hidden_behind_what_is_pinned(visit: Visit, width: int) -> None:
    page = visit("/coverage?cell=whole~bhos-1.1")
    page.set_viewport_size({"width": width, "height": 700})
    focus_cell(page)
    press(page, "Control+End", *["ArrowUp"] * 9, *["ArrowLeft"] * 8)
    at = page.locator("td:focus").bounding_box()
    head, first = grid(page).locator("thead").bounding_box(), grid(page).get_by_role("rowheader").first.bounding_box()
    assert at is not None
    assert head is not None
    assert first is not None
    assert at["y"] >= head["y"] + head["height"] - 1
    pinned = grid(page).get_by_role("rowheader").first.evaluate("each => getComputedStyle(each).position")
    assert pinned != "sticky" or at["x"] >= first["x"] + first["width"] - 1


def test_on_paper_the_whole_table_is_there(visit: Visit) -> None:
    page = visit("/coverage")
    page.emulate_media(media="print")
    box = page.locator(".matrix-box")
    assert box.evaluate("each => getComputedStyle(each).overflowY") == "visible"
    assert box.evaluate("each => each.scrollHeight - each.clientHeight") <= 1
    assert grid(page).locator("td").last.evaluate("each => getComputedStyle(each).borderBottomWidth") == "1px"
    expect(page.get_by_role("searchbox")).to_be_hidden()
