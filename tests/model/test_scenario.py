"""What a scenario may hold, and what a missing or odd number does to it."""

from typing import Any

import pytest
from pydantic import ValidationError

from alignment.model.scenario import Component, Programme, Scenario


def errors(model: Any, raw: dict[str, Any]) -> list[tuple[Any, str]]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(raw)
    return [(each["loc"][-1] if each["loc"] else None, each["type"]) for each in caught.value.errors()]


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        ({}, (None, "dose_or_budget")),
        ({"dose": 1, "budget_eur": 1}, (None, "dose_or_budget")),
        ({"dose": 1.01}, ("dose", "less_than_equal")),
        ({"dose": -0.01}, ("dose", "greater_than_equal")),
        ({"dose": float("nan")}, ("dose", "finite_number")),
        ({"dose": float("inf")}, ("dose", "finite_number")),
        ({"budget_eur": float("-inf")}, ("budget_eur", "finite_number")),
        ({"budget_eur": -1}, ("budget_eur", "greater_than_equal")),
        ({"dose": "1"}, ("dose", "float_type")),
        ({"dose": True}, ("dose", "float_type")),
        ({"dose": 1, "dose_basis": "guess"}, ("dose_basis", "literal_error")),
        ({"dose": 1, "weight": 1}, ("weight", "extra_forbidden")),
    ],
)
def test_what_a_component_may_not_be(raw: dict[str, Any], error: tuple[str | None, str]) -> None:
    assert errors(Component, {"intervention": "teaching", **raw}) == [error]


@pytest.mark.parametrize("raw", [{"dose": 0}, {"dose": 1}, {"dose": 0.5}, {"budget_eur": 0}, {"budget_eur": 1e12}])
def test_what_a_component_may_be(raw: dict[str, Any]) -> None:
    assert Component.model_validate({"intervention": "teaching", **raw})


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("threshold", 0, "greater_than"),
        ("threshold", 1.1, "less_than_equal"),
        ("priorities", {"srgr-1": 0}, "greater_than"),
        ("full_delivery_eur", {"teaching": 0}, "greater_than"),
        ("full_delivery_eur", {"teaching": float("inf")}, "finite_number"),
        ("frameworks", [], "too_short"),
        ("id", "../../etc/passwd", "string_pattern_mismatch"),
    ],
)
def test_what_a_scenario_may_not_hold(key: str, value: Any, error: str) -> None:
    assert [kind for _, kind in errors(Scenario, {"components": [], key: value})] == [error]


def test_the_defaults_of_a_scenario() -> None:
    scenario = Scenario(components=())
    assert scenario.frameworks == ("bhos", "srgr")
    assert (scenario.threshold, scenario.on, scenario.period) == (None, None, None)
    assert (scenario.context.settings, scenario.context.groups, scenario.context.countries) == ((), (), ())
    assert (scenario.priorities, scenario.full_delivery_eur) == ({}, {})


def test_a_programme_can_be_used_wherever_a_scenario_can_and_needs_its_name_and_sources() -> None:
    assert issubclass(Programme, Scenario)
    assert {name for name, _ in errors(Programme, {"components": []})} == {"id", "title", "sources"}
