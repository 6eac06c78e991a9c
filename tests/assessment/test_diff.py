"""What a change of the catalogue does to results, on edited copies and, by brute force, on random worlds."""

import dataclasses
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.assessment.assess import assess
from alignment.assessment.diff import CatalogueChange, diff_catalogues, missing_ids
from alignment.catalogue.load import open_catalogue, parse_scenario
from alignment.model.base import Period
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.change import ScenarioChange, TargetChange
from alignment.model.result import Assessment
from tests.assessment.copies import TEACHING, Edits, edited
from tests.assessment.strategies import World, rules_of_pair, worlds
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(SMALL)


def after(small: Catalogue, folder: Path, edits: Edits) -> CatalogueChange:
    return diff_catalogues(small, edited(folder, edits), TODAY)


def scenario_of(change: CatalogueChange, name: str) -> ScenarioChange:
    return next(each for each in change.scenarios if each.scenario == name)


def targets_of(change: CatalogueChange, name: str) -> dict[str, TargetChange]:
    return {each.target: each for each in scenario_of(change, name).targets}


WEAKER: Edits = {TEACHING: ("alignment: direct", "alignment: indirect")}


def test_results_before_and_after_with_the_rule_behind_them(small: Catalogue, tmp_path: Path) -> None:
    """Mix has half a dose: 0.5 x 0.8 = 0.4 becomes 0.5 x 0.4 = 0.2; its priority is half of the highest."""
    change = after(small, tmp_path, WEAKER)
    assert {each.scenario for each in change.scenarios} == {"mix", "first", "part"}
    [(target, found)] = targets_of(change, "mix").items()
    assert (target, found.rules) == ("srgr-1", (0,))
    assert found.old
    assert found.new
    assert (found.old.status, found.old.gap, found.new.status, found.new.gap) == (
        "direct", "allocation", "indirect", "structural",
    )  # fmt: skip
    numbers = [found.old.coverage, found.old.low, found.old.high, found.old.severity]
    assert numbers == pytest.approx([0.4, 0.3, 0.5, 0.5 * (1 - 0.4 / 0.6)])
    numbers = [found.new.coverage, found.new.low, found.new.high, found.new.severity]
    assert numbers == pytest.approx([0.2, 0.1, 0.3, 0.5 * (1 - 0.2 / 0.6)])
    assert scenario_of(change, "mix").opened == ()
    [opened] = scenario_of(change, "first").opened
    assert opened.target == "srgr-1"
    assert opened.old
    assert opened.old.covered
    [framework] = scenario_of(change, "first").frameworks
    assert framework.old
    assert framework.new
    assert (framework.framework, framework.old.covered, framework.new.covered) == ("srgr", 2, 1)


def test_the_other_way_round_the_gap_closes(small: Catalogue, tmp_path: Path) -> None:
    change = diff_catalogues(edited(tmp_path, WEAKER), small, TODAY)
    assert [each.target for each in scenario_of(change, "first").closed] == ["srgr-1"]
    assert scenario_of(change, "first").opened == ()


def test_a_rule_that_would_close_the_gap_is_behind_it_too(small: Catalogue, tmp_path: Path) -> None:
    """Policing is not in the mix; that it no longer fits goal 4 changes what is said of the gap there."""
    edits = {"rules/policing.yaml": ("alignment: direct", "alignment: none")}
    change = after(small, tmp_path, edits)
    found = targets_of(change, "mix")["srgr-4"]
    assert found.old
    assert found.new
    assert (found.old.gap, found.new.gap, found.rules) == ("allocation", "structural", (0,))
    assert found.old.coverage == found.new.coverage


def test_a_rule_of_another_intervention_is_not_behind_it(small: Catalogue, tmp_path: Path) -> None:
    """Care is part of `first` and not of the mix, and would not close the gap there."""
    change = after(small, tmp_path, {**WEAKER, "rules/care.yaml": ("alignment: none", "alignment: opposes")})
    assert [each.intervention for each in change.rules] == ["care", "teaching"]
    assert targets_of(change, "mix")["srgr-1"].rules == (1,)
    assert targets_of(change, "first")["srgr-1"].rules == (0, 1)


def test_a_text_is_never_behind_a_result(small: Catalogue, tmp_path: Path) -> None:
    change = after(
        small, tmp_path, {TEACHING: ("2026-11-21", "2020"), "rules/scale.yaml": ("half_width: 0.2", "half_width: 0.1")}
    )
    assert [each.change for each in change.rules] == ["text"]
    assert {each.rules for scenario in change.scenarios for each in scenario.targets} == {()}


