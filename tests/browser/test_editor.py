"""The YAML editor in a real browser, on a page of its own: no typed text is lost, and nothing traps the keyboard."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from alignment.text.messages import messages
from tests.browser.conftest import HOST, ROOT, Server, _wait_for, settled

LABEL = "Regels voor economische steun"
START = "intervention: economic-support\nrules:\n  - target: srgr-1\n    alignment: direct\n"
WAIT_SECONDS = 40


class App:
    """The app of editor_app.py on one port, which can be killed and started again; its documents outlive it."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.server = Server(f"http://{HOST}:{self.port}", folder / "server.log")
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "tests/browser/editor_app.py"]
        options = [f"--server.address={HOST}", f"--server.port={self.port}"]
        with self.server.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                env={**os.environ, "EDITOR_DOCUMENTS": str(self.folder)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        _wait_for(self.server, self.process)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def url(self, document: str, **link: str) -> str:
        return "&".join([f"{self.server.url}/?doc={document}", *(f"{name}={value}" for name, value in link.items())])

    def stored(self, document: str) -> dict[str, Any]:
        path = self.folder / f"{document}.json"
        if not path.exists():
            return {"text": START, "revision": 1, "conflicts": []}
        return json.loads(path.read_text(encoding="utf-8"))

    def put(self, document: str, text: str) -> None:
        """Someone else changes the stored text."""
        now = self.stored(document)
        new = self.folder / "put.new"
        new.write_text(json.dumps(now | {"text": text, "revision": now["revision"] + 1}), encoding="utf-8")
        new.replace(self.folder / f"{document}.json")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    running = App(tmp_path_factory.mktemp("documents"))
    yield running
    running.kill()


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=LABEL)


def at_end(page: Page, url: str) -> Page:
    """Opens a document and puts the cursor behind its text."""
    page.goto(url)
    expect(box(page)).to_be_visible()
    settled(page)
    box(page).focus()
    page.keyboard.press("Control+End")
    return page


def shown(page: Page) -> str:
    lines = page.locator(".cm-line").all_text_contents()
    return "\n".join(lines)


def until(page: Page, holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {WAIT_SECONDS} s for: {what}")
        page.wait_for_timeout(50)


def is_stored(page: Page, app: App, document: str, text: str) -> None:
    until(page, lambda: app.stored(document)["text"] == text, f"{document} stored as {text!r}")
    expect(page.locator(".alignment-editor-state")).to_have_text("Bewaard")


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("ask", ["before", "after", "call"])
def test_typing_is_stored_and_checked(app: App, page: Page, ask: str) -> None:
    document = f"typed-{ask}"
    at_end(page, app.url(document, ask=ask))
    page.keyboard.type("    # r and c are no shortcuts here\nbasis: stated!\nrest: [", delay=5)
    added = "    # r and c are no shortcuts here\n    basis: stated!\n    rest: ["
    is_stored(page, app, document, START + added)
    expect(page.locator(".alignment-editor-number")).to_have_text("2 problemen")
    expect(page.locator(".cm-lint-marker-warning")).to_have_count(1)
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(page.locator(".alignment-editor-problem")).to_have_text("Regel 6, waarschuwing: Een uitroepteken op regel 6")
    assert app.stored(document)["conflicts"] == []


@pytest.mark.usefixtures("quiet")
def test_typing_goes_on_while_the_page_runs(app: App, page: Page) -> None:
    at_end(page, app.url("fast", slow="0.5"))
    lines = [f"x{number}: 1\n" for number in range(8)]
    for number, line in enumerate(lines):
        page.keyboard.type(line, delay=10)
        page.wait_for_timeout((0, 355, 420, 600)[number % 4])
    is_stored(page, app, "fast", START + "".join(lines))
    assert shown(page) == START + "".join(lines)
    assert app.stored("fast")["conflicts"] == []


@pytest.mark.usefixtures("quiet")
def test_the_code_is_sent_once(app: App, page: Page) -> None:
    large: list[int] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: large.append(len(frame)) if len(frame) > 100_000 else None)

    page.on("websocket", watch)
    at_end(page, app.url("once"))
    for line in ("a: 1\n", "b: 2\n"):
        page.keyboard.type(line)
        is_stored(page, app, "once", app.stored("once")["text"] + line)
    assert len(large) == 1


