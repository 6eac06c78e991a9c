"""The dashboard in Chromium beside an empty Streamlit page: from a slider to its chart, and from page to page.

The empty page runs twice: as Streamlit comes, and with the settings of the dashboard, which make it faster too.
"""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from statistics import median

from measure import Section
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from serving import DASHBOARD, EMPTY, ROOT, Server, load, served

from alignment.ui.frame import PAGES

SCENARIO = "/scenario?lang=nl&scenario=dtz-building-back-better"
WARM, MOVES, SWITCHES = 4, 15, 5
QUIET, LIMIT = 400, 30_000
"""Milliseconds: so long nothing may change before the page counts as standing; so long is waited at most."""

SLIDERS = "input[type=range]"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
WATCH = """
([kind, quiet, limit]) => {
  const app = document.querySelector('[data-testid=stApp]');
  const place = kind === 'click' ? 'h1' : '[data-testid=stVegaLiteChart] svg, .track';
  const shown = () => [...document.querySelectorAll(place)].map(each => each.outerHTML).join('');
  const there = ({target}) => {
    const element = target instanceof Element ? target : target.parentElement;
    return element && (element.closest(place) || element.querySelector(place));
  };
  const at = {start: 0, shown: 0, screen: 0, last: 0, limit: false};
  const noted = [];
  const onScreen = (node, edge = 'top') => {
    if (!node?.isConnected) return false;
    const range = document.createRange();
    range.selectNode(node);
    const box = range.getBoundingClientRect();
    return edge === 'bottom' ? box.bottom > 0 && box.bottom < innerHeight
      : box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0;
  };
  const visible = ({type, attributeName, target, addedNodes, removedNodes, previousSibling}) => {
    if (type === 'attributes') return !attributeName.startsWith('data-') && onScreen(target);
    if (type === 'characterData' || !(target instanceof Element)) return onScreen(target);
    return [...addedNodes].some(each => onScreen(each))
      || removedNodes.length > 0 && (previousSibling ? onScreen(previousSibling, 'bottom') : onScreen(target));
  };
  let seen = shown();
  window.measured = new Promise(done => {
    addEventListener(kind, event => { at.start = event.timeStamp; }, {capture: true, once: true});
    const watch = new MutationObserver(records => {
      if (!at.start) return;
      at.last = performance.now();
      for (const each of records) noted.push([at.last, each]);
      const now = records.some(there) ? shown() : seen;
      if (now !== seen) { seen = now; at.shown = at.last; }
    });
    watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
    const timer = setInterval(() => {
      const now = performance.now();
      at.limit = at.start && now - at.start > limit;
      const rests = at.shown && app.dataset.testScriptState === 'notRunning' && now - at.last > quiet;
      if (!rests && !at.limit) return;
      watch.disconnect();
      clearInterval(timer);
      at.screen = noted.findLast(([, each]) => visible(each))?.[0] ?? at.start;
      done(at);
    }, 20);
  });
}
"""
"""Notes in the page when what happened: the key or the click; the last change of a chart, after a click of the title;
the last change that can be seen without scrolling; and the last change of anything, the state of the script included.
While the page works it only notes; where on the screen a change was is looked up when all is at rest."""

CLICK = """
name => {
  const found = [...document.querySelectorAll('a[data-testid=stPageLink-NavLink]')]
    .find(each => each.getAttribute('href').split('?')[0].replace('/', '') === name);
  if (found) found.click();
  return Boolean(found);
}
"""


