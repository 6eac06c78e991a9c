"""Finding rules, and what rests on each: against leaving the rule out and assessing again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alignment import api
from alignment.assessment.assess import assess
from alignment.assessment.cases import run_case
from alignment.assessment.reliance import RuleFilter, age_in_months, find_rules, reliances
from alignment.model.catalogue import Catalogue

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module", params=["small", "real"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    small = Path(__file__).parents[1] / "data" / "small"
    return api.open_catalogue(small if request.param == "small" else None)


def test_a_rule_decides_where_the_status_is_another_without_it(catalogue: Catalogue) -> None:
    scenarios = [*catalogue.programmes.values(), *catalogue.scenarios.values()][:4]
    before = [api.assess_scenario(catalogue, each, today=TODAY) for each in scenarios]
    found = reliances(catalogue, before, [])
    told = {
        (located, resting.scenario, resting.target): resting.weight
        for located, reliance in found.items()
        for resting in reliance.results
    }
    assert told
    checked = set()
    chosen = [
        located
        for wanted in ("decides", "adds", "silent")
        for located in list(dict.fromkeys(located for (located, _, _), weight in told.items() if weight == wanted))[:8]
    ]
    for located in chosen:
        rest = replace(catalogue, rules=tuple(each for each in catalogue.rules if each is not located))
        for assessment in before:
            after = {each.target: each for each in assess(rest, assessment.scenario, assessment.on).targets}
            for target in assessment.targets:
                weight = told.get((located, assessment.scenario.id, target.target))
                fired = any(each.fires and each.located is located for each in target.contributions)
                strong = {"direct": 2, "indirect": 1}
                fell = strong.get(after[target.target].status, 0) < strong.get(target.status, 0)
                assert (weight == "decides") == (fired and fell)
                assert (weight in ("decides", "adds")) == fired
                checked.add(weight)
    assert {"decides", "adds", "silent", None} <= checked


def test_cases_that_touch_a_rule_name_its_target(catalogue: Catalogue) -> None:
    results = [run_case(catalogue, each, TODAY) for each in catalogue.cases]
    found = reliances(catalogue, [], results)
    untouched = set(api.untouched_rules(catalogue, results))
    assert {each for each, reliance in found.items() if not reliance.cases} == untouched
    assert any(reliance.cases for reliance in found.values())
    for located, reliance in found.items():
        assert all(located.rule.target in each.case.expect.targets for each in reliance.cases)


def test_rules_are_found_by_every_wish_together(catalogue: Catalogue) -> None:
    assert find_rules(catalogue, RuleFilter(), TODAY) == list(catalogue.rules)
    one = catalogue.rules[3]
    wish = RuleFilter(
        intervention=one.intervention,
        target=one.rule.target,
        framework=catalogue.targets[one.rule.target].framework.framework,
        alignment=one.rule.alignment,
        basis=one.rule.basis,
        confidence=one.rule.confidence,
        words=" ".join(one.rule.rationale.en.upper().split()[:2]),
    )
    found = find_rules(catalogue, wish, TODAY)
    assert one in found
    assert all(each.pair == one.pair for each in found)
    assert find_rules(catalogue, replace(wish, words="no rationale says zyxw"), TODAY) == []
    others = {"direct": "none", "indirect": "none", "none": "direct", "opposes": "none"}
    assert one not in find_rules(catalogue, replace(wish, alignment=others[one.rule.alignment]), TODAY)


@pytest.mark.parametrize(
    ("reviewed", "months"),
    [
        ("2026-11-22", 0),
        ("2026-10-23", 0),
        ("2026-10-22", 1),
        ("2025-11-22", 12),
        ("2025-11", 11),
        ("2024", 22),
        ("2027-01-01", -2),
    ],
)
def test_the_age_of_a_rule_counts_from_the_last_day_that_its_date_may_mean(reviewed: str, months: int) -> None:
    assert age_in_months(reviewed, TODAY) == months


def test_rules_are_found_by_age(catalogue: Catalogue) -> None:
    later = date(2028, 6, 1)
    for months in (0, 6, 18, 36):
        found = find_rules(catalogue, RuleFilter(months=months), later)
        assert found == [each for each in catalogue.rules if age_in_months(each.rule.reviewed, later) >= months]
