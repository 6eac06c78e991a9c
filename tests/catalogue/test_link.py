"""A token gives back the scenario that it was made from; any other text gives problems and nothing else."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alignment import api
from alignment.catalogue.link import MAX_PROBLEMS, LinkedScenario, read_token, same, write_token
from alignment.catalogue.link_token import seal, unpack
from alignment.catalogue.load import load
from alignment.catalogue.write import scenario_yaml
from alignment.model.base import Known, Text
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.model.scenario import Component, OwnWords, Programme, Scenario
from alignment.report import data
from alignment.ui import drafts
from alignment.ui.drafts import Draft
from tests.catalogue.bad import SMALL
from tests.catalogue.test_fuzz import check_problems, odd_values, places
from tests.catalogue.test_link_token import deflated

SMALL_CATALOGUE = load(SMALL)
REAL_CATALOGUE = api.open_catalogue()
MIX = SMALL_CATALOGUE.scenarios["mix"]
FIRST = SMALL_CATALOGUE.programmes["first"]
NOTE = Text(nl="Lessen op school.", en="Lessons at school.")
OTHER = Text(nl="Lessen thuis.", en="Lessons at home.")

TWICE = Scenario(
    id="twice",
    components=(
        Component(intervention="teaching", dose=0.25, note=NOTE, dose_basis="assumed"),
        Component(intervention="care", dose=1.0),
        Component(intervention="teaching", dose=0.5, note=OTHER),
    ),
)
UPLOADED = MIX.model_copy(
    update={"id": "Mijn scenario (2)", "memo": {"to": OwnWords(nl="Een \U0001f388 en \u2028 \x07", en=None)}}
)
EMPTY = Scenario(id="own-scenario", title=Text(nl="Eigen scenario", en="Own scenario"), components=())

OPENED = [(SMALL_CATALOGUE, each) for each in (MIX, FIRST, TWICE, UPLOADED, EMPTY)] + [
    (REAL_CATALOGUE, each) for each in (*REAL_CATALOGUE.programmes.values(), *REAL_CATALOGUE.scenarios.values())
]


def token_of(payload: Any) -> str:
    return seal(deflated(json.dumps(payload).encode()))


def codes(token: str, opened: Scenario | None = None) -> list[str]:
    """The codes of the problems that a token gives; each can be said."""
    with pytest.raises(InputError) as caught:
        read_token(SMALL_CATALOGUE.known, token, opened)
    check_problems(caught.value.problems, ["link"])
    assert {(each.line, each.column) for each in caught.value.problems} == {(1, 1)}
    return [each.code for each in caught.value.problems]


def there_and_back(known: Known, opened: Scenario, current: Scenario, *, whole: bool) -> LinkedScenario:
    return read_token(known, write_token(opened, current, whole=whole), None if whole else opened)


# Whatever an officer can do

titles = st.text(max_size=20) | st.sampled_from(
    ["=1+1", "<b>x</b>", "a\x00b", "é\U0001f388", "\u2028x", "\x85y", "[x](y)"]
)


@st.composite
def changed(draw: st.DrawFn, catalogue: Catalogue, opened: Scenario) -> Draft:
    """A draft after some acts of an officer, each of those that the pages have."""
    draft = Draft("x", opened, opened, "programme")
    for _ in range(draw(st.integers(0, 6))):
        draft = draw(act(catalogue, draft))
    return draft


def act(catalogue: Catalogue, draft: Draft) -> st.SearchStrategy[Draft]:
    doses = st.integers(0, 100).map(lambda share: share / 100) | st.floats(0, 1)
    amounts = st.sampled_from([1.0, 2.5, 1e6, 1e16, 5e-324]) | st.floats(0, 1e12, exclude_min=True)
    interventions = st.sampled_from(list(catalogue.interventions))
    targets = st.sampled_from(list(catalogue.targets))
    known = {name: st.lists(st.sampled_from(list(catalogue.known.ids[name])), max_size=3) for name in LISTS}

    def do(change: Callable[..., Draft], *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Draft]:
        return st.tuples(*arguments).map(lambda drawn: change(draft, *drawn))

    indexes = st.integers(0, len(draft.current.components) - 1)
    acts = [
        do(drafts.with_added, interventions),
        do(drafts.with_candidate, interventions),
        do(drafts.with_cost, interventions, st.none() | amounts),
        do(drafts.with_priority, targets, st.just(1.0) | amounts),
        do(drafts.with_title, titles),
        do(
            drafts.with_words,
            st.sampled_from(["to", "points"]),
            st.sampled_from(["nl", "en"]),
            st.sampled_from(["", "x"]),
        ),
        do(lambda before, lists: drafts.with_context(before, settings=lists), known["setting"]),
        do(lambda before, lists: drafts.with_context(before, groups=lists), known["group"]),
        do(lambda before, lists: before.update(channels=tuple(lists)), known["channel"]),
        do(lambda before, lists: before.update(actors=tuple(lists)), known["actor"]),
        do(lambda before, lists: before.update(frameworks=tuple(lists)), known["framework"].filter(bool)),
        do(lambda before, day: before.update(on=day), st.sampled_from([None, "2021", "2024-02-29"])),
        do(lambda before, share: before.update(threshold=share), st.none() | st.floats(0.01, 1)),
        do(lambda before, order: before.update(components=tuple(order)), st.permutations(draft.current.components)),
        do(with_divided, st.dictionaries(interventions, doses, max_size=3)),
        do(drafts.Draft.reset),
    ]
    if draft.current.components:
        acts += [do(drafts.with_dose, indexes, doses), do(drafts.without, indexes)]
    return st.one_of(acts)


LISTS = ("setting", "group", "channel", "actor", "framework")


def with_divided(draft: Draft, wanted: dict[str, float]) -> Draft:
    """Doses as the division of money gives them: never below what is there already."""
    present = drafts.summed_doses(draft.current)
    return drafts.with_doses(draft, {name: dose for name, dose in wanted.items() if dose >= present.get(name, 0.0)})


@pytest.mark.parametrize(("catalogue", "opened"), OPENED, ids=[each.id for _, each in OPENED])
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=st.data())
def test_what_is_read_is_what_was_written(catalogue: Catalogue, opened: Scenario, drawn: st.DataObject) -> None:
    draft = drawn.draw(changed(catalogue, opened))
    assume(all(each.dose is None or each.dose <= 1 for each in draft.current.components))
    wanted = draft.current.model_copy(update={"memo": opened.memo})
    referred = there_and_back(catalogue.known, opened, draft.current, whole=False)
    assert referred == LinkedScenario(opened, wanted, rebased=False)
    whole = there_and_back(catalogue.known, opened, draft.current, whole=True)
    assert whole == LinkedScenario(opened, wanted, rebased=False)
    assert type(whole.opened) is type(opened)
    assert scenario_yaml(whole.opened) == scenario_yaml(opened)
    assert scenario_yaml(whole.current) == scenario_yaml(wanted)


def test_the_order_of_priorities_and_costs_is_that_of_what_was_opened() -> None:
    opened = MIX.model_copy(update={"priorities": {"srgr-4": 2.0, "bhos-1": 3.0}})
    first = opened.model_copy(update={"priorities": {"srgr-4": 2.0, "bhos-1": 4.0, "srgr-1": 5.0, "pact-1": 1.5}})
    second = opened.model_copy(update={"priorities": {"pact-1": 1.5, "srgr-1": 5.0, "bhos-1": 4.0, "srgr-4": 2.0}})
    tokens = [write_token(opened, each, whole=False) for each in (first, second)]
    assert tokens[0] == tokens[1]
    catalogue = replace_targets(SMALL_CATALOGUE.known, ["srgr-4", "bhos-1", "srgr-1", "pact-1"])
    assert list(read_token(catalogue, tokens[0], opened).current.priorities) == ["srgr-4", "bhos-1", "pact-1", "srgr-1"]
    whole = there_and_back(catalogue, opened, second, whole=True).current
    assert scenario_yaml(whole) == scenario_yaml(second)


def replace_targets(known: Known, targets: list[str]) -> Known:
    return replace(known, ids={**known.ids, "target": targets})


def test_the_same_component_twice_keeps_its_own_note() -> None:
    removed = TWICE.model_copy(update={"components": TWICE.components[1:]})
    token = write_token(TWICE, removed, whole=False)
    assert len(token) < 120  # the note itself does not travel
    assert read_token(SMALL_CATALOGUE.known, token, TWICE).current == removed


@pytest.mark.parametrize("programme", REAL_CATALOGUE.programmes.values(), ids=lambda each: str(each.id))
def test_three_doses_of_a_programme_fit_in_a_short_token(programme: Programme) -> None:
    draft = Draft("x", programme, programme, "programme")
    for index in range(min(3, len(programme.components))):
        draft = drafts.with_dose(draft, index, 0.35 + 0.15 * index)
    assert len(write_token(programme, draft.current, whole=False)) < 200


def test_texts_of_the_catalogue_do_not_travel() -> None:
    programme = REAL_CATALOGUE.programmes["dtz-building-back-better"]
    draft = drafts.with_dose(Draft("x", programme, programme, "programme"), 0, 0.5)
    held = unpack(write_token(programme, draft.current, whole=False))
    assert held.keys() == {"from", "current"}
    assert held["current"].keys() == {"components", "frameworks", "context", "period", "channels", "actors"}
    assert {key for each in held["current"]["components"] for key in each} == {"intervention", "dose", "dose_basis"}


def test_a_token_is_the_same_everywhere_and_can_be_read_for_ever() -> None:
    """Written once: where these cannot be read any more, links that people keep have broken."""
    changed = MIX.model_copy(update={"title": Text(nl="Méér", en="More"), "threshold": 0.6})
    referred = (
        "1fmCEkYM7Ickx1SzekRStJamJwGSFVFACGx9YkktmHtAYUOZE7ngamYK6nSA3o6YJ35hSA4NUSwhZBEshv"
        "sBmEDiVYOmkwsyH9WWJ7JGi9DUhnYlYtLAG9_uKQSphvWpgHJlBetV40ytqpxncVTaB9JVROuNmtbUA"
    )
    whole = "1FaYwTaumeS8Zb-TW1gIA"
    assert [write_token(MIX, changed, whole=False), write_token(EMPTY, EMPTY, whole=True)] == [referred, whole]
    assert read_token(SMALL_CATALOGUE.known, referred, MIX) == LinkedScenario(MIX, changed, rebased=False)
    assert read_token(SMALL_CATALOGUE.known, whole, None) == LinkedScenario(EMPTY, EMPTY, rebased=False)


# When what was opened has changed since


def edited(**fields: Any) -> Scenario:
    return TWICE.model_copy(update=fields)


def test_the_numbers_of_a_link_stay_and_the_texts_follow() -> None:
    draft = drafts.with_dose(Draft("x", TWICE, TWICE, "scenario"), 1, 0.75)
    token = write_token(TWICE, draft.current, whole=False)
    rewritten = Component(intervention="teaching", dose=0.9, note=OTHER, dose_basis="estimate")
    now = edited(title=NOTE, on="2030", components=(rewritten, *TWICE.components[1:]))
    linked = read_token(SMALL_CATALOGUE.known, token, now)
    assert linked.rebased
    assert linked.opened == now
    kept = TWICE.components[0].model_copy(update={"note": OTHER})
    assert linked.current.components == (kept, *draft.current.components[1:])
    assert linked.current.on is None
    assert linked.current.title == NOTE


def test_what_was_added_gets_no_text_of_what_is_added_later() -> None:
    added = drafts.with_added(Draft("x", TWICE, TWICE, "scenario"), "income").current
    token = write_token(TWICE, added, whole=False)
    now = edited(components=(*TWICE.components, Component(intervention="income", dose=1.0, note=NOTE)))
    linked = read_token(SMALL_CATALOGUE.known, token, now)
    assert linked.rebased
    assert linked.current == added


def test_a_component_that_is_gone_keeps_its_dose_without_texts() -> None:
    token = write_token(TWICE, TWICE.model_copy(update={"on": "2021"}), whole=False)
    linked = read_token(SMALL_CATALOGUE.known, token, edited(components=()))
    assert [(each.dose, each.note) for each in linked.current.components] == [(0.25, None), (1.0, None), (0.5, None)]


@pytest.mark.parametrize(
    "fields",
    [{"title": NOTE}, {"description": NOTE}, {"threshold": 0.9}, {"components": TWICE.components[::-1]}],
    ids=lambda fields: next(iter(fields)),
)
def test_every_edit_of_what_was_opened_is_noticed(fields: dict[str, Any]) -> None:
    token = write_token(TWICE, TWICE.model_copy(update={"on": "2021"}), whole=False)
    assert read_token(SMALL_CATALOGUE.known, token, edited(**fields)).rebased


def test_own_words_do_not_travel_and_do_not_count_as_an_edit() -> None:
    worded = edited(memo={"to": OwnWords(nl="De directeur", en=None)})
    assert same(TWICE, worded)
    token = write_token(TWICE, edited(on="2021", memo=worded.memo), whole=False)
    assert token == write_token(TWICE, edited(on="2021"), whole=False)
    linked = read_token(SMALL_CATALOGUE.known, token, worded)
    assert not linked.rebased
    assert linked.current == edited(on="2021", memo=worded.memo)


# What a token holds is checked like a file

CURRENT: dict[str, Any] = {"components": [{"intervention": "teaching", "dose": 0.5}], "frameworks": ["srgr"]}
OWN: dict[str, Any] = {"components": [], "id": "mine"}


def changed_by(**values: Any) -> dict[str, Any]:
    return {"from": "", "current": CURRENT | values}


def like(value: Any) -> dict[str, Any]:
    return changed_by(components=[{**CURRENT["components"][0], "like": value}])


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({}, ["U28"]),
        ({"from": ""}, ["U28"]),
        ({"from": "", "current": CURRENT, "opened": OWN}, ["U28"]),
        ({"from": "", "current": []}, ["U28"]),
        ({"from": "", "current": None}, ["U28"]),
        ({"opened": None}, ["U28"]),
        ({"opened": "x"}, ["U28"]),
        ({"opened": {}}, ["S02"]),
        ({"opened": OWN | {"sources": []}}, ["S02", "S12"]),
        ({"opened": OWN | {"id": 7}}, ["S03"]),
        ({"opened": OWN, "current": {"on": "2021"}}, ["S02"]),
        (changed_by(memo={}), ["U28"]),
        (changed_by(sources=[]), ["U28"]),
        (changed_by(title=None), ["U28"]),  # a programme has one
        (changed_by(title={"nl": "x"}), ["S04"]),
        (changed_by(components={}), ["S03"]),
        (changed_by(components=["teaching"]), ["S03"]),
        (changed_by(components=[{"intervention": "teaching", "dose": 1.5}]), ["S06"]),
        (changed_by(components=[{"intervention": "teaching"}]), ["S11"]),
        (changed_by(components=[{"intervention": ["care"], "dose": 1}]), ["S03"]),
        (changed_by(components=[{"intervention": "teaching", "budget_eur": 5}]), ["C02"]),
        (changed_by(components=[{"intervention": "x", "dose": 1}], frameworks=["y"]), ["R02", "R05"]),
        (changed_by(threshold=10**400), ["S07"]),
        (changed_by(frameworks=[]), ["S12"]),
        (changed_by(on="2021-02-30"), ["S08"]),
        (like(-1), ["U28"]),
        (like(True), ["U28"]),
        (like("0"), ["U28"]),
        (like([]), ["U28"]),
    ],
)  # fmt: skip
def test_a_token_of_another_shape_is_refused(payload: Any, expected: list[str]) -> None:
    assert codes(token_of(payload), FIRST) == expected


def test_a_place_that_is_not_there_gives_no_text() -> None:
    linked = read_token(SMALL_CATALOGUE.known, token_of(like(10**200)), TWICE)
    assert linked.current.components[0].note is None


def test_changes_without_what_they_start_from_are_refused() -> None:
    assert codes(write_token(MIX, MIX.model_copy(update={"on": "2021"}), whole=False)) == ["U31"]


def test_a_whole_scenario_needs_nothing_else() -> None:
    assert read_token(SMALL_CATALOGUE.known, write_token(EMPTY, EMPTY, whole=True), FIRST).opened == EMPTY


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "x" * 300, "CON", "=1+1", ".."])
def test_a_name_is_only_a_name(name: str) -> None:
    found = read_token(SMALL_CATALOGUE.known, token_of({"opened": OWN | {"id": name}}), None).opened.id
    assert found == api.read_scenario(SMALL_CATALOGUE, f"{name}.yaml", b"components: []").id
    assert found
    assert "/" not in found


def test_a_link_full_of_mistakes_is_refused_without_explaining_each() -> None:
    """Explaining one takes some milliseconds: thousands of them would keep everybody waiting."""
    few, many = ({f"srgr-x{number}": 1 for number in range(count)} for count in (MAX_PROBLEMS, MAX_PROBLEMS + 1))
    assert set(codes(token_of(changed_by(priorities=few)), MIX)) == {"R01"}
    assert codes(token_of(changed_by(priorities=many)), MIX) == ["U28"]


def damaged(payload: Any, drawn: st.DataObject) -> Any:
    """A payload with a few values replaced by others of any shape, or with a key left out."""
    holder = deepcopy({"top": payload})
    for _ in range(drawn.draw(st.integers(1, 3))):
        *path, last = drawn.draw(st.sampled_from(places(holder)[1:]))
        inner: Any = holder
        for step in path:
            inner = inner[step]
        if isinstance(inner, dict) and path and drawn.draw(st.booleans()):
            inner.pop(last)
            last = drawn.draw(st.sampled_from(["x", "like", "id", "title", "sources", "dose", ""]))
        inner[last] = deepcopy(drawn.draw(odd_values))
    return holder["top"]


@settings(max_examples=100)
@given(drawn=st.data())
def test_whatever_a_token_holds_there_is_a_scenario_or_problems(drawn: st.DataObject) -> None:
    opened = drawn.draw(st.sampled_from([MIX, FIRST, TWICE]))
    current = opened.model_copy(update={"on": "2021", "title": NOTE})
    payload = unpack(write_token(opened, current, whole=drawn.draw(st.booleans())))
    token = token_of(damaged(payload, drawn))
    try:
        linked = read_token(SMALL_CATALOGUE.known, token, opened)
    except InputError:
        codes(token, opened)
        return
    whole = write_token(linked.opened, linked.current, whole=True)
    assert read_token(SMALL_CATALOGUE.known, whole, None) == replace(linked, rebased=False)
    for scenario in (linked.opened, linked.current):
        assessment = api.assess_scenario(SMALL_CATALOGUE, scenario)
        json.dumps(data.assessment_data(assessment, api.Speaker(SMALL_CATALOGUE, "nl")), allow_nan=False)
