"""What a change does and how the rules are, as data and as lines, on edited copies of the small catalogue."""

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alignment import api
from alignment.assessment.diff import CatalogueChange
from alignment.model.base import LANGUAGES, Period
from alignment.model.catalogue import Catalogue
from alignment.report.changing import diff_data, health_data, rule_data
from alignment.report.changing_lines import diff_lines
from alignment.report.data import cases_data
from alignment.report.health_lines import MOST, health_lines
from alignment.report.listings import rules_data
from alignment.text.speaker import Speaker
from tests.assessment.copies import CASES, FIRST, MIX, TEACHING, Edits, edited
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 21)
HOLES = ("None", "{", "}", "Text(", " nan", "  :", "‘’", "()")

EDITS: Edits = {
    TEACHING: ("alignment: direct", "alignment: indirect\n    groups: [girls]\n    in_force: {from: 2017}"),
    "rules/care.yaml": ("    when: {settings: [humanitarian]}\n", ""),
    "rules/income.yaml": ("reviewed: 2026-11-21", "reviewed: 2025"),
    "rules/policing.yaml": ("  - target: pact-a", "  - target: bhos-1.1"),
    "rules/scale.yaml": ("half_width: 0.2", "half_width: 0.15"),
    "interventions/scenarios/alone.yaml": (
        "",
        "id: alone\ntitle: {nl: Alleen, en: Alone}\ncomponents: [{intervention: policing, dose: 1}]\n",
    ),
    FIRST: ("dose: 1, dose_basis", "dose: 0.9, dose_basis"),
}


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Catalogue]:
    return api.open_catalogue(SMALL), edited(tmp_path_factory.mktemp("copy"), EDITS)


@pytest.fixture(scope="module")
def change(sides: tuple[Catalogue, Catalogue]) -> CatalogueChange:
    lost = sides[0].scenarios["mix"].model_copy(update={"id": "saved", "channels": ("gone",)})
    return api.diff_catalogues(*sides, [lost, sides[0].programmes["part"]], TODAY)


def lines(change: CatalogueChange, sides: tuple[Catalogue, Catalogue], lang: str) -> list[str]:
    return list(diff_lines(change, *(Speaker(each, lang) for each in sides)))


def written(value: Any) -> Any:
    return json.loads(json.dumps(value, allow_nan=False))


def test_the_data_of_a_change_can_be_written_and_holds_it_all(change: CatalogueChange) -> None:
    data = written(diff_data(change))
    assert (data["on"], data["old"], data["new"]) == ("2026-11-21", change.old, change.new)
    assert [(each["intervention"], each["target"], each["change"]) for each in data["rules"]] == [
        (each.intervention, each.target, each.change) for each in change.rules
    ]
    assert {each["change"] for each in data["rules"]} == {"added", "removed", "verdict", "condition", "text"}
    for each in data["rules"]:
        assert (each["old"] is None, each["new"] is None) == (each["change"] == "added", each["change"] == "removed")
        assert bool(each["fields"]) == (each["change"] not in ("added", "removed"))
        if each["fields"]:
            sides = each["old"], each["new"]
            moved = {key for key in sides[0] if sides[0][key] != sides[1][key]} - {"place"}
            assert moved == set(each["fields"])
    results = [(each.scenario, each.saved, target.target) for each in change.scenarios for target in each.targets]
    assert [(each["scenario"], each["saved"], each["target"]) for each in data["results"]] == results
    assert {each["scenario"] for each in data["scenarios"]} == {"mix", "first", "part", "alone", "saved"}
    assert {"kind": "scale", "id": "scale", "change": "changed", "fields": ["half_width"]} in data["others"]


