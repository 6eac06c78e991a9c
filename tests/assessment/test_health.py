"""How healthy the rules are on a date; what a first verdict could change by brute force: add the rule, assess again."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.assessment.assess import assess
from alignment.assessment.cases import run_case
from alignment.assessment.health import months_before, rule_health
from alignment.assessment.reliance import untouched_rules
from alignment.assessment.setup import assessment_date
from alignment.catalogue.load import open_catalogue
from alignment.model.base import Period
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.health import FirstVerdict
from alignment.model.message import InputError
from alignment.model.scenario import Scenario
from tests.assessment.strategies import make_catalogue, make_framework, make_rule, scenarios, worlds
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(SMALL)


def with_rules(*rules: Any, **more: Any) -> Catalogue:
    located = [LocatedRule("teaching", each, "rules/x.yaml", line) for line, each in enumerate(rules, 1)]
    return make_catalogue(located, **more)


REVIEWED = {
    "2026-11-21": (0, False, False),
    "2026-11-22": (0, False, True),
    "2026-12": (0, False, True),
    "2026": (0, False, False),  # up to the last day of the year: not surely in the future, not long ago
    "2025-11-22": (11, False, False),
    "2025-11-21": (12, False, False),
    "2025-11-20": (12, True, False),
    "2025": (10, False, False),
    "2025-10": (12, True, False),
    "2020": (70, True, False),
}


@pytest.mark.parametrize("reviewed", REVIEWED)
def test_a_rule_is_stale_when_reviewed_more_than_a_year_ago(reviewed: str) -> None:
    [found] = rule_health(with_rules(make_rule("one-1", reviewed=reviewed)), TODAY).ages
    assert (found.months, found.stale, found.future) == REVIEWED[reviewed]


def test_the_oldest_come_first_and_the_limit_can_be_chosen() -> None:
    catalogue = with_rules(*(make_rule(f"one-{n}", reviewed=f"20{n}") for n in (24, 21, 26)))
    found = rule_health(catalogue, TODAY, months=3)
    assert [each.located.rule.reviewed for each in found.ages] == ["2024", "2021", "2026"]
    assert [each.located.rule.reviewed for each in found.stale] == ["2021", "2024"]
    assert [each.located.rule.reviewed for each in rule_health(catalogue, TODAY, months=30).stale] == ["2021"]
    assert rule_health(catalogue, TODAY, months=1200).stale == ()
    assert rule_health(catalogue, date(5, 1, 1), months=1200).stale == ()
    assert len(rule_health(catalogue, date(5, 1, 1)).future) == 3


@pytest.mark.parametrize("months", [-1, 1201])
def test_a_number_of_months_that_cannot_be(months: int) -> None:
    with pytest.raises(InputError) as caught:
        rule_health(with_rules(), TODAY, months)
    assert [(each.code, each.params["value"]) for each in caught.value.problems] == [("U15", months)]


@given(st.dates(min_value=date(200, 1, 1)), st.integers(0, 1200))
def test_months_before_is_the_last_day_that_many_months_earlier(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day <= day.day
    following = date.fromordinal(found.toordinal() + 1)
    assert found.day == day.day or following.month != found.month


def test_derived_rules_by_confidence(small: Catalogue) -> None:
    found = rule_health(small, TODAY)
    assert [each.pair for each in found.derived("medium")] == [("teaching", "srgr-4")]
    assert {each.pair for each in found.derived("low")} == {
        ("policing", "srgr-3"), ("policing", "pact-a"), ("income", "bhos-1.1"),
    }  # fmt: skip
    assert found.derived("high") == ()


def test_what_is_not_in_force_or_no_longer_confirmed(small: Catalogue) -> None:
    def lapses(day: date) -> list[tuple[str, str, str, str]]:
        return [(each.kind, each.id, each.state, each.date) for each in rule_health(small, day).lapses]

    assert lapses(date(2020, 1, 1)) == []
    assert lapses(date(2022, 3, 31)) == []
    assert lapses(date(2022, 4, 1)) == [
        ("framework", "bhos", "not-confirmed", "2022-03"),
        ("framework", "srgr", "not-confirmed", "2022-03"),
    ]
    assert lapses(date(2018, 6, 1)) == [("framework", "srgr", "not-yet", "2018-10")]


def test_targets_and_rules_lapse_by_periods_of_their_own() -> None:
    past = Period.model_validate({"from": "2010", "until": "2020-06"})
    framework = make_framework("one", ("theme", "theme"))
    targets = (framework.targets[0].model_copy(update={"confirmed_until": "2021"}), framework.targets[1])
    own = framework.model_copy(update={"targets": targets})
    catalogue = with_rules(make_rule("one-1"), make_rule("one-2", in_force=past), policies=[own])
    found = rule_health(catalogue, TODAY).lapses
    assert [(each.kind, each.id, each.state, each.date) for each in found] == [
        ("target", "one-1", "not-confirmed", "2021"),
        ("rule", "teaching → one-2", "no-longer", "2020-06"),
    ]
    assert [each.located for each in found] == [None, catalogue.rules[1]]
    assert [each.state for each in rule_health(catalogue, date(2009, 1, 1)).lapses] == ["not-yet"]


def test_rules_that_no_case_touches(small: Catalogue) -> None:
    results = [run_case(small, each, TODAY) for each in small.cases]
    found = untouched_rules(small, results)
    assert rule_health(small, TODAY).untouched == tuple(found)
    touched = {("teaching", "srgr-1"), ("teaching", "srgr-4"), ("income", "srgr-1")}
    assert {each.pair for each in small.rules} - {each.pair for each in found} == touched
    assert untouched_rules(small, []) == list(small.rules)


def test_unassessed_pairs_of_the_small_catalogue(small: Catalogue) -> None:
    """Teaching has no rule for goal 3: in the mix its half dose adds 0.4, in `first` care covers that goal already."""
    found = rule_health(small, TODAY)
    verdicts = {(each.intervention, each.target): each for each in found.verdicts}
    one = verdicts["teaching", "srgr-3"]
    assert (one.scenarios, one.direct, one.indirect, one.covered) == (("mix",), 1, 1, 0)
    assert one.rise == pytest.approx(0.4)
    assert found.without_rule == 4 * 6 - 15
    assert not any(each.intervention == "policing" for each in found.verdicts)  # in no scenario
    assert ("income", "bhos-3") not in verdicts  # there is a rule, met or not


# By brute force


@st.composite
def filled(draw: st.DrawFn) -> tuple[Catalogue, date]:
    """A catalogue with up to three scenarios of its own."""
    world = draw(worlds())
    own = [world.scenario, *draw(st.lists(scenarios(world.catalogue), max_size=2))]
    named = {f"s{n}": each.model_copy(update={"id": f"s{n}"}) for n, each in enumerate(own)}
    return dataclasses.replace(world.catalogue, scenarios=named), world.on


def judged(catalogue: Catalogue, pair: tuple[str, str], alignment: str) -> Catalogue:
    rule = make_rule(pair[1], alignment=alignment, confidence="medium", basis="derived")
    return dataclasses.replace(catalogue, rules=(*catalogue.rules, LocatedRule(pair[0], rule, "rules/new.yaml", 1)))


def differences(
    catalogue: Catalogue, pair: tuple[str, str], alignment: str, on: date, scenario: Scenario
) -> list[tuple[str, bool, bool, float]]:
    """Of each target that a first verdict changes: which, whether in words, whether newly covered, and the rise."""
    one, other = (
        assess(each, scenario, assessment_date(scenario, on))
        for each in (catalogue, judged(catalogue, pair, alignment))
    )
    found = []
    for before, after in zip(one.targets, other.targets, strict=True):
        words = (before.status, before.covered) != (after.status, after.covered)
        if words or before.coverage != after.coverage:
            found.append((before.target, words, after.covered and not before.covered, after.coverage - before.coverage))
    return found


@settings(max_examples=40)  # each takes a hundred assessments
@given(filled())
def test_first_verdicts_are_those_of_adding_the_rule(world: tuple[Catalogue, date]) -> None:
    catalogue, on = world
    health = rule_health(catalogue, on)
    listed = {(each.intervention, each.target): each for each in health.verdicts}
    pairs = [
        (name, target.id)
        for target in catalogue.targets.values()
        if target.framework.kind == "policy" and target.link == "theme"
        for name in catalogue.interventions
        if (name, target.id) not in catalogue.rules_by_pair
    ]
    assert health.without_rule == len(pairs)
    assert set(listed) <= set(pairs)
    for pair in pairs:
        told: dict[str, list[tuple[str, bool, bool, float]]] = {}
        for alignment in ("direct", "indirect"):
            told[alignment] = [
                (str(each.id), words, covers, rise)
                for each in catalogue.scenarios.values()
                for target, words, covers, rise in differences(catalogue, pair, alignment, on, each)
                if target == pair[1]
            ]
            others = [differences(catalogue, pair, alignment, on, each) for each in catalogue.scenarios.values()]
            assert all(target == pair[1] for found in others for target, *_ in found)
        if pair not in listed:
            assert told == {"direct": [], "indirect": []}
            continue
        found = listed[pair]
        names = {name for each in told.values() for name, words, _, _ in each if words}
        assert set(found.scenarios) == names
        assert found.direct == sum(words for _, words, _, _ in told["direct"])
        assert found.indirect == sum(words for _, words, _, _ in told["indirect"])
        assert found.covered == sum(covers for _, _, covers, _ in told["direct"])
        rises = [rise for each in told.values() for _, _, _, rise in each]
        assert found.rise == pytest.approx(max(rises, default=0.0), abs=1e-12)


@given(filled())
def test_the_weightiest_come_first(world: tuple[Catalogue, date]) -> None:
    def weight(each: FirstVerdict) -> tuple[float, ...]:
        return len(each.scenarios), each.covered, each.indirect, each.rise

    found = rule_health(*world).verdicts
    assert [weight(each) for each in found] == sorted(map(weight, found), reverse=True)
