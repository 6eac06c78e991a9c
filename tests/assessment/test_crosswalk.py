"""Which targets of two frameworks meet: an intervention with a fitting rule for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.assessment.crosswalk import crosswalk
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.rule import Condition
from tests.assessment import oracle
from tests.assessment.strategies import catalogues, make_catalogue, make_framework, make_rule


def serving(catalogue: Catalogue, target: str, stated_only: bool) -> set[str]:
    return {
        each.intervention
        for each in catalogue.rules
        if each.rule.target == target and oracle.fits(each.rule) and not (stated_only and each.rule.basis == "derived")
    }


@given(catalogues(), st.booleans())
def test_targets_meet_through_the_interventions_that_serve_both(catalogue: Catalogue, stated_only: bool) -> None:
    found = crosswalk(catalogue, "one", "two", stated_only=stated_only)
    names = {name: [f"{name}-{each.code}" for each in catalogue.frameworks[name].targets] for name in ("one", "two")}
    expected = {
        (first, second): both
        for first in names["one"]
        for second in names["two"]
        if (both := serving(catalogue, first, stated_only) & serving(catalogue, second, stated_only))
    }
    assert {
        (each.first, each.second): {path.intervention for path in each.paths} for each in found.meetings
    } == expected
    assert [(each.first, each.second) for each in found.meetings] == list(expected)
    assert list(found.alone_first) == [each for each in names["one"] if each not in {first for first, _ in expected}]
    assert list(found.alone_second) == [each for each in names["two"] if each not in {second for _, second in expected}]


@given(catalogues())
def test_a_crosswalk_reads_the_same_from_either_side(catalogue: Catalogue) -> None:
    there, back = crosswalk(catalogue, "one", "two"), crosswalk(catalogue, "two", "one")
    assert {(each.first, each.second) for each in there.meetings} == {
        (each.second, each.first) for each in back.meetings
    }
    assert (there.alone_first, there.alone_second) == (back.alone_second, back.alone_first)


def test_the_strongest_rule_of_each_side_is_named_whatever_its_condition() -> None:
    emergency = Condition(settings=("humanitarian",))
    rules = [
        make_rule("one-1", alignment="indirect", when=Condition(settings=("development",))),
        make_rule("one-1", when=emergency),
        make_rule("two-1", alignment="indirect", basis="derived"),
    ]
    frameworks = [make_framework("one", ("theme",)), make_framework("two", ("theme",))]
    catalogue = make_catalogue([LocatedRule("care", rule, "rules/care.yaml", 1) for rule in rules], frameworks)
    [meeting] = crosswalk(catalogue, "one", "two").meetings
    [path] = meeting.paths
    assert (path.first.rule, path.second.rule) == (rules[1], rules[2])
    assert crosswalk(catalogue, "one", "two", stated_only=True).meetings == ()


def test_an_unknown_framework_is_an_error() -> None:
    with pytest.raises(KeyError, match="zzz"):
        crosswalk(make_catalogue([]), "one", "zzz")
