"""The address of the page: it holds the whole scenario and what is shown of it, by ids and never by labels."""

import streamlit as st

from alignment import api
from alignment.api.workshop import Person
from alignment.charts.matrix import WHOLE
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.model.scenario import Scenario
from alignment.ui import desk as desks
from alignment.ui.certain import AS_OPENED
from alignment.ui.desk import DEFAULT_SCENARIO, EMPTY_ID, Desk, desk
from alignment.ui.drafts import Draft, Origin
from alignment.ui.memo.keeping import with_kept
from alignment.ui.store import saved_drafts

REFERRED = ("programme", "scenario", "saved")
"""Scenarios of these origins are found again by their key."""

CUT = 100
"""So much of a wrong value is shown."""

BETWEEN = "~"
"""Stands between ids: no id holds it, and an address keeps it as it is."""


def start(catalogue: Catalogue | None) -> None:
    """Reads the link on the first run, then keeps it up to date; follows a catalogue that changed."""
    state = desk()
    if "started" not in st.session_state:
        st.session_state["started"] = True
        _read_language()
    if catalogue is None:
        _put({**st.query_params.to_dict(), "lang": state.lang})  # the rest holds what will be opened once it can be
        return
    state.kept = saved_drafts(catalogue)
    if not state.active:
        _read_scenario(catalogue)
        _read_view(catalogue)
    elif state.fingerprint != catalogue.fingerprint:
        _follow(catalogue)
    state.fingerprint = catalogue.fingerprint
    put_words_back()
    write(catalogue)


def put_words_back() -> None:
    """Puts the own words that are kept into the memo of the scenario that is open."""
    desk().put(with_kept(desk().draft, Person.named(desk().bench.name).key))


def _read_language() -> None:
    asked = st.query_params.get("lang", "nl")
    if asked in LANGUAGES:
        desk().lang = asked
    else:
        desk().remarks.append(("ui.link.unknown-language", asked[:CUT]))


def _read_scenario(catalogue: Catalogue) -> None:
    """Opens what the link names, else the first of the catalogue, and keeps what was wrong with the link."""
    state, remarks = desk(), list(desk().remarks)
    asked, token = st.query_params.get("scenario"), st.query_params.get("changes")
    base = _referred(catalogue, asked) if asked else None
    problems = []
    if asked and base is None:
        remarks.append(("ui.link.unknown-scenario", asked[:CUT]))
    elif token:
        try:
            linked = api.read_link(catalogue, token, base.opened if base else None)
        except InputError as error:
            problems = error.problems
            remarks.append(("ui.link.broken-changes" if base else "ui.link.broken", ""))
        else:
            base = _linked(base, linked.opened, linked.current)
            if linked.rebased:
                remarks.append(("ui.link.rebased", ""))
    _open_first(catalogue, base)
    state.remarks, state.link_problems = remarks, problems


def _referred(catalogue: Catalogue, asked: str) -> Draft | None:
    return desk().kept.get(asked) or (desks.catalogue_draft(catalogue, asked) if catalogue.find(asked) else None)


def _linked(base: Draft | None, opened: Scenario, current: Scenario) -> Draft:
    if base is not None:
        return Draft(base.key, opened, current, base.origin, base.revision)
    origin: Origin = "empty" if opened.id == EMPTY_ID and not opened.components else "link"
    return Draft(desks.free_key(origin), opened, current, origin)


def _open_first(catalogue: Catalogue, draft: Draft | None) -> None:
    known = [*catalogue.programmes, *catalogue.scenarios]
    if draft is not None:
        desk().open(draft)
    elif known:
        desks.open_from_catalogue(catalogue, DEFAULT_SCENARIO if DEFAULT_SCENARIO in known else known[0])
    else:
        desks.open_empty()


def _read_view(catalogue: Catalogue) -> None:
    """What is shown of the scenario; what the catalogue does not know is left out, and said."""
    state, asked = desk(), st.query_params
    state.stated_only = asked.get("stated") == "1"
    types = catalogue.types
    state.look.frameworks = _known("frameworks", set(catalogue.frameworks))
    state.look.setting = next(iter(_known("setting", {each.id for each in types.settings})), "")
    state.look.group = next(iter(_known("group", {each.id for each in types.groups})), "")
    state.against = _known("against", {*desks.options(catalogue), AS_OPENED})
    cell = _known("cell", {*catalogue.interventions, *catalogue.targets, WHOLE})
    state.cell = (cell[0], cell[1]) if len(cell) == 2 and cell[1] in catalogue.targets else None


def _known(name: str, known: set[str]) -> tuple[str, ...]:
    asked = [each for each in st.query_params.get(name, "").split(BETWEEN) if each]
    unknown = [each for each in asked if each not in known]
    if unknown:
        desk().remarks.append(("ui.link.unknown-choice", ", ".join(unknown)[:CUT]))
    return tuple(dict.fromkeys(each for each in asked if each in known))


def write(catalogue: Catalogue) -> None:
    """Makes the address say what is open and shown."""
    _put({"lang": desk().lang, **_scenario(catalogue, desk()), **_view(desk())})


def _put(wanted: dict[str, str]) -> None:
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def _scenario(catalogue: Catalogue, state: Desk) -> dict[str, str]:
    draft = state.draft
    if state.link is None or state.link[0] is not draft.opened or state.link[1] is not draft.current:
        reference = draft.key if draft.origin in REFERRED else None
        try:
            made = api.write_link(catalogue, draft.opened, draft.current, reference)
        except InputError:
            made = {}
        state.link = (draft.opened, draft.current, made)
    return state.link[2]


def fits() -> bool:
    """Whether the scenario is small enough to travel in a link."""
    link = desk().link
    return link is not None and bool(link[2])


def _view(state: Desk) -> dict[str, str]:
    against = [each for each in state.against if each == AS_OPENED or _refers(state, each)]
    wanted = {
        "stated": "1" if state.stated_only else "",
        "frameworks": BETWEEN.join(state.look.frameworks),
        "setting": state.look.setting,
        "group": state.look.group,
        "cell": BETWEEN.join(state.cell or ()),
        "against": BETWEEN.join(against),
    }
    return {name: value for name, value in wanted.items() if value}


def _refers(state: Desk, key: str) -> bool:
    return key not in state.drafts or state.drafts[key].origin in REFERRED


def link() -> dict[str, str]:
    """What a link to a page carries along."""
    return dict(st.query_params)


def _follow(catalogue: Catalogue) -> None:
    """Takes over a catalogue that changed: what was opened is read again, changes stay where they still can."""
    state = desk()
    for name, draft in list(state.drafts.items()):
        if not draft.changed and catalogue.find(name):
            state.drafts[name] = desks.catalogue_draft(catalogue, name)
        elif not draft.changed and name in state.kept:
            state.drafts[name] = state.kept[name]
        elif not _still_valid(catalogue, draft.current) or not _still_valid(catalogue, draft.opened):
            del state.drafts[name]
    remarks = [] if state.active in state.drafts else [("ui.link.gone", "")]
    if state.active not in state.drafts:
        state.active = ""
        _open_first(catalogue, None)
    state.cell = None
    state.version += 1
    state.remarks = remarks


def _still_valid(catalogue: Catalogue, scenario: Scenario) -> bool:
    try:
        api.read_scenario(catalogue, f"{scenario.id}.yaml", api.scenario_yaml(scenario).encode())
    except InputError:
        return False
    return True
