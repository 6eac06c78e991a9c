"""Looking at a page from outside: what axe finds, which headings it has, whether it fits."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from alignment.api import open_catalogue, write_link
from alignment.text.messages import messages
from alignment.ui import drafts
from alignment.ui.drafts import Draft
from tests.browser.conftest import settled

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Eyes:
    """A page seen through the debugger, so that what it forbids scripts stays forbidden."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page = page
        self._session = session

    def ask(self, expression: str) -> Any:
        """What an expression is worth in the page."""
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._session.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def examine(self) -> dict[str, Any]:
        """All that axe says: violations, and which rules passed."""
        if self.ask("typeof axe") == "undefined":
            self.ask(AXE + "; 0")
        options = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
        found: dict[str, Any] = self.ask(f"axe.run(document, {options})")
        assert len(found["passes"]) > 20
        return found

    def violations(self) -> list[str]:
        """What axe finds, with the elements."""
        return told(self.examine())

    def levels(self) -> list[int]:
        """The levels of the headings that can be seen, in order."""
        shown = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(each => each.checkVisibility())"
        found: list[int] = self.ask(f"{shown}.map(each => Number(each.tagName[1]))")
        return found


def told(found: dict[str, Any]) -> list[str]:
    """The violations of what axe says, with the elements."""
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:300]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def unfold(page: Page) -> None:
    """Opens everything that is folded."""
    folds = page.locator("details:not([open]) > summary").filter(visible=True)
    while folds.count():
        folds.first.click()
        settled(page)


def unfold_one(page: Page, title: str) -> None:
    """Opens what is folded under a title."""
    page.locator("summary").filter(has_text=title).click()
    settled(page)


def charted(visit: Callable[..., Page], lang: str = "nl") -> Page:
    """A page with a chart: what each budget reaches, for a programme of which the costs are in the link."""
    name, catalogue = "iwf-portals", open_catalogue()
    opened = catalogue.programmes[name]
    draft = Draft(name, opened, opened, "programme")
    for each in opened.components:
        draft = drafts.with_cost(draft, each.intervention, 500_000)
    changes = write_link(catalogue, draft.opened, draft.current, name)["changes"]
    page = visit(f"/additions?lang={lang}&scenario={name}&changes={changes}")
    budget = page.get_by_role("spinbutton", name=messages(lang).say("ui.additions.budget"))
    budget.fill("1000000")
    budget.press("Enter")
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible(timeout=30_000)
    return settled(page)
