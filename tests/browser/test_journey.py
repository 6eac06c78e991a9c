"""A policy officer's way through the dashboard, in a real browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

from alignment.api import make_memo, open_catalogue, read_scenario, write_memo
from alignment.model.base import LANGUAGES
from alignment.report.memo.wish import Wish
from alignment.text.messages import messages
from tests.browser.conftest import settled

PROGRAMME = "dtz-building-back-better"
Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def quiet(page: Page, outside_requests: list[str]) -> Iterator[None]:
    """No test may leave an error in the console or have asked another host for anything."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert errors == []
    assert outside_requests == []


def go(page: Page, link: str) -> None:
    page.locator(".st-key-links").get_by_role("link", name=link, exact=True).click()
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=option).first.click()
    settled(page)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    settled(page)


def set_dose(page: Page, intervention: str, percent: int) -> None:
    """With the keyboard, as someone without a mouse would."""
    slider = page.get_by_role("slider", name=intervention)
    slider.focus()
    slider.press("Home")
    for _ in range(percent // 5):
        slider.press("ArrowRight")
    settled(page)


def save(page: Page, button: str, folder: Path) -> tuple[str, bytes]:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path.name, path.read_bytes()


def test_from_programme_to_memo(visit: Visit, tmp_path: Path) -> None:
    page = visit("/?scenario=dtz-1.0")
    choose(page, "Programma of bewaard scenario", "Down to Zero Building Back Better")
    press(page, "Openen")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Aansluiting van Down to Zero Building Back Better op BHOS en SRGR"
    )
    expect(page.locator(".st-key-answer")).to_contain_text("sluit direct aan bij")
    go(page, "Scenario")
    set_dose(page, "Economische steun", 0)
    set_dose(page, "Betrekken van het bedrijfsleven", 0)
    set_dose(page, "Aanpassing van wetgeving en beleid", 0)
    moved = page.get_by_role("row", name="BHOS 1.1")
    expect(moved).to_contain_text("○ indirect → ? niet beoordeeld")
    expect(page.locator(".st-key-banner")).to_contain_text("3 wijzigingen")
    go(page, "Lacunes")
    expect(page.get_by_role("heading", level=1)).to_contain_text("(gewijzigd)")
    go(page, "Memo")
    expect(page.locator(".st-key-memo-preview")).to_contain_text("Down to Zero Building Back Better (gewijzigd)")
    name, content = save(page, "Markdown", tmp_path)
    assert name == f"memo-{PROGRAMME}-changed-decision-nl.md"
    assert content.decode("utf-8").startswith("# Aansluiting van Down to Zero Building Back Better (gewijzigd)")


def test_from_a_blank_scenario_to_the_same_in_another_session_and_language(visit: Visit, browser: Browser) -> None:
    page = visit("/?lang=en")
    press(page, "Start blank")
    choose(page, "Add an intervention", "Sexual education")
    set_dose(page, "Sexual education", 65)
    page.get_by_role("textbox", name="Title").fill("Een plan")
    page.get_by_role("textbox", name="Title").press("Enter")
    settled(page)
    go(page, "Coverage")
    answer = page.locator(".st-key-answer").inner_text()
    assert "Sexual" not in page.url
    assert len(page.url) < 500
    colleague = browser.new_context(locale="en-GB").new_page()
    colleague.goto(page.url)
    settled(colleague)
    expect(colleague.locator(".st-key-banner")).to_contain_text("Een plan – self-composed scenario")
    assert colleague.locator(".st-key-answer").inner_text() == answer
    colleague.goto(page.url.replace("lang=en", "lang=nl"))
    settled(colleague)
    expect(colleague.locator(".st-key-banner")).to_contain_text("Een plan – zelf samengesteld scenario")
    colleague.context.close()


