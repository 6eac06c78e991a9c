"""Links as the pages use them: which parameters there are, and what a colleague sees who opens one."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from alignment import api
from alignment.model.base import Text
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.model.result import Assessment
from alignment.model.scenario import Component, OwnWords, Scenario
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return api.open_catalogue(SMALL)


def with_doses(scenario: Scenario, dose: float) -> Scenario:
    components = [Component(intervention=each.intervention, dose=dose) for each in scenario.components]
    return scenario.model_copy(update={"components": tuple(components)})


def assessed(catalogue: Catalogue, scenario: Scenario) -> Assessment:
    return api.assess_scenario(catalogue, scenario, today=TODAY)


@pytest.mark.parametrize("reference", ["first", "saved:first", "saved:Een naam"])
def test_what_was_not_changed_is_only_named(small: Catalogue, reference: str) -> None:
    first = small.programmes["first"]
    worded = first.model_copy(update={"memo": {"to": OwnWords(nl="De directeur", en=None)}})
    for current in (first, worded):
        assert api.write_link(small, first, current, reference) == {"scenario": reference}


@pytest.mark.parametrize("reference", ["first", "saved:first"])
def test_what_was_changed_is_named_with_its_changes(small: Catalogue, reference: str) -> None:
    first = small.programmes["first"]
    changed = with_doses(first, 0.3)
    link = api.write_link(small, first, changed, reference)
    assert link.keys() == {"scenario", "changes"}
    assert link["scenario"] == reference
    linked = api.read_link(small, link["changes"], first)
    assert linked == api.LinkedScenario(first, changed, rebased=False)


@pytest.mark.parametrize("reference", [None, "", "gone"])
def test_what_cannot_be_found_again_travels_whole(small: Catalogue, reference: str | None) -> None:
    first = small.programmes["first"].model_copy(update={"memo": {"to": OwnWords(nl="De directeur", en=None)}})
    for current in (first, with_doses(first, 0.3)):
        link = api.write_link(small, first, current, reference)
        assert link.keys() == {"changes"}
        linked = api.read_link(small, link["changes"], None)
        assert linked == api.LinkedScenario(first, current, rebased=False)
        assert api.scenario_yaml(linked.opened) == api.scenario_yaml(first)


def test_a_file_without_an_id_keeps_the_name_that_it_came_with(small: Catalogue) -> None:
    scenario = api.read_scenario(small, "Mijn scenario (2).yaml", b"components: [{intervention: care, dose: 0.5}]")
    link = api.write_link(small, scenario, scenario, None)
    assert api.read_link(small, link["changes"], None).opened.id == "Mijn scenario (2)"


def test_the_result_stays_when_the_programme_is_edited(small: Catalogue) -> None:
    first = small.programmes["first"]
    changed = with_doses(first, 0.3).model_copy(update={"priorities": {"srgr-4": 3.0}, "frameworks": ("srgr", "pact")})
    link = api.write_link(small, first, changed, "first")
    edited = Scenario.model_copy(
        first,
        update={
            "title": Text(nl="Anders", en="Different"),
            "components": (),
            "context": first.context.model_copy(update={"settings": ("humanitarian",), "countries": ()}),
            "period": None,
            "actors": (),
            "on": "2000",
            "threshold": 0.01,
            "frameworks": ("bhos",),
            "priorities": {"srgr-1": 9.0},
        },
    )
    later = replace(small, programmes={**small.programmes, "first": edited})
    linked = api.read_link(later, link["changes"], later.find(link["scenario"]))
    assert linked.rebased
    assert linked.current.title == edited.title
    before, after = assessed(small, changed), assessed(later, linked.current)
    assert after.targets == before.targets
    assert after.frameworks == before.frameworks


def test_an_id_that_is_gone_is_named(small: Catalogue) -> None:
    mix = small.scenarios["mix"]
    link = api.write_link(small, mix, mix.model_copy(update={"channels": ("by-boat",)}), "mix")
    with pytest.raises(InputError) as caught:
        api.read_link(small, link["changes"], mix)
    assert [(each.code, each.params["value"]) for each in caught.value.problems] == [("R08", "by-boat")]


def test_a_scenario_that_is_too_much_for_a_link_is_told(small: Catalogue) -> None:
    words = " ".join(sha256(b"%d" % each).hexdigest() for each in range(600))
    scenario = Scenario(id="long", title=Text(nl=words, en=words), components=())
    with pytest.raises(InputError) as caught:
        api.write_link(small, scenario, scenario, None)
    assert [each.code for each in caught.value.problems] == ["U27"]
