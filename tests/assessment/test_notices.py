"""What a reader must know first: validity before anything else."""

from datetime import date
from typing import Any

import pytest

from alignment.assessment.assess import assess
from alignment.model.catalogue import LocatedRule
from alignment.model.framework import Framework, Target
from alignment.model.scenario import Component, Programme, Scenario
from tests.assessment.strategies import SOURCES, TEXT, make_catalogue, make_framework, make_rule, period


def policy(**changes: Any) -> Framework:
    return make_framework("one", ("theme",)).model_copy(update=changes)


def codes(framework: Framework, on: str, scenario: Scenario | None = None, **rule: Any) -> list[str]:
    catalogue = make_catalogue([LocatedRule("teaching", make_rule("one-1", **rule), "rules/x.yaml", 1)], [framework])
    full = Scenario(components=(Component(intervention="teaching", dose=1.0),), frameworks=("one",))
    return [each.code for each in assess(catalogue, scenario or full, date.fromisoformat(on)).notices]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2018-04-30", ["not-yet"]),
        ("2018-05-01", []),
        ("2020-12-31", []),
        ("2021-01-01", ["no-longer"]),
    ],
)
def test_a_framework_in_force_is_so_on_its_first_and_last_day(on: str, expected: list[str]) -> None:
    assert codes(policy(in_force=period("2018-05", "2020")), on) == expected


@pytest.mark.parametrize(("on", "expected"), [("2022-03-31", []), ("2022-04-01", ["not-confirmed"])])
def test_confirmed_until_includes_the_last_day(on: str, expected: list[str]) -> None:
    assert codes(policy(in_force=period("2018-05", None), confirmed_until="2022-03"), on) == expected


def test_what_is_not_in_force_is_not_called_unconfirmed_as_well() -> None:
    assert codes(policy(in_force=period("2018", "2019"), confirmed_until="2019"), "2021-01-01") == ["no-longer"]


def test_a_target_and_a_firing_rule_have_a_validity_of_their_own() -> None:
    target = policy().targets[0].model_copy(update={"in_force": period("2022", None)})
    found = codes(policy(targets=(target,)), "2021-01-01", in_force=period(None, "2020"))
    assert found == ["not-yet", "no-longer"]


def test_a_rule_that_does_not_fire_gives_no_notice() -> None:
    assert codes(policy(), "2021-01-01", alignment="none", in_force=period(None, "2020")) == []


@pytest.mark.parametrize(("on", "expected"), [("2022-12-31", []), ("2023-01-01", ["later-name"])])
def test_a_later_name_is_told_from_its_date_on(on: str, expected: list[str]) -> None:
    later = {"from": "2023", "title": TEXT, "source": {"source": "report", "at": "1"}}
    raw = policy().targets[0].model_dump(by_alias=True)
    target = Target.model_validate({**raw, "later_names": [later]})
    assert codes(policy(targets=(target,)), on) == expected


def test_validity_comes_before_all_other_notices() -> None:
    programme = Programme(
        id="first",
        title=TEXT,
        components=(
            Component(intervention="teaching", dose=1.0, dose_basis="assumed"),
            Component(intervention="care", dose=0.0),
        ),
        frameworks=("one",),
        differences=({"text": TEXT, "sources": SOURCES},),  # type: ignore[arg-type]
        sources=SOURCES,
    )
    found = codes(policy(confirmed_until="2020"), "2021-01-01", programme)
    assert found == ["not-confirmed", "candidates", "assumed-doses", "difference"]


def test_a_scenario_without_components_says_so() -> None:
    assert codes(policy(), "2021-01-01", Scenario(components=(), frameworks=("one",))) == ["no-components"]


def test_assumed_doses_are_counted_against_all_components() -> None:
    catalogue = make_catalogue([])
    scenario = Scenario(
        components=(
            Component(intervention="teaching", dose=1.0, dose_basis="assumed"),
            Component(intervention="care", dose=0.5, dose_basis="estimate"),
            Component(intervention="income", dose=0.0, dose_basis="assumed"),
        ),
        frameworks=("one",),
    )
    notices = {each.code: each.params for each in assess(catalogue, scenario, date(2021, 1, 1)).notices}
    assert notices["assumed-doses"] == {"n": 1, "total": 2}
    assert notices["candidates"] == {"interventions": ("income",)}


def test_two_assumed_doses_of_one_intervention_are_one_of_one() -> None:
    half = Component(intervention="teaching", dose=0.5, dose_basis="assumed")
    scenario = Scenario(components=(half, half), frameworks=("one",))
    [notice] = assess(make_catalogue([]), scenario, date(2021, 1, 1)).notices
    assert (notice.code, notice.params) == ("assumed-doses", {"n": 1, "total": 1})