def test_reload_keeps_every_change_and_back_goes_to_the_page_before(visit: Visit) -> None:
    page = visit(f"/scenario?scenario={PROGRAMME}")
    set_dose(page, "Zorg voor slachtoffers", 20)
    before = page.locator(".st-key-banner p").first.inner_text()
    page.reload()
    settled(page)
    expect(page.locator(".st-key-banner p").first).to_have_text(before)
    expect(page.get_by_role("slider", name="Zorg voor slachtoffers")).to_have_attribute("aria-valuetext", "20%")
    go(page, "Lacunes")
    page.go_back()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Scenario samenstellen")
    expect(page.get_by_role("slider", name="Zorg voor slachtoffers")).to_have_attribute("aria-valuetext", "20%")


@pytest.mark.parametrize("token", ["AAAA", "1" * 9_000, "%00%ff", "<script>alert(1)</script>"])
def test_a_damaged_link_is_said_and_the_page_works(visit: Visit, token: str) -> None:
    page = visit(f"/coverage?scenario={PROGRAMME}&changes={token}")
    expect(page.get_by_role("alert").first).to_contain_text("konden niet worden gelezen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Building Back Better")
    go(page, "Scenario")
    set_dose(page, "Zorg voor slachtoffers", 20)
    expect(page.locator(".st-key-banner")).to_contain_text("1 wijziging")


@pytest.mark.parametrize("name", ["changes", "scenario", "frameworks"])
def test_a_link_of_a_hundred_thousand_characters_is_refused_or_cut(visit: Visit, page: Page, name: str) -> None:
    """The web server itself may refuse it; what comes through is said, and the page works."""
    visit(f"/coverage?scenario={PROGRAMME}&{name}={'x' * 50_000}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Building Back Better")
    assert len(page.url) < 1_000
    page.request.get(f"{page.url}&{name}={'x' * 100_000}")
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Building Back Better")


def test_a_file_named_like_a_path_or_of_another_tool_is_plain_text(visit: Visit) -> None:
    page = visit("/")
    for name, content in [
        ("..%2f..%2fetc%2fpasswd.yaml", b"root:x:0:0"),
        ("<img src=x onerror=alert(1)>.json", b'{"name": "layer", "techniques": [{"techniqueID": "T1"}]}'),
        ("=cmd|' /C calc'!A0.yaml", b"\xff\xfe\x00"),
    ]:
        page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": content}])
        settled(page)
        expect(page.get_by_role("alert").filter(has_text="is niet geopend").first).to_be_visible()
        assert page.locator("img[src='x']").count() == 0
    expect(page.locator(".st-key-banner")).to_contain_text("Building Back Better – programma, ongewijzigd")


def test_all_that_a_slider_changes_follows_it(visit: Visit) -> None:
    """Also where there is nothing to follow at first: a scenario without policy frameworks has no tracks."""
    page = visit("/")
    names = (
        "sexual-education",
        "economic-support",
        "victim-care",
        "legal-and-policy-reform",
        "access-to-education",
    )
    components = "".join(f"  - {{intervention: {name}, dose: 1}}\n" for name in names)
    content = f"title: {{nl: Proef, en: Trial}}\nframeworks: [sdg]\ncomponents:\n{components}".encode()
    page.locator("input[type=file]").set_input_files([{"name": "t.yaml", "mimeType": "text/plain", "buffer": content}])
    settled(page)
    page.get_by_role("link", name="Scenario", exact=True).click()
    settled(page)
    banner, moved = (
        page.locator(".st-key-banner"),
        page.get_by_role("status").filter(has_text=re.compile("gewijzigd|wijzig")),
    )
    expect(moved.first).to_contain_text("Nog niets gewijzigd")
    sliders = page.get_by_role("slider")
    for number in range(len(names)):
        for dose in ("95%", "90%"):
            sliders.nth(number).press("ArrowLeft")
            settled(page)
            if number < 4:
                expect(banner).to_contain_text(f"100% → {dose}")
    expect(banner).to_contain_text("5 wijzigingen")
    fold = page.locator("summary").filter(has_text="5 wijzigingen")
    fold.click()
    expect(page.locator("details").filter(has=fold).get_by_role("listitem")).to_have_count(5)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    banner.get_by_role("button", name="Wijzigingen ongedaan maken").click()
    settled(page)
    expect(banner).to_contain_text("ongewijzigd")
    expect(sliders.first).to_have_value("100")