def test_a_result_in_the_data_has_both_sides(change: CatalogueChange) -> None:
    data = written(diff_data(change))
    found = {(each["scenario"], each["target"]): each for each in data["results"] if not each["saved"]}
    mix = found["mix", "srgr-1"]
    keys = {"status", "covered", "coverage", "low", "high", "gap"}
    assert set(mix["old"]) == set(mix["new"]) == keys
    assert (mix["old"]["status"], mix["new"]["status"]) == ("direct", "indirect")
    assert mix["old"]["gap"]["kind"] == "allocation"
    assert [data["rules"][place]["target"] for place in mix["rules"]] == ["srgr-1"]
    assert found["alone", "srgr-1"]["old"] is None
    frameworks = {(each["scenario"], each["framework"]): each for each in data["frameworks"] if not each["saved"]}
    assert frameworks["first", "srgr"]["old"]["covered"] == 2
    assert frameworks["alone", "srgr"]["old"] is None
    assert {"scenario": "alone", "saved": False, "framework": "srgr", "intervention": "policing",
            "old": "absent", "new": "carried"} in data["uncarried"]  # fmt: skip
    assert {(each["scenario"], each["target"]) for each in data["gaps"]["opened"]} == {("first", "srgr-1")}
    assert {(each["scenario"], each["target"], each["kind"]) for each in data["gaps"]["closed"]} >= {
        ("first", "bhos-3", "context")
    }


def test_a_scenario_that_cannot_be_assessed_says_why(change: CatalogueChange) -> None:
    data = written(diff_data(change))
    [saved] = [each for each in data["scenarios"] if each["scenario"] == "saved"]
    assert saved["new"] == {"state": "unknown-ids", "missing": [{"kind": "channel", "id": "gone"}]}
    assert not any(each["scenario"] == "saved" for each in data["results"])


def test_failing_cases_have_the_shape_of_the_test_command(change: CatalogueChange) -> None:
    data = written(diff_data(change))
    wanted = written(cases_data([each.result for each in change.cases_failing], None)["results"])
    assert data["cases_failing"]
    for each, case in zip(data["cases_failing"], wanted, strict=True):
        assert each == {
            "name": case["name"], "path": case["file"], "line": case["line"], "source": case["source"],
            "differences": case["differences"], "failed_before": False,
        }  # fmt: skip


def test_a_rule_in_the_data_is_that_of_the_list_and_more(sides: tuple[Catalogue, Catalogue]) -> None:
    for catalogue in sides:
        for located, listed in zip(catalogue.rules, rules_data(catalogue), strict=True):
            found = rule_data(located)
            assert {key: found[key] for key in listed} == written(listed)
            assert set(found) - set(listed) == {"rationale", "in_force", "confirmed_until", "place"}
            assert found["rationale"] == located.rule.rationale.model_dump()


