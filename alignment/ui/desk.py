"""What one visitor has on the desk: open scenarios, language, choices. Independent of widgets, so nothing gets lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from alignment import api
from alignment.assessment.additions.result import Objective
from alignment.model.base import Text
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError, Problem
from alignment.model.result import Assessment
from alignment.model.scenario import Programme, Scenario
from alignment.text.messages import messages
from alignment.ui.drafts import Draft, Origin, as_id
from alignment.ui.memo.state import Asked as AskedMemo
from alignment.ui.workshop.state import Bench

DEFAULT_SCENARIO = "dtz-building-back-better"
EMPTY_ID = "own-scenario"
_NOTHING = object()


@dataclass
class Asked:
    """What is asked of the division of money for one scenario: EUR, what counts, limits on doses, and a proof."""

    budget: float | None = None
    objective: Objective = "score"
    lower: dict[str, float] = field(default_factory=dict)
    upper: dict[str, float] = field(default_factory=dict)
    prove: bool = False


@dataclass
class Look:
    """What the matrix shows: other frameworks than the scenario's, or as if in one setting, or for one group.

    Empty means: as in the scenario.
    """

    frameworks: tuple[str, ...] = ()
    setting: str = ""
    group: str = ""


@dataclass
class Desk:
    """The state of one session. `page` and `version` are part of the keys of widgets: raise it and they start anew.

    `drafts`: what is open; `kept`: the scenarios in the store, as they were when this run began; `link`: what the
    address says of the open scenario, after the scenarios that it was written for; `onward`: the page to go on to;
    `anew`: all of the page must run, not only a part of it.
    """

    lang: str = "nl"
    memo_lang: str = ""
    stated_only: bool = False
    drafts: dict[str, Draft] = field(default_factory=dict)
    kept: dict[str, Draft] = field(default_factory=dict)
    active: str = ""
    page: str = ""
    version: int = 0
    cell: tuple[str, str] | None = None
    look: Look = field(default_factory=Look)
    record: str = ""
    shelf: str = "programmes"
    remarks: list[tuple[str, str]] = field(default_factory=list)
    upload_problems: list[Problem] = field(default_factory=list)
    upload_name: str = ""
    uploads: int = 0
    onward: str = ""
    anew: bool = False
    fingerprint: str = ""
    link_problems: list[Problem] = field(default_factory=list)
    link: tuple[Scenario, Scenario, dict[str, str]] | None = None
    assessed: dict[str, tuple[tuple[Scenario, bool, str, date], Assessment]] = field(default_factory=dict)
    works: dict[str, Any] = field(default_factory=dict)
    against: tuple[str, ...] = ()
    draws: int = 10_000
    questions: dict[str, Asked] = field(default_factory=dict)
    bench: Bench = field(default_factory=Bench)
    memo: AskedMemo = field(default_factory=AskedMemo)

    @property
    def draft(self) -> Draft:
        """The scenario that is open."""
        return self.drafts[self.active]

    @property
    def asked(self) -> Asked:
        """What was asked of the division of money for the scenario that is open."""
        return self.questions.setdefault(self.active, Asked())

    def put(self, draft: Draft) -> None:
        """Keeps a changed draft."""
        self.drafts[draft.key] = draft

    def open(self, draft: Draft) -> None:
        """Opens a draft; widgets start anew with what it holds."""
        self.drafts[draft.key] = draft
        self.show(draft.key)

    def show(self, key: str) -> None:
        """Goes to a draft that is on the desk."""
        self.active = key
        self.remarks, self.link_problems = [], []
        self.version += 1


def desk() -> Desk:
    """The desk of this session."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk()
    found: Desk = st.session_state["desk"]
    return found


def key(name: str) -> str:
    """A widget's key: another on each page, when another scenario is opened, and when the language changes."""
    state = desk()
    return f"{name}.{state.page}.{state.version}.{state.lang}"


def steady(name: str) -> str:
    """A key that stays when another scenario is opened, so that what a visitor unfolded on the page stays so."""
    return f"{name}.{desk().page}.{desk().lang}"


def lasting(name: str) -> str:
    """A key that stays from page to page, for a widget that is drawn before the page is: the browser keeps it."""
    return f"{name}.{desk().lang}"


def seeded(name: str, value: Any, make: Callable[[str], str] = key) -> str:
    """A widget's key; the widget shows this value, whatever Streamlit kept of it from an earlier visit to the page."""
    found = make(name)
    if st.session_state.get(found, _NOTHING) != value:
        st.session_state[found] = value
    return found


def named(name: str, value: Any) -> str:
    """A widget's key, as `seeded`, for a list of which the words can change while the value stays.

    The browser keeps the words of what is chosen, so it is told them anew every time. It may still send the old words
    with a click that comes sooner: what reads such a value looks whether it is one.
    """
    found = key(name)
    st.session_state[found] = value
    return found


def value_of(name: str, make: Callable[[str], str] = key) -> Any:
    """What a widget holds now."""
    return st.session_state[make(name)]


def edit(change: Callable[..., Draft], *args: Any, **kwargs: Any) -> None:
    """Changes the open draft."""
    desk().put(change(desk().draft, *args, **kwargs))


def options(catalogue: Catalogue) -> list[str]:
    """All that can be opened: programmes and scenarios of the catalogue, saved ones, and what is on the desk."""
    return list(dict.fromkeys([*catalogue.programmes, *catalogue.scenarios, *desk().kept, *desk().drafts]))


def catalogue_draft(catalogue: Catalogue, scenario_id: str) -> Draft:
    """A programme or scenario of the catalogue as a draft."""
    scenario = catalogue.find(scenario_id)
    assert scenario is not None
    origin: Origin = "programme" if isinstance(scenario, Programme) else "scenario"
    return Draft(scenario_id, scenario, scenario, origin)


def open_from_catalogue(catalogue: Catalogue, scenario_id: str) -> None:
    """Opens a scenario of the catalogue, with the changes that were made to it before."""
    if scenario_id in desk().drafts:
        desk().show(scenario_id)
    else:
        desk().open(catalogue_draft(catalogue, scenario_id))


def open_saved(key: str) -> None:
    """Opens a saved scenario as it was saved last, or with the changes that were made to it here."""
    if key in desk().drafts and desk().drafts[key].changed:
        desk().show(key)
    else:
        desk().open(desk().kept[key])


def choose(catalogue: Catalogue, option: str) -> None:
    """Opens one of the options, with the changes that were made to it here before."""
    if option in desk().kept:
        open_saved(option)
    elif option in desk().drafts:
        desk().show(option)
    elif catalogue.find(option):
        open_from_catalogue(catalogue, option)


def open_empty() -> None:
    """Opens a scenario without components."""
    title = Text(nl=messages("nl").say("ui.own-scenario"), en=messages("en").say("ui.own-scenario"))
    scenario = Scenario(id=EMPTY_ID, title=title, components=())
    desk().open(Draft(free_key("empty"), scenario, scenario, "empty"))


def open_file(catalogue: Catalogue, name: str, content: bytes) -> None:
    """Opens a scenario file; one with problems is listed and leaves what is open untouched."""
    state = desk()
    state.upload_name, state.upload_problems = name, []
    try:
        scenario = api.read_scenario(catalogue, name, content)
    except InputError as error:
        state.upload_problems = error.problems
        return
    scenario = scenario.model_copy(update={"id": as_id(scenario.id or "")})
    state.open(Draft(free_key("file"), scenario, scenario, "file"))


def free_key(kind: str) -> str:
    """A key that no draft has yet."""
    number = 1
    while f"{kind}:{number}" in desk().drafts:
        number += 1
    return f"{kind}:{number}"