def test_the_keyboard_goes_on_where_a_button_of_a_component_was(visit: Visit) -> None:
    page = visit("/")
    components = "  - {intervention: victim-care, budget_eur: 330000}\n" + "".join(
        f"  - {{intervention: {name}, dose: 1}}\n" for name in ("economic-support", "sexual-education")
    )
    content = f"title: {{nl: Proef, en: Trial}}\ncomponents:\n{components}full_delivery_eur: {{victim-care: 1000000}}\n"
    file = {"name": "t.yaml", "mimeType": "text/plain", "buffer": content.encode()}
    page.locator("input[type=file]").set_input_files([file])
    settled(page)
    go(page, "Scenario")
    focused = page.locator("input[type=range]:focus")
    expect(page.get_by_text("inzet 33%, berekend uit")).to_be_visible()
    page.get_by_role("button", name="zelf instellen").press("Enter")
    settled(page)
    expect(focused).to_have_accessible_name("Zorg voor slachtoffers")
    expect(focused).to_have_attribute("aria-valuetext", "33%")  # also where it lies between steps of 5
    expect(focused).to_have_value("33")
    focused.press("ArrowLeft")
    settled(page)
    expect(page.locator(".st-key-banner")).to_contain_text("inzet zorg voor slachtoffers 33% → 32%")
    for name, then in (("zorg voor", "Economische steun"), ("seksuele", "Economische steun")):
        page.get_by_role("button", name=f"Verwijderen: {name}").press("Enter")
        settled(page)
        expect(focused).to_have_accessible_name(then)
    focused.press("ArrowLeft")
    settled(page)
    expect(page.locator(".st-key-banner")).to_contain_text("3 wijzigingen")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_long_run_is_said(visit: Visit, lang: str) -> None:
    page = visit(f"/coverage?lang={lang}")
    said, app = page.locator("#busy"), page.get_by_test_id("stApp")
    expect(said).to_have_attribute("role", "status")
    expect(said).to_be_empty()
    app.evaluate("each => { each.dataset.testScriptState = 'running' }")
    expect(said).to_have_text(messages(lang).say("ui.busy"))
    app.evaluate("each => { each.dataset.testScriptState = 'notRunning' }")
    expect(said).to_be_empty()


def test_memo_is_the_same_as_elsewhere(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"/memo?scenario={PROGRAMME}")
    page.get_by_text("Engels", exact=True).click()
    settled(page)
    name, content = save(page, "Markdown", tmp_path)
    catalogue = open_catalogue()
    memo = write_memo(make_memo(catalogue, [catalogue.programmes[PROGRAMME]], Wish(kind="decision", lang="en")))
    assert name == f"memo-{PROGRAMME}-decision-en.md"
    assert content == memo
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_scenario_comes_back_from_its_file(visit: Visit, tmp_path: Path) -> None:
    page = visit("/scenario")
    set_dose(page, "Seksuele voorlichting", 35)
    name, content = save(page, "Scenario downloaden", tmp_path)
    assert name == f"{PROGRAMME}-changed.yaml"
    scenario = read_scenario(open_catalogue(), name, content)
    assert scenario.components[0].dose == 0.35
    page = visit("/scenario")
    expect(page.get_by_role("slider", name="Seksuele voorlichting")).to_have_attribute("aria-valuetext", "100%")
    go(page, "Start")
    page.locator("input[type=file]").set_input_files(tmp_path / name)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aansluiting van")
    expect(page.locator(".st-key-banner")).to_contain_text("scenario uit een bestand, ongewijzigd")
    go(page, "Scenario")
    expect(page.get_by_role("slider", name="Seksuele voorlichting")).to_have_attribute("aria-valuetext", "35%")
    again, same = save(page, "Scenario downloaden", tmp_path)
    assert (again, same) == (name, content)


