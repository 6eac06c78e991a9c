"""Which rule decides, whether it fires, the status, and why."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from alignment.assessment.assess import assess
from alignment.assessment.firing import contribution
from alignment.assessment.setup import prepare
from alignment.model.catalogue import LocatedRule
from alignment.model.result import TargetResult
from alignment.model.rule import Condition, Rule
from alignment.model.scenario import Component, Context, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import World, make_catalogue, make_rule, worlds

EMERGENCY = Condition(settings=("humanitarian",))
NO = make_rule("one-1", alignment="none")
DIRECT = make_rule("one-1")
INDIRECT = make_rule("one-1", alignment="indirect")
ELSEWHERE = make_rule("one-1", when=EMERGENCY)
FOR_WOMEN = make_rule("one-1", groups=("women",))


def assessed(rules: dict[str, list[Rule]], doses: dict[str, float] | None = None, **context: Any) -> TargetResult:
    """The one target of a small catalogue, held against rules by intervention; each at dose 1."""
    located = [LocatedRule(name, rule, "rules/x.yaml", 1) for name, each in rules.items() for rule in each]
    scenario = Scenario(
        components=tuple(Component(intervention=n, dose=d) for n, d in (doses or dict.fromkeys(rules, 1.0)).items()),
        context=Context(**context),
        frameworks=("one",),
    )
    [result] = assess(make_catalogue(located), scenario, date(2021, 1, 1)).targets
    return result


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ({"teaching": [DIRECT], "income": [INDIRECT], "care": []}, "direct"),
        ({"teaching": [ELSEWHERE], "income": [INDIRECT], "care": []}, "indirect"),
        ({"teaching": [ELSEWHERE], "income": [NO], "care": []}, "conditional"),
        ({"teaching": [FOR_WOMEN], "income": [NO], "care": []}, "conditional"),
        ({"teaching": [NO], "care": []}, "unassessed"),
        ({"teaching": [NO], "income": [make_rule("one-1", alignment="opposes")]}, "none"),
        ({"teaching": [make_rule("one-1", alignment="none", when=EMERGENCY)]}, "none"),
        ({}, "none"),
    ],
    ids=["direct", "indirect", "other-setting", "other-group", "unassessed", "none", "none-elsewhere", "empty"],
)
def test_the_first_status_that_holds(rules: dict[str, list[Rule]], status: str) -> None:
    assert assessed(rules).status == status


def test_a_candidate_without_a_dose_fires_nothing() -> None:
    catalogue = make_catalogue([LocatedRule("teaching", DIRECT, "rules/x.yaml", 1)])
    ready = prepare(catalogue, Scenario(components=(), frameworks=("one",)), date(2021, 1, 1))
    found = contribution(ready, "teaching", "one-1", 0.0)
    assert (found.fires, found.value, found.reason.code) == (False, 0.0, "no-dose")


def test_two_indirect_rules_never_cover_a_target() -> None:
    result = assessed({"teaching": [INDIRECT], "income": [INDIRECT]})
    assert result.coverage == pytest.approx(0.64)
    assert (result.status, result.covered) == ("indirect", False)


def test_opposing_neither_fires_nor_subtracts() -> None:
    opposes = make_rule("one-1", alignment="opposes")
    result = assessed({"teaching": [DIRECT], "income": [opposes]})
    assert result.coverage == pytest.approx(0.8)
    assert [each.fires for each in result.contributions] == [True, False]


def test_of_two_settings_the_strongest_rule_counts_once() -> None:
    development = make_rule("one-1", alignment="indirect", when=Condition(settings=("development",)))
    result = assessed({"teaching": [development, ELSEWHERE]}, settings=("development", "humanitarian"))
    assert result.coverage == pytest.approx(0.8)
    [only] = result.contributions
    assert only.alignment == "direct"


@pytest.mark.parametrize(
    ("context", "fires"),
    [
        ({}, False),
        ({"settings": ("development",)}, False),
        ({"settings": ("humanitarian",)}, True),
        ({"settings": ("development", "humanitarian")}, True),
    ],
)
def test_what_the_scenario_leaves_out_is_not_met(context: dict[str, Any], fires: bool) -> None:
    assert assessed({"teaching": [ELSEWHERE]}, **context).contributions[0].fires is fires


@pytest.mark.parametrize(
    ("rule", "groups", "fires"),
    [
        (make_rule("one-1", groups=("girls", "women")), (), True),
        (FOR_WOMEN, (), False),
        (FOR_WOMEN, ("girls", "women"), True),
        (FOR_WOMEN, ("girls",), False),
        (make_rule("one-1", when=Condition(groups=("boys",))), (), True),
        (make_rule("one-1", when=Condition(groups=("boys",))), ("girls",), False),
    ],
)
def test_no_groups_means_all_children_and_not_women(rule: Rule, groups: tuple[str, ...], fires: bool) -> None:
    assert assessed({"teaching": [rule]}, groups=groups).contributions[0].fires is fires


def test_all_conditions_of_a_rule_must_be_met() -> None:
    rule = make_rule("one-1", when=Condition(settings=("humanitarian",), countries=("TH", "NP")), groups=("girls",))
    met = {"settings": ("humanitarian",), "countries": ("NP",), "groups": ("girls", "boys")}
    assert assessed({"teaching": [rule]}, **met).status == "direct"
    for missing in met:
        given_up = {**met, missing: ("boys",) if missing == "groups" else ()}
        assert assessed({"teaching": [rule]}, **given_up).status == "conditional", missing


@given(worlds())
def test_every_contribution_says_which_rule_decides_and_why(world: World) -> None:
    assessment = assess(world.catalogue, world.scenario, world.on)
    for result in assessment.targets:
        pairs = oracle.pairs(world, result.target)
        assert [each.intervention for each in result.contributions] == [each.intervention for each in pairs]
        for found, pair in zip(result.contributions, pairs, strict=True):
            assert found.dose == pytest.approx(pair.dose)
            assert found.fires == (pair.firing is not None)
            assert (found.located is None) == (not pair.rules)
            if pair.firing:
                assert found.located
                assert found.located.rule.alignment == pair.firing.alignment
                assert found.value == pytest.approx(pair.dose * pair.strength(world))
                assert found.reason.code == "fires"
            else:
                assert found.value == 0.0
                assert found.reason.code in expected_reasons(pair)


def expected_reasons(pair: oracle.Pair) -> set[str]:
    if not pair.rules:
        return {"not-assessed"}
    if any(oracle.fits(rule) for rule in pair.rules):
        return {"unmet"}
    return {rule.alignment for rule in pair.rules}
