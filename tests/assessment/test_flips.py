"""Decisive steps, judged by brute force: take every step in the catalogue or the scenarios, and assess again."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alignment.assessment.assess import assess
from alignment.assessment.flipping import Change, Flip, Flips
from alignment.assessment.flips import find_flips
from alignment.assessment.setup import prepare
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.result import Assessment
from alignment.model.scenario import Component, Scenario
from tests.assessment import oracle
from tests.assessment.strategies import TEXT, World, make_catalogue, make_framework, make_rule, scenarios, worlds

ON = date(2021, 1, 1)
NEXT = {"direct": ["indirect"], "indirect": ["direct", "none"], "none": ["indirect"], "opposes": ["none"]}
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
LISTED_LINKS = ("theme", None)

Told = set[tuple[str, str, Any, Any]]
"""Changes as (kind, place, old, new)."""

Step = tuple[Any, ...]
"""What tells one step from another: kind, intervention, target, old, new, and which rule."""


def several(world: World, *others: Scenario, days: Sequence[int] = ()) -> list[World]:
    """Worlds that share a catalogue, each with an id of its own and perhaps a date of its own."""
    return [
        World(
            world.catalogue,
            scenario.model_copy(update={"id": f"s{number}"}),
            world.on + timedelta(days=days[number] if days else 0),
        )
        for number, scenario in enumerate([world.scenario, *others])
    ]


def assessed(worlds: Sequence[World]) -> list[Assessment]:
    return [assess(each.catalogue, each.scenario, each.on) for each in worlds]


def facts(assessment: Assessment) -> dict[tuple[str, str], Any]:
    """Whether each theme target is covered, its gap, and the status of each target that can be named."""
    gaps = {gap.target: gap.kind for gap in assessment.gaps}
    found: dict[tuple[str, str], Any] = {}
    for result in assessment.targets:
        if result.link in LISTED_LINKS:
            found["status", result.target] = result.status
        if result.link == "theme":
            found["covered", result.target] = result.covered
            found["gap", result.target] = gaps.get(result.target)
    return found


def order(assessments: Sequence[Assessment], framework: str) -> tuple[tuple[str, ...], ...]:
    """The scenarios held against a framework with theme targets, highest score first, equal ones together."""
    given = [
        (found.score, str(each.scenario.id))
        for each in assessments
        for found in each.frameworks
        if found.framework == framework and found.targets
    ]
    scored = sorted(given, key=lambda each: -each[0])
    groups: list[list[str]] = []
    for place, (score, name) in enumerate(scored):
        if place == 0 or scored[place - 1][0] - score > oracle.TOLERANCE:
            groups.append([])
        groups[-1].append(name)
    names = [name for _, name in given]
    return tuple(tuple(name for name in names if name in group) for group in groups)


def differences(place: int, before: Sequence[Assessment], after: Sequence[Assessment]) -> Told:
    """What differs for one scenario: its targets, and the order of all by its frameworks."""
    old, new = facts(before[place]), facts(after[place])
    told = {(kind, target, old[kind, target], new[kind, target]) for kind, target in old}
    for found in before[place].frameworks:
        orders = order(before, found.framework), order(after, found.framework)
        told.add(("order", found.framework, *orders))
    return {each for each in told if each[2] != each[3]}


def first_gap(assessment: Assessment) -> str | None:
    """The target with the most severe gap, if one stands above all others."""
    ranked = sorted(((gap.severity, gap.target) for gap in assessment.gaps), reverse=True)
    if not ranked or ranked[0][0] <= 0:
        return None
    alone = len(ranked) == 1 or ranked[0][0] - ranked[1][0] > oracle.TOLERANCE
    return ranked[0][1] if alone else None


def with_rules(found: Sequence[World], rules: Sequence[LocatedRule]) -> list[World]:
    catalogue = dataclasses.replace(found[0].catalogue, rules=tuple(rules))
    return [dataclasses.replace(each, catalogue=catalogue) for each in found]


def with_scenario(found: Sequence[World], place: int, **changes: Any) -> list[World]:
    scenario = found[place].scenario.model_copy(update=changes)
    return [dataclasses.replace(each, scenario=scenario) if n == place else each for n, each in enumerate(found)]


def listed_targets(world: World) -> list[str]:
    return [
        f"{name}-{target.code}"
        for name in world.scenario.frameworks
        for target in world.catalogue.frameworks[name].targets
        if target.link in LISTED_LINKS
    ]


def verdict_steps(place: int, found: Sequence[World], before: Sequence[Assessment]) -> Iterator[tuple[Step, Told]]:
    """Every verdict that applies on the date; what only reorders belongs to the scenario that has the intervention."""
    own, open_gaps = found[place], {gap.target for gap in before[place].gaps}
    for located in own.catalogue.rules:
        target, old = located.rule.target, located.rule.alignment
        if target not in listed_targets(own) or located.rule not in oracle.rules_of(own, located.intervention, target):
            continue
        for new in NEXT[old]:
            changed = dataclasses.replace(located, rule=located.rule.model_copy(update={"alignment": new}))
            rules = [changed if each is located else each for each in own.catalogue.rules]
            told = differences(place, before, assessed(with_rules(found, rules)))
            apart = located.intervention not in before[place].doses and target not in open_gaps
            if apart:
                assert all(each[0] == "order" for each in told)
            elif told:
                yield ("verdict", located.intervention, target, old, new, id(located)), told


def assessment_steps(place: int, found: Sequence[World], before: Sequence[Assessment]) -> Iterator[tuple[Step, Told]]:
    own = found[place]
    for target in listed_targets(own):
        for name in before[place].doses:
            if oracle.rules_of(own, name, target):
                continue
            for new in ("direct", "indirect", "none"):
                plain = LocatedRule(name, make_rule(target, alignment=new, confidence="medium"), "new.yaml", 1)
                told = differences(place, before, assessed(with_rules(found, [*own.catalogue.rules, plain])))
                if told:
                    yield ("assessment", name, target, None, new, None), told


def dose_steps(place: int, found: Sequence[World], before: Sequence[Assessment]) -> Iterator[tuple[Step, Told]]:
    doses = before[place].doses
    for name, old in doses.items():
        lower = [each for each in QUARTERS if each < old - 1e-9][-1:]
        higher = [each for each in QUARTERS if each > old + 1e-9][:1]
        for new in lower + higher:
            parts = tuple(Component(intervention=each, dose=dose) for each, dose in {**doses, name: new}.items())
            told = differences(place, before, assessed(with_scenario(found, place, components=parts)))
            if told:
                yield ("dose", name, None, old, new, None), told


def threshold_steps(place: int, found: Sequence[World], before: Sequence[Assessment]) -> Iterator[tuple[Step, Told]]:
    old = before[place].threshold
    for new in (round(old - 0.1, 12), round(old + 0.1, 12)):
        if 0 < new <= 1:
            told = differences(place, before, assessed(with_scenario(found, place, threshold=new)))
            if told:
                yield ("threshold", None, None, old, new, None), told


def priority_steps(place: int, found: Sequence[World], before: Sequence[Assessment]) -> Iterator[tuple[Step, Told]]:
    """Twice or half as heavy in every scenario; the only steps of which the heaviest gap is told."""
    for target in oracle.theme_targets(found[place]):
        for factor in (2.0, 0.5):
            varied = list(found)
            for number, each in enumerate(found):
                priorities = {**each.scenario.priorities, target: oracle.priority(each, target) * factor}
                varied = with_scenario(varied, number, priorities=priorities)
            after = assessed(varied)
            told = differences(place, before, after)
            assert all(each[0] == "order" for each in told)
            old, new = first_gap(before[place]), first_gap(after[place])
            if old and new and old != new:
                told.add(("first-gap", new, old, new))
            if told:
                weight = oracle.priority(found[place], target)
                yield ("priority", None, target, weight, weight * factor, None), told


def listed(flips: Sequence[Flip]) -> dict[Step, Told]:
    found = {}
    for each in flips:
        rule = id(each.located) if each.kind == "verdict" else None
        step = (each.kind, each.intervention, each.target, each.old, each.new, rule)
        assert step not in found, step
        found[step] = {(change.kind, change.place, change.old, change.new) for change in each.changes}
        assert len(found[step]) == len(each.changes)
    return found


def assert_all(found: Sequence[World]) -> None:
    before = assessed(found)
    flips = find_flips([prepare(each.catalogue, each.scenario, each.on) for each in found])
    assert len(flips) == len(found)
    for place, own in enumerate(flips):
        kinds = (verdict_steps, dose_steps, threshold_steps, priority_steps)
        steps = {step: told for kind in kinds for step, told in kind(place, found, before)}
        assert listed(own.steps) == steps
        assert listed(own.unassessed) == dict(assessment_steps(place, found, before))
        assert_sorted(own)


WEIGHT = {"order": 1, "status": 3, "gap": 4, "first-gap": 5}


def assert_sorted(own: Flips) -> None:
    """What loses cover first, then order, what wins it, status, gap, the heaviest gap."""
    for flips in (own.steps, own.unassessed):
        weights = [min(map(weight, each.changes)) for each in flips]
        assert weights == sorted(weights)


def weight(change: Change) -> int:
    if change.kind == "covered":
        return 2 if change.new else 0
    return WEIGHT[change.kind]


@settings(max_examples=30)
@given(worlds())
def test_the_steps_of_one_scenario_are_those_that_change_something(world: World) -> None:
    assume(world.catalogue.rules)
    assert_all(several(world))


@settings(max_examples=20)
@given(worlds(), st.data())
def test_of_several_scenarios_the_order_is_told_too(world: World, data: st.DataObject) -> None:
    assume(world.catalogue.rules)
    others = data.draw(st.lists(scenarios(world.catalogue), min_size=1, max_size=2))
    assert_all(several(world, *others, days=data.draw(st.sampled_from([(0, 0, 0), (0, 400, -400)]))))


def simple(*rules: tuple[str, str], targets: int = 1) -> Catalogue:
    """(intervention, alignment) of rules for the target one-1."""
    located = [LocatedRule(name, make_rule("one-1", alignment=each), "x.yaml", 1) for name, each in rules]
    return make_catalogue(located, [make_framework("one", ("theme",) * targets)])


def scenario(name: str, threshold: float = 0.6, **doses: float) -> Scenario:
    parts = tuple(Component(intervention=each, dose=dose) for each, dose in doses.items())
    return Scenario(id=name, title=TEXT, components=parts, frameworks=("one",), threshold=threshold)


def flips_of(catalogue: Catalogue, *found: Scenario) -> tuple[Flips, ...]:
    return find_flips([prepare(catalogue, each, ON) for each in found])


def told(flip: Flip) -> dict[str, tuple[Any, Any]]:
    return {change.kind: (change.old, change.new) for change in flip.changes}


def test_by_hand_one_direct_rule_decides_everything() -> None:
    [flips] = flips_of(simple(("teaching", "direct")), scenario("a", teaching=0.75))
    shown = [(flip.kind, flip.old, flip.new, told(flip)) for flip in flips.steps]
    # at 0.6 the target is covered only just: C = 0.75 * 0.8 = 0.6, sure in half the positions
    assert shown == [
        ("verdict", "direct", "indirect", {
            "covered": (True, False), "status": ("direct", "indirect"), "gap": ("certainty", "structural")
        }),
        ("dose", 0.75, 0.5, {"covered": (True, False), "gap": ("certainty", "allocation")}),
        ("threshold", 0.6, 0.7, {"covered": (True, False), "gap": ("certainty", "allocation")}),
        ("dose", 0.75, 1.0, {"gap": ("certainty", None)}),
        ("threshold", 0.6, 0.5, {"gap": ("certainty", None)}),
    ]  # fmt: skip
    assert flips.unassessed == ()


def test_by_hand_what_nobody_has_assessed() -> None:
    [flips] = flips_of(simple(("teaching", "indirect")), scenario("a", care=1.0))
    # teaching is not part of the scenario and care has no rule: only the gap's reach can change with teaching
    assert [(flip.intervention, flip.new, told(flip)) for flip in flips.unassessed] == [
        ("care", "direct", {
            "covered": (False, True), "status": ("unassessed", "direct"), "gap": ("unassessed", None)
        }),
        ("care", "indirect", {"status": ("unassessed", "indirect"), "gap": ("unassessed", "structural")}),
        ("care", "none", {"status": ("unassessed", "none"), "gap": ("unassessed", "structural")}),
    ]  # fmt: skip
    assert flips.steps == ()


def test_a_first_verdict_is_taken_to_be_of_medium_confidence() -> None:
    """C >= 0.6 asks for a strength of 0.64: P is 0.82 for medium confidence, and 0.77, too little, for low."""
    [flips] = flips_of(simple(("teaching", "indirect")), scenario("a", care=0.9375))
    assert told(flips.unassessed[0])["gap"] == ("unassessed", None)


def test_by_hand_the_order_turns_with_the_verdict() -> None:
    catalogue = simple(("teaching", "direct"), ("income", "indirect"))
    first, second = flips_of(catalogue, scenario("a", teaching=0.6), scenario("b", income=1.0))
    turned = ("order", "one", (("a",), ("b",)), (("b",), ("a",)))
    for flips in (first, second):  # 0.6 * 0.8 = 0.48 against 0.4; as indirect 0.24, and 0.8 for income as direct
        assert {step[:5] for step, changes in listed(flips.steps).items() if turned in changes} == {
            ("verdict", "teaching", "one-1", "direct", "indirect"),
            ("verdict", "income", "one-1", "indirect", "direct"),
        }
    equal = ("order", "one", (("a",), ("b",)), (("a", "b"),))
    assert equal in listed(first.steps)["dose", "teaching", None, 0.6, 0.5, None]


@pytest.mark.parametrize(
    ("dose", "steps"),
    [
        (0.5, [0.25, 0.75]), (1.0, [0.75]), (0.01, [0.0, 0.25]), (0.2500000000001, [0.0, 0.5]), (0.75, [0.5, 1.0])
    ],
)  # fmt: skip
def test_a_dose_moves_to_the_next_quarter(dose: float, steps: list[float]) -> None:
    catalogue = simple(("teaching", "direct"), ("income", "indirect"))
    # beside a scenario of the same score every step changes the order
    first, _ = flips_of(catalogue, scenario("a", teaching=dose), scenario("b", teaching=dose))
    found = {flip.new for flip in first.steps if flip.kind == "dose"}
    assert found == set(steps)


def test_what_would_lose_cover_comes_before_what_would_win_it() -> None:
    located = [
        LocatedRule("income", make_rule("one-1", alignment="indirect"), "x.yaml", 1),
        LocatedRule("teaching", make_rule("one-2"), "x.yaml", 2),
    ]
    catalogue = make_catalogue(located, [make_framework("one", ("theme", "theme"))])
    [flips] = flips_of(catalogue, scenario("a", teaching=1.0, income=1.0))
    verdicts = [(flip.target, flip.new, flip.changes[0].new) for flip in flips.steps if flip.kind == "verdict"]
    assert verdicts[:2] == [("one-2", "indirect", False), ("one-1", "direct", True)]


@pytest.mark.parametrize("priority", [1.7e308, 1e40, 1e-40, 5e-324])
def test_extreme_priorities_give_only_finite_steps_above_zero(priority: float) -> None:
    catalogue = simple(("teaching", "direct"), ("income", "indirect"), targets=2)
    priorities = {"one-1": priority, "one-2": priority * 0.9}
    own = scenario("a", teaching=0.1).model_copy(update={"priorities": priorities})
    first, _ = flips_of(catalogue, own, scenario("b", income=1.0))
    steps = [flip for flip in first.steps if flip.kind == "priority"]
    assert steps
    assert all(0 < float(flip.new) < float("inf") for flip in steps)


def test_weighing_a_gap_more_can_make_it_the_heaviest() -> None:
    catalogue = simple(("teaching", "direct"), targets=2)
    own = scenario("a", teaching=0.1).model_copy(update={"priorities": {"one-2": 1.5}})
    [flips] = flips_of(catalogue, own)
    heavier = [(flip.target, flip.old, flip.new, told(flip)) for flip in flips.steps if flip.kind == "priority"]
    assert heavier == [
        ("one-1", 1.0, 2.0, {"first-gap": ("one-2", "one-1")}),
        ("one-2", 1.5, 0.75, {"first-gap": ("one-2", "one-1")}),
    ]


def test_steps_do_not_change_the_scenarios_they_start_from() -> None:
    catalogue = simple(("teaching", "direct"))
    setups = [prepare(catalogue, scenario("a", teaching=0.5), ON)]
    assert find_flips(setups) == find_flips(setups)
    assert setups[0].doses == {"teaching": 0.5}
    assert [each.rule.alignment for each in setups[0].of_pair("teaching", "one-1")] == ["direct"]