def test_file_with_problems_is_listed_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    page = visit("/scenario")
    set_dose(page, "Seksuele voorlichting", 35)
    path = tmp_path / "plan.yaml"
    path.write_text("components:\n  - {intervention: sexual-educaton, dose: 1}\n", encoding="utf-8")
    go(page, "Start")
    page.locator("input[type=file]").set_input_files(path)
    settled(page)
    alert = page.get_by_role("alert").filter(has_text="plan.yaml")
    expect(alert).to_contain_text("regel 2, kolom")
    expect(alert).to_contain_text("sexual-education")
    go(page, "Scenario")
    expect(page.get_by_role("slider", name="Seksuele voorlichting")).to_have_attribute("aria-valuetext", "35%")


def test_typed_text_is_never_executed(visit: Visit, tmp_path: Path) -> None:
    page = visit("/scenario")
    nasty = '<img src="http://example.com/a.png" onerror="alert(1)"> ![x](http://example.com/b.png) <b>vet</b> $x$'
    page.get_by_role("textbox", name="Titel").fill(nasty)
    page.get_by_role("textbox", name="Titel").press("Enter")
    settled(page)
    expect(page.locator(".st-key-banner")).to_contain_text("<b>vet</b> $x$")
    for link in ("Aansluiting", "Memo"):
        go(page, link)
        expect(page.get_by_text("<b>vet</b> $x$").first).to_be_attached()
        assert page.locator("img[src*='example.com'], .katex").count() == 0
    _, content = save(page, "Markdown", tmp_path)
    assert "<img" not in content.decode("utf-8").replace("\\<img", "")


def test_language_switch_keeps_everything(visit: Visit) -> None:
    page = visit("/scenario")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    set_dose(page, "Zorg voor slachtoffers", 20)
    page.get_by_text("English", exact=True).click()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("slider", name="Care for victims")).to_have_attribute("aria-valuetext", "20%")
    assert "lang=en" in page.url
    go(page, "Coverage")
    expect(page.get_by_role("heading", level=1)).to_contain_text("(changed)")
    expect(page).to_have_title("Coverage – Policy alignment")
    page.get_by_text("Nederlands", exact=True).click()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_link_opens_the_same_in_another_session(visit: Visit) -> None:
    page = visit("/memo?lang=en&scenario=dtz-1.0")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".st-key-memo-preview")).to_contain_text("Down to Zero 1.0")
    address = page.locator(".st-key-links").get_by_role("link", name="Scenario", exact=True).get_attribute("href")
    assert address is not None
    assert "lang=en" in address
    assert "scenario=dtz-1.0" in address


def test_unknown_scenario_in_a_link_is_said(visit: Visit) -> None:
    page = visit("/coverage?scenario=<b>nee</b>")
    expect(page.get_by_role("alert").first).to_contain_text("‘<b>nee</b>’")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Building Back Better")


def test_what_a_track_draws_stands_as_numbers_in_its_row(visit: Visit) -> None:
    page = visit("/coverage")
    rows = page.locator("tr").filter(has=page.locator(".track"))
    expect(rows).to_have_count(11)
    for row in rows.all():
        told = row.inner_text()
        coverage, low, high = (float(each.replace(",", ".")) for each in re.findall(r"\b(?:> )?(\d,\d\d)\b", told)[-3:])
        track, mark = (row.locator(each).bounding_box() for each in (".track", ".mark"))
        assert track is not None
        assert mark is not None
        at = (mark["x"] + mark["width"] / 2 - track["x"]) / track["width"]
        assert at == pytest.approx(coverage, abs=0.02), told
        assert low - 0.01 <= at <= high + 0.02, told
    expect(page.get_by_role("table", name="Aansluiting per beleidsdoel van BHOS")).to_be_visible()
    assert page.locator(".track").evaluate_all("all => all.every(each => each.closest('[aria-hidden=true]'))")


def test_answers_carry_the_security_headers(visit: Visit, page: Page) -> None:
    answered: list[Response] = []
    page.on("response", lambda response: answered.append(response))  # noqa: PLW0108 (Playwright needs a function)
    visit("/?lang=en")
    for response in answered:
        if response.url.startswith("blob:"):
            continue  # made in the browser, no answer of the server
        assert "default-src 'self'" in response.headers.get("content-security-policy", ""), response.url
        assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("path", ["/memo", "/rules"])
def test_page_never_scrolls_sideways(visit: Visit, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(path)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollWidth - each.clientWidth") <= 1
