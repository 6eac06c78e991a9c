"""Scenarios side by side in sentences: every difference has a reason, and no order is claimed that is not there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.api import ROOT, assess_scenario, compare_scenarios, open_catalogue
from alignment.assessment.assess import assess
from alignment.assessment.compare import compare, part
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.result import Assessment
from alignment.model.scenario import Component, Context, Scenario
from alignment.report import comparing
from alignment.text.speaker import Speaker
from tests.assessment.strategies import World, scenarios, worlds

TEACHING, INCOME, CARE = "teaching", "income", "care"


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(ROOT / "tests" / "data" / "small")


def made(small: Catalogue, *, settings: tuple[str, ...] = (), **fields: Any) -> Assessment:
    doses = {name: fields.pop(name) for name in (TEACHING, INCOME, CARE) if name in fields}
    components = tuple(Component(intervention=name, dose=dose) for name, dose in doses.items())
    fields = {"on": "2021-06-01", **fields}
    return assess_scenario(small, Scenario(id="x", components=components, context=Context(settings=settings), **fields))


def why(assessments: list[Assessment], target: str, small: Catalogue, lang: str = "en") -> list[str]:
    compared = next(each for each in compare_scenarios(assessments) if each.target == target)
    return comparing.reasons(compared, assessments, "ABCDE", Speaker(small, lang))


def test_a_component_of_one_scenario_only(small: Catalogue) -> None:
    found = [made(small, teaching=1.0), made(small, care=1.0)]
    name = Speaker(small, "en").inline(TEACHING)
    assert why(found, "srgr-1", small) == [f"Only in A: {name} (direct, contribution 0.80)."]
    three = [*found, made(small, teaching=0.5)]
    assert why(three, "srgr-1", small) == [
        f"Only in A and C: {name} (A: direct, contribution 0.80, C: direct, contribution 0.40)."
    ]


def test_another_dose(small: Catalogue) -> None:
    found = [made(small, teaching=1.0), made(small, teaching=0.25)]
    assert why(found, "srgr-1", small, "nl") == [
        f"Andere inzet: {Speaker(small, 'nl').inline(TEACHING)} (A: 100%, B: 25%)."
    ]


def test_a_condition_that_is_met_in_one_scenario_only(small: Catalogue) -> None:
    found = [made(small, care=1.0, settings=("development",)), made(small, care=1.0, settings=("humanitarian",))]
    speaker = Speaker(small, "en")
    setting = speaker.terms("settings", ["humanitarian"])
    [told] = why(found, "bhos-3", small)
    assert told == f"Counts only in B: {speaker.inline(CARE)} (fits only in the setting ‘{setting}’)."


def test_without_anything_that_fires_the_reason_is_what_nobody_assessed(small: Catalogue) -> None:
    found = [made(small), made(small, teaching=1.0)]
    assert [each.target("bhos-3").status for each in found] == ["none", "unassessed"]
    assert why(found, "bhos-3", small) == [
        f"Only in B: {Speaker(small, 'en').inline(TEACHING)} (not assessed).",
    ]


def test_another_threshold_is_the_reason_where_nothing_else_differs(small: Catalogue) -> None:
    found = [made(small, teaching=1.0), made(small, teaching=1.0, threshold=0.9)]
    assert [each.target("srgr-1").covered for each in found] == [True, False]
    assert why(found, "srgr-1", small) == ["Different threshold: A: 0.60, B: 0.90."]


def test_who_does_not_look_has_no_part_in_the_reasons(small: Catalogue) -> None:
    found = [made(small, teaching=1.0, frameworks=("bhos",)), made(small, teaching=1.0), made(small, teaching=0.5)]
    [told] = why(found, "srgr-1", small)
    assert "A" not in told.removeprefix("Different dose")
    assert "B: 100%, C: 50%" in told


@given(worlds(), st.data())
def test_every_difference_has_a_reason(world: World, data: st.DataObject) -> None:
    chosen = [world.scenario, *(data.draw(scenarios(world.catalogue)) for _ in range(2))]
    assessments = [assess(world.catalogue, each, world.on) for each in chosen]
    parted = part(compare(assessments))
    speaker = Speaker(world.catalogue, "nl")
    for each in (*parted.differing, *parted.shifted):
        assert comparing.reasons(each, assessments, "ABC", speaker)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headline_counts_the_verdict_apart_from_the_number(small: Catalogue, lang: str) -> None:
    speaker = Speaker(small, lang)

    def said(*assessments: Assessment) -> str:
        return comparing.headline(part(compare_scenarios(assessments)), speaker)

    total = sum(each.link == "theme" for each in made(small).targets)
    same = made(small, teaching=1.0)
    assert said(same, same) == speaker.say("compare.policy", n=0, total=total)
    number_only = said(same, made(small, teaching=0.9))
    assert number_only.endswith(speaker.say("compare.only-coverage"))
    both = said(same, made(small, teaching=0.9, care=1.0))
    assert both.endswith(speaker.say("compare.of-these", n=2))
    apart = said(made(small, frameworks=("bhos",)), made(small, frameworks=("srgr",)))
    assert apart == speaker.say("compare.nothing-shared")
    touched = said(made(small, frameworks=("pact",)), made(small, frameworks=("pact",)))
    assert touched == speaker.say("compare.other", n=0, total=len(made(small, frameworks=("pact",)).targets))


def test_enough_is_told_by_framework_and_what_is_not_looked_at_is_said(small: Catalogue) -> None:
    speaker = Speaker(small, "en")
    told = comparing.enough(made(small, teaching=1.0, frameworks=("srgr",)), ["bhos", "srgr"], speaker)
    assert told == "BHOS not looked at and 1 of 3 for SRHR"


def test_overlapping_scores_give_no_order(small: Catalogue) -> None:
    speaker = Speaker(small, "en")
    far = [made(small, care=0.0), made(small, teaching=1.0, income=1.0, care=1.0, settings=("humanitarian",))]
    near = made(small, teaching=0.9, income=1.0, care=1.0, settings=("humanitarian",))
    [bhos, srgr] = comparing.overlaps([*far, near], "ABC", speaker)
    assert "B and C" in bhos
    assert "A and" not in bhos
    assert bhos.startswith("BHOS:")
    assert srgr.startswith("SRHR:")
    assert all("does not overlap" in each for each in comparing.overlaps(far, "AB", speaker))
    assert all("no certain order" in each for each in comparing.overlaps([near, near], "AB", speaker))
    assert not list(
        comparing.overlaps([made(small, frameworks=("bhos",)), made(small, frameworks=("srgr",))], "AB", speaker)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_not_assessed_alike_is_said(small: Catalogue, lang: str) -> None:
    speaker = Speaker(small, lang)
    one = made(small, teaching=1.0)
    assert list(comparing.cautions([one, one], "AB", speaker)) == []
    other = made(small, frameworks=("bhos",), threshold=0.7, on="2016-01-01", settings=("development",))
    told = list(comparing.cautions([one, other], "AB", speaker))
    assert told == [
        *(speaker.say(f"certainty.differs.{kind}") for kind in ("threshold", "date", "context")),
        speaker.say("compare.other-frameworks"),
        speaker.say("compare.caution.policy", names="B"),
        speaker.say("compare.caution.empty", names="B"),
    ]


def test_the_same_remark_is_made_once(small: Catalogue) -> None:
    empty = made(small)
    speaker = Speaker(small, "en")
    [told] = comparing.remarks([empty, empty], "AB", speaker)
    assert told.startswith("A and B: ")
