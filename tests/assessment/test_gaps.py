"""Gaps: kind, severity and what closes them, each against brute force."""

import dataclasses
from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given

from alignment.assessment.assess import assess
from alignment.assessment.gaps import SMALLEST_DOSE
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Assessment, Closing, Gap
from alignment.model.rule import Condition
from alignment.model.scenario import Component, Context, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import (
    COUNTRIES,
    GROUPS,
    SETTINGS,
    World,
    crowded_worlds,
    make_catalogue,
    make_rule,
    worlds,
)

CLOSE = 1e-9


def run(world: World) -> Assessment:
    return assess(world.catalogue, world.scenario, world.on)


def with_doses(world: World, doses: dict[str, float], context: Context | None = None) -> World:
    """The same scenario with these doses in place of its own, and another context where one is given."""
    parts = tuple(Component(intervention=name, dose=dose) for name, dose in doses.items())
    update = {"components": parts, "context": context or world.scenario.context}
    return dataclasses.replace(world, scenario=world.scenario.model_copy(update=update))


def added(world: World, whens: Iterable[Condition | None]) -> Context:
    """The context with what some rules need beside what it has already (no groups: all children)."""
    context = world.scenario.context
    settings, countries = list(context.settings), list(context.countries)
    groups = set(context.groups)
    for when in whens:
        settings += (when.settings if when else None) or ()
        countries += (when.countries if when else None) or ()
        if when and when.groups:
            groups |= set(when.groups) | oracle.groups_of(world)
    return Context(settings=tuple(settings), groups=tuple(sorted(groups)), countries=tuple(countries))


def covered(world: World, target: str) -> bool:
    return oracle.is_covered(world, oracle.pairs(world, target))


def reach(world: World, target: str) -> str:
    """By brute force: every type at dose 1, here and with every setting, group and country there is."""
    everything = dict.fromkeys(world.catalogue.interventions, 1.0)
    anywhere = Context(settings=SETTINGS, groups=GROUPS, countries=COUNTRIES)
    if not covered(with_doses(world, everything, anywhere), target):
        return "structural"
    return "allocation" if covered(with_doses(world, everything), target) else "context"


def expected_kinds(world: World) -> dict[str, set[str]]:
    """The kind of gap of each theme target that is not covered."""
    found = {}
    for target in oracle.theme_targets(world):
        pairs = oracle.pairs(world, target)
        if not oracle.is_covered(world, pairs):
            found[target] = {"unassessed"} if oracle.status(pairs) == "unassessed" else {reach(world, target)}
    return found


@given(worlds() | crowded_worlds())
def test_every_theme_target_that_is_not_covered_is_a_gap_of_the_first_kind_that_holds(world: World) -> None:
    open_gaps = [gap for gap in run(world).gaps if gap.kind not in ("certainty", "scope")]
    assert {gap.target: {gap.kind} for gap in open_gaps} == expected_kinds(world)
    assert len({gap.target for gap in run(world).gaps}) == len(run(world).gaps)


@given(worlds() | crowded_worlds())
def test_severity_is_the_open_share_of_the_threshold_weighed_by_priority(world: World) -> None:
    themes = oracle.theme_targets(world)
    highest = max((oracle.priority(world, target) for target in themes), default=1.0)
    gaps = run(world).gaps
    for gap in gaps:
        pairs = oracle.pairs(world, gap.target)
        threshold = oracle.threshold(world)
        cap = threshold if oracle.status(pairs) == "direct" else threshold / 2
        share = 1 - min(oracle.coverage(world, pairs), cap) / threshold
        expected = 0.0 if gap.kind in ("certainty", "scope") else oracle.priority(world, gap.target) / highest * share
        assert gap.severity == pytest.approx(expected, abs=CLOSE)
        assert 0.0 <= gap.severity <= 1.0
    assert [gap.severity for gap in gaps] == sorted((gap.severity for gap in gaps), reverse=True)


@given(worlds() | crowded_worlds())
def test_a_covered_target_shows_only_that_it_is_not_sure_or_not_for_every_group(world: World) -> None:
    assessment = run(world)
    gaps = {gap.target: gap for gap in assessment.gaps}
    for target in oracle.theme_targets(world):
        if not covered(world, target):
            continue
        sure = assessment.target(target).probability >= 0.8 - CLOSE
        firing = [pair.firing for pair in oracle.pairs(world, target) if pair.firing]
        reached = {group for rule in firing for group in rule.groups or GROUPS}
        left_out = [group for group in GROUPS if group in oracle.groups_of(world) - reached]
        kind = "certainty" if not sure else "scope" if left_out else None
        gap = gaps.get(target)
        assert (gap.kind if gap else None) == kind
        if gap:
            assert gap.closes == ()
            assert list(gap.left_out) == (left_out if kind == "scope" else [])


@given(worlds() | crowded_worlds())
def test_only_what_can_be_closed_names_what_closes_it(world: World) -> None:
    for gap in run(world).gaps:
        kind = reach(world, gap.target) if gap.kind == "unassessed" else gap.kind
        assert bool(gap.closes) == (kind in ("allocation", "context"))


def applied(world: World, closings: tuple[Closing, ...], less: float = 0.0) -> World:
    """The scenario with the closings carried out, the settings they need included."""
    doses = oracle.doses(world.scenario) | {each.intervention: each.dose - less for each in closings}
    return with_doses(world, doses, added(world, [each.when for each in closings]))


