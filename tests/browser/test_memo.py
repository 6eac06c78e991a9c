"""The page Memo in a real browser: own words are never lost, the files come, and nothing typed is executed."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from alignment.report.formats import FORMATS
from alignment.text.messages import messages
from tests.browser.conftest import settled
from tests.browser.officer import Dashboard, Officer

KEPT_SECONDS = 20
"""What got no answer is sent again after five seconds."""
LOST = ("ERR_CONNECTION_REFUSED", "disconnected from server", "server endpoint", "not responding", "WebSocket")
"""What the console says when the server is gone."""
STARTS = {"docx": b"PK", "odt": b"PK", "xlsx": b"PK", "zip": b"PK", "pdf": b"%PDF-", "html": b"<!"}
NASTY = "</div><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }} $x$ :red[a] #let"


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    running = Dashboard(tmp_path_factory.mktemp("memo"))
    yield running
    running.kill()


class Writer(Officer):
    """Somebody at the page Memo."""

    def arrive(self, page: str = "memo") -> None:
        super().arrive(page)
        self.fill("who.name", self.name)

    def field(self, place: str = "points") -> Locator:
        texts = messages(self.lang)
        name = texts.say(f"memo.{'fact' if place in ('to', 'from') else 'heading'}.{place}")
        language = texts.say(f"language.{self.lang}")
        return self.page.get_by_role(
            "textbox", name=self.say("memo.own-label", name=name, language=language), exact=True
        )

    def writes(self, text: str, place: str = "points") -> None:
        self.field(place).focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    def all_is_kept(self) -> None:
        kept = messages(self.lang).say("editor.saved")
        states = self.page.locator(".alignment-editor-state")
        expect(states).to_have_text([kept] * 3, timeout=KEPT_SECONDS * 1000)
        settled(self.page)

    def memo(self) -> Locator:
        return self.page.locator(".st-key-memo-preview")


def writer(page: Page, dashboard: Dashboard, name: str, lang: str = "nl") -> Writer:
    found = Writer(page, dashboard, name, lang)
    found.arrive()
    return found


def test_own_words_are_never_lost(page: Page, dashboard: Dashboard, errors: list[str]) -> None:
    anna = writer(page, dashboard, "Anna")
    anna.writes("Een.")
    page.get_by_role("link", name="Scenario", exact=True).click(delay=50)
    settled(page)
    page.get_by_role("link", name="Memo", exact=True).click()
    settled(page)
    anna.all_is_kept()
    anna.writes(" Twee.")
    page.reload()
    settled(page)
    anna.fill("who.name", anna.name)
    anna.all_is_kept()
    expect(anna.field()).to_contain_text("Een. Twee.")
    page.context.set_offline(True)
    anna.writes(" Drie.")
    page.context.set_offline(False)
    anna.all_is_kept()
    anna.writes(" Vier.")
    dashboard.kill()
    page.keyboard.type(" Vijf.")
    dashboard.start()
    anna.arrive()
    anna.all_is_kept()
    expect(anna.field()).to_contain_text("Een. Twee. Drie. Vier. Vijf.")
    expect(anna.memo()).to_contain_text("Een. Twee. Drie. Vier. Vijf.")
    assert all(any(word in error for word in LOST) for error in errors)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_own_words_appear_as_they_are_typed_and_outlive_the_language(
    page: Page, dashboard: Dashboard, lang: str
) -> None:
    bram = writer(page, dashboard, "Bram", lang)
    said = {"nl": "Aan de directeur", "en": "To the director"}[lang]
    bram.writes(said, "to")
    expect(bram.memo()).to_contain_text(said)
    for other in ("English", "Nederlands"):
        page.get_by_text(other, exact=True).first.click()
        settled(page)
    bram.lang = "nl"
    page.locator("[data-testid=stRadio]").get_by_role(
        "radio", name=messages("nl").say(f"language.{lang}").capitalize(), exact=True
    ).click(force=True)
    settled(page)
    bram.lang = lang
    expect(bram.memo()).to_contain_text(said)


@pytest.mark.usefixtures("quiet")
def test_two_windows_show_both_texts_and_lose_none(page: Page, dashboard: Dashboard) -> None:
    one = writer(page, dashboard, "Carla")
    two = writer(page.context.new_page(), dashboard, "Dirk")
    one.writes("Van de een. ", "from")
    one.all_is_kept()
    two.writes("Van de ander. ", "from")
    two.alert(two.say("memo.own-conflict"))
    shown = two.page.get_by_test_id("stCode")
    expect(shown).to_contain_text("Van de een.")
    expect(shown).to_contain_text("Van de ander.")
    two.press("edit.conflict-theirs")
    expect(two.field("from")).to_have_text("Van de een. ")
    two.writes("En van de ander.", "from")
    two.all_is_kept()
    expect(two.memo()).to_contain_text("Van de een. En van de ander.")


@pytest.mark.usefixtures("quiet")
def test_nothing_typed_is_executed(page: Page, dashboard: Dashboard) -> None:
    eva = writer(page, dashboard, "Eva", "en")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    eva.writes(NASTY)
    eva.all_is_kept()
    expect(eva.memo()).to_contain_text(NASTY)
    assert eva.memo().locator("script, img, .katex").count() == 0


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_format_can_be_downloaded(page: Page, dashboard: Dashboard, lang: str, tmp_path: Path) -> None:
    page.goto(f"{dashboard.server.url}/memo?lang={lang}&scenario=mix")
    settled(page)
    for name in (*FORMATS, "zip"):
        label = messages(lang).say(f"ui.memo.format.{name}")
        with page.expect_download() as started:
            page.get_by_role("button", name=label, exact=True).click()
        assert started.value.suggested_filename == f"memo-mix-decision-{lang}.{name}"
        path = tmp_path / started.value.suggested_filename
        started.value.save_as(path)
        assert path.read_bytes().lower().startswith(STARTS.get(name, b"").lower())
    assert json.loads((tmp_path / f"memo-mix-decision-{lang}.json").read_bytes())
    with zipfile.ZipFile(tmp_path / f"memo-mix-decision-{lang}.zip") as archive:
        assert archive.namelist() == [f"memo.{each}" for each in FORMATS]
        for each in ("md", "html", "json", "pdf"):
            assert archive.read(f"memo.{each}") == (tmp_path / f"memo-mix-decision-{lang}.{each}").read_bytes()


@pytest.mark.usefixtures("quiet")
def test_the_memo_is_a_document_of_its_own_language(page: Page, dashboard: Dashboard) -> None:
    page.goto(f"{dashboard.server.url}/memo?lang=nl&scenario=mix")
    settled(page)
    page.get_by_role("radio", name="Engels", exact=True).click(force=True)
    settled(page)
    memo = page.locator(".st-key-memo-preview .memo")
    for part in memo.all():
        expect(part).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(memo.get_by_role("heading", level=2)).to_have_text(re.compile("^Alignment of"))
    expect(memo.get_by_role("heading", level=3, name="Key points")).to_be_visible()
    table = memo.get_by_role("table").first
    expect(table.locator("caption")).to_have_text(re.compile(r"^Table 1\."))
    assert table.locator("tbody th[scope=row]").count() == table.locator("tbody tr").count()


@pytest.mark.usefixtures("quiet")
def test_on_a_narrow_screen_the_tables_of_the_memo_can_be_reached(page: Page, dashboard: Dashboard) -> None:
    page.set_viewport_size({"width": 400, "height": 900})
    page.goto(f"{dashboard.server.url}/memo?lang=nl&scenario=mix")
    settled(page)
    table = page.locator(".memo-table").first
    expect(table).to_have_attribute("tabindex", "0")
    expect(table).to_have_attribute("aria-label", re.compile("Tabel 1"))
    main = page.get_by_test_id("stMain")
    assert main.evaluate("each => each.scrollWidth - each.clientWidth") <= 1
