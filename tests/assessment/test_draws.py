"""Draws of the strengths: seeded, within their margins, in their order, and exact where an exact answer is known."""

import math
from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from alignment.assessment.draws import BLOCK, Block, Sampling, blocks, least_share, uncovered, unknown_rest
from alignment.assessment.grid import Floats, Grid, make_grid
from alignment.assessment.setup import prepare
from alignment.model.catalogue import LocatedRule
from alignment.model.rule import ConfidenceFactors, Scale
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import World, make_catalogue, make_rule, make_scale, worlds

CLOSE = 1e-12
ON = date(2021, 1, 1)
PAIR = ("teaching", "one-1")
SPREAD = 4.5  # standard errors; the seeds are fixed, so a test that passes goes on passing

# In every one of these indirect is below direct, by as little as a float can tell.
LEVELS = [
    (0.8, 0.4), (0.7, 0.6), (1.0, math.nextafter(1.0, 0.0)), (math.nextafter(0.5, 1.0), 0.5), (1.0, 5e-324),
    (2e-12, 1e-12), (1e-300, 5e-324), (1.0, 0.999), (0.02, 0.01),
]  # fmt: skip
HALF_WIDTHS = [0.0, 5e-324, 1e-17, 1e-16, 0.2, 0.5]
FACTORS = [(1.0, 1.25, 1.5), (1.5, 1.25, 1.0), (0.5, 0.5, 5.0), (5.0, 5.0, 5.0), (1e-9, 1.0, 5.0)]


def scale_of(levels: tuple[float, float], half_width: float, factors: tuple[float, float, float]) -> Scale:
    high, medium, low = factors
    confidence = ConfidenceFactors(high=high, medium=medium, low=low)
    return make_scale(*levels, half_width).model_copy(update={"confidence": confidence})


levels_of = st.sampled_from(LEVELS) | st.lists(
    st.floats(1e-300, 1.0, allow_subnormal=False), min_size=2, max_size=2, unique=True
).map(lambda pair: (max(pair), min(pair)))
scales = st.builds(
    scale_of, levels_of, st.sampled_from(HALF_WIDTHS) | st.floats(0, 0.5), st.sampled_from(FACTORS)
)  # fmt: skip


def first_block(scale: Scale, **options: object) -> Block:
    return next(blocks(scale, Sampling(**options)))  # type: ignore[arg-type]


def assert_levels(block: Block) -> None:
    scale = block.scale
    half = scale.half_width * least_share(scale)
    assert (block.indirect < block.direct).all()
    for level, middle in ((block.direct, scale.strengths.direct), (block.indirect, scale.strengths.indirect)):
        assert level.shape == (block.size,)
        assert ((level >= 0) & (level <= 1) & (np.abs(level - middle) <= half + CLOSE)).all()


def assert_strengths(block: Block) -> None:
    """Within 0 to 1 and its margin, and no indirect rule above a direct one, whatever the confidences."""
    scale, found = block.scale, {}
    for direct, confidence in product((True, False), ("high", "medium", "low")):
        share = scale.factor_of(confidence)
        strength = block.strength((f"i-{confidence}", "t"), direct=direct, share=share)
        middle = scale.strengths.direct if direct else scale.strengths.indirect
        assert strength.shape == (block.size,)
        assert ((strength >= 0) & (strength <= 1)).all()
        assert (np.abs(strength - middle) <= scale.half_width * share + CLOSE).all()
        found[direct, confidence] = strength
    if block.sampling.shared:
        highest = np.max([each for (direct, _), each in found.items() if not direct], axis=0)
        lowest = np.min([each for (direct, _), each in found.items() if direct], axis=0)
        assert (highest <= lowest + 1e-15).all()


@settings(max_examples=100)
@given(scales, st.integers(0, 2**70), st.booleans())
def test_any_scale_keeps_to_its_margins_and_its_order(scale: Scale, seed: int, shared: bool) -> None:
    block = first_block(scale, seed=seed, draws=40, shared=shared)
    assert_levels(block)
    assert_strengths(block)


@pytest.mark.parametrize("levels", LEVELS)
def test_many_draws_of_unusual_scales_keep_to_their_margins_and_their_order(levels: tuple[float, float]) -> None:
    for half_width, factors in product(HALF_WIDTHS, FACTORS[::2]):
        block = first_block(scale_of(levels, half_width, factors), draws=1000)
        assert_levels(block)
        assert_strengths(block)


def test_without_a_half_width_nothing_varies() -> None:
    block = first_block(make_scale(half_width=0.0), draws=100)
    for confidence, direct in product((1.0, 1.25, 1.5), (True, False)):
        for sampled in (block, first_block(make_scale(half_width=0.0), draws=100, shared=False)):
            assert set(sampled.strength(PAIR, direct=direct, share=confidence)) == {0.8 if direct else 0.4}


@pytest.mark.parametrize("draws", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 5])
def test_the_blocks_hold_so_many_draws_and_no_more(draws: int) -> None:
    found = list(blocks(make_scale(), Sampling(draws=draws)))
    assert sum(block.size for block in found) == draws
    assert [block.number for block in found] == list(range(len(found)))
    assert all(block.size == BLOCK for block in found[:-1])
    assert 1 <= found[-1].size <= BLOCK


