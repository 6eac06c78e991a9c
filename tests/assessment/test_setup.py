"""Doses, the date of an assessment, and the version of a rule that applies on it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.assessment import setup
from alignment.assessment.assess import assess
from alignment.model.catalogue import LocatedRule
from alignment.model.rule import Rule
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import World, make_catalogue, make_rule, period, worlds

TODAY = date(2026, 11, 21)
OLD = make_rule("one-1", alignment="none", in_force=period("2015", "2017-12"))
NEW = make_rule("one-1", alignment="direct", in_force=period("2019-03", None))


def scenario(*components: Component, **more: object) -> Scenario:
    return Scenario.model_validate({"components": components, "frameworks": ("one",), **more})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"on": "2021-06-15"}, date(2021, 6, 15)),
        ({"on": "2021-06"}, date(2021, 6, 1)),
        ({"on": "2021"}, date(2021, 1, 1)),
        ({"on": "2021", "period": {"from": "2019"}}, date(2021, 1, 1)),
        ({"period": {"from": "2019-05", "until": "2020"}}, date(2019, 5, 1)),
        ({"period": {"until": "2020"}}, TODAY),
        ({}, TODAY),
    ],
)
def test_the_date_is_on_else_the_start_of_the_period_else_today(given: dict[str, object], expected: date) -> None:
    assert setup.assessment_date(scenario(**given), TODAY) == expected


@pytest.mark.parametrize(
    ("budget", "cost", "dose"),
    [(400_000, 1_000_000, 0.4), (0, 5, 0.0), (10, 5, 1.0), (5, 5, 1.0), (1e308, 1e-308, 1.0), (1e-308, 1e308, 0.0)],
)
def test_a_budget_is_a_share_of_full_delivery_and_at_most_one(budget: float, cost: float, dose: float) -> None:
    found = setup.dose_of(Component(intervention="income", budget_eur=float(budget)), {"income": float(cost)})
    assert found == pytest.approx(dose, abs=1e-300)


def test_a_missing_cost_never_becomes_a_full_dose() -> None:
    with pytest.raises(ValueError, match="income"):
        setup.dose_of(Component(intervention="income", budget_eur=1.0), {"teaching": 1.0})


def test_doses_are_summed_within_an_intervention_and_capped() -> None:
    parts = [("income", 0.7), ("teaching", 0.25), ("income", 0.7), ("teaching", 0.5), ("care", 0.0)]
    found = setup.summed_doses(scenario(*(Component(intervention=name, dose=dose) for name, dose in parts)))
    assert found == {"income": 1.0, "teaching": 0.75, "care": 0.0}
    assert list(found) == ["income", "teaching", "care"]


@given(st.lists(st.floats(0, 1), max_size=6), st.randoms(use_true_random=False))
def test_a_sum_of_doses_has_the_same_bits_in_any_order(doses: list[float], random: object) -> None:
    shuffled = list(doses)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        setup.summed_doses(scenario(*(Component(intervention="care", dose=dose) for dose in each)))
        for each in (doses, shuffled)
    )
    assert one == other


@pytest.mark.parametrize(
    ("on", "chosen"),
    [
        ("2014-01-01", "none"),
        ("2016-01-01", "none"),
        ("2017-12-31", "none"),
        ("2018-01-01", "none"),
        ("2018-07-30", "none"),  # 211 days after the old version, 214 before the new one
        ("2018-08-02", "direct"),  # 214 and 211
        ("2019-03-01", "direct"),
        ("2030-01-01", "direct"),
    ],
)
@pytest.mark.parametrize("rules", [(OLD, NEW), (NEW, OLD)])
def test_the_nearest_version_applies(rules: tuple[Rule, Rule], on: str, chosen: str) -> None:
    catalogue = make_catalogue([LocatedRule("teaching", rule, "rules/x.yaml", 1) for rule in rules])
    full = scenario(Component(intervention="teaching", dose=1.0))
    [result] = assess(catalogue, full, date.fromisoformat(on)).targets
    assert result.contributions[0].alignment == chosen


def test_a_rule_without_a_period_is_always_in_force() -> None:
    catalogue = make_catalogue([LocatedRule("teaching", make_rule("one-1"), "rules/x.yaml", 1)])
    for on in (date(1900, 1, 1), date(2100, 1, 1)):
        [result] = assess(catalogue, scenario(Component(intervention="teaching", dose=1.0)), on).targets
        assert result.status == "direct"


@given(worlds(), st.booleans())
def test_the_rules_that_apply_are_those_nearest_to_the_date(world: World, stated_only: bool) -> None:
    found = setup.applicable_rules(world.catalogue, world.on, stated_only=stated_only)
    for intervention in world.catalogue.interventions:
        for target in world.catalogue.targets:
            expected = oracle.rules_of(world, intervention, target, stated_only)
            assert tuple(each.rule for each in found.get((intervention, target), ())) == expected


@given(worlds())
def test_a_rule_is_met_when_each_condition_shares_a_value(world: World) -> None:
    ready = setup.prepare(world.catalogue, world.scenario, world.on)
    for each in world.catalogue.rules:
        assert ready.meets(each.rule) == oracle.is_met(world, each.rule)
