"""Other formulas, against plain ones: the largest contribution, the capped sum, the dose as a power."""

import math
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.assessment.aggregation import FORMULAS, Alternative, find_alternatives
from alignment.assessment.assess import assess
from alignment.assessment.setup import prepare
from alignment.assessment.standing import Standing, make_standing
from alignment.model.catalogue import LocatedRule
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import World, make_catalogue, make_framework, make_rule, make_scale, scenarios, worlds

CLOSE = 1e-12
ON = date(2021, 1, 1)

Weighed = Sequence[tuple[float, float]]
"""Doses and strengths of the rules that fire."""

PLAIN: dict[str, Callable[[Weighed], float]] = {
    "max": lambda found: max([w * r for w, r in found], default=0.0),
    "sum": lambda found: min(1.0, math.fsum(w * r for w, r in found)),
    "power": lambda found: 1.0 - math.prod((1.0 - r) ** w for w, r in found),
}


def standing_of(world: World) -> Standing:
    return make_standing(prepare(world.catalogue, world.scenario, world.on))


def targets_of(world: World) -> list[str]:
    """Those with a theme, and all those of frameworks that are no policy."""
    return [
        f"{name}-{target.code}"
        for name in world.scenario.frameworks
        for target in world.catalogue.frameworks[name].targets
        if target.link in ("theme", None)
    ]


def coverage_by(world: World, formula: str, target: str) -> float:
    pairs = [each for each in oracle.pairs(world, target) if each.firing]
    return PLAIN[formula]([(each.dose, each.strength(world)) for each in pairs])


def scores_by(world: World, formula: str) -> dict[str, float]:
    found = {}
    for name in world.scenario.frameworks:
        themes = oracle.theme_targets(world, name)
        weights = [oracle.priority(world, target) for target in themes]
        if themes:
            values = [coverage_by(world, formula, target) for target in themes]
            found[name] = sum(v * c for v, c in zip(weights, values, strict=True)) / sum(weights)
    return found


def assert_alternative(world: World, found: Alternative) -> None:
    expected = {target: coverage_by(world, found.formula, target) for target in targets_of(world)}
    assert dict(found.coverage) == pytest.approx(expected, abs=CLOSE)
    assert list(dict(found.coverage)) == list(expected)
    assert dict(found.scores) == pytest.approx(scores_by(world, found.formula), abs=CLOSE)
    assert all(0 <= value <= 1 for _, value in (*found.coverage, *found.scores))
    limit = oracle.threshold(world) - oracle.TOLERANCE
    covered = []
    for target in oracle.theme_targets(world):
        pairs = oracle.pairs(world, target)
        new = oracle.status(pairs) == "direct" and expected[target] >= limit
        old = oracle.is_covered(world, pairs)
        if new != old:
            covered.append((target, old, new))
    changes = [(each.place, each.old, each.new) for each in found.changes if each.kind == "covered"]
    assert changes == covered
    assert {each.kind for each in found.changes} <= {"covered", "order"}


@settings(max_examples=50)
@given(worlds())
def test_each_formula_gives_what_it_says(world: World) -> None:
    [found] = find_alternatives([standing_of(world)])
    assert [each.formula for each in found] == list(PLAIN) == list(FORMULAS)
    for each in found:
        assert_alternative(world, each)
        assert all(change.kind == "covered" for change in each.changes)


def order_of(scores: dict[str, float]) -> tuple[tuple[str, ...], ...]:
    """Highest first, those together that are no more than the tolerance apart, in the order of the scenarios."""
    ranked = sorted(scores.items(), key=lambda each: -each[1])
    groups: list[list[str]] = []
    for place, (name, score) in enumerate(ranked):
        if place == 0 or ranked[place - 1][1] - score > oracle.TOLERANCE:
            groups.append([])
        groups[-1].append(name)
    return tuple(tuple(name for name in scores if name in group) for group in groups)