def batches(gap: Gap) -> list[tuple[Closing, ...]]:
    """What is to be carried out at once: each alone, or all together."""
    if gap.closes and gap.closes[0].together:
        assert all(each.together for each in gap.closes)
        return [gap.closes]
    assert not any(each.together for each in gap.closes)
    return [(each,) for each in gap.closes]


@given(worlds() | crowded_worlds())
def test_what_closes_a_gap_covers_it_when_carried_out(world: World) -> None:
    for gap in run(world).gaps:
        for batch in batches(gap):
            after = run(applied(world, batch)).target(gap.target)
            assert after.covered, (gap, batch)
            least = batch[0].coverage
            assert after.coverage >= least - CLOSE
            if not any(each.when for each in batch):
                assert after.coverage == pytest.approx(least, abs=CLOSE)


@given(worlds() | crowded_worlds())
def test_a_closing_names_the_least_dose_and_the_least_addition_first(world: World) -> None:
    present = oracle.doses(world.scenario)
    for gap in run(world).gaps:
        for closing in gap.closes:
            assert 0.0 < closing.dose <= 1.0
            assert closing.added == pytest.approx(closing.dose - present.get(closing.intervention, 0.0), abs=CLOSE)
        if gap.kind == "context" or any(each.together for each in gap.closes):
            assert {each.dose for each in gap.closes} <= {1.0}
            continue
        assert [each.added for each in gap.closes] == sorted(each.added for each in gap.closes)
        for closing in gap.closes:
            if closing.dose > SMALLEST_DOSE and gap.kind == "allocation":
                others = {name: dose for name, dose in present.items() if name != closing.intervention}
                rest = oracle.coverage(world, oracle.pairs(with_doses(world, others), gap.target))
                if rest < 0.99:  # elsewhere 1e-6 of dose is less than the tolerance of the threshold
                    assert not covered(applied(world, (closing,), less=1e-6), gap.target), closing


def ways(world: World, target: str, here: bool) -> dict[str, tuple[float, bool]]:
    """Per intervention the strength of its best rule at dose 1, and whether that is direct."""
    found = {}
    for name in world.catalogue.interventions:
        rules = [rule for rule in oracle.rules_of(world, name, target) if oracle.fits(rule)]
        usable = [rule for rule in rules if not here or oracle.is_met(world, rule)]
        if usable:
            best = max(usable, key=lambda rule: oracle.strength(world, rule))
            found[name] = (oracle.strength(world, best), best.alignment == "direct")
    return found


def covers(world: World, target: str, raised: dict[str, tuple[float, bool]]) -> bool:
    """Whether some interventions at dose 1 cover a target, the others staying as they are."""
    rest = [pair for pair in oracle.pairs(world, target) if pair.firing and pair.intervention not in raised]
    direct = any(pair.firing and pair.firing.alignment == "direct" for pair in rest)
    values = [pair.dose * pair.strength(world) for pair in rest] + [strength for strength, _ in raised.values()]
    enough = oracle.combined(values) >= oracle.threshold(world) - CLOSE
    return enough and (direct or any(each for _, each in raised.values()))


@given(worlds() | crowded_worlds())
def test_closings_alone_are_all_there_are_and_those_together_are_the_fewest(world: World) -> None:
    for gap in run(world).gaps:
        if not gap.closes:
            continue
        possible = ways(world, gap.target, here=reach(world, gap.target) == "allocation")
        alone = {name for name, way in possible.items() if covers(world, gap.target, {name: way})}
        if not gap.closes[0].together:
            assert {each.intervention for each in gap.closes} == alone
            continue
        assert not alone
        chosen = (names for size in range(2, len(possible) + 1) for names in combinations(possible, size))
        enough = (names for names in chosen if covers(world, gap.target, {name: possible[name] for name in names}))
        assert len(gap.closes) == len(next(enough))


def test_where_a_direct_rule_fires_already_an_indirect_one_can_do_the_rest() -> None:
    rules = {"teaching": make_rule("one-1"), "income": make_rule("one-1", alignment="indirect")}
    catalogue = make_catalogue([LocatedRule(name, rule, "rules/x.yaml", 1) for name, rule in rules.items()])
    half = Scenario(components=(Component(intervention="teaching", dose=0.5),), frameworks=("one",))
    [gap] = run(World(catalogue, half, date(2021, 1, 1))).gaps
    assert [(each.intervention, each.dose) for each in gap.closes] == [
        ("teaching", pytest.approx(0.75)),
        ("income", pytest.approx(0.2 / 0.24)),
    ]


def test_a_closing_names_all_groups_that_a_rule_needs_and_not_only_those_of_its_condition() -> None:
    rule = make_rule("one-1", when=Condition(groups=("boys",)), groups=("women",))
    catalogue = make_catalogue([LocatedRule("teaching", rule, "rules/x.yaml", 1)])
    scenario = Scenario(components=(), context=Context(groups=("girls",)), frameworks=("one",))
    world = World(catalogue, scenario, date(2021, 1, 1))
    [gap] = run(world).gaps
    assert gap.kind == "context"
    assert run(applied(world, gap.closes)).target("one-1").covered
