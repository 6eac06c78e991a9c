"""Results over many draws, worked out again draw by draw, and what must hold whatever is drawn."""

import dataclasses
import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.assessment import robustness as module
from alignment.assessment.assess import assess
from alignment.assessment.certainty import make_sampling
from alignment.assessment.draws import BLOCK, MOST_DRAWS, Block, Sampling, blocks
from alignment.assessment.robustness import (
    Duel,
    FrameworkCertainty,
    Robustness,
    ScenarioCertainty,
    TargetCertainty,
    robustness,
    robustness_steps,
)
from alignment.assessment.setup import Setup, prepare
from alignment.assessment.tally import BINS, TAIL
from alignment.model.catalogue import LocatedRule
from alignment.model.message import InputError
from alignment.model.rule import Scale
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import World, make_catalogue, make_framework, make_rule, make_scale, scenarios, worlds

CLOSE = 1e-12
ON = date(2021, 1, 1)
SPREAD = 4.5  # standard errors; the seeds are fixed


def setup_of(world: World) -> Setup:
    return prepare(world.catalogue, world.scenario, world.on)


def made(*rules: tuple[str, str, str, float], threshold: float = 0.6, scale: Scale | None = None) -> World:
    """A world of one target, `one-1`: (intervention, alignment, confidence, dose) of each rule."""
    located = [
        LocatedRule(name, make_rule("one-1", alignment=alignment, confidence=confidence), "rules/x.yaml", line)
        for line, (name, alignment, confidence, _) in enumerate(rules, 1)
    ]
    parts = tuple(Component(intervention=name, dose=dose) for name, _, _, dose in rules)
    scenario = Scenario(id="made", components=parts, frameworks=("one",), threshold=threshold)
    return World(make_catalogue(located, scale=scale), scenario, ON)


@dataclasses.dataclass
class Slow:
    """One scenario over the draws in plain loops: C and its highest value of each target, F of each framework."""

    coverage: dict[str, list[float]]
    highest: dict[str, list[float]]
    score: dict[str, list[float]]
    high_score: dict[str, list[float]]


def slow(world: World, sampling: Sampling) -> Slow:
    found = Slow({}, {}, {}, {})
    drawn = list(blocks(world.catalogue.scale, sampling))
    frameworks = world.catalogue.frameworks
    for target in (each.id for name in world.scenario.frameworks for each in world.catalogue.targets_of(name)):
        pairs = oracle.pairs(world, target)
        rest = [math.prod(each) for each in zip(*_rests(world, pairs, target, drawn), strict=True)]
        unknown = math.prod(1 - pair.dose for pair in pairs if not pair.rules)
        found.coverage[target] = [1 - each for each in rest]
        found.highest[target] = [1 - each * unknown for each in rest]
    for name in (each for each in world.scenario.frameworks if frameworks[each].kind == "policy"):
        found.score[name] = _scores(world, name, found.coverage, sampling.draws)
        found.high_score[name] = _scores(world, name, found.highest, sampling.draws)
    return found


def _rests(world: World, pairs: list[oracle.Pair], target: str, drawn: Sequence[Block]) -> list[list[float]]:
    """1 - w r of each draw, a list for each rule that fires, and one of ones."""
    lists = [[1.0] * sum(block.size for block in drawn)]
    for pair in pairs:
        if pair.firing:
            share = world.catalogue.scale.factor_of(pair.firing.confidence)
            direct = pair.firing.alignment == "direct"
            key = (pair.intervention, target)
            strengths = [float(r) for block in drawn for r in block.strength(key, direct=direct, share=share)]
            lists.append([1 - pair.dose * strength for strength in strengths])
    return lists


def _scores(world: World, framework: str, values: dict[str, list[float]], draws: int) -> list[float]:
    themes = oracle.theme_targets(world, framework)
    weights = [oracle.priority(world, target) for target in themes]
    if not themes:
        return [0.0] * draws
    rows = [values[target] for target in themes]
    return [
        sum(v * c for v, c in zip(weights, column, strict=True)) / sum(weights) for column in zip(*rows, strict=True)
    ]