@settings(max_examples=50)
@given(worlds(), st.data())
def test_the_order_of_scenarios_is_told_where_a_formula_changes_it(world: World, data: st.DataObject) -> None:
    found_scenarios = [world.scenario, *(data.draw(scenarios(world.catalogue)) for _ in range(2))]
    several = [
        World(world.catalogue, each.model_copy(update={"id": f"s{number}"}), world.on)
        for number, each in enumerate(found_scenarios)
    ]
    assessments = [assess(each.catalogue, each.scenario, each.on) for each in several]
    found = find_alternatives([standing_of(each) for each in several])
    for one, alternatives in zip(several, found, strict=True):
        for each in alternatives:
            assert_alternative(one, each)
            expected = []
            for name in dict(each.scores):
                usual = {
                    str(assessment.scenario.id): framework.score
                    for assessment in assessments
                    for framework in assessment.frameworks
                    if framework.framework == name
                }
                other = {str(w.scenario.id): scores_by(w, each.formula) for w in several}
                new = order_of({key: scores[name] for key, scores in other.items() if name in scores})
                if order_of(usual) != new:
                    expected.append((name, order_of(usual), new))
            changes = [(change.place, change.old, change.new) for change in each.changes if change.kind == "order"]
            assert changes == expected


def one_target(direct: float, indirect: float, *rules: tuple[str, float]) -> World:
    """Rules for one target by (alignment, dose), of the first interventions."""
    names = ("teaching", "income", "policing")
    located = [
        LocatedRule(name, make_rule("one-1", alignment=alignment), "rules/x.yaml", 1)
        for name, (alignment, _) in zip(names, rules, strict=False)
    ]
    parts = tuple(Component(intervention=name, dose=dose) for name, (_, dose) in zip(names, rules, strict=False))
    catalogue = make_catalogue(located, [make_framework("one", ("theme",))], make_scale(direct, indirect))
    return World(catalogue, Scenario(id="made", components=parts, frameworks=("one",)), ON)


@pytest.mark.parametrize(
    ("world", "largest", "total", "power"),
    [
        (one_target(0.8, 0.4), 0.0, 0.0, 0.0),
        (one_target(0.8, 0.4, ("direct", 1.0)), 0.8, 0.8, 0.8),
        (one_target(0.8, 0.4, ("direct", 0.5)), 0.4, 0.4, 1 - 0.2**0.5),
        (one_target(0.8, 0.4, ("direct", 1.0), ("indirect", 1.0)), 0.8, 1.0, 1 - 0.2 * 0.6),
        (one_target(0.8, 0.4, ("direct", 0.5), ("indirect", 0.25)), 0.4, 0.5, 1 - 0.2**0.5 * 0.6**0.25),
        (one_target(1.0, 0.5, ("direct", 1.0), ("indirect", 0.5)), 1.0, 1.0, 1.0),
        (one_target(1.0, 0.5, ("direct", 0.25)), 0.25, 0.25, 1.0),  # nothing to the power of anything is left
        (one_target(1.0, 0.5, ("indirect", 1e-12)), 5e-13, 5e-13, 1 - 0.5**1e-12),
        (one_target(0.8, 0.4, ("direct", 5e-324)), 0.0, 0.0, 0.0),
    ],
)  # fmt: skip
def test_formulas_by_hand(world: World, largest: float, total: float, power: float) -> None:
    [found] = find_alternatives([standing_of(world)])
    assert [dict(each.coverage)["one-1"] for each in found] == pytest.approx([largest, total, power], abs=1e-15)


def test_what_another_formula_would_call_covered() -> None:
    world = one_target(0.8, 0.4, ("direct", 0.5), ("indirect", 0.5))  # usual: 1 - 0.6 * 0.8 = 0.52
    [found] = find_alternatives([standing_of(world)])
    changes = {each.formula: [(change.kind, change.old, change.new) for change in each.changes] for each in found}
    assert changes == {
        "max": [],
        "sum": [("covered", False, True)],  # 0.4 + 0.2, exactly the threshold
        "power": [("covered", False, True)],  # 1 - 0.447 * 0.775 = 0.65
    }
