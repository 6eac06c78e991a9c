"""What the tests of the pages share: the real app, with the repository's catalogue or a small copy."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from streamlit.testing.v1 import AppTest

from alignment.api import open_catalogue, workshop
from alignment.model.catalogue import Catalogue
from alignment.ui import frame
from tests.ui.shown import lines, marked

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "data" / "small"
MAIN = ROOT / "alignment" / "ui" / "main.py"
FACTS = ("library", "sources", "rules", "accessibility")
"""Pages that are not about an assessment."""
PAGES = tuple(name for name in frame.PAGES if name not in FACTS)

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without anything in it, to copy: making one takes longer."""
    place = tmp_path_factory.mktemp("store") / "workspace.db"
    workshop.open_workspace(SMALL, place).close()
    return place


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_store: Path) -> Path:
    """Each test has a store of its own, never that of this repository."""
    folder = tmp_path / "store"
    folder.mkdir()
    shutil.copy(empty_store, folder / "workspace.db")
    monkeypatch.setenv("ALIGNMENT_WORKSPACE", str(folder))
    return folder / "workspace.db"


@pytest.fixture(scope="session")
def small() -> Catalogue:
    return open_catalogue(SMALL)


@pytest.fixture
def catalogue_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small catalogue that the app reads, to change and to break."""
    copy = tmp_path / "catalogue"
    shutil.copytree(SMALL, copy)
    monkeypatch.setenv("ALIGNMENT_ROOT", str(copy))
    return copy


@pytest.fixture
def open_page() -> Open:
    """Opens a page of the app with a link's parameters: `open_page("scenario", lang="en")`."""

    def go(page: str = "coverage", **link: str) -> AppTest:
        app = AppTest.from_file(MAIN, default_timeout=60)
        for name, value in link.items():
            app.query_params[name] = value
        app.run()
        return turn_to(app, page)

    return go


def turn_to(app: AppTest, page: str) -> AppTest:
    """Goes to another page within a session and checks that nothing failed."""
    if page != frame.HOME or app.title:
        app.switch_page(frame.PAGES[page]).run()
    assert not app.exception
    return app


def blank(app: AppTest) -> AppTest:
    """Begins a scenario without components, which opens the page Scenario."""
    turn_to(app, "start")
    next(each for each in app.button if str(each.key).startswith("start-blank")).click().run()
    return turn_to(app, "scenario")  # the test harness does not follow a page that opens another


def unfold(app: AppTest, name: str) -> AppTest:
    """Opens what is drawn only when its title is pressed."""
    state = desk(app)
    app.session_state[f"{name}.{state.page}.{state.lang}"] = True
    app.run()
    assert not app.exception
    return app


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    """Opens a scenario file; one without problems goes on to the page Coverage."""
    turn_to(app, "start").file_uploader[0].set_value((name, content, "application/yaml")).run()
    assert not app.exception
    return app if desk(app).upload_problems else turn_to(app, "coverage")


def text(app: AppTest) -> str:
    """Everything that a page says, as one text."""
    return "\n".join([marked(app), *lines(app)])


def told(app: AppTest, component: str) -> Any:
    """What the browser is told for a component of our own, with its id."""
    found = [each.proto for each in app.get("bidi_component") if each.proto.component_name == component]
    assert len(found) == 1
    return found[0].id, json.loads(found[0].json)


def doses(app: AppTest) -> list[float | None]:
    """Where the sliders of the scenario stand, in percent; nothing for a component with a budget."""
    return [each.get("percent") for each in told(app, "alignment-doses")[1]["rows"]]


def tell_doses(app: AppTest, event: str, value: object) -> AppTest:
    """What the browser sends when something is done with the sliders; the test harness has no way to do that itself."""
    states = app._tree.get_widget_states()
    name, _ = told(app, "alignment-doses")
    states.widgets.add(
        id=f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{name}__events",
        json_trigger_value=json.dumps([{"event": event, "value": value}]),
    )
    app._run(states)
    assert not app.exception
    return app


def move(app: AppTest, index: int, percent: int) -> AppTest:
    """Moves a slider of the scenario."""
    return tell_doses(app, "moved", [[index, percent]])


def desk(app: AppTest):  # type: ignore[no-untyped-def]
    return app.session_state["desk"]