def test_a_doubt_that_goes_is_no_gap_that_closes(small: Catalogue, tmp_path: Path) -> None:
    """Care covers 3.1 for girls only: a question of reach, severity 0. That it then reaches everyone closes no gap."""
    change = after(small, tmp_path, {"rules/care.yaml": ("    groups: [girls]\n", "")})
    found = targets_of(change, "part")["bhos-3.1"]
    assert found.old
    assert found.new
    assert (found.old.gap, found.new.gap) == ("scope", None)
    assert (scenario_of(change, "part").closed, scenario_of(change, "part").opened) == ((), ())


def test_a_severity_alone_is_a_difference(small: Catalogue, tmp_path: Path) -> None:
    """With a higher priority for one goal the gaps of the others weigh less."""
    change = after(small, tmp_path, {"interventions/scenarios/mix.yaml": ("srgr-4: 2", "srgr-4: 4")})
    found = targets_of(change, "mix")["srgr-1"]
    assert found.old
    assert found.new
    assert dataclasses.replace(found.new, severity=found.old.severity) == found.old
    assert found.new.severity == pytest.approx((found.old.severity or 0.0) / 2)
    assert found.rules == ()


def test_components_that_are_no_longer_carried(small: Catalogue, tmp_path: Path) -> None:
    rule = "  - target: bhos-3.1\n    alignment: "
    change = after(small, tmp_path, {TEACHING: (f"{rule}direct", f"{rule}none")})
    for name in ("mix", "first"):
        found = {(each.framework, each.intervention, each.old, each.new) for each in scenario_of(change, name).carrying}
        assert found == {("bhos", "teaching", "carried", "not-assessed")}


ALONE = (
    "id: alone\ntitle: {nl: Alleen, en: Alone}\ncomponents: [{intervention: policing, dose: 1}]\nframeworks: [srgr]\n"
)


def test_a_scenario_that_comes_or_goes_has_nothing_on_the_other_side(small: Catalogue, tmp_path: Path) -> None:
    new = edited(tmp_path, {"interventions/scenarios/alone.yaml": ("", ALONE)})
    [found] = diff_catalogues(small, new, TODAY).scenarios
    assert (found.scenario, found.saved, found.old.presence, found.new.presence) == (
        "alone",
        False,
        "absent",
        "assessed",
    )
    assert [each.target for each in found.targets] == ["srgr-1", "srgr-2", "srgr-3", "srgr-4"]
    assert {each.old for each in found.targets} == {None}
    assert [each.old for each in found.frameworks] == [None]
    assert [(each.old, each.new) for each in found.carrying] == [("absent", "carried")]
    assert (found.closed, found.opened) == ((), ())
    [gone] = diff_catalogues(new, small, TODAY).scenarios
    assert (gone.old.presence, gone.new.presence) == ("assessed", "absent")
    assert {each.new for each in gone.targets} == {None}
    assert gone.closed == ()


def test_saved_scenarios_are_assessed_on_both_sides_or_the_missing_ids_named(small: Catalogue, tmp_path: Path) -> None:
    alone = parse_scenario("alone.yaml", ALONE.encode(), small.known)
    new = edited(tmp_path, {"rules/policing.yaml": ("alignment: direct", "alignment: indirect")})
    found = diff_catalogues(small, new, TODAY, [alone])
    assert [(each.scenario, each.saved) for each in found.scenarios if each.saved] == [("alone", True)]
    assert found.scenarios[-1].targets[0].target == "srgr-4"

    text = ALONE.replace("policing", "income").replace("[srgr]", "[srgr, bhos]") + "priorities: {bhos-5: 2}\n"
    lost = parse_scenario("alone.yaml", text.encode(), small.known)
    types = small.types.model_copy(update={"types": tuple(each for each in small.types.types if each.id != "income")})
    ids = {**small.known.ids, "intervention": ["teaching", "care", "policing"], "target": ["srgr-1"]}
    without = dataclasses.replace(
        small, types=types, known=dataclasses.replace(small.known, ids=ids), scenarios={}, cases=()
    )
    change = diff_catalogues(small, without, TODAY, [lost])
    side = change.scenarios[-1]
    assert side.old.presence == "assessed"
    assert side.new.presence == "unknown-ids"
    assert side.new.missing == (("intervention", "income"), ("target", "bhos-5"))
    assert (side.targets, side.frameworks, side.carrying) == ((), (), ())
    assert missing_ids(small, lost) == ()
    named = parse_scenario("named.yaml", ALONE.replace("[srgr]", "[bhos, srgr]").encode(), small.known)
    known = dataclasses.replace(small.known, ids={**small.known.ids, "framework": ["srgr"]})
    assert missing_ids(dataclasses.replace(small, known=known), named) == (("framework", "bhos"),)
    assert diff_catalogues(small, small, TODAY, [lost, alone]).empty


