"""Many scenarios at once against one product at a time."""

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.assessment.assess import assess
from alignment.assessment.grid import Flags, Floats, make_grid
from alignment.assessment.kernel import Plan, coverage_blocks, covered, make_plan, scores
from alignment.assessment.setup import TOLERANCE, prepare
from tests.assessment.strategies import World, worlds

LEVELS = (0.0, 0.0, 0.4, 0.8, 1.0)
DOSES = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))


@st.composite
def problems(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Strengths (I, T) and doses (I, S), any of them empty; few levels, or any number at all."""
    interventions, targets, scenarios = draw(st.integers(0, 6)), draw(st.integers(0, 9)), draw(st.integers(0, 12))
    level = st.sampled_from(LEVELS) if draw(st.booleans()) else st.floats(0, 1)
    strengths = draw(st.lists(level, min_size=interventions * targets, max_size=interventions * targets))
    doses = draw(st.lists(DOSES, min_size=interventions * scenarios, max_size=interventions * scenarios))
    return np.array(strengths).reshape(interventions, targets), np.array(doses).reshape(interventions, scenarios)


def gathered(plan: Plan, doses: Floats) -> Floats:
    """The blocks side by side, after a check that they follow on each other."""
    parts, end = [np.empty((plan.recipe.targets, 0))], 0
    for part, coverage in coverage_blocks(plan, doses):
        assert part.start == end
        assert coverage.shape[1] == part.stop - part.start > 0
        parts.append(coverage.copy())
        end = part.stop
    assert end == doses.shape[1]
    return np.concatenate(parts, axis=1)


def one_by_one(strengths: Floats, doses: Floats) -> Floats:
    (interventions, targets), scenarios = strengths.shape, doses.shape[1]
    found = np.empty((targets, scenarios))
    for target in range(targets):
        for scenario in range(scenarios):
            rest = (1.0 - float(doses[i, scenario]) * float(strengths[i, target]) for i in range(interventions))
            found[target, scenario] = 1.0 - math.prod(rest)
    return found


@given(problems(), st.none() | st.integers(1, 14))
def test_coverage_is_that_of_one_product_at_a_time(problem: tuple[Floats, Floats], block: int | None) -> None:
    strengths, doses = problem
    found = gathered(make_plan(strengths, block), doses)
    assert found == pytest.approx(one_by_one(strengths, doses), abs=1e-14)


@given(problems())
def test_a_full_dose_of_strength_one_covers_exactly_and_no_dose_not_at_all(problem: tuple[Floats, Floats]) -> None:
    strengths, doses = problem
    found = gathered(make_plan(strengths), doses)
    certain = ((strengths == 1)[:, :, None] & (doses == 1)[:, None, :]).any(axis=0)
    empty = ((strengths == 0)[:, :, None] | (doses == 0)[:, None, :]).all(axis=0)
    assert (found[certain] == 1.0).all()
    assert (found[empty] == 0.0).all()
    assert ((found >= 0) & (found <= 1)).all()


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.05, 0.3, 0.6, 1.0]), st.integers(1, 700))
def test_sharing_products_among_many_targets_changes_nothing(seed: int, density: float, targets: int) -> None:
    random = np.random.default_rng(seed)
    levels = random.choice([0.4, 0.8, 1.0], (12, targets))
    strengths = np.where(random.random((12, targets)) < density, levels, 0.0)
    doses = random.random((12, 5))
    expected = 1.0 - np.prod(1.0 - doses[:, None, :] * strengths[:, :, None], axis=0)
    assert gathered(make_plan(strengths), doses) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_the_size_of_blocks_changes_nothing(extra: int) -> None:
    random = np.random.default_rng(7)
    strengths = random.choice([0.0, 0.4, 0.8], (24, 40))
    plan = make_plan(strengths)
    doses = random.random((24, 2 * plan.recipe.block + extra))
    whole = gathered(plan, doses)
    for block in (1000, doses.shape[1], 10 * doses.shape[1]):
        assert (gathered(make_plan(strengths, block), doses) == whole).all()


def test_targets_that_need_the_same_are_multiplied_once() -> None:
    column = np.array([[0.4], [0.8], [0.0], [0.4]])
    once, often = make_plan(column), make_plan(np.repeat(column, 50, axis=1))
    assert sum(len(task.steps) for task in once.recipe.tasks) == 2
    assert [task.steps for task in often.recipe.tasks] == [task.steps for task in once.recipe.tasks]


def test_pairs_without_strength_cost_nothing() -> None:
    strengths = np.zeros((24, 200))
    strengths[3, 5] = strengths[4, 5] = 0.8
    recipe = make_plan(strengths).recipe
    assert recipe.factors == 2
    assert [task.steps for task in recipe.tasks if task.steps] == [((0, 1, 2),)]


@pytest.mark.parametrize("ordered", ["C", "F"])
def test_doses_may_lie_in_any_order(ordered: str) -> None:
    random = np.random.default_rng(3)
    strengths, doses = random.choice([0.0, 0.4, 0.8], (4, 6)), random.random((4, 9))
    found = gathered(make_plan(strengths), np.array(doses, order=ordered))  # type: ignore[call-overload]
    assert found == pytest.approx(one_by_one(strengths, doses), abs=1e-14)


def test_memory_does_not_grow_with_the_scenarios() -> None:
    random = np.random.default_rng(5)
    plan = make_plan(random.choice([0.0, 0.4, 0.8], (6, 10)))
    peaks = []
    for scenarios in (200_000, 1_000_000):
        doses = np.broadcast_to(random.random((6, 1)), (6, scenarios))
        tracemalloc.start()
        reached = max(float(coverage.max()) for _, coverage in coverage_blocks(plan, doses))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert 0 < reached <= 1
    assert peaks[1] < peaks[0] + 300_000 < 4_000_000  # one number for each scenario more would be 6.4 MB


def test_doses_of_other_interventions_are_refused() -> None:
    with pytest.raises(ValueError, match="3 interventions"):
        coverage_blocks(make_plan(np.zeros((2, 4))), np.zeros((3, 5)))
    with pytest.raises(ValueError, match="at least one"):
        make_plan(np.zeros((2, 4)), block=0)


@st.composite
def judged(draw: st.DrawFn) -> tuple[Floats, Floats, Flags]:
    strengths, doses = draw(problems())
    marks = draw(st.lists(st.booleans(), min_size=strengths.size, max_size=strengths.size))
    return strengths, doses, np.array(marks, dtype=bool).reshape(strengths.shape) & (strengths > 0)


@given(judged(), st.sampled_from([0.4, 0.6, 0.8, 1.0]), st.none() | st.integers(1, 5))
def test_scores_and_numbers_covered(problem: tuple[Floats, Floats, Flags], threshold: float, block: int | None) -> None:
    strengths, doses, direct = problem
    plan, coverage = make_plan(strengths, block), one_by_one(strengths, doses)
    weights = np.arange(2 * strengths.shape[1], dtype=np.float64).reshape(2, -1) / max(1, strengths.shape[1] ** 2)
    expected = [
        [math.fsum(row[t] * coverage[t, s] for t in range(len(row))) for s in range(doses.shape[1])] for row in weights
    ]
    assert scores(plan, doses, weights) == pytest.approx(np.array(expected).reshape(2, -1), abs=1e-12)
    counts = covered(plan, doses, direct, threshold)
    for scenario in range(doses.shape[1]):
        fires = [any(direct[i, t] and doses[i, scenario] > 0 for i in range(len(doses))) for t in range(len(coverage))]
        reaches = [coverage[t, scenario] >= threshold - TOLERANCE for t in range(len(coverage))]
        assert counts[scenario] == sum(a and b for a, b in zip(fires, reaches, strict=True))


@given(worlds())
def test_a_scenario_comes_out_as_in_its_assessment(world: World) -> None:
    grid = make_grid(prepare(world.catalogue, world.scenario, world.on))
    result = assess(world.catalogue, world.scenario, world.on)
    plan, doses = make_plan(grid.strengths), grid.doses[:, None]
    assert gathered(plan, doses)[:, 0] == pytest.approx([each.coverage for each in result.targets], abs=1e-14)
    assert scores(plan, doses, grid.weights)[:, 0] == pytest.approx([f.score for f in result.frameworks], abs=1e-12)
    counts = covered(plan, doses, grid.direct & grid.theme, grid.threshold)
    assert counts[0] == sum(each.covered for each in result.targets if each.link == "theme")