def drawn(sampling: Sampling) -> list[Floats]:
    return [
        array
        for block in blocks(make_scale(), sampling)
        for array in (block.direct, block.indirect, block.strength(PAIR, direct=True, share=1.5))
    ]


@pytest.mark.parametrize("shared", [True, False])
def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(shared: bool) -> None:
    def of(seed: int) -> list[Floats]:
        return drawn(Sampling(seed=seed, draws=BLOCK + 10, shared=shared))

    assert all(np.array_equal(one, other) for one, other in zip(of(5), of(5), strict=True))
    for seed in (6, 5 + 2**32, 5 + 2**64):
        assert not any(np.array_equal(one, other) for one, other in zip(of(5), of(seed), strict=True))


def noise(block: Block, intervention: str, target: str) -> Floats:
    """What a low confidence adds to the level, in units of the most it can add: -1 to 1."""
    most = np.minimum(0.1, (block.direct - block.indirect) / 2)
    strength: Floats = block.strength((intervention, target), direct=False, share=1.5)
    return (strength - block.indirect) / most


def test_the_noise_of_a_pair_is_uniform_and_apart_from_levels_pairs_and_blocks() -> None:
    first, second = blocks(make_scale(), Sampling(draws=2 * BLOCK))
    streams = [noise(first, *PAIR), noise(second, *PAIR), noise(first, "one-1", "teaching"), noise(first, "te", "x")]
    for stream in streams:
        assert stats.kstest(stream, stats.uniform(-1, 2).cdf).pvalue > 1e-3
    related = np.corrcoef([*streams, first.direct, first.indirect, second.direct, second.indirect])
    assert np.abs(related - np.eye(len(related))).max() < SPREAD / math.sqrt(BLOCK)


def test_the_noise_of_a_pair_does_not_depend_on_what_else_is_drawn() -> None:
    alone = first_block(make_scale(), draws=100).strength(PAIR, direct=True, share=1.5)
    block = first_block(make_scale(), draws=100)
    for other in ("income", "policing"):
        block.strength((other, "one-1"), direct=False, share=1.25)
    assert np.array_equal(block.strength(PAIR, direct=True, share=1.5), alone)


def test_both_levels_move_all_rules_of_high_confidence_together() -> None:
    block = first_block(make_scale(), draws=100)
    for name in ("teaching", "income"):
        assert np.array_equal(block.strength((name, "one-1"), direct=True, share=1.0), block.direct)
        assert np.array_equal(block.strength((name, "one-1"), direct=False, share=1.0), block.indirect)


def test_where_the_margins_do_not_meet_each_level_is_uniform_over_its_own() -> None:
    block = first_block(make_scale(0.8, 0.4, 0.15), draws=BLOCK)
    assert stats.kstest(block.direct, stats.uniform(0.65, 0.3).cdf).pvalue > 1e-3
    assert stats.kstest(block.indirect, stats.uniform(0.25, 0.3).cdf).pvalue > 1e-3


def test_where_the_margins_overlap_the_levels_are_uniform_given_their_order() -> None:
    """Direct in 0.5 to 0.9 and indirect in 0.4 to 0.8, by integration over where indirect is the lower."""
    block = first_block(make_scale(0.7, 0.6, 0.2), draws=BLOCK)

    def below(level: float) -> float:
        return min(1.0, max(0.0, (level - 0.4) / 0.4))

    whole, _ = integrate.quad(below, 0.5, 0.9)
    mean, _ = integrate.quad(lambda level: level * below(level), 0.5, 0.9)
    assert block.direct.mean() == pytest.approx(mean / whole, abs=SPREAD * block.direct.std() / math.sqrt(BLOCK))
    under, _ = integrate.quad(below, 0.5, 0.65)
    assert (block.direct < 0.65).mean() == pytest.approx(under / whole, abs=SPREAD * 0.5 / math.sqrt(BLOCK))


# Rules of one target, as (alignment, confidence, dose) each; the target is direct where one of them is.
Rules = tuple[tuple[str, str, float], ...]
NAMES = ("teaching", "income", "policing", "care")


def grid_of(rules: Rules, scale: Scale, threshold: float = 0.6) -> Grid:
    located = [
        LocatedRule(name, make_rule("one-1", alignment=alignment, confidence=confidence), "rules/x.yaml", line)
        for line, (name, (alignment, confidence, _)) in enumerate(zip(NAMES, rules, strict=False), 1)
    ]
    parts = tuple(
        Component(intervention=name, dose=dose) for name, (_, _, dose) in zip(NAMES, rules, strict=False)
    )  # fmt: skip
    scenario = Scenario(components=parts, frameworks=("one",), threshold=threshold)
    return make_grid(prepare(make_catalogue(located, scale=scale), scenario, ON))