def test_cases_that_fail_and_whether_they_did_before(small: Catalogue, tmp_path: Path) -> None:
    change = after(small, tmp_path, WEAKER)
    [found] = change.cases_failing
    assert (found.result.located.line, found.failed_before) == (1, False)
    assert {each.what for each in found.result.differences} >= {"status", "covered", "coverage"}
    new = open_catalogue(tmp_path / "new")
    assert [each.failed_before for each in diff_catalogues(new, new, TODAY).cases_failing] == [True]
    assert diff_catalogues(new, small, TODAY).cases_failing == ()


def test_a_case_that_came_later_did_not_fail_before(small: Catalogue, tmp_path: Path) -> None:
    case = """- name: {nl: Fout, en: Wrong}
  source: {source: report, at: "4.4"}
  scenario: {components: [{intervention: teaching, dose: 1}], frameworks: [srgr]}
  expect: {targets: {srgr-1: {status: none}}}
"""
    path = "rules/cases/later.yaml"
    change = after(small, tmp_path, {path: ("", case)})
    [found] = change.cases_failing
    assert (found.result.located.path, found.failed_before) == (path, False)
    assert [(each.kind, each.id, each.change) for each in change.others] == [("case", f"{path}:1", "added")]


def test_the_same_day_holds_on_both_sides(small: Catalogue) -> None:
    """A scenario without a date is assessed today: a rule of 2030 on applies in 2030 and not in 2026."""
    undated = {"mix": small.scenarios["mix"].model_copy(update={"on": None})}
    old = dataclasses.replace(small, scenarios=undated, programmes={})
    direct = next(each for each in old.rules if each.pair == ("teaching", "srgr-1"))
    ends = Period.model_validate({"until": "2029"}), Period.model_validate({"from": "2030"})
    until = direct.rule.model_copy(update={"in_force": ends[0]})
    since = direct.rule.model_copy(update={"in_force": ends[1], "alignment": "none"})
    others = [each for each in old.rules if each is not direct]
    dated = [dataclasses.replace(direct, rule=each) for each in (until, since)]
    new = dataclasses.replace(old, rules=(*others, *dated))
    assert diff_catalogues(old, new, TODAY).scenarios == ()
    [found] = diff_catalogues(old, new, date(2030, 1, 1)).scenarios
    assert [each.target for each in found.targets] == ["srgr-1"]


# By brute force


@st.composite
def changed_worlds(draw: st.DrawFn) -> tuple[World, Catalogue]:
    """A world and its catalogue with other rules for some pairs, and now and then another scale."""
    world = draw(worlds())
    old = world.catalogue
    located = list(old.rules)
    pairs = [(name, target) for name in old.interventions for target in old.targets]
    for pair in draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=4, unique=True)):
        located = [each for each in located if each.pair != pair]
        located += [LocatedRule(pair[0], each, "rules/y.yaml", 2) for each in draw(rules_of_pair(pair[1]))]
    return own(world, old), dataclasses.replace(own(world, old).catalogue, rules=tuple(located))


def own(world: World, catalogue: Catalogue) -> World:
    return World(dataclasses.replace(catalogue, scenarios={"scenario": world.scenario}), world.scenario, world.on)


def facts(assessment: Assessment) -> dict[str, tuple[Any, ...]]:
    gaps = {each.target: (each.kind, each.severity) for each in assessment.gaps}
    return {
        each.target: (
            each.status,
            each.covered,
            each.coverage,
            each.low,
            each.high,
            *gaps.get(each.target, (None, None)),
        )
        for each in assessment.targets
    }


