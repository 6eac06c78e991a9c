"""The JSON that DESIGN fixes: its keys, and numbers that can be worked out on paper.

The scenario `mix` of tests/data/small: teaching at 0.5, income at 250,000 of 1,000,000, in an emergency, for girls.
"""

import json
from datetime import date
from typing import Any

import pytest

from alignment import api
from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Component, Context, Scenario
from alignment.report import data, listings
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return api.open_catalogue(SMALL)


def assessed(catalogue: Catalogue, scenario: str | Scenario, lang: str = "en", **options: Any) -> dict[str, Any]:
    found = api.find_scenario(catalogue, scenario) if isinstance(scenario, str) else scenario
    result = data.assessment_data(
        api.assess_scenario(catalogue, found, today=TODAY, **options), api.Speaker(catalogue, lang)
    )
    return json.loads(json.dumps(result, allow_nan=False))  # type: ignore[no-any-return]


def by(entries: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    return {each[key]: each for each in entries}


def near(value: Any) -> Any:
    return pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize("scenario", ["mix", "first", "part"])
def test_the_assessment_has_all_keys_of_the_design(catalogue: Catalogue, scenario: str) -> None:
    found = assessed(catalogue, scenario)
    assert set(found) >= {
        "scenario", "on", "catalogue", "notices", "targets", "frameworks", "gaps", "uncarried", "tensions",
        "recommendations", "pathways", "functions",
    }  # fmt: skip
    assert found["catalogue"].startswith("sha256:")
    for target in found["targets"]:
        assert set(target) >= {
            "target", "framework", "link", "status", "covered", "coverage", "low", "high", "bounds", "contributions",
        }  # fmt: skip
        assert isinstance(target["coverage"], float | int)
        for each in target["contributions"]:
            assert set(each) >= {
                "intervention", "alignment", "basis", "dose", "value", "fires", "why", "sources"
            }  # fmt: skip
    for framework in found["frameworks"]:
        assert set(framework) >= {
            "framework", "score", "low", "high", "covered", "targets", "unassessed", "weakest"
        }  # fmt: skip
    for gap in found["gaps"]:
        assert set(gap) >= {"target", "severity", "kind", "closes"}
        for closing in gap["closes"]:
            assert set(closing) >= {"intervention", "dose", "coverage", "when"}
    for each in found["uncarried"]:
        assert set(each) >= {"intervention", "framework", "assessed", "elsewhere"}
    assert found["pathways"].keys() >= {"missing"}
    assert found["functions"].keys() >= {"missing"}


def test_the_example_of_the_design_on_the_real_catalogue() -> None:
    real = api.open_catalogue()
    scenario = Scenario(
        components=(Component(intervention="sexual-education", dose=1.0),), on="2021-06-01", frameworks=("srgr",)
    )
    target = by(assessed(real, scenario)["targets"], "target")["srgr-1"]
    assert (target["status"], target["covered"], target["link"]) == ("direct", True, "theme")
    assert (target["coverage"], target["low"], target["high"]) == (near(0.8), near(0.6), near(1.0))
    assert target["bounds"] == [near(0.8), near(0.8)]
    [contribution] = target["contributions"]
    assert contribution["dose"] == 1.0
    assert contribution["value"] == near(0.8)
    assert "study-2022 4.4.1" in contribution["sources"]


def test_the_targets_of_the_mix(catalogue: Catalogue) -> None:
    targets = by(assessed(catalogue, "mix")["targets"], "target")
    expected = {
        "bhos-1.1": ("indirect", 0.1, 0.025, 1 - 0.825 * 0.5),
        "bhos-3": ("indirect", 0.1, 0.0375, 1 - 0.8375 * 0.5),
        "bhos-3.1": ("direct", 0.4, 0.3, 1 - 0.5 * 0.75),
        "srgr-1": ("direct", 0.4, 0.3, 0.5),
        "srgr-2": ("unassessed", 0.0, 0.0, 1 - 0.5 * 0.75),
        "srgr-3": ("unassessed", 0.0, 0.0, 0.5),
        "srgr-4": ("indirect", 0.2, 0.075, 0.325),
    }
    for name, (status, coverage, low, high) in expected.items():
        found = targets[name]
        assert (found["status"], found["covered"]) == (status, False), name
        assert (found["coverage"], found["low"], found["high"]) == (near(coverage), near(low), near(high)), name


def test_the_frameworks_of_the_mix(catalogue: Catalogue) -> None:
    frameworks = by(assessed(catalogue, "mix")["frameworks"], "framework")
    srgr, bhos = frameworks["srgr"], frameworks["bhos"]
    assert (srgr["score"], srgr["low"], srgr["high"]) == (near(0.2), near(0.1125), near(0.4125))
    assert (srgr["covered"], srgr["targets"], srgr["unassessed"], srgr["weakest"]) == (0, 3, 1, "srgr-4")
    assert (bhos["score"], bhos["low"]) == (near(0.2), near(0.3625 / 3))
    assert (bhos["covered"], bhos["targets"], bhos["unassessed"], bhos["weakest"]) == (0, 3, 0, "bhos-1.1")


def test_the_gaps_of_the_mix_and_what_closes_them(catalogue: Catalogue) -> None:
    gaps = assessed(catalogue, "mix")["gaps"]
    expected = {
        "srgr-4": ("allocation", 2 / 3, [("policing", 0.625)]),
        "srgr-3": ("unassessed", 1 / 2, [("care", 0.75)]),
        "bhos-1.1": ("structural", 5 / 12, []),
        "bhos-3": ("allocation", 5 / 12, [("care", 0.5 / 0.72)]),
        "bhos-3.1": ("allocation", 1 / 6, [("teaching", 0.75), ("care", 0.2 / 0.48)]),
        "srgr-1": ("allocation", 1 / 6, [("teaching", 0.75)]),
    }
    assert [each["target"] for each in gaps] == list(expected)
    for each in gaps:
        kind, severity, closes = expected[each["target"]]
        assert (each["kind"], each["severity"]) == (kind, near(severity))
        assert [(c["intervention"], c["dose"]) for c in each["closes"]] == [(name, near(dose)) for name, dose in closes]
        assert all(c["coverage"] == near(0.6) and c["when"] is None for c in each["closes"])


def test_what_the_mix_leaves_without_a_carrier_and_empty(catalogue: Catalogue) -> None:
    found = assessed(catalogue, "mix")
    [uncarried] = found["uncarried"]
    assert (uncarried["intervention"], uncarried["framework"], uncarried["assessed"]) == ("income", "srgr", True)
    assert uncarried["elsewhere"] == ["bhos-1.1", "bhos-3"]
    assert found["pathways"]["missing"] == ["government"]
    assert found["functions"]["missing"] == ["care"]
    assert found["tensions"] == []
    assert (found["scenario"], found["on"], found["notices"]) == ("mix", "2021-06-01", [])


def test_recommendations_have_a_state_with_its_reason(catalogue: Catalogue) -> None:
    found = by(assessed(catalogue, "mix")["recommendations"], "id")
    whole, long = found["whole-approach"], found["long-enough"]
    assert (whole["kind"], whole["state"], whole["why"]) == (
        "recommendation",
        "partly",
        "Nearly every pathway is served.",
    )
    assert (long["kind"], long["state"], long["why"]) == ("caution", "unknown", "The length is not known.")
    assert long["sources"] == ["report 5.2.1", "page Start"]


def test_a_tension_is_told_and_subtracts_nothing(catalogue: Catalogue) -> None:
    parts = (Component(intervention="care", dose=1.0), Component(intervention="policing", dose=1.0))
    found = assessed(catalogue, Scenario(components=parts, frameworks=("srgr",)))
    [tension] = found["tensions"]
    assert (tension["intervention"], tension["target"], tension["sources"]) == ("policing", "srgr-3", ["report 5.2.1"])
    assert by(found["targets"], "target")["srgr-3"]["coverage"] == near(0.8)


def test_a_gap_of_this_context_names_the_setting_it_needs(catalogue: Catalogue) -> None:
    scenario = Scenario(components=(), context=Context(settings=("development",)), frameworks=("bhos",))
    gap = by(assessed(catalogue, scenario)["gaps"], "target")["bhos-3"]
    assert gap["kind"] == "context"
    [closing] = gap["closes"]
    assert (closing["intervention"], closing["dose"], closing["coverage"]) == ("care", 1.0, near(0.8))
    assert closing["when"] == {"settings": ["humanitarian"]}


def test_stated_only_leaves_derived_pairs_unassessed(catalogue: Catalogue) -> None:
    found = by(assessed(catalogue, "mix", stated_only=True)["targets"], "target")
    assert found["bhos-1.1"]["status"] == "unassessed"
    assert found["srgr-4"]["status"] == "unassessed"
    assert found["bhos-3"]["status"] == "indirect"
    [income] = [each for each in found["bhos-1.1"]["contributions"] if each["intervention"] == "income"]
    assert (income["alignment"], income["basis"], income["sources"]) == (None, None, [])


def test_an_explanation_leads_to_the_rule(catalogue: Catalogue) -> None:
    assessment = api.assess_scenario(catalogue, api.find_scenario(catalogue, "mix"), today=TODAY)
    found = data.explanation_data(assessment, "bhos-3.1", api.Speaker(catalogue, "en"))
    steps = by(found["contributions"], "intervention")
    assert steps["teaching"]["rule"] == "rules/teaching.yaml:17"
    assert steps["teaching"]["strength"] == 0.8
    assert steps["teaching"]["sources"] == ["report 4.4", "report 5.2.1"]
    assert (steps["income"]["rule"], steps["income"]["strength"]) == (None, None)
    assert (found["coverage"], found["probability"], found["gap"]["target"]) == (near(0.4), 0.0, "bhos-3.1")
    with pytest.raises(KeyError):
        data.explanation_data(assessment, "pact-a", api.Speaker(catalogue, "en"))


def test_a_comparison_tells_what_changed(catalogue: Catalogue) -> None:
    found = [api.find_scenario(catalogue, name) for name in ("mix", "first")]
    assessments = [api.assess_scenario(catalogue, each, today=TODAY) for each in found]
    compared = data.comparison_data(assessments, api.compare_scenarios(assessments), api.Speaker(catalogue, "en"))
    assert [each["scenario"] for each in compared["scenarios"]] == ["mix", "first"]
    target = by(compared["targets"], "target")["srgr-1"]
    assert target["differs"] is True
    assert [each["coverage"] for each in target["results"]] == [near(0.4), near(0.8)]
    [change] = target["changes"]
    assert (change["scenario"], change["intervention"]) == ("first", "teaching")
    assert (change["from"], change["to"]) == (near(0.4), near(0.8))


LISTS: dict[str, set[str]] = {
    "rules_data": {
        "intervention", "target", "alignment", "when", "groups", "basis", "confidence", "sources", "reviewed"
    },
    "targets_data": {"target", "framework", "kind", "code", "parent", "title", "link", "in_force"},
    "programmes_data": {
        "programme", "part_of", "period", "budgets", "countries", "country_count", "figures"
    },
    "recommendations_data": {"id", "kind", "sources"},
    "sources_listing": {"source", "sections"},
    "actors_data": {"sources"},
    "channels_data": {"sources"},
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_the_keys_of_the_design(catalogue: Catalogue, name: str) -> None:
    entries = getattr(listings, name)(catalogue)
    assert entries
    for each in entries:
        assert set(each) >= LISTS[name]
    json.dumps(entries, allow_nan=False)


def test_a_rule_a_target_and_a_programme_in_full(catalogue: Catalogue) -> None:
    rules = {(each["intervention"], each["target"]): each for each in listings.rules_data(catalogue)}
    assert len(rules) == 16
    assert rules["care", "bhos-3"]["when"] == {"settings": ["humanitarian"]}
    assert rules["care", "bhos-3.1"]["groups"] == ["girls"]
    assert rules["teaching", "bhos-3.1"]["sources"] == ["report 4.4", "report 5.2.1"]
    targets = by(listings.targets_data(catalogue), "target")
    assert targets["bhos-3.1"]["parent"] == "bhos-3"
    assert targets["bhos-3.1"]["in_force"] == {"from": "2018-05", "until": None}
    assert targets["pact-a"]["link"] is None
    first = by(listings.programmes_data(catalogue), "programme")["first"]
    assert first["period"] == {"from": "2016", "until": "2020-12"}
    assert first["countries"] == ["NO", "TH"]
    assert first["country_count"] == 12
    [budget] = first["budgets"]
    assert (budget["amount"], budget["currency"], budget["source"]) == (5_000_000, "EUR", "page Start")
    [figure] = first["figures"]
    assert (figure["kind"], figure["value"], figure["at_least"], figure["countries"]) == ("result", 1200, True, ["TH"])
