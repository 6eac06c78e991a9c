"""What the browser tests share: one dashboard and one Chromium for the run, a fresh page for each test."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
HOST = "127.0.0.1"
START_SECONDS = 60
SETTLE_SECONDS = 30
QUIET_SECONDS = 0.25
IDLE = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
BUSY = "[data-stale=true], [data-testid=stSkeleton], [data-testid=stAppSkeleton]"
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
]
FAILED = pytest.StashKey[bool]()


@dataclass(frozen=True)
class Server:
    """A running dashboard."""

    url: str
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")


def settled(page: Page) -> Page:
    """Wait until the dashboard has finished its run and stays so for a moment.

    Looks from outside, by selectors: code run in the page would need what its Content-Security-Policy forbids.
    """
    deadline = time.monotonic() + SETTLE_SECONDS
    idle_since = None
    while idle_since is None or time.monotonic() - idle_since < QUIET_SECONDS:
        if time.monotonic() > deadline:
            pytest.fail(f"The page was still busy after {SETTLE_SECONDS} s: {page.url}")
        page.wait_for_timeout(50)
        if page.locator(IDLE).count() == 1 and page.locator(BUSY).count() == 0:
            idle_since = idle_since or time.monotonic()
        else:
            idle_since = None
    return page


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the browser tests, so that `-m "not browser"` leaves them out."""
    if HERE in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: Playwright keeps an event loop running that other tests trip over.

    Those of one file share a dashboard and follow one another; only every page and state can be looked at anywhere.
    """
    items.sort(key=lambda item: HERE in item.path.parents)
    for item in items:
        if HERE in item.path.parents and item.path.name != "test_every_page.py":
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on a free port, once for the whole run."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    running = Server(f"http://{HOST}:{port}", tmp_path_factory.mktemp("server") / "server.log")
    store = {"ALIGNMENT_WORKSPACE": str(tmp_path_factory.mktemp("store"))}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.address={HOST}", f"--server.port={port}"]
    with running.log_file.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **store},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(running, process)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    why = f"did not answer in {START_SECONDS} s" if process.poll() is None else f"ended with {process.returncode}"
    pytest.fail(f"The dashboard {why}. Its log:\n{server.log}", pytrace=False)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path. None is a failure, never a reason to skip."""
    found = subprocess.run([ROOT / ".ci" / "find-chromium"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr, pytrace=False)
    return found.stdout.strip()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield running
        running.close()


@pytest.fixture
def outside_requests() -> list[str]:
    """The addresses on other hosts that this test's pages asked for: `assert outside_requests == []`."""
    return []


@pytest.fixture
def page(browser: Browser, outside_requests: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page in a session of its own. A failing test leaves a screenshot in tests/browser/screenshots."""
    context = browser.new_context(
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        viewport={"width": 1366, "height": 900},
        reduced_motion="reduce",
    )

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != HOST:
            outside_requests.append(url)

    context.on("request", lambda sent: note(sent.url))
    context.on("page", lambda opened: opened.on("websocket", lambda socket: note(socket.url)))
    fresh = context.new_page()
    yield fresh
    if request.node.stash.get(FAILED, False):
        name = re.sub(r"\W+", "-", request.node.nodeid).strip("-")
        fresh.screenshot(path=HERE / "screenshots" / f"{name}.png", full_page=True)
    context.close()


@pytest.fixture
def visit(page: Page, server: Server) -> Callable[..., Page]:
    """Open a path of the dashboard and wait until it has settled: `page = visit("/gaps?lang=en")`."""

    def go(path: str = "/") -> Page:
        page.goto(server.url + path)
        return settled(page)

    return go


@pytest.fixture
def errors(page: Page, outside_requests: list[str]) -> Iterator[list[str]]:
    """What the console said; no request may have gone to another host."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.context.on("console", note)
    page.context.on("weberror", lambda error: said.append(str(error.error)))
    yield said
    assert outside_requests == []


@pytest.fixture
def quiet(errors: list[str]) -> Iterator[None]:
    yield
    assert errors == []