def coverages(rules: Rules, scale: Scale, sampling: Sampling) -> Floats:
    grid = grid_of(rules, scale)
    return 1.0 - np.concatenate([uncovered(grid, block)[0] for block in blocks(scale, sampling)])


def clipped_uniform(middle: float, half: float) -> tuple[float, float]:
    """Mean and variance of a uniform over middle +/- half with its ends clipped to 0 and 1."""
    if half == 0:
        return middle, 0.0
    low, high = middle - half, middle + half
    inner_low, inner_high = max(0.0, low), min(1.0, high)
    at_one = max(0.0, high - 1.0)
    mean = ((inner_high**2 - inner_low**2) / 2 + at_one) / (2 * half)
    square = ((inner_high**3 - inner_low**3) / 3 + at_one) / (2 * half)
    return mean, square - mean**2


def exact(rules: Rules, scale: Scale) -> tuple[float, float]:
    """E C = 1 - prod(1 - w mu) and Var C = prod((1 - w mu)^2 + w^2 sigma^2) - prod(1 - w mu)^2 (DESIGN §5)."""
    rest, squares = 1.0, 1.0
    for alignment, confidence, dose in rules:
        middle = {"direct": scale.strengths.direct, "indirect": scale.strengths.indirect}[alignment]
        mu, variance = clipped_uniform(middle, scale.half_width_of(confidence))
        rest *= 1 - dose * mu
        squares *= (1 - dose * mu) ** 2 + dose**2 * variance
    return 1 - rest, squares - rest**2


CASES: list[tuple[Rules, Scale]] = [
    ((("direct", "high", 1.0),), make_scale()),
    ((("direct", "low", 1.0), ("indirect", "low", 1.0)), make_scale()),
    ((("direct", "medium", 0.5), ("direct", "low", 0.25), ("indirect", "high", 1.0)), make_scale()),
    ((("direct", "high", 1.0),) * 4, make_scale(1.0, 0.5)),
    ((("indirect", "low", 1.0),) * 3, make_scale(0.3, 0.1, 0.5)),
    ((("indirect", "low", 0.01), ("direct", "high", 0.99)), make_scale(0.7, 0.6)),
    ((("direct", "low", 1.0), ("indirect", "high", 0.5)), make_scale(0.8, 0.4, 0.0)),
]


@pytest.mark.parametrize(("rules", "scale"), CASES)
def test_independent_draws_have_the_exact_mean_and_variance(rules: Rules, scale: Scale) -> None:
    draws = 40_000
    found = coverages(rules, scale, Sampling(seed=11, draws=draws, shared=False))
    mean, variance = exact(rules, scale)
    assert found.mean() == pytest.approx(mean, abs=SPREAD * math.sqrt(variance / draws) + CLOSE)
    fourth = ((found - mean) ** 4).mean()
    assert found.var() == pytest.approx(
        variance, abs=SPREAD * math.sqrt(max(0.0, fourth - variance**2) / draws) + CLOSE
    )


def test_shared_draws_vary_more_than_independent_ones() -> None:
    """Two rules that move together: E and Var of 1 - x^2 with x uniform in 0 to 0.4, by hand."""
    rules: Rules = (("direct", "high", 1.0), ("direct", "high", 1.0))
    draws = 40_000
    found = coverages(rules, make_scale(), Sampling(draws=draws))
    mean, variance = 1 - 0.4**2 / 3, 0.4**4 / 5 - (0.4**2 / 3) ** 2
    assert found.mean() == pytest.approx(mean, abs=SPREAD * math.sqrt(variance / draws))
    assert found.var() == pytest.approx(variance, rel=0.02)
    assert variance > 1.5 * exact(rules, make_scale())[1]


@settings(max_examples=40)
@given(worlds(), st.booleans(), st.integers(0, 100))
def test_what_is_left_uncovered_is_the_product_over_the_rules_that_fire(world: World, shared: bool, seed: int) -> None:
    grid = make_grid(prepare(world.catalogue, world.scenario, world.on))
    block = first_block(world.catalogue.scale, seed=seed, draws=5, shared=shared)
    found, unknown = uncovered(grid, block), unknown_rest(grid)
    assert found.shape == (len(grid.targets), 5)
    for place, target in enumerate(grid.targets):
        pairs = oracle.pairs(world, target)
        assert found[place] == pytest.approx(product_of(world, pairs, target, block), abs=CLOSE)
        assert unknown[place] == pytest.approx(math.prod(1 - pair.dose for pair in pairs if not pair.rules), abs=CLOSE)


def product_of(world: World, pairs: list[oracle.Pair], target: str, block: Block) -> list[float]:
    return [math.prod(each) for each in zip([1.0] * block.size, *factors(world, pairs, target, block), strict=True)]


def factors(world: World, pairs: list[oracle.Pair], target: str, block: Block) -> Iterator[list[float]]:
    for pair in pairs:
        if pair.firing:
            share = world.catalogue.scale.factor_of(pair.firing.confidence)
            direct = pair.firing.alignment == "direct"
            strengths = block.strength((pair.intervention, target), direct=direct, share=share)
            yield [1 - pair.dose * float(strength) for strength in strengths]