@dataclass
class Tab:
    """A page of a browser with what its websocket received."""

    page: Page
    sizes: list[int] = field(default_factory=list)

    def watch(self, kind: str) -> None:
        """Starts to look."""
        self.sizes.clear()
        self.page.bring_to_front()
        self.page.evaluate(WATCH, [kind, QUIET, LIMIT])

    def seen(self) -> dict[str, float]:
        """When the chart or title, what is on the screen, and anything changed last, in ms since the key or click."""
        at = self.page.evaluate("() => window.measured")
        if at["limit"]:
            raise TimeoutError(f"{self.page.url}: nothing to see within {LIMIT} ms, or no rest")
        return {name: at[name] - at["start"] for name in ("shown", "screen", "last")}

    def move(self, slider: int, key: str) -> dict[str, float]:
        """One press of a key on a slider."""
        self.page.locator(SLIDERS).nth(slider).focus()
        self.watch("keydown")
        self.page.keyboard.press(key)
        return self.seen()

    def go(self, name: str) -> dict[str, float]:
        """One click on the link to a page; the first page's address is empty."""
        self.watch("click")
        if not self.page.evaluate(CLICK, name):
            raise RuntimeError(f"{self.page.url} has no link to /{name}")
        return self.seen()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the machine, without a screen."""
    path = subprocess.run([ROOT / ".ci" / "find-chromium"], capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def tab(browser: Browser, server: Server, path: str) -> Tab:
    """Opens an address in a session of its own and waits until it stands."""
    page = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce").new_page()
    opened = Tab(page)

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: opened.sizes.append(len(payload)))

    page.on("websocket", listen)
    page.goto(server.url + path)
    page.wait_for_selector(IDLE, timeout=60_000)
    page.wait_for_timeout(1500)
    return opened


@contextmanager
def beside(path: str) -> Iterator[tuple[Tab, Tab, Tab]]:
    """The dashboard, the empty app as Streamlit comes, and the empty app with our settings, each in a tab."""
    with ExitStack() as stack:
        ours = stack.enter_context(served(DASHBOARD))
        empty = [stack.enter_context(served(EMPTY, settings=each)) for each in (False, True)]
        browser = stack.enter_context(chromium())
        plain, set_alike = (tab(browser, each, "/") for each in empty)
        yield tab(browser, ours, path), plain, set_alike


def sliding() -> Section:
    """A key on a slider until the chart has changed, in turns with the empty page."""
    with beside(SCENARIO) as tabs:
        sliders = [_moving(each) for each in tabs]
        found: tuple[list[dict[str, float]], ...] = ([], [], [])
        received: tuple[list[int], ...] = ([], [], [])
        for turn in range(WARM + MOVES):
            key = "ArrowLeft" if turn < WARM or turn % 2 else "ArrowRight"
            for each, slider, moves, sizes in zip(tabs, sliders, found, received, strict=True):
                moves.append(each.move(slider, key))
                sizes.append(sum(each.sizes))
        after = f"The slider of the dashboard is number {sliders[0] + 1} of the page. Load of the machine: {load()}."
    rows = []
    for name, what in (("the chart has changed", "shown"), ("nothing changes any more", "last")):
        rows.append(
            (f"key until {name}, ms", *_beside([median(move[what] for move in moves[WARM:]) for moves in found]))
        )
    rows.append(("sent to the browser, kB", *_beside([median(sizes) / 1000 for sizes in received], 1)))
    return Section(
        "From slider to chart",
        f"Chromium on {SCENARIO} and on a page with one slider and one chart, in turns; medians of {MOVES} moves after "
        f"{WARM} that warm up. Goal: at most 1.3 times the empty page until the chart has changed.",
        ("", "dashboard", "empty page as Streamlit comes", "ratio", "empty page, our settings", "ratio"),
        rows,
        after,
    )


def _beside(figures: list[float], digits: int = 0) -> tuple[str, ...]:
    """Ours, then each of the others with how many times it ours is."""
    ours, *others = figures
    beside = (told for other in others for told in (f"{other:.{digits}f}", f"{ours / other:.2f}"))
    return (f"{ours:.{digits}f}", *beside)


def _moving(opened: Tab) -> int:
    """The number of the first slider that changes a chart. Raises TimeoutError where none does."""
    for slider in range(opened.page.locator(SLIDERS).count()):
        with suppress(TimeoutError):
            opened.move(slider, "ArrowLeft")
            return slider
    raise TimeoutError(f"{opened.page.url}: no slider changes a chart")


def switching() -> Section:
    """A click on the link to each page, one after the other, until it stands; in turns with the empty app."""
    names = list(PAGES)
    moves: dict[str, list[tuple[dict[str, float], ...]]] = {name: [] for name in names}
    sent: dict[str, float] = {}
    with beside(SCENARIO) as (ours, *empty):
        for turn in range((SWITCHES + 1) * len(names)):
            name = names[turn % len(names)]
            seen = ours.go("" if name == names[0] else name)
            moves[name].append((seen, *(each.go("" if turn % 2 else "two") for each in empty)))
            sent[name] = sum(ours.sizes) / 1000
        after = f"Load of the machine: {load()}."
    return Section(
        "From page to page",
        f"Chromium with the scenario of {SCENARIO}; a click on a link until the script has stopped and nothing on the "
        f"page changes any more, in turns with an empty app of two pages; medians of {SWITCHES} after one that warms "
        "up. Goal: at most 1.5 times the empty app.",
        (
            "page",
            "title, ms",
            "what is on the screen, ms",
            "whole page, ms",
            "empty as Streamlit comes, ms",
            "ratio",
            "our settings, ms",
            "ratio",
            "kB",
        ),
        [(name, *_switched(moves[name][1:]), f"{sent[name]:.0f}") for name in names],
        after,
    )


def _switched(turns: list[tuple[dict[str, float], ...]]) -> tuple[str, ...]:
    soon = [median(turn[0][name] for turn in turns) for name in ("shown", "screen")]
    return *(f"{each:.0f}" for each in soon), *_beside(
        [median(turn[side]["last"] for turn in turns) for side in range(3)]
    )