def differ(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    def same(a: Any, b: Any) -> bool:
        return bool(abs(a - b) <= 1e-12) if type(a) is type(b) is float else bool(a == b)

    return not all(same(a, b) for a, b in zip(one, other, strict=True))


def rule_key(located: LocatedRule | None) -> str | None:
    return f"{located.intervention} {located.rule.model_dump_json()}" if located else None


def carried(assessment: Assessment) -> dict[tuple[str, str], str]:
    words = {(each.framework, each.intervention): each.assessed for each in assessment.uncarried}
    known = {None: "carried", True: "uncarried", False: "not-assessed"}
    return {
        (framework.framework, name): known[words.get((framework.framework, name))]
        for framework in assessment.frameworks
        for name in assessment.doses
    }


@given(changed_worlds())
def test_every_result_that_differs_is_listed_and_no_other(pair: tuple[World, Catalogue]) -> None:
    world, new = pair
    change = diff_catalogues(world.catalogue, new, world.on, [world.scenario.model_copy(update={"id": "saved"})])
    one, other = (assess(each, world.scenario, world.on) for each in (world.catalogue, new))
    before, later = facts(one), facts(other)
    wanted = {name for name in before if differ(before[name], later[name])}
    scores = {each.framework: dataclasses.astuple(each) for each in one.frameworks}
    moved = {each.framework for each in other.frameworks if differ(scores[each.framework], dataclasses.astuple(each))}
    was, now = carried(one), carried(other)
    for saved in (False, True):
        listed = [each for each in change.scenarios if each.saved is saved]
        assert {target.target for each in listed for target in each.targets} == wanted
        assert {found.framework for each in listed for found in each.frameworks} == moved
        told = {(c.framework, c.intervention): (c.old, c.new) for each in listed for c in each.carrying}
        assert told == {key: (was[key], now[key]) for key in was if was[key] != now[key]}
        for target in (target for each in listed for target in each.targets):
            for state, expected in ((target.old, before[target.target]), (target.new, later[target.target])):
                assert state
                assert dataclasses.astuple(state) == expected
            touching = {change.rules[place] for place in target.rules}
            assert all(each.target == target.target and each.change != "text" for each in touching)
            assert {
                each
                for each in change.rules
                if each.target == target.target and each.intervention in one.doses and each.change != "text"
            } <= touching


@given(changed_worlds())
def test_the_changed_rules_lead_from_one_catalogue_to_the_other(pair: tuple[World, Catalogue]) -> None:
    world, new = pair
    change = diff_catalogues(world.catalogue, new, world.on)
    rules = Counter(map(rule_key, world.catalogue.rules))
    rules.subtract(rule_key(each.old) for each in change.rules if each.old)
    rules.update(rule_key(each.new) for each in change.rules if each.new)
    assert {key: count for key, count in rules.items() if count} == Counter(map(rule_key, new.rules))
    for each in change.rules:
        assert rule_key(each.old) != rule_key(each.new)
        assert bool(each.fields) == (each.old is not None and each.new is not None)
    kept = len(world.catalogue.rules) - sum(each.old is not None for each in change.rules)
    assert kept == sum((Counter(map(rule_key, world.catalogue.rules)) & Counter(map(rule_key, new.rules))).values())


@given(changed_worlds())
def test_swapping_the_sides_swaps_old_and_new(pair: tuple[World, Catalogue]) -> None:
    world, new = pair
    there, back = (
        diff_catalogues(old, other, world.on) for old, other in ((world.catalogue, new), (new, world.catalogue))
    )
    swap = {"added": "removed", "removed": "added"}
    assert {(rule_key(each.old), rule_key(each.new), each.change, frozenset(each.fields)) for each in there.rules} == {
        (rule_key(each.new), rule_key(each.old), swap.get(each.change, each.change), frozenset(each.fields))
        for each in back.rules
    }
    for one, other in zip(there.scenarios, back.scenarios, strict=True):
        assert {(each.target, each.old, each.new) for each in one.targets} == {
            (each.target, each.new, each.old) for each in other.targets
        }
        assert {(each.framework, each.old, each.new) for each in one.frameworks} == {
            (each.framework, each.new, each.old) for each in other.frameworks
        }
        assert {(c.framework, c.intervention, c.old, c.new) for c in one.carrying} == {
            (c.framework, c.intervention, c.new, c.old) for c in other.carrying
        }
        assert {each.target for each in one.closed} == {each.target for each in other.opened}


@given(worlds(), st.randoms(use_true_random=False))
def test_the_same_rules_in_any_order_are_no_change(world: World, random: Any) -> None:
    same = own(world, world.catalogue).catalogue
    assert diff_catalogues(same, same, world.on, [world.scenario]).empty
    shuffled = list(same.rules)
    random.shuffle(shuffled)
    assert diff_catalogues(same, dataclasses.replace(same, rules=tuple(shuffled)), world.on).empty