def assert_interval(found: TargetCertainty | FrameworkCertainty, values: list[float], highest: list[float]) -> None:
    ordered, count = sorted(values), len(values)
    assert found.mean == pytest.approx(math.fsum(values) / count, abs=CLOSE)
    assert found.low == pytest.approx(min(_quantile(ordered, TAIL), found.mean), abs=1.01 / BINS)
    assert found.upper == pytest.approx(max(_quantile(ordered, 1 - TAIL), found.mean), abs=1.01 / BINS)
    assert found.high >= found.upper
    assert found.high <= max(highest) + 1.01 / BINS
    assert_within(found)


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[max(1, math.ceil(share * len(ordered) - 1e-9)) - 1]


def assert_within(found: TargetCertainty | FrameworkCertainty) -> None:
    assert 0 <= found.low <= found.mean <= found.upper <= found.high <= 1


def assert_scenario(world: World, found: ScenarioCertainty, expected: Slow, draws: int) -> None:
    limit = oracle.threshold(world) - oracle.TOLERANCE
    assert [each.target for each in found.targets] == list(expected.coverage)
    assert [each.framework for each in found.frameworks] == list(expected.score)
    for each in found.targets:
        values, highest = expected.coverage[each.target], expected.highest[each.target]
        assert_interval(each, values, highest)
        assert each.variance == pytest.approx(float(np.var(values)), abs=CLOSE)
        pairs = oracle.pairs(world, each.target)
        direct = oracle.status(pairs) == "direct"
        maybe = direct or any(not pair.rules for pair in pairs)
        assert each.p_covered == (sum(c >= limit for c in values) / draws if direct else 0.0)
        assert each.p_possible == (sum(c >= limit for c in highest) / draws if maybe else 0.0)
        assert 0 <= each.p_covered <= each.p_possible <= 1
    for framework in found.frameworks:
        name = framework.framework
        assert_interval(framework, expected.score[name], expected.high_score[name])


def assert_comparison(found: Robustness, expected: list[Slow]) -> None:
    share = 1 / found.draws
    for duel in found.duels:
        one, other = (expected[int(name[-1])] for name in (duel.first, duel.second))
        low = list(zip(one.score[duel.framework], other.score[duel.framework], strict=True))
        worst = list(zip(one.score[duel.framework], other.high_score[duel.framework], strict=True))
        best = list(zip(one.high_score[duel.framework], other.score[duel.framework], strict=True))
        assert duel.p_first == pytest.approx(share * sum(a > b + oracle.TOLERANCE for a, b in low))
        assert duel.p_equal == pytest.approx(share * sum(abs(a - b) <= oracle.TOLERANCE for a, b in low))
        assert duel.p_least == pytest.approx(share * sum(a > b + oracle.TOLERANCE for a, b in worst))
        assert duel.p_most == pytest.approx(share * sum(a > b + oracle.TOLERANCE for a, b in best))
        assert_duel(duel)


def assert_duel(duel: Duel) -> None:
    assert 0 <= duel.p_least <= duel.p_first <= duel.p_most <= 1
    assert 0 <= duel.p_first + duel.p_equal <= 1 + CLOSE


def assert_ranks(found: Robustness) -> None:
    """In each framework the shares of each scenario, and of each rank, add up to 1."""
    for name in {each.framework for each in found.ranks}:
        shares = np.array([each.p_rank for each in found.ranks if each.framework == name])
        assert shares.shape[0] == shares.shape[1]
        assert shares.sum(axis=0) == pytest.approx(np.ones(len(shares)))
        assert shares.sum(axis=1) == pytest.approx(np.ones(len(shares)))


