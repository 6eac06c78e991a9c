"""Every page in every state that is used, in both languages and at two widths: axe, headings, title, width, a picture.

The pictures stay in tests/browser/screenshots/pages for people to look at, with axe's counts beside them: a list for
each worker of the run.
"""

import os
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from alignment.api import open_catalogue, write_link
from alignment.model.base import LANGUAGES
from alignment.model.scenario import Scenario
from alignment.text.messages import messages
from alignment.ui import drafts, frame
from alignment.ui.drafts import Draft
from tests.browser.conftest import HERE, settled
from tests.browser.language import astray
from tests.browser.looking import Eyes, told, unfold

PROGRAMME = "dtz-building-back-better"
OTHERS = "dtz-1.0~sufasec~tdh-asia~act-to-evac"
PICTURES = HERE / "screenshots" / "pages"
WIDTHS = (1280, 320)
TALLEST = 12_000
Visit = Callable[..., Page]


def changed() -> str:
    """A link's parameter: the programme with five changes."""
    opened = open_catalogue().programmes[PROGRAMME]
    draft = Draft(PROGRAMME, opened, opened, "programme")
    for index in range(4):
        draft = drafts.with_dose(draft, index, 0.15 * index)
    draft = drafts.with_context(draft, settings=["humanitarian"])
    return write_link(open_catalogue(), draft.opened, draft.current, PROGRAMME)["changes"]


def blank() -> str:
    """A link's parameter: a scenario without components, as a visitor begins it."""
    scenario = Scenario(id="own-scenario", components=())
    return write_link(open_catalogue(), scenario, scenario, None)["changes"]


def states() -> dict[str, str]:
    """The address of every state, by name."""
    programme, mixed = f"scenario={PROGRAMME}", f"scenario={PROGRAMME}&changes={changed()}"
    everything = "~".join(open_catalogue().frameworks)
    found = {name: f"/{name}?{programme}" for name in frame.PAGES}
    found |= {f"{name}-changed": f"/{name}?{mixed}" for name in ("start", "scenario", "coverage", "memo")}
    outcomes = (*frame.GROUPS["scenario"], *frame.GROUPS["outcome"])
    found |= {f"{name}-blank": f"/{name}?changes={blank()}" for name in outcomes}
    found |= {
        "coverage-everything": f"/coverage?{programme}&frameworks={everything}&cell=victim-care~bhos-3.1",
        "coverage-as-if": f"/coverage?{programme}&setting=humanitarian&group=girls&stated=1",
        "compare-two": f"/compare?{programme}&against=dtz-1.0",
        "compare-five": f"/compare?{programme}&against={OTHERS}",
        "certainty-compared": f"/certainty?{programme}&against=dtz-1.0",
        "start-broken-link": f"/start?{programme}&changes=AAAA",
        "start-unknown": "/start?scenario=nothing-of-the-kind&against=nobody&cell=a~b",
    }
    return {name: path.replace("/start?", "/?") for name, path in found.items()}


STATES = states()


@pytest.fixture(scope="module")
def counts() -> Iterator[list[str]]:
    """A line for each state; written out when all have been looked at."""
    lines: list[str] = []
    yield lines
    PICTURES.mkdir(parents=True, exist_ok=True)
    head = ["| state | language | width | violations | rules passed |", "|---|---|---:|---:|---:|"]
    name = f"axe-{os.environ.get('PYTEST_XDIST_WORKER', 'all')}.md"
    (PICTURES / name).write_text("\n".join([*head, *sorted(lines)]) + "\n", encoding="utf-8")


@pytest.fixture
def eyes(page: Page) -> Eyes:
    return Eyes(page, page.context.new_cdp_session(page))


def picture(page: Page, name: str) -> None:
    """The whole page: the main part scrolls by itself, so the window is made as tall as it is."""
    width = page.viewport_size["width"] if page.viewport_size else WIDTHS[0]
    tall = page.get_by_test_id("stMain").evaluate("each => each.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(tall + 20, TALLEST)})
    settled(page)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.set_viewport_size({"width": width, "height": 900})


def look(eyes: Eyes, name: str, lang: str, counts: list[str]) -> None:
    """At both widths: a picture, axe, the headings, and nothing that sticks out."""
    page = eyes.page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        picture(page, f"{name}-{lang}-{width}")
        found = eyes.examine()
        counts.append(f"| {name} | {lang} | {width} | {len(found['violations'])} | {len(found['passes'])} |")
        assert told(found) == [], (name, lang, width)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("each => each.scrollWidth - each.clientWidth") <= 1, (name, lang, width)
    levels = eyes.levels()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels
    assert astray(page, lang) == []


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STATES)
def test_state(visit: Visit, eyes: Eyes, counts: list[str], name: str, lang: str) -> None:
    page = visit(f"{STATES[name]}&lang={lang}")
    unfold(page)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    texts = messages(lang)
    shown = name.partition("-")[0]
    expect(page).to_have_title(f"{texts.say(f'ui.page.{shown}')} – {texts.say('ui.product')}")
    expect(page.locator(".st-key-links [aria-current=page]")).to_have_count(0 if shown == frame.STATEMENT else 1)
    look(eyes, name, lang, counts)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", ["edit", "proposals", "upkeep", "history"])
def test_part_of_the_rules(visit: Visit, eyes: Eyes, counts: list[str], section: str, lang: str) -> None:
    page = visit(f"/rules?lang={lang}")
    page.get_by_role("radio", name=messages(lang).say(f"ui.workshop.sections.{section}"), exact=True).click()
    settled(page)
    unfold(page)
    look(eyes, f"rules-{section}", lang, counts)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_file_with_problems(visit: Visit, eyes: Eyes, counts: list[str], tmp_path: Path, lang: str) -> None:
    page = visit(f"/?lang={lang}")
    path = tmp_path / "plan.yaml"
    path.write_text("components:\n  - {intervention: sexual-educaton, dose: 7}\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    settled(page)
    expect(page.get_by_role("alert").filter(has_text=re.compile("plan.yaml"))).to_be_visible()
    look(eyes, "start-file-with-problems", lang, counts)
