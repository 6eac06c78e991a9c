"""What the catalogue must hold: the frameworks, programmes and types of the design, counted."""

from collections import Counter

import pytest

from alignment.api import open_catalogue, run_cases, untouched_rules
from alignment.model.catalogue import Catalogue

TARGETS = {
    "bhos": 10,
    "srgr": 4,
    "bhos-goals": 4,
    "gender": 4,
    "human-rights": 1,
    "sdg": 11,
    "treaties": 9,
    "inspire": 7,
    "unicef-toc": 8,
    "weprotect-mnr": 21,
    "un-good-practices": 34,
    "risk-factors": 24,
}
HEADINGS = {"unicef-toc": [3, 2, 3], "weprotect-mnr": 6, "un-good-practices": [9, 13, 12], "risk-factors": [5, 5, 6, 8]}
PROGRAMMES = [
    "dtz-1.0",
    "dtz-voice-for-change",
    "dtz-building-back-better",
    "sufasec",
    "tdh-asia",
    "tdh-indonesia",
    "youth-voices-for-change",
    "voice-esafety",
    "reducing-sexual-violence-2014",
    "act-to-evac",
    "disrupting-harm",
    "iwf-portals",
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def test_every_framework_in_order_with_all_its_targets(catalogue: Catalogue) -> None:
    assert {name: len(catalogue.targets_of(name)) for name in catalogue.frameworks} == TARGETS
    assert list(catalogue.frameworks) == list(TARGETS)


@pytest.mark.parametrize("name", HEADINGS)
def test_headings_hold_as_many_targets_as_the_study_lists(catalogue: Catalogue, name: str) -> None:
    counts = list(Counter(each.target.parent for each in catalogue.targets_of(name)).values())
    expected = HEADINGS[name]
    assert len(counts) == expected if isinstance(expected, int) else counts == expected


def test_all_programmes_and_types(catalogue: Catalogue) -> None:
    assert sorted(catalogue.programmes) == sorted(PROGRAMMES)
    assert len(catalogue.interventions) == 22
    assert {each.intervention for each in catalogue.rules} == set(catalogue.interventions)


def test_targets_without_a_point_of_contact_are_those_of_the_study(catalogue: Catalogue) -> None:
    apart = {
        each.id: each.link for name in ("bhos", "srgr") for each in catalogue.targets_of(name) if each.link != "theme"
    }
    assert apart == {"bhos-2": "none", "bhos-5": "financing", "srgr-2": "none"}


def test_an_article_that_the_study_calls_indirect_is_never_more(catalogue: Catalogue) -> None:
    called_indirect = ("bhos-1.1", "bhos-4.1", "bhos-4.2", "bhos-4.3")
    assert not [
        each for each in catalogue.rules if each.rule.target in called_indirect and each.rule.alignment == "direct"
    ]


def test_what_the_study_says_of_srgr_holds_for_3_1(catalogue: Catalogue) -> None:
    """A stated verdict on an SRGR goal is never stronger than that on article 3.1, of which SRGR is the elaboration."""
    best: dict[str, float] = {}
    for each in catalogue.rules:
        if each.rule.target == "bhos-3.1":
            best[each.intervention] = max(
                best.get(each.intervention, 0.0), catalogue.scale.strength(each.rule.alignment)
            )
    for each in catalogue.rules:
        if each.rule.target.startswith("srgr-"):
            assert catalogue.scale.strength(each.rule.alignment) <= best.get(each.intervention, 0.0), each.path


def test_enough_cases_and_every_rule_touched(catalogue: Catalogue) -> None:
    results = run_cases(catalogue)
    assert len(results) >= 60
    assert all(each.passed for each in results)
    assert untouched_rules(catalogue, results) == []