@settings(max_examples=40)
@given(worlds(), st.data(), st.integers(1, 45), st.booleans())
def test_everything_is_what_loops_over_the_same_draws_give(
    world: World, data: st.DataObject, draws: int, shared: bool
) -> None:
    found_scenarios = [world.scenario, *(data.draw(scenarios(world.catalogue)) for _ in range(2))]
    several = [
        World(world.catalogue, scenario.model_copy(update={"id": f"s{number}"}), world.on)
        for number, scenario in enumerate(found_scenarios)
    ]
    sampling = Sampling(seed=3, draws=draws, shared=shared)
    found = robustness([setup_of(each) for each in several], sampling)
    expected = [slow(each, sampling) for each in several]
    assert (found.draws, found.sampling) == (draws, sampling)
    for one, result, slowly in zip(several, found.scenarios, expected, strict=True):
        assert_scenario(one, result, slowly, draws)
    assert_comparison(found, expected)
    assert_ranks(found)


@pytest.mark.parametrize("draws", [1, BLOCK - 1, BLOCK, BLOCK + 1])
def test_blocks_are_only_a_way_to_count(draws: int) -> None:
    world = made(("teaching", "direct", "low", 0.8), ("income", "indirect", "medium", 0.5))
    sampling = Sampling(draws=draws)
    found = robustness([setup_of(world)], sampling)
    assert_scenario(world, found.scenarios[0], slow(world, sampling), draws)
    assert found.draws == draws
    assert_ranks(found)


@pytest.mark.parametrize(
    ("dose", "expected"), [(1.0, 1.0), (0.9, (1 - 0.6 / 0.9) / 0.4), (0.75, 0.5), (0.65, 0.192307692), (0.5, 0.0)]
)
@pytest.mark.parametrize("shared", [True, False])
def test_one_direct_rule_of_high_confidence_by_hand(dose: float, expected: float, shared: bool) -> None:
    """Its strength is uniform in 0.6 to 1, so P(C >= 0.6) = (1 - 0.6 / w) / 0.4, at least 0."""
    draws = 20_000
    found = robustness([setup_of(made(("teaching", "direct", "high", dose)))], Sampling(draws=draws, shared=shared))
    target = found.scenarios[0].target("one-1")
    assert target.p_covered == target.p_possible
    if expected in (0.0, 1.0):
        assert target.p_covered == expected
    assert target.p_covered == pytest.approx(expected, abs=SPREAD * math.sqrt(0.25 / draws))
    assert (target.low, target.upper) == pytest.approx((dose * 0.62, dose * 0.98), abs=0.005)


@settings(max_examples=25)
@given(st.floats(0.05, 1), st.floats(0.05, 1), st.sampled_from([0.3, 0.6, 0.85, 0.95]))
def test_direct_rules_of_high_confidence_agree_with_the_probability_of_the_assessment(
    one: float, other: float, threshold: float
) -> None:
    """There one position moves all strengths, as here one level does."""
    world = made(("teaching", "direct", "high", one), ("income", "direct", "high", other), threshold=threshold)
    target = assess(world.catalogue, world.scenario, world.on).target("one-1")
    draws = 4000
    found = robustness([setup_of(world)], Sampling(seed=1, draws=draws)).scenarios[0].target("one-1")
    if target.covered:
        assert found.p_covered == pytest.approx(target.probability, abs=SPREAD * math.sqrt(0.25 / draws))
    assert target.low - CLOSE <= found.low <= found.upper <= target.high + CLOSE


@settings(max_examples=20)
@given(worlds(), st.integers(0, 5))
def test_no_draw_lies_outside_the_interval_of_the_assessment(world: World, seed: int) -> None:
    found = robustness([setup_of(world)], Sampling(seed=seed, draws=20)).scenarios[0]
    for result in assess(world.catalogue, world.scenario, world.on).targets:
        target = found.target(result.target)
        assert result.low - CLOSE <= target.low
        assert target.high <= result.high + 1 / BINS
        assert (target.p_covered > 0) <= (result.status == "direct")