@pytest.mark.usefixtures("quiet")
def test_tab_leaves_and_comes_back(app: App, page: Page) -> None:
    at_end(page, app.url("tab"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Erna")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(box(page)).not_to_be_focused()
    assert shown(page) == START


@pytest.mark.usefixtures("quiet")
def test_values_are_offered_and_taken_with_the_keyboard(app: App, page: Page) -> None:
    at_end(page, app.url("values"))
    page.keyboard.type("settings:\n- ")
    options = page.get_by_role("listbox", name="Mogelijke waarden").get_by_role("option")
    expect(options).to_have_text(["development", "humanitarian"])
    page.wait_for_timeout(200)  # a list takes no key in its first moment, lest it catch what was meant for the text
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("\n- {target: srgr-1, alignment: ")
    expect(options).to_have_text(["direct", "indirect", "none"])
    page.keyboard.press("Enter")
    expect(options).to_have_count(0)
    page.keyboard.type("# target: ")
    page.wait_for_timeout(300)
    expect(options).to_have_count(0)
    written = "settings:\n- humanitarian\n- {target: srgr-1, alignment: \n# target: "
    assert shown(page).replace("\n  #", "\n#") == START + written


@pytest.mark.usefixtures("quiet")
def test_all_words_are_dutch_and_the_name_and_help_are_told(app: App, page: Page) -> None:
    at_end(page, app.url("words"))
    expect(box(page)).to_have_accessible_description(
        "Tab gaat naar het volgende veld. Ctrl+spatie toont de mogelijke waarden, F8 gaat naar het volgende probleem, "
        "Ctrl+F zoekt."
    )
    expect(box(page)).to_have_attribute("aria-multiline", "true")
    page.keyboard.press("Control+f")
    panel = page.locator(".cm-search")
    expect(panel.get_by_role("button")).to_have_text(
        ["volgende", "vorige", "alle", "vervangen", "alles vervangen", "×"]
    )
    expect(panel.get_by_role("button", name="sluiten")).to_be_visible()
    expect(panel.locator("label")).to_have_text(["hoofdlettergevoelig", "reguliere expressie", "hele woorden"])
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()


@pytest.mark.usefixtures("quiet")
def test_a_text_to_read_takes_nothing_in(app: App, page: Page) -> None:
    at_end(page, app.url("read", read="1"))
    expect(box(page)).to_have_attribute("aria-readonly", "true")
    page.keyboard.type("nee")
    page.wait_for_timeout(600)
    assert shown(page) == START
    assert app.stored("read")["revision"] == 1


@pytest.mark.usefixtures("quiet")
def test_a_newer_text_comes_in_and_undo_takes_back_only_what_was_typed(app: App, page: Page) -> None:
    at_end(page, app.url("newer"))
    page.keyboard.type("mijn: 1")
    is_stored(page, app, "newer", START + "mijn: 1")
    app.put("newer", "# van een ander\n" + START + "mijn: 1")
    page.get_by_role("button", name="Erna").click(delay=50)
    until(page, lambda: shown(page).startswith("# van een ander\n"), "the newer text")
    box(page).focus()
    page.keyboard.press("Control+z")
    is_stored(page, app, "newer", "# van een ander\n" + START)
    assert app.stored("newer")["conflicts"] == []


@pytest.mark.usefixtures("quiet")
def test_text_outlives_a_change_of_page(app: App, page: Page) -> None:
    at_end(page, app.server.url)
    page.keyboard.type("weg: 1")
    page.get_by_role("link", name="elsewhere").click(delay=50)
    expect(page.get_by_text("Een andere pagina")).to_be_visible()
    page.get_by_role("link", name="documents").click(delay=50)
    expect(box(page)).to_be_visible()
    until(page, lambda: shown(page) == START + "weg: 1", "the typed text")
    is_stored(page, app, "one", START + "weg: 1")


@pytest.mark.usefixtures("quiet")
def test_what_was_typed_right_before_another_page_is_stored(app: App, page: Page) -> None:
    at_end(page, app.url("leave", ask="call"))
    page.keyboard.type("vlug: 1")
    page.get_by_role("link", name="elsewhere").click(delay=50)
    expect(page.get_by_text("Een andere pagina")).to_be_visible()
    until(page, lambda: app.stored("leave")["text"] == START + "vlug: 1", "stored without coming back")


@pytest.mark.usefixtures("quiet")
def test_the_second_of_two_tabs_is_told_as_a_conflict_and_keeps_its_text(app: App, page: Page) -> None:
    at_end(page, app.url("two"))
    other = at_end(page.context.new_page(), app.url("two"))
    page.keyboard.type("a: 1")
    is_stored(page, app, "two", START + "a: 1")
    other.keyboard.type("b: 2")
    until(other, lambda: app.stored("two")["conflicts"] == [[1, START + "b: 2"]], "the conflict")
    settled(other)
    assert shown(other) == START + "b: 2"
    expect(other.locator(".alignment-editor-state")).to_have_text("Nog niet bewaard")
    other.reload()
    until(other, lambda: len(app.stored("two")["conflicts"]) == 2, "the conflict again")
    assert app.stored("two")["conflicts"][1] == [1, START + "b: 2"]
    assert app.stored("two")["text"] == START + "a: 1"
    settled(other)
    other.get_by_role("button", name="Beslist").click(delay=50)
    until(other, lambda: shown(other) == START + "a: 1", "the stored text, once decided")
    other.reload()
    until(other, lambda: shown(other) == START + "a: 1", "the stored text again")


def only_about_the_connection(errors: list[str]) -> bool:
    about = ("ERR_CONNECTION_REFUSED", "disconnected from server", "server endpoint", "not responding", "WebSocket")
    return all(any(word in error for word in about) for error in errors)


def test_text_typed_while_the_server_is_gone_is_sent_to_the_next_one(app: App, page: Page, errors: list[str]) -> None:
    at_end(page, app.url("gone"))
    page.keyboard.type("een: 1\n")
    is_stored(page, app, "gone", START + "een: 1\n")
    page.keyboard.type("twee: 2\n")
    app.kill()
    page.keyboard.type("drie: 3")
    waiting = messages("nl").say("editor.waiting")
    expect(page.locator(".alignment-editor-waiting")).to_contain_text(waiting, timeout=20_000)
    app.start()
    is_stored(page, app, "gone", START + "een: 1\ntwee: 2\ndrie: 3")
    expect(page.locator(".alignment-editor-waiting")).to_be_empty()
    assert app.stored("gone")["conflicts"] == []
    assert only_about_the_connection(errors)


def test_text_typed_before_a_crash_is_put_back_and_said(app: App, page: Page, errors: list[str]) -> None:
    at_end(page, app.url("back"))
    app.kill()
    page.keyboard.type("een: 1")
    assert shown(page) == START + "een: 1"
    app.start()
    page.goto(app.url("back"))
    expect(page.get_by_role("status").filter(has_text="is teruggezet")).to_be_visible()
    is_stored(page, app, "back", START + "een: 1")
    page.goto(app.url("back"))
    expect(box(page)).to_be_visible()
    settled(page)
    expect(page.get_by_role("status").filter(has_text="is teruggezet")).to_have_count(0)
    assert only_about_the_connection(errors)
