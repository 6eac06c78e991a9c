"""The arithmetic of coverage, its interval, and the probability of reaching the threshold."""

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.assessment import coverage
from alignment.assessment.assess import assess
from tests.assessment import oracle
from tests.assessment.strategies import World, worlds

CLOSE = 1e-12
STEPS = 1000
GRID = range(STEPS + 1)

contributions = st.lists(st.sampled_from([0.0, 0.4, 0.8, 1.0]) | st.floats(0, 1), max_size=8)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], 0.0),
        ([0.8], 0.8),
        ([0.4, 0.4], 0.64),
        ([0.8, 0.4], 0.88),
        ([0.8, 0.8], 0.96),
        ([1.0, 0.3], 1.0),
        ([0.0, 0.0], 0.0),
        ([0.2, 0.1], 0.28),
    ],
)
def test_coverage_by_hand(values: list[float], expected: float) -> None:
    assert coverage.combine(values) == pytest.approx(expected, abs=CLOSE)


@given(contributions)
def test_combine_is_one_minus_the_product_of_what_is_left(values: list[float]) -> None:
    found = coverage.combine(values)
    assert found == pytest.approx(1 - math.prod(1 - value for value in values), abs=CLOSE)
    assert 0.0 <= found <= 1.0
    assert max(values, default=0.0) <= found + CLOSE
    assert found <= min(1.0, math.fsum(values)) + CLOSE


@given(contributions, st.randoms(use_true_random=False))
def test_combine_gives_the_same_bits_in_any_order(values: list[float], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert coverage.combine(values) == coverage.combine(shuffled)
    assert coverage.bounds(values) == coverage.bounds(shuffled)


@pytest.mark.parametrize("values", [[0.1, 0.2, 0.3], [0.32, 0.4, 0.08], [0.7, 0.1, 0.24]])
def test_where_adding_up_in_another_order_would_round_otherwise_the_bits_are_the_same(values: list[float]) -> None:
    assert len({coverage.combine(each) for each in permutations(values)}) == 1


@given(contributions, st.floats(0, 1), st.floats(0, 1))
def test_combine_rises_with_each_contribution(values: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert coverage.combine([*values, low]) <= coverage.combine([*values, high]) + CLOSE


@pytest.mark.parametrize("tiny", [1e-9, 1e-17, 5e-324])
def test_a_tiny_contribution_is_not_lost(tiny: float) -> None:
    assert coverage.combine([tiny]) == tiny
    assert coverage.combine([tiny, tiny]) == pytest.approx(2 * tiny, rel=1e-8)


def test_a_contribution_of_one_breaks_nothing() -> None:
    assert coverage.combine([1.0, 1.0, 0.5]) == 1.0
    assert coverage.bounds([1.0, 1.0, 0.5]) == (1.0, 1.0)


@given(worlds())
def test_the_probability_is_the_share_of_positions_that_reach_the_threshold(world: World) -> None:
    for result in assess(world.catalogue, world.scenario, world.on).targets:
        if not result.covered:
            assert result.probability == 0.0
            continue
        pairs = oracle.pairs(world, result.target)
        limit = oracle.threshold(world) - oracle.TOLERANCE
        reached = [step for step in GRID if oracle.coverage_at(world, pairs, step / STEPS) >= limit]
        assert reached == [step for step in GRID if step >= reached[0]], "coverage must rise with the position"
        assert 1 - result.probability == pytest.approx(reached[0] / STEPS, abs=1 / STEPS)