@settings(max_examples=20)
@given(worlds(), st.data())
def test_a_further_scenario_changes_no_number_of_the_others(world: World, data: st.DataObject) -> None:
    further = dataclasses.replace(world, scenario=data.draw(scenarios(world.catalogue)))
    sampling = Sampling(draws=50)
    alone = robustness([setup_of(world)], sampling)
    for several in ([world, further], [further, world]):
        both = robustness([setup_of(each) for each in several], sampling)
        assert both.scenarios[several.index(world)] == alone.scenarios[0]


@settings(max_examples=20)
@given(worlds(), st.sampled_from(["one-1", "two-1", "pact-1"]))
def test_rules_of_other_targets_change_nothing(world: World, target: str) -> None:
    fewer = make_catalogue(
        [each for each in world.catalogue.rules if each.rule.target == target],
        list(world.catalogue.frameworks.values()),
        world.catalogue.scale,
        world.catalogue.types,
    )
    sampling = Sampling(draws=50)
    one, other = (
        robustness([setup_of(dataclasses.replace(world, catalogue=each))], sampling).scenarios[0]
        for each in (world.catalogue, fewer)
    )
    for found in one.targets:
        if found.target == target:
            assert other.target(target) == found


@settings(max_examples=20)
@given(worlds())
def test_a_scenario_beside_itself_is_equal_in_every_draw(world: World) -> None:
    setup = setup_of(world)
    found = robustness([setup, setup], Sampling(draws=50))
    assert found.scenarios[0] == found.scenarios[1]
    for duel in found.duels:
        assert (duel.p_first, duel.p_equal, duel.p_least) == (0.0, 1.0, 0.0)
    for ranks in found.ranks:
        assert ranks.p_rank == (0.5, 0.5)


def test_what_is_left_after_stopping_early_is_the_result_of_so_many_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEP", 2)
    world = made(("teaching", "direct", "low", 0.7), ("income", "indirect", "medium", 0.5))
    other = dataclasses.replace(world, scenario=world.scenario.model_copy(update={"threshold": 0.9}))
    setups = [setup_of(world), setup_of(other)]
    steps = list(robustness_steps(setups, Sampling(draws=4 * BLOCK + 7)))
    assert [each.draws for each in steps] == [2 * BLOCK, 4 * BLOCK, 4 * BLOCK + 7]
    for each in steps:
        whole = robustness(setups, Sampling(draws=each.draws))
        assert dataclasses.replace(each, sampling=whole.sampling) == whole


def test_the_last_step_comes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEP", 1)
    steps = list(robustness_steps([setup_of(made(("teaching", "direct", "high", 1.0)))], Sampling(draws=BLOCK)))
    assert [each.draws for each in steps] == [BLOCK]


def test_without_a_direct_rule_nothing_is_covered_however_much_adds_up() -> None:
    world = made(*[(name, "indirect", "high", 1.0) for name in ("teaching", "income", "policing", "care")])
    target = robustness([setup_of(world)], Sampling(draws=1000)).scenarios[0].target("one-1")
    assert target.mean > 0.8
    assert (target.p_covered, target.p_possible) == (0.0, 0.0)


def test_a_pair_without_a_rule_makes_an_interval() -> None:
    """An indirect rule at dose 1 and a component of dose 0.5 that nobody has assessed."""
    world = made(("teaching", "indirect", "high", 1.0))
    parts = (*world.scenario.components, Component(intervention="care", dose=0.5))
    world = dataclasses.replace(world, scenario=world.scenario.model_copy(update={"components": parts}))
    found = robustness([setup_of(world)], Sampling(draws=8000)).scenarios[0]
    target, framework = found.target("one-1"), found.frameworks[0]
    assert target.p_covered == 0.0
    assert target.high == pytest.approx(1 - (1 - target.upper) * 0.5, abs=CLOSE)
    assert framework.high == pytest.approx(target.high, abs=1e-3)
    # C = 1 - (1 - r) / 2 with r uniform in 0.2 to 0.6 is always 0.6 or more
    assert target.p_possible == 1.0


