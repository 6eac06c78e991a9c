"""The assessment against the method written a second time, and what must hold of it whatever the input."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.assessment.assess import assess
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Assessment
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import World, make_catalogue, make_framework, make_rule, worlds

CLOSE = 1e-12


def run(world: World, stated_only: bool = False) -> Assessment:
    return assess(world.catalogue, world.scenario, world.on, stated_only=stated_only)


def changed(world: World, **update: Any) -> World:
    return dataclasses.replace(world, scenario=world.scenario.model_copy(update=update))


@given(worlds(), st.booleans())
def test_status_and_numbers_are_those_of_the_method(world: World, stated_only: bool) -> None:
    for result in run(world, stated_only).targets:
        pairs = oracle.pairs(world, result.target, stated_only)
        assert result.status == oracle.status(pairs)
        assert result.coverage == pytest.approx(oracle.coverage(world, pairs), abs=CLOSE)
        assert result.low == pytest.approx(oracle.coverage_at(world, pairs, 0.0), abs=CLOSE)
        assert result.high == pytest.approx(oracle.high(world, pairs), abs=CLOSE)
        assert result.covered == oracle.is_covered(world, pairs)


@given(worlds())
def test_all_targets_of_the_frameworks_are_there_once_and_in_order(world: World) -> None:
    expected = [
        f"{name}-{target.code}"
        for name in world.scenario.frameworks
        for target in world.catalogue.frameworks[name].targets
    ]
    assert [each.target for each in run(world).targets] == expected


@given(worlds())
def test_coverage_is_bounded(world: World) -> None:
    for result in run(world).targets:
        values = [each.value for each in result.contributions]
        assert all(0.0 <= value <= 1.0 for value in values)
        largest, total = result.bounds
        assert largest == max(values, default=0.0)
        assert total == pytest.approx(min(1.0, sum(values)), abs=CLOSE)
        assert largest - CLOSE <= result.coverage <= total + CLOSE
        assert 0.0 <= result.low <= result.coverage + CLOSE
        assert result.coverage <= result.high + CLOSE <= 1.0 + 2 * CLOSE
        assert 0.0 <= result.probability <= 1.0


@given(worlds())
def test_where_nothing_fires_the_coverage_is_exactly_zero(world: World) -> None:
    for result in run(world).targets:
        if not any(each.fires for each in result.contributions):
            assert (result.coverage, result.low, result.bounds, result.covered) == (0.0, 0.0, (0.0, 0.0), False)


@given(worlds(), st.data())
def test_a_higher_dose_never_lowers_a_coverage(world: World, data: st.DataObject) -> None:
    components = world.scenario.components
    if not components:
        return
    index = data.draw(st.integers(0, len(components) - 1))
    old = components[index]
    lowest = oracle.doses(world.scenario.model_copy(update={"components": (old,)})).get(old.intervention, 0.0)
    raised = Component(intervention=old.intervention, dose=data.draw(st.floats(lowest, 1)))
    after = run(changed(world, components=(*components[:index], raised, *components[index + 1 :])))
    for before, result in zip(run(world).targets, after.targets, strict=True):
        assert result.coverage >= before.coverage - CLOSE
        assert result.low >= before.low - CLOSE
        assert before.covered <= result.covered


@given(worlds(), st.data())
def test_the_order_of_components_changes_no_bit(world: World, data: st.DataObject) -> None:
    shuffled = tuple(data.draw(st.permutations(world.scenario.components)))
    first, second = run(world), run(changed(world, components=shuffled))
    assert [numbers(each) for each in first.targets] == [numbers(each) for each in second.targets]
    assert first.frameworks == second.frameworks
    assert first.gaps == second.gaps
    assert set(first.uncarried) == set(second.uncarried)
    assert first.missing_pathways == second.missing_pathways
    assert first.missing_functions == second.missing_functions


def numbers(result: Any) -> tuple[Any, ...]:
    named = ("target", "status", "covered", "coverage", "low", "high", "bounds", "probability")
    return tuple(getattr(result, name) for name in named)


@given(worlds(), st.data())
def test_splitting_a_dose_changes_nothing(world: World, data: st.DataObject) -> None:
    parts: list[Component] = []
    for each in world.scenario.components:
        if each.dose is None:
            parts.append(each)
            continue
        share = data.draw(st.floats(0, 1))
        first = each.dose * share
        parts += [each.model_copy(update={"dose": first}), each.model_copy(update={"dose": each.dose - first})]
    for before, after in zip(run(world).targets, run(changed(world, components=tuple(parts))).targets, strict=True):
        assert (after.status, after.link) == (before.status, before.link)
        assert after.coverage == pytest.approx(before.coverage, abs=CLOSE)
        assert after.high == pytest.approx(before.high, abs=CLOSE)


@given(worlds())
def test_a_dose_of_zero_is_a_candidate_and_no_part_of_the_scenario(world: World) -> None:
    candidates = tuple(Component(intervention=name, dose=0.0) for name in world.catalogue.interventions)
    with_candidates = run(changed(world, components=(*world.scenario.components, *candidates)))
    before = run(world)
    for name in ("doses", "targets", "frameworks", "gaps", "uncarried", "tensions", "missing_pathways"):
        assert getattr(with_candidates, name) == getattr(before, name)


@given(worlds())
def test_a_scenario_without_components_is_none_throughout_with_a_notice(world: World) -> None:
    result = run(changed(world, components=()))
    assert {each.status for each in result.targets} == {"none"}
    assert {(each.coverage, each.low, each.high) for each in result.targets} == {(0.0, 0.0, 0.0)}
    assert "no-components" in [each.code for each in result.notices]


@given(worlds())
def test_stated_only_is_as_if_the_derived_rules_were_not_there(world: World) -> None:
    stated = tuple(each for each in world.catalogue.rules if each.rule.basis == "stated")
    without = dataclasses.replace(world, catalogue=dataclasses.replace(world.catalogue, rules=stated))
    left_out, removed = run(world, stated_only=True), run(without)
    for name in ("targets", "frameworks", "gaps", "uncarried", "tensions"):
        assert getattr(left_out, name) == getattr(removed, name)
    assert "stated-only" in [each.code for each in left_out.notices]


@given(worlds())
def test_the_score_of_a_framework_is_the_weighed_mean_over_its_themes(world: World) -> None:
    for score in run(world).frameworks:
        themes = oracle.theme_targets(world, score.framework)
        found = {target: oracle.pairs(world, target) for target in themes}
        weights = {target: oracle.priority(world, target) for target in themes}
        total = sum(weights.values())

        def mean(values: dict[str, float], weights: Any = weights, total: float = total) -> float:
            return sum(weights[target] * value for target, value in values.items()) / total if total else 0.0

        covers = {target: oracle.coverage(world, pairs) for target, pairs in found.items()}
        lows = {target: oracle.coverage_at(world, pairs, 0.0) for target, pairs in found.items()}
        assert score.score == pytest.approx(mean(covers), abs=CLOSE)
        assert score.low == pytest.approx(mean(lows), abs=CLOSE)
        assert score.high == pytest.approx(mean({t: oracle.high(world, p) for t, p in found.items()}), abs=CLOSE)
        assert score.covered == sum(oracle.is_covered(world, pairs) for pairs in found.values())
        assert score.targets == len(themes)
        assessed = [target for target in themes if oracle.status(found[target]) != "unassessed"]
        assert score.unassessed == len(themes) - len(assessed)
        idle = {target for target in assessed if not any(pair.firing for pair in found[target])}
        assert weakest_is_right(score.weakest, assessed, idle, covers)


def weakest_is_right(weakest: str | None, assessed: list[str], idle: set[str], covers: dict[str, float]) -> bool:
    """The first where nothing fires; else one of the lowest, which two sums may see differently to the last bit."""
    if not assessed:
        return weakest is None
    if idle:
        return weakest == next(target for target in assessed if target in idle)
    lowest = min(covers[target] for target in assessed)
    return weakest in [target for target in assessed if covers[target] <= lowest + CLOSE]


@given(worlds(), st.sampled_from([0.5, 3.0, 1e6]))
def test_only_the_ratio_of_priorities_counts(world: World, factor: float) -> None:
    targets = list(world.catalogue.targets)
    weighed = {target: oracle.priority(world, target) * factor for target in targets}
    before, after = run(world), run(changed(world, priorities=weighed))
    for first, second in zip(before.frameworks, after.frameworks, strict=True):
        assert second.score == pytest.approx(first.score, abs=CLOSE)
    severities = {each.target: each.severity for each in after.gaps}
    assert severities == pytest.approx({each.target: each.severity for each in before.gaps}, abs=CLOSE)


def test_priorities_however_large_give_a_score_that_is_a_number() -> None:
    catalogue = make_catalogue(
        [LocatedRule("teaching", make_rule("one-1"), "rules/teaching.yaml", 1)],
        [make_framework("one", ("theme", "theme"))],
    )
    scenario = Scenario(
        components=(Component(intervention="teaching", dose=1.0),),
        frameworks=("one",),
        priorities={"one-1": 1.5e308, "one-2": 1.5e308},
    )
    [score] = assess(catalogue, scenario, date(2021, 1, 1)).frameworks
    assert (score.score, score.low) == (pytest.approx(0.4), pytest.approx(0.3))