WORDS = {
    "nl": (
        "Ander oordeel over Voorlichting → SRGR 1: ",
        "aansluiting direct → indirect",
        "bereik alle groepen → meisjes",
        "geldigheid altijd → vanaf 2017",
        "voorwaarde in de situatie ‘noodsituatie’ → altijd",
        "Schaal scale: gewijzigd (half_width)",
        "Alleen: nieuw",
        "Daarin ontbreekt: gone",
        "Mengsel, SRGR 1: direct 0,40",
        "(door Voorlichting → SRGR 1)",
        "Nieuwe lacunes",
    ),
    "en": (
        "Another verdict on Teaching → SRHR 1: ",
        "alignment direct → indirect",
        "reach all groups → girls",
        "validity always → from 2017",
        "condition in the setting ‘emergency’ → always",
        "Scale scale: changed (half_width)",
        "Alone: new",
        "lacks: gone",
        "Mix, SRHR 1: direct 0.40",
        "(through Teaching → SRHR 1)",
        "New gaps",
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_say_it_without_codes_or_holes(
    lang: str, change: CatalogueChange, sides: tuple[Catalogue, Catalogue]
) -> None:
    found = "\n".join(lines(change, sides, lang))
    assert not [hole for hole in HOLES if hole in found]
    assert [each for each in WORDS[lang] if each not in found] == []
    for each in change.rules:
        located = each.new or each.old
        assert located
        assert f"[{located.path}:{located.line}]" in found


PERIODS = {
    ("2018", "2020-12"): ("van 2018 tot en met december 2020", "from 2018 until December 2020"),
    ("2018", None): ("vanaf 2018", "from 2018"),
    (None, "2020"): ("tot en met 2020", "until 2020"),
    (None, None): ("altijd", "always"),
}


@pytest.mark.parametrize("ends", PERIODS, ids=str)
def test_a_period_in_words(ends: tuple[str | None, str | None], sides: tuple[Catalogue, Catalogue]) -> None:
    old = sides[0]
    period = Period.model_validate({"from": ends[0], "until": ends[1]})
    rule = old.rules[0].rule.model_copy(update={"in_force": period, "confirmed_until": "2021"})
    new = dataclasses.replace(old, rules=(dataclasses.replace(old.rules[0], rule=rule), *old.rules[1:]))
    for lang, said in zip(LANGUAGES, PERIODS[ends], strict=True):
        found = "\n".join(lines(api.diff_catalogues(old, new, today=TODAY), (old, new), lang))
        assert f" → {said};" in found
        assert " – → 2021 " in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_changed_is_one_sentence(lang: str, sides: tuple[Catalogue, Catalogue]) -> None:
    old = sides[0]
    assert len(lines(api.diff_catalogues(old, old, today=TODAY), (old, old), lang)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_gone_keeps_its_old_name(lang: str, sides: tuple[Catalogue, Catalogue]) -> None:
    old = sides[0]
    framework = old.frameworks["pact"]
    without = dataclasses.replace(
        old,
        frameworks={name: each for name, each in old.frameworks.items() if name != "pact"},
        rules=tuple(each for each in old.rules if each.rule.target != "pact-a"),
    )
    found = "\n".join(lines(api.diff_catalogues(old, without, today=TODAY), (old, without), lang))
    assert f"→ {framework.short.in_language(lang)} a" in found


def test_a_case_that_failed_before_says_so(tmp_path: Path) -> None:
    broken = edited(tmp_path, {CASES: ("coverage: 0.8", "coverage: 0.7"), MIX: ("dose: 0.5", "dose: 0.4")})
    change = api.diff_catalogues(broken, broken, today=TODAY)
    found = lines(change, (broken, broken), "en")
    assert found[0] == "Changed: no rules and no other entries. Result: no different results; 1 case fails."
    assert found[-1].strip() == "It failed with the old catalogue too."
    assert any("expected 0.7, found 0.8" in each for each in found)


@pytest.mark.parametrize("months", [0, 1, 12])
def test_the_data_of_health_can_be_written_and_holds_it_all(months: int, sides: tuple[Catalogue, Catalogue]) -> None:
    health = api.rule_health(sides[1], months, date(2027, 1, 2))
    data = written(health_data(health))
    assert (data["on"], data["months"], len(data["rules"])) == ("2027-01-02", months, len(sides[1].rules))
    ages = {"2025": 12, "2026-11-21": 1}
    for each in data["rules"]:
        assert each["months"] == ages[each["reviewed"]]
        assert each["place"].startswith("rules/")
    assert len(data["stale"]) == (1 if months == 12 else len(sides[1].rules))
    assert {name: each["count"] for name, each in data["derived"].items()} == {"low": 3, "medium": 1, "high": 0}
    assert data["unassessed"]["pairs"] == health.without_rule
    assert [each["target"] for each in data["unassessed"]["verdicts"]] == [each.target for each in health.verdicts]
    assert [each["id"] for each in data["lapsed"]] == ["bhos", "srgr"]
    assert len(data["untouched"]) == len(health.untouched)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", [date(2020, 6, 1), TODAY, date(2027, 1, 1)], ids=str)
def test_the_lines_of_health_say_it_without_codes_or_holes(
    day: date, lang: str, sides: tuple[Catalogue, Catalogue]
) -> None:
    health = api.rule_health(sides[1], today=day)
    found = list(health_lines(health, Speaker(sides[1], lang)))
    text = "\n".join(found)
    assert not [hole for hole in HOLES if hole in text]
    wanted = [line for line in found if "rules/" in line]
    assert len(wanted) == len(health.stale) + len(health.future)
    assert sum("SRGR" in each or "SRHR" in each for each in found) >= sum(
        each.target.startswith("srgr") and bool(each.scenarios) for each in health.verdicts
    )


def test_many_unassessed_pairs_are_counted_not_listed(sides: tuple[Catalogue, Catalogue]) -> None:
    health = api.rule_health(sides[0], today=TODAY)
    [one, *_] = [each for each in health.verdicts if each.scenarios]
    many = dataclasses.replace(health, verdicts=(one,) * (MOST + 3))
    found = list(health_lines(many, Speaker(sides[0], "en")))
    assert "  … and 3 more pairs (all with --json)." in found
    assert sum("results that would change" in each for each in found) == MOST
