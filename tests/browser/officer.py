"""A dashboard on a catalogue of its own, and somebody at work at its page Rules."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from alignment.text.messages import messages
from tests.browser.conftest import HOST, ROOT, Server, _wait_for, settled

SMALL = ROOT / "tests" / "data" / "small"


class Dashboard:
    """The dashboard on a catalogue and a store of its own, which can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = probe.getsockname()[1]
        self.root, self.store = folder / "catalogue", folder / "store"
        shutil.copytree(SMALL, self.root)
        self.server = Server(f"http://{HOST}:{self.port}", folder / "server.log")
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        places = {"ALIGNMENT_ROOT": str(self.root), "ALIGNMENT_WORKSPACE": str(self.store)}
        with self.server.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, f"--server.address={HOST}", f"--server.port={self.port}"],
                cwd=ROOT,
                env={**os.environ, **places},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        _wait_for(self.server, self.process)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def lines(self, path: str) -> list[str]:
        return (self.root / path).read_text(encoding="utf-8").split("\n")


class Officer:
    """Somebody at the page Rules, in a browser session of their own."""

    def __init__(self, page: Page, dashboard: Dashboard, name: str, lang: str) -> None:
        self.page, self.dashboard, self.name, self.lang = page, dashboard, name, lang

    def say(self, key: str, **params: object) -> str:
        return messages(self.lang).say(f"ui.{key}", **params)

    def arrive(self, page: str = "rules") -> None:
        self.page.goto(f"{self.dashboard.server.url}/{page}?lang={self.lang}&scenario=first")
        settled(self.page)

    def go(self, section: str) -> None:
        self.page.get_by_role("radio", name=self.say(f"workshop.sections.{section}"), exact=True).click()
        settled(self.page)

    def fill(self, key: str, text: str) -> None:
        box = self.page.get_by_role("textbox", name=self.say(key))
        box.fill(text)
        box.press("Tab")
        settled(self.page)

    def press(self, key: str) -> None:
        self.page.get_by_role("button", name=self.say(key), exact=True).click()
        settled(self.page)

    def choose(self, key: str, option: str) -> None:
        box = self.page.get_by_role("combobox", name=self.say(key), exact=True)
        box.focus()
        box.press_sequentially(option)
        self.page.get_by_role("option", name=option).first.click()
        settled(self.page)

    def begin(self, title: str) -> None:
        """A proposal of one's own, in the section Edit."""
        self.fill("who.name", self.name)
        self.fill("edit.subject", title)
        self.press("edit.begin")

    def as_text(self) -> Locator:
        self.page.get_by_role("radio", name=self.say("edit.as-text"), exact=True).click()
        settled(self.page)
        return self.editor()

    def editor(self) -> Locator:
        box = self.page.locator(".cm-content")
        expect(box).to_be_visible()
        return box

    def typed(self) -> str:
        return "\n".join(self.page.locator(".cm-line").all_text_contents())

    def is_kept(self) -> None:
        kept = messages(self.lang).say("editor.saved")
        # What got no answer is sent again after five seconds.
        expect(self.page.locator(".alignment-editor-state")).to_have_text(kept, timeout=20_000)
        settled(self.page)

    def alert(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_test_id("stAlert").filter(has_text=text).first).to_be_visible()
