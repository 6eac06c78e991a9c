"""The rules' own tests: a case fails exactly where what it expects differs from what is found."""

from datetime import date
from typing import Any

import pytest

from alignment.assessment.cases import Difference, run_case
from alignment.model.case import Case, Expectation
from alignment.model.catalogue import LocatedCase, LocatedRule
from alignment.model.scenario import Component, Scenario
from tests.assessment.strategies import SOURCES, TEXT, make_catalogue, make_framework, make_rule

CATALOGUE = make_catalogue(
    [
        LocatedRule("teaching", make_rule("one-1"), "rules/x.yaml", 1),
        LocatedRule("income", make_rule("one-1", alignment="none"), "rules/x.yaml", 2),
        LocatedRule("income", make_rule("one-2", alignment="none", basis="derived"), "rules/x.yaml", 3),
        LocatedRule("care", make_rule("one-2"), "rules/x.yaml", 4),
    ],
    [make_framework("one", ("theme", "theme"))],
)
# one-1: direct, 0.8, covered. one-2: unassessed (no rule for teaching), closed by care at 0.75. Income: uncarried.
RIGHT = {
    "targets": {
        "one-1": {"status": "direct", "covered": True, "coverage": 0.8, "gap": "no-gap", "closes": []},
        "one-2": {"status": "unassessed", "covered": False, "coverage": 0, "gap": "unassessed", "closes": ["care"]},
    },
    "frameworks": {"one": {"covered": 1, "unassessed": 1, "weakest": "one-1"}},
    "uncarried": ["income"],
    "not_assessed": [],
}


def differences(expect: dict[str, Any], *, stated_only: bool = False) -> tuple[Difference, ...]:
    case = Case(
        name=TEXT,
        source=SOURCES[0],
        stated_only=stated_only,
        scenario=Scenario(
            components=(Component(intervention="teaching", dose=1.0), Component(intervention="income", dose=1.0)),
            frameworks=("one",),
        ),
        expect=Expectation.model_validate(expect),
    )
    result = run_case(CATALOGUE, LocatedCase(case, "rules/cases/x.yaml", 1), date(2021, 1, 1))
    assert result.passed == (not result.differences)
    return result.differences


def test_a_case_passes_when_all_it_expects_is_found() -> None:
    assert differences(RIGHT) == ()


@pytest.mark.parametrize(
    ("expect", "found"),
    [
        ({"targets": {"one-1": {"status": "indirect"}}}, Difference("one-1", "status", "indirect", "direct")),
        ({"targets": {"one-1": {"covered": False}}}, Difference("one-1", "covered", False, True)),
        ({"targets": {"one-1": {"coverage": 0.800001}}}, Difference("one-1", "coverage", 0.800001, 0.8)),
        ({"targets": {"one-1": {"gap": "allocation"}}}, Difference("one-1", "gap", "allocation", "no-gap")),
        ({"targets": {"one-2": {"gap": "structural"}}}, Difference("one-2", "gap", "structural", "unassessed")),
        ({"targets": {"one-2": {"closes": []}}}, Difference("one-2", "closes", [], ["care"])),
        ({"targets": {"two-1": {"status": "none"}}}, Difference("two-1", "framework", "two-1", None)),
        ({"frameworks": {"one": {"covered": 0}}}, Difference("one", "covered", 0, 1)),
        ({"frameworks": {"one": {"unassessed": 0}}}, Difference("one", "unassessed", 0, 1)),
        ({"frameworks": {"one": {"weakest": "one-2"}}}, Difference("one", "weakest", "one-2", "one-1")),
        ({"frameworks": {"two": {"covered": 0}}}, Difference("two", "framework", "two", None)),
        ({"uncarried": []}, Difference(None, "uncarried", [], ["income"])),
        ({"not_assessed": ["income"]}, Difference(None, "not_assessed", ["income"], [])),
    ],
)
def test_each_wrong_expectation_is_one_difference(expect: dict[str, Any], found: Difference) -> None:
    assert differences(expect) == (found,)


def test_a_case_can_leave_derived_rules_out() -> None:
    assert differences({"uncarried": [], "not_assessed": ["income"]}, stated_only=True) == ()


def test_what_a_case_does_not_name_is_not_compared() -> None:
    assert differences({}) == ()
    assert differences({"targets": {"one-1": {}}}) == ()
