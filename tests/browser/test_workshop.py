"""The rule workshop in a real browser: from rule to publication, by hand and by keyboard, and nothing typed lost."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.conftest import HOST, settled
from tests.browser.officer import Dashboard, Officer

CARE, INCOME, POLICING = "rules/care.yaml", "rules/income.yaml", "rules/policing.yaml"
MANY = 150
"""More presses of Tab than any page needs."""


Arrival = Callable[..., Officer]


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    running = Dashboard(tmp_path_factory.mktemp("workshop"))
    yield running
    running.kill()


@pytest.fixture
def errors() -> list[str]:
    """What the consoles said."""
    return []


@pytest.fixture(scope="module")
def computers(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Browsers that share nothing, by name; they stay open, since the first page of a new one takes long."""
    running: dict[str, BrowserContext] = {}
    yield running
    for context in running.values():
        context.close()


@pytest.fixture
def officer(
    browser: Browser,
    computers: dict[str, BrowserContext],
    dashboard: Dashboard,
    errors: list[str],
    outside_requests: list[str],
) -> Iterator[Arrival]:
    """Somebody at work: `officer("Anna", "nl")`; with a name of a computer, on another one than the rest."""
    pages = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def asked(url: str) -> None:
        if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).hostname != HOST:
            outside_requests.append(url)

    def arrive(name: str, lang: str = "nl", computer: str = "") -> Officer:
        if computer not in computers:
            computers[computer] = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
        page = computers[computer].new_page()
        pages.append(page)
        page.on("console", heard)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked(request.url))
        page.on("websocket", lambda socket: asked(socket.url))
        found = Officer(page, dashboard, name, lang)
        found.arrive()
        return found

    yield arrive
    for page in pages:
        page.close()
    assert outside_requests == []


@pytest.fixture
def quiet(errors: list[str]) -> Iterator[None]:
    yield
    assert errors == []


def changed(before: list[str], after: list[str]) -> list[tuple[int, str, str]]:
    """The lines that differ, with their number."""
    assert len(before) == len(after)
    pairs = enumerate(zip(before, after, strict=True), start=1)
    return [(number, old.strip(), new.strip()) for number, (old, new) in pairs if old != new]


def agree(piet: Officer, title: str) -> None:
    """A colleague approves what is under review, and publishes it."""
    piet.go("proposals")
    piet.fill("who.name", piet.name)
    expect(piet.page.get_by_role("heading", name=title)).to_be_visible()
    piet.press("steps.approve")
    piet.alert(re.compile(r"is goedgekeurd|was approved"))
    piet.press("steps.publish")
    piet.alert(re.compile(r"is gepubliceerd|was published"))


@pytest.mark.usefixtures("quiet")
def test_from_a_rule_to_its_publication(officer: Arrival, dashboard: Dashboard) -> None:
    before = dashboard.lines(CARE)
    anna = officer("Anna")
    page = anna.page
    anna.choose("find.intervention", "Hulp")
    anna.choose("find.choose", "Hulp bij SRGR 3")
    expect(page.get_by_text("Staat er.")).to_be_visible()
    anna.press("find.change")
    anna.begin("Hulp sluit indirect aan")
    expect(page.get_by_role("combobox", name="Regel", exact=True)).to_have_value(re.compile("SRGR 3 .*: direct"))
    anna.choose("form.alignment", "Indirect")
    editor = anna.as_text()
    editor.focus()
    for key in ["Control+Home", *["ArrowDown"] * 12, "End", *["Backspace"] * len("high")]:
        page.keyboard.press(key)
    page.keyboard.type("zeker")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    anna.alert(re.compile(r"rules/care\.yaml, regel 13.*‘zeker’"))
    for key in ["Backspace"] * len("zeker"):
        page.keyboard.press(key)
    page.keyboard.type("medium")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(0)
    anna.alert("Er zijn geen problemen")
    moved = page.get_by_role("row", name="Eerste SRGR 3")
    expect(moved.first).to_contain_text(re.compile("direct.*indirect"))
    assert dashboard.lines(CARE) == before
    anna.go("proposals")
    anna.fill("steps.submit-words", "Het onderzoek noemt het alleen als voorwaarde.")
    anna.press("steps.submit")
    anna.alert("is ingediend")
    piet = officer("Piet", computer="another")
    agree(piet, "Hulp sluit indirect aan")
    assert changed(before, dashboard.lines(CARE)) == [
        (11, "alignment: direct", "alignment: indirect"),
        (13, "confidence: high", "confidence: medium"),
    ]
    piet.go("history")
    expect(
        piet.page.get_by_role("row", name=re.compile("gepubliceerd.*Hulp sluit indirect aan", re.I)).first
    ).to_be_visible()
    anna.arrive("gaps")
    expect(page.get_by_role("row", name=re.compile(r"SRGR 3.*indirect")).first).to_be_visible()


