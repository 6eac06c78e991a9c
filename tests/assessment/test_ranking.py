"""Scenarios against each other, judged by counting in loops."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from alignment.assessment.assess import assess
from alignment.assessment.grid import Floats
from alignment.assessment.ranking import Ordinal, compare_words, rank_shares
from tests.assessment import oracle
from tests.assessment.strategies import World, scenarios, worlds

CLOSE = 1e-12
TINY = 4e-10  # less than the tolerance, while three of them are more
STRENGTH = {"direct": 2, "indirect": 1, "conditional": 0, "none": 0}

some_scores = st.tuples(st.integers(1, 5), st.integers(1, 12)).flatmap(
    lambda shape: arrays(
        np.float64,
        shape,
        elements=st.sampled_from([0.0, 0.5, 0.5 + TINY, 0.5 + 3 * TINY, 0.5 + 6 * TINY, 1.0]) | st.floats(0, 1),
    )
)


def grouped(scores: list[float]) -> list[list[int]]:
    """The alternatives from the highest score down, those together that no step of more than 1e-9 parts."""
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    groups = [order[:1]]
    for one, other in pairwise(order):
        if scores[one] - scores[other] > oracle.TOLERANCE:
            groups.append([])
        groups[-1].append(other)
    return groups


def counted(scores: Floats) -> list[list[float]]:
    """The share of the draws in which each takes each rank, draw by draw."""
    count, draws = scores.shape
    shares = [[0.0] * count for _ in range(count)]
    for draw in range(draws):
        first = 0
        for group in grouped([float(scores[place, draw]) for place in range(count)]):
            for place in group:
                for rank in range(first, first + len(group)):
                    shares[place][rank] += 1 / len(group) / draws
            first += len(group)
    return shares


@settings(max_examples=150)
@given(some_scores)
def test_the_share_of_each_rank_is_what_counting_gives(scores: Floats) -> None:
    found = rank_shares(scores)
    assert found == pytest.approx(np.array(counted(scores)), abs=CLOSE)
    assert found.sum(axis=0) == pytest.approx(np.ones(len(scores)), abs=CLOSE)
    assert found.sum(axis=1) == pytest.approx(np.ones(len(scores)), abs=CLOSE)
    assert ((found >= 0) & (found <= 1 + CLOSE)).all()


def test_ranks_by_hand() -> None:
    scores = np.array([[0.9, 0.5, 0.5, 0.1], [0.1, 0.5, 0.5, 0.9], [0.5, 0.1, 0.5, 0.9]])
    expected = [
        [(1 + 1 / 2 + 1 / 3 + 0) / 4, (1 / 2 + 1 / 3 + 0) / 4, (1 / 3 + 1) / 4],
        [(1 / 2 + 1 / 3 + 1 / 2) / 4, (1 / 2 + 1 / 3 + 1 / 2) / 4, (1 + 1 / 3) / 4],
        [(1 / 3 + 1 / 2) / 4, (1 + 1 / 3 + 1 / 2) / 4, (1 + 1 / 3) / 4],
    ]
    assert rank_shares(scores) == pytest.approx(np.array(expected), abs=CLOSE)


def test_what_always_comes_first_does_so_in_exactly_all_draws() -> None:
    scores = np.stack([np.full(8191, 0.9), np.linspace(0.0, 0.8, 8191), np.linspace(0.8, 0.0, 8191)])
    found = rank_shares(scores)
    assert found[0].tolist() == [1.0, 0.0, 0.0]
    assert found[1:, 0].tolist() == [0.0, 0.0]


def test_one_alternative_is_always_first() -> None:
    assert rank_shares(np.array([[0.2, 0.3]])).tolist() == [[1.0]]


def in_words(world: World, first: World, second: World, framework: str) -> tuple[str, list[str], list[str], list[str]]:
    better, worse, unknown, equal = [], [], [], []
    for target in oracle.theme_targets(world, framework):
        one, other = (oracle.status(oracle.pairs(each, target)) for each in (first, second))
        if "unassessed" in (one, other):
            unknown.append(target)
        elif STRENGTH[one] > STRENGTH[other]:
            better.append(target)
        elif STRENGTH[one] < STRENGTH[other]:
            worse.append(target)
        else:
            equal.append(target)
    if better and worse:
        return "mixed", better, worse, unknown
    if better or worse:
        return ("better" if better else "worse"), better, worse, unknown
    return ("equal" if equal else "unknown"), better, worse, unknown


@settings(max_examples=70)
@given(worlds(), st.data())
def test_words_compare_the_statuses_target_by_target(world: World, data: st.DataObject) -> None:
    other = World(world.catalogue, data.draw(scenarios(world.catalogue)), world.on)
    assessments = [assess(each.catalogue, each.scenario, each.on) for each in (world, other)]
    found = compare_words(*assessments)
    shared = [
        name
        for name in world.scenario.frameworks
        if name in other.scenario.frameworks and world.catalogue.frameworks[name].kind == "policy"
    ]
    assert [each.framework for each in found] == shared
    for each in found:
        said = (each.relation, list(each.better), list(each.worse), list(each.unknown))
        assert said == in_words(world, world, other, each.framework)
    assert turned(found) == {each.framework: each for each in compare_words(*reversed(assessments))}


def turned(found: tuple[Ordinal, ...]) -> dict[str, Ordinal]:
    """The same comparison from the other side."""
    opposite = {"better": "worse", "worse": "better"}
    return {
        each.framework: Ordinal(
            each.framework,
            each.second,
            each.first,
            opposite.get(each.relation, each.relation),  # type: ignore[arg-type]
            each.worse,
            each.better,
            each.unknown,
        )
        for each in found
    }
