"""The array view of a scenario says what the oracle says of each pair, and adds up to the assessment."""

import dataclasses
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from alignment.assessment.assess import assess
from alignment.assessment.grid import Grid, make_grid
from alignment.assessment.setup import prepare
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import SERVES, World, make_catalogue, worlds

CLOSE = 1e-12
FACTORS = {"high": 1.0, "medium": 1.25, "low": 1.5}
SHAPES = {
    "doses": ("I",), "strengths": ("I", "T"), "direct": ("I", "T"), "shares": ("I", "T"), "unassessed": ("I", "T"),
    "theme": ("T",), "priorities": ("T",), "weights": ("F", "T"),
}  # fmt: skip
FLAGS = ("direct", "unassessed", "theme")


def grid_of(world: World, interventions: list[str] | None = None) -> Grid:
    return make_grid(prepare(world.catalogue, world.scenario, world.on), interventions)


def at_full_dose(world: World, intervention: str, target: str) -> oracle.Pair:
    """What an intervention of the scenario would mean for a target at dose 1."""
    parts = (Component(intervention=intervention, dose=1.0),)
    full = dataclasses.replace(world, scenario=world.scenario.model_copy(update={"components": parts}))
    [pair] = oracle.pairs(full, target)
    return pair


def assert_pairs(world: World, grid: Grid) -> None:
    for row, intervention in enumerate(grid.interventions):
        for place, target in enumerate(grid.targets):
            pair = at_full_dose(world, intervention, target)
            assert grid.unassessed[row, place] == (not pair.rules)
            if pair.firing is None:
                assert (grid.strengths[row, place], grid.shares[row, place]) == (0.0, 0.0)
                assert not grid.direct[row, place]
            else:
                assert grid.strengths[row, place] == pytest.approx(pair.strength(world), abs=CLOSE)
                assert grid.shares[row, place] == FACTORS[pair.firing.confidence]
                assert grid.direct[row, place] == (pair.firing.alignment == "direct")


@settings(max_examples=25)
@given(worlds())
def test_every_pair_is_as_the_oracle_has_it(world: World) -> None:
    grid = grid_of(world)
    assert dict(zip(grid.interventions, grid.doses, strict=True)) == pytest.approx(oracle.doses(world.scenario))
    assert_pairs(world, grid)


@settings(max_examples=25)
@given(worlds())
def test_interventions_that_are_not_in_the_scenario_come_with_dose_zero(world: World) -> None:
    names = list(world.catalogue.interventions)
    wide, own = grid_of(world, names), grid_of(world)
    assert wide.interventions == tuple(names)
    assert_pairs(world, wide)
    doses = oracle.doses(world.scenario)
    assert wide.doses == pytest.approx([doses.get(name, 0.0) for name in names])
    for name in ("targets", "theme", "priorities", "weights"):
        assert np.array_equal(getattr(wide, name), getattr(own, name))


@settings(max_examples=25)
@given(worlds())
def test_coverage_and_scores_from_the_grid_are_those_of_the_assessment(world: World) -> None:
    grid, assessment = grid_of(world), assess(world.catalogue, world.scenario, world.on)
    assert grid.targets == tuple(result.target for result in assessment.targets)
    assert grid.frameworks == tuple(each.framework for each in assessment.frameworks)
    assert grid.threshold == assessment.threshold
    coverage = 1.0 - (1.0 - grid.contributions).prod(axis=0)
    assert coverage == pytest.approx([result.coverage for result in assessment.targets], abs=CLOSE)
    assert grid.weights @ coverage == pytest.approx([each.score for each in assessment.frameworks], abs=CLOSE)


@settings(max_examples=25)
@given(worlds())
def test_weights_are_shares_of_the_priorities_of_theme_targets(world: World) -> None:
    grid, themes = grid_of(world), oracle.theme_targets(world)
    assert [target for target, theme in zip(grid.targets, grid.theme, strict=True) if theme] == themes
    highest = max((oracle.priority(world, target) for target in themes), default=1.0)
    assert grid.priorities == pytest.approx([oracle.priority(world, target) / highest for target in grid.targets])
    for name, row in zip(grid.frameworks, grid.weights, strict=True):
        own = oracle.theme_targets(world, name)
        total = sum(oracle.priority(world, target) for target in own)
        expected = [oracle.priority(world, target) / total if target in own else 0.0 for target in grid.targets]
        assert row == pytest.approx(expected, abs=CLOSE)


@settings(max_examples=20)
@given(worlds())
def test_arrays_have_the_shapes_and_types_that_are_promised(world: World) -> None:
    assert_shapes(grid_of(world))


@pytest.mark.parametrize(
    "parts", [(), (Component(intervention="teaching", dose=0.0),)], ids=["no components", "only a candidate"]
)
def test_a_scenario_without_components_has_the_same_types(parts: tuple[Component, ...]) -> None:
    scenario = Scenario(components=parts, frameworks=("one",))
    world = World(make_catalogue([]), scenario, date(2021, 1, 1))
    assert grid_of(world).interventions == ()
    assert_shapes(grid_of(world))


def assert_shapes(grid: Grid) -> None:
    sizes = {"I": len(grid.interventions), "T": len(grid.targets), "F": len(grid.frameworks)}
    for name, letters in SHAPES.items():
        array = getattr(grid, name)
        assert array.shape == tuple(sizes[letter] for letter in letters), name
        assert array.dtype == (np.bool_ if name in FLAGS else np.float64), name


def test_very_large_priorities_stay_finite() -> None:
    priorities = {"one-1": 1.5e308}
    scenario = Scenario(components=(), frameworks=("one",), priorities=priorities)
    grid = grid_of(World(make_catalogue([]), scenario, date(2021, 1, 1)), list(SERVES))
    assert grid.priorities.tolist() == [1.0]
    assert grid.weights.tolist() == [[1.0]]
