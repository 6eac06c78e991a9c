"""Looking at a scenario as if something were otherwise leaves the scenario alone."""

import pytest

from alignment.api import ROOT, assess_scenario, look_at, open_catalogue
from alignment.model.catalogue import Catalogue


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(ROOT / "tests" / "data" / "small")


def test_nothing_chosen_is_the_scenario_itself(small: Catalogue) -> None:
    for programme in small.programmes.values():
        assert look_at(programme) == programme


def test_only_what_is_chosen_is_otherwise(small: Catalogue) -> None:
    first = small.programmes["first"]
    before = first.model_copy(deep=True)
    seen = look_at(first, ("pact",), "humanitarian", "girls")
    assert (seen.frameworks, seen.context.settings, seen.context.groups) == (("pact",), ("humanitarian",), ("girls",))
    assert seen.context.countries == first.context.countries
    assert look_at(first, group="girls").context.settings == first.context.settings
    assert seen.components == first.components
    assert first == before


def test_another_setting_gives_another_result(small: Catalogue) -> None:
    first = small.programmes["first"]
    own, seen = (assess_scenario(small, each) for each in (first, look_at(first, setting="humanitarian")))
    assert [each.status for each in own.targets] != [each.status for each in seen.targets]
    assert own.doses == seen.doses