@pytest.mark.usefixtures("quiet")
def test_the_same_in_english(officer: Arrival, dashboard: Dashboard) -> None:
    before = dashboard.lines(INCOME)
    anna = officer("Anna", "en")
    anna.choose("find.intervention", "Income")
    anna.choose("find.choose", "Income for BHOS 1.1")
    anna.press("find.change")
    anna.begin("Income aligns directly")
    chosen = anna.page.get_by_role("combobox", name="Rule", exact=True)
    anna.choose("form.alignment", "Direct")
    expect(chosen).to_have_value(re.compile(r"BHOS 1\.1 .*: direct"))
    anna.choose("form.confidence", "Medium")  # the rule that is open stays open, though its name became another
    expect(chosen).to_have_value(re.compile(r"BHOS 1\.1 .*: direct"))
    expect(anna.page.get_by_role("row", name="BHOS 1.1").first).to_contain_text(re.compile("Indirect.*Direct", re.I))
    anna.go("proposals")
    anna.fill("steps.submit-words", "The report says so.")
    anna.press("steps.submit")
    agree(officer("Piet", "en"), "Income aligns directly")
    assert changed(before, dashboard.lines(INCOME)) == [
        (25, "alignment: indirect", "alignment: direct"),
        (27, "confidence: low", "confidence: medium"),
    ]


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Presses Tab until this has the focus."""
    for _ in range(MANY):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{MANY} presses of {key} do not reach {target}")


@pytest.mark.usefixtures("quiet")
def test_a_verdict_is_changed_and_submitted_by_keyboard_alone(officer: Arrival) -> None:
    anna = officer("Wim")
    page, say = anna.page, anna.say

    def role(kind: str, key: str) -> Locator:
        return page.get_by_role(kind, name=say(key), exact=True)  # type: ignore[arg-type]

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)
        settled(page)

    tab_to(page, role("combobox", "find.intervention"))
    page.keyboard.type("Voorlichting")
    press("Enter")
    tab_to(page, role("button", "find.change"))
    press("Enter")
    tab_to(page, page.get_by_role("textbox", name=say("who.name")))
    page.keyboard.type("Wim")
    press("Enter")
    tab_to(page, page.get_by_role("textbox", name=say("edit.subject")))
    page.keyboard.type("Met het toetsenbord")
    press("Enter")
    tab_to(page, role("button", "edit.begin"))
    press("Enter")
    tab_to(page, role("combobox", "form.alignment"))
    press("ArrowDown", "ArrowDown", "Enter")
    anna.alert("Er zijn geen problemen")
    tab_to(page, role("radio", "workshop.sections.find"), "Shift+Tab")
    press("ArrowRight", "ArrowRight", "Enter")
    expect(page.get_by_role("heading", name="Met het toetsenbord")).to_be_visible()
    tab_to(page, page.get_by_role("textbox", name=say("steps.submit-words")))
    page.keyboard.type("Zonder muis.")
    tab_to(page, role("button", "steps.submit"))
    press("Enter")
    anna.alert("is ingediend")


def test_typed_text_outlives_another_page_a_reload_and_a_crash(
    officer: Arrival, dashboard: Dashboard, errors: list[str]
) -> None:
    anna = officer("Eva")
    page = anna.page

    def again() -> None:
        """As after a reload, which forgets where someone was."""
        anna.go("edit")
        anna.fill("who.name", anna.name)
        anna.choose("edit.file", POLICING)
        anna.as_text()

    def type_at_end(text: str) -> None:
        anna.editor().focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(text)

    anna.go("edit")
    anna.begin("Niets gaat verloren")
    anna.choose("edit.file", POLICING)
    anna.as_text()
    type_at_end("# een\n")
    page.get_by_role("link", name="Memo", exact=True).click(delay=50)
    settled(page)
    page.get_by_role("link", name="Regels", exact=True).click()
    settled(page)
    anna.is_kept()
    type_at_end("# twee\n")
    page.reload()
    settled(page)
    again()
    anna.is_kept()
    type_at_end("# drie\n")
    dashboard.kill()
    page.keyboard.type("# vier")
    dashboard.start()
    anna.arrive()
    again()
    anna.is_kept()
    written = ["# een", "# twee", "# drie", "# vier"]
    anna.editor().focus()
    page.keyboard.press("Control+End")
    assert anna.typed().split("\n")[-4:] == written
    anna.go("proposals")
    for line in written:
        expect(page.get_by_test_id("stCode")).to_contain_text(line)
    about = ("ERR_CONNECTION_REFUSED", "disconnected from server", "server endpoint", "not responding", "WebSocket")
    assert all(any(word in error for word in about) for error in errors)


def test_a_reasoning_typed_in_the_form_outlives_a_crash(officer: Arrival, dashboard: Dashboard) -> None:
    anna = officer("Tess")
    page = anna.page

    def field() -> Locator:
        return page.get_by_role("textbox", name=anna.say("form.rationale-nl"), exact=True)

    def arrive() -> None:
        anna.go("edit")
        anna.fill("who.name", anna.name)
        anna.choose("edit.file", POLICING)

    anna.go("edit")
    anna.begin("Een langere redenering")
    anna.choose("edit.file", POLICING)
    field().focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" En ook dit")
    expect(page.locator(".alignment-editor-state").first).to_have_text("Bewaard")
    settled(page)
    dashboard.kill()
    page.keyboard.type(", en dat.")
    dashboard.start()
    anna.arrive()
    arrive()
    expect(field()).to_contain_text("En ook dit, en dat.")
    expect(page.locator(".alignment-editor-state").first).to_have_text("Bewaard", timeout=20_000)
    settled(page)
    text = anna.as_text()
    expect(text).to_contain_text("En ook dit, en dat.")


@pytest.mark.usefixtures("quiet")
def test_on_a_narrow_screen_a_wide_table_can_be_reached_and_is_named(officer: Arrival) -> None:
    anna = officer("Anna")
    reachable = anna.page.locator(".text [tabindex='0']")
    expect(reachable).to_have_count(0)
    anna.page.set_viewport_size({"width": 400, "height": 900})
    expect(reachable).to_have_count(1)
    expect(anna.page.get_by_role("group", name="Regels die aan uw keuze voldoen")).to_be_visible()
    main = anna.page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollWidth - each.clientWidth") <= 1
