"""Shares against brute force: all subsets, all orders, and the assessment without a component."""

import math
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.assessment.assess import assess
from alignment.assessment.attribution import BLOCK, attribute, leave_one_out, shapley
from alignment.assessment.grid import Floats, make_grid
from alignment.assessment.setup import prepare
from tests.assessment.strategies import World, worlds

NUMBERS = st.one_of(st.sampled_from([0.0, 0.25, 0.4, 0.8, 1.0]), st.floats(0, 1))


@st.composite
def columns(draw: st.DrawFn, most: int = 6) -> list[float]:
    return draw(st.lists(NUMBERS, min_size=1, max_size=most))


def coverage(values: list[float]) -> float:
    return 1.0 - math.prod(1.0 - each for each in values)


def by_subsets(values: list[float], place: int) -> float:
    """The textbook formula: weighted gains over all subsets of the others."""
    others = [each for other, each in enumerate(values) if other != place]
    n, total = len(values), 0.0
    for size in range(n):
        weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
        for chosen in combinations(others, size):
            total += weight * (coverage([*chosen, values[place]]) - coverage(list(chosen)))
    return total


def by_orders(values: list[float], place: int) -> float:
    """The mean gain over all orders in which the components come."""
    gains = []
    for order in permutations(range(len(values))):
        before = [values[each] for each in order[: order.index(place)]]
        gains.append(coverage([*before, values[place]]) - coverage(before))
    return math.fsum(gains) / len(gains)


def one(values: list[float]) -> Floats:
    return np.array(values).reshape(1, -1, 1)


@given(columns())
def test_shares_are_those_of_all_subsets(values: list[float]) -> None:
    found = shapley(one(values))[0, :, 0]
    for place, value in enumerate(found):
        assert value == pytest.approx(by_subsets(values, place), abs=1e-12)


@settings(max_examples=40)
@given(columns(most=5))
def test_shares_are_those_of_all_orders(values: list[float]) -> None:
    found = shapley(one(values))[0, :, 0]
    for place, value in enumerate(found):
        assert value == pytest.approx(by_orders(values, place), abs=1e-12)


@given(st.lists(NUMBERS, min_size=1, max_size=40))
def test_shares_add_up_also_with_many_components(values: list[float]) -> None:
    assert shapley(one(values)).sum() == pytest.approx(coverage(values), abs=1e-12)


@given(columns(), st.permutations(range(6)))
def test_equal_components_share_equally_and_empty_ones_get_nothing(values: list[float], order: list[int]) -> None:
    values = [*values, 0.5, 0.5, 0.0]
    found = shapley(one(values))[0, :, 0]
    assert found[-3] == pytest.approx(found[-2], abs=1e-15)
    assert found[-1] == 0.0
    moved = [place for place in order if place < len(values)]
    moved += [place for place in range(len(values)) if place not in moved]
    assert shapley(one([values[place] for place in moved]))[0, :, 0] == pytest.approx(found[moved], abs=1e-13)


@given(columns())
def test_leaving_one_out_is_what_the_others_miss(values: list[float]) -> None:
    found = leave_one_out(one(values))[0, :, 0]
    for place, drop in enumerate(found):
        others = [each for other, each in enumerate(values) if other != place]
        assert drop == pytest.approx(coverage(values) - coverage(others), abs=1e-12)


def test_several_certain_components_share_what_none_would_be_missed_for() -> None:
    values = [1.0, 1.0, 1.0]
    assert shapley(one(values))[0, :, 0] == pytest.approx([1 / 3] * 3)
    assert leave_one_out(one(values))[0, :, 0].tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("shape", [(0, 3, 2), (3, 0, 2), (2, 3, 0)])
def test_nothing_gives_nothing(shape: tuple[int, int, int]) -> None:
    assert shapley(np.zeros(shape)).shape == shape
    assert leave_one_out(np.zeros(shape)).shape == shape


def test_scenarios_do_not_touch_each_other_across_blocks() -> None:
    many = np.random.default_rng(1).uniform(0, 1, (3 * BLOCK // (24 * 50) + 7, 24, 50))
    found = shapley(many)
    for place in (0, len(many) // 2, len(many) - 1):
        assert found[place] == pytest.approx(shapley(many[place : place + 1])[0], abs=0)


@given(worlds())
def test_shares_agree_with_the_assessment_without_each_component(world: World) -> None:
    setup = prepare(world.catalogue, world.scenario, world.on)
    found = attribute(make_grid(setup))
    whole = assess(world.catalogue, world.scenario, world.on)
    for target in found.targets:
        result = whole.target(target.target)
        assert target.coverage == result.coverage
        assert target.covered == result.covered
        assert math.fsum(share.value for share in target.shares) == pytest.approx(result.coverage, abs=1e-12)
    for framework, result in zip(found.frameworks, whole.frameworks, strict=True):
        assert framework.score == pytest.approx(result.score, abs=1e-12)
        assert math.fsum(share.value for share in framework.shares) == pytest.approx(result.score, abs=1e-12)
    for row, intervention in enumerate(setup.doses):
        kept = tuple(each for each in world.scenario.components if each.intervention != intervention)
        left = assess(world.catalogue, world.scenario.model_copy(update={"components": kept}), world.on)
        lost = set()
        for target in found.targets:
            before, after, share = whole.target(target.target), left.target(target.target), target.shares[row]
            assert share.leave_one_out == pytest.approx(before.coverage - after.coverage, abs=1e-12)
            assert share.covered_without == after.covered
            if before.covered and not after.covered and before.link == "theme":
                lost.add(target.target)
        for framework, before_score, after_score in zip(
            found.frameworks, whole.frameworks, left.frameworks, strict=True
        ):
            drop = before_score.score - after_score.score
            assert framework.shares[row].leave_one_out == pytest.approx(drop, abs=1e-12)
            own = {target for target in lost if target.startswith(f"{framework.framework}-")}
            assert own <= set(framework.shares[row].loses) <= lost