def test_a_scenario_without_components_gives_zeros() -> None:
    world = World(make_catalogue([]), Scenario(id="empty", components=(), frameworks=("one",)), ON)
    found = robustness([setup_of(world)], Sampling(draws=10)).scenarios[0]
    assert found.target("one-1") == TargetCertainty("one-1", *[0.0] * 7)
    assert found.frameworks == (FrameworkCertainty("one", 0.0, 0.0, 0.0, 0.0),)
    with pytest.raises(KeyError):
        found.target("one-2")


@pytest.mark.parametrize("count", [9, 11, 22, 29, 36, 40])
@pytest.mark.parametrize("draws", [1, 2, 5])
def test_a_score_is_never_above_one(count: int, draws: int) -> None:
    """So many equal weights can add up to a little more than 1."""
    framework = make_framework("one", ("theme",) * count)
    rules = [LocatedRule("teaching", make_rule(f"one-{code}"), "rules/x.yaml", code) for code in range(1, count + 1)]
    catalogue = make_catalogue(rules, [framework], make_scale(1.0, 0.5, 0.0))
    scenario = Scenario(components=(Component(intervention="teaching", dose=1.0),), frameworks=("one",))
    found = robustness([setup_of(World(catalogue, scenario, ON))], Sampling(draws=draws)).scenarios[0]
    assert found.frameworks[0].mean == pytest.approx(1.0, abs=CLOSE)
    assert_within(found.frameworks[0])


@pytest.mark.parametrize(
    ("scale", "shared"), [(make_scale(1.0, 0.5), False), (make_scale(0.999, 0.5), True)], ids=["apart", "together"]
)
def test_where_nearly_all_draws_are_full_the_interval_holds_the_mean(scale: Scale, shared: bool) -> None:
    names = ("teaching", "income", "policing", "care")
    world = made(*[(name, "direct", "low", 1.0) for name in names], scale=scale)
    found = robustness([setup_of(world)], Sampling(draws=2000, shared=shared)).scenarios[0]
    assert_within(found.target("one-1"))
    assert_within(found.frameworks[0])
    assert found.target("one-1").mean > 0.99


def test_a_framework_that_only_one_scenario_looks_at_gives_no_duel() -> None:
    catalogue = make_catalogue([], [make_framework("one", ("theme",)), make_framework("two", ("theme",))])
    found = robustness(
        [
            prepare(catalogue, Scenario(id=f"s{number}", components=(), frameworks=frameworks), ON)
            for number, frameworks in enumerate([("one",), ("two", "one")])
        ],
        Sampling(draws=5),
    )
    assert [(duel.framework, duel.first, duel.second) for duel in found.duels] == [("one", "s0", "s1")]
    assert [(each.framework, each.scenario, each.p_rank) for each in found.ranks] == [
        ("one", "s0", (0.5, 0.5)), ("one", "s1", (0.5, 0.5)), ("two", "s1", (1.0,)),
    ]  # fmt: skip


def test_how_to_draw_is_checked() -> None:
    assert make_sampling() == Sampling(seed=2022, draws=10_000, shared=True)
    assert make_sampling(1, 0, shared=False) == Sampling(seed=0, draws=1, shared=False)
    assert make_sampling(MOST_DRAWS).draws == MOST_DRAWS == 10_000_000
    for draws, seed, codes in (
        (0, None, ["U11"]), (MOST_DRAWS + 1, 1, ["U11"]), (None, -1, ["U12"]), (-5, -5, ["U11", "U12"])
    ):  # fmt: skip
        with pytest.raises(InputError) as raised:
            make_sampling(draws, seed)
        assert [each.code for each in raised.value.problems] == codes
