"""Components without a carrier, where else they could go, tensions, and what of an integral approach is empty."""

from datetime import date

from hypothesis import given

from alignment.assessment.assess import assess
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.result import Uncarried
from alignment.model.rule import Condition, Rule
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import (
    FUNCTIONS,
    PATHWAYS,
    SERVES,
    World,
    make_catalogue,
    make_framework,
    make_rule,
    worlds,
)


def fitting(world: World, intervention: str, target: str) -> list[Rule]:
    return [rule for rule in oracle.rules_of(world, intervention, target) if oracle.fits(rule)]


def policies(world: World) -> list[str]:
    return [name for name, framework in world.catalogue.frameworks.items() if framework.kind == "policy"]


@given(worlds())
def test_a_component_is_uncarried_where_no_rule_fires_for_any_theme_target(world: World) -> None:
    found = {
        (each.framework, each.intervention): each
        for each in assess(world.catalogue, world.scenario, world.on).uncarried
    }
    expected: dict[tuple[str, str], bool] = {}
    for name in world.scenario.frameworks:
        if name not in policies(world):
            continue
        for intervention in oracle.doses(world.scenario):
            pairs = [
                pair
                for target in oracle.theme_targets(world, name)
                for pair in oracle.pairs(world, target)
                if pair.intervention == intervention
            ]
            if not any(pair.firing for pair in pairs):
                expected[name, intervention] = all(pair.rules for pair in pairs)
    assert {key: each.assessed for key, each in found.items()} == expected


@given(worlds())
def test_elsewhere_are_the_theme_targets_of_other_policies_with_a_fitting_rule(world: World) -> None:
    for each in assess(world.catalogue, world.scenario, world.on).uncarried:
        assert_places(world, each, [name for name in policies(world) if name != each.framework], within=False)
        assert_places(world, each, [each.framework], within=True)
        assert not any(place.fires for place in each.within)


def assert_places(world: World, uncarried: Uncarried, frameworks: list[str], *, within: bool) -> None:
    places = uncarried.within if within else uncarried.elsewhere
    targets = [target for name in frameworks for target in oracle.theme_targets(world, name)]
    expected = {target: rules for target in targets if (rules := fitting(world, uncarried.intervention, target))}
    assert {place.target for place in places} == set(expected)
    assert [place.fires for place in places] == sorted((place.fires for place in places), reverse=True)
    for place in places:
        firing = [rule for rule in expected[place.target] if oracle.is_met(world, rule)]
        assert place.fires == bool(firing)
        assert (place.when is None) == place.fires
        best = max(firing or expected[place.target], key=lambda rule: oracle.strength(world, rule))
        assert place.alignment == best.alignment


def small(*rules: tuple[str, Rule]) -> Catalogue:
    frameworks = [make_framework("one", ("theme", "financing")), make_framework("two", ("theme",))]
    return make_catalogue([LocatedRule(name, rule, "rules/x.yaml", 1) for name, rule in rules], frameworks)


def uncarried(catalogue: Catalogue, *frameworks: str) -> dict[tuple[str, str], Uncarried]:
    scenario = Scenario(components=(Component(intervention="income", dose=1.0),), frameworks=frameworks)
    found = assess(catalogue, scenario, date(2021, 1, 1)).uncarried
    return {(each.framework, each.intervention): each for each in found}


def test_none_is_assessed_and_no_rule_is_not() -> None:
    catalogue = small(("income", make_rule("one-1", alignment="none")))
    found = uncarried(catalogue, "one", "two")
    assert found["one", "income"].assessed is True
    assert found["two", "income"].assessed is False


def test_a_carrier_in_another_setting_is_named_with_the_setting_it_needs() -> None:
    condition = Condition(settings=("humanitarian",))
    catalogue = small(
        ("income", make_rule("one-1", alignment="none")),
        ("income", make_rule("two-1", alignment="indirect", when=condition)),
    )
    [place] = uncarried(catalogue, "one")["one", "income"].elsewhere
    assert (place.target, place.alignment, place.fires) == ("two-1", "indirect", False)
    assert place.when == condition


@given(worlds())
def test_tensions_are_the_opposing_rules_that_are_met_and_change_no_number(world: World) -> None:
    assessment = assess(world.catalogue, world.scenario, world.on)
    expected = {
        (pair.intervention, result.target)
        for result in assessment.targets
        for pair in oracle.pairs(world, result.target)
        if any(rule.alignment == "opposes" and oracle.is_met(world, rule) for rule in pair.rules)
    }
    assert {(each.intervention, each.target) for each in assessment.tensions} == expected


@given(worlds())
def test_empty_pathways_and_functions_are_those_no_component_serves(world: World) -> None:
    assessment = assess(world.catalogue, world.scenario, world.on)
    served = [SERVES[name] for name in oracle.doses(world.scenario)]
    assert assessment.missing_pathways == tuple(p for p in PATHWAYS if not any(p in pathways for pathways, _ in served))
    assert assessment.missing_functions == tuple(f for f in FUNCTIONS if not any(f in each for _, each in served))
