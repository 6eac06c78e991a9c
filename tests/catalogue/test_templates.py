"""New files are readable, tell every key, and cannot be published before they are filled in."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from alignment.catalogue.load import load
from alignment.catalogue.splice import CannotSplice, add_rule, change
from alignment.catalogue.templates import KINDS, add_intervention, new_file, new_intervention_entry
from alignment.catalogue.yaml12 import read
from alignment.model.case import Case, Expectation, ExpectedFramework, ExpectedTarget
from alignment.model.framework import Framework, Target
from alignment.model.intervention import Carrier, InterventionType
from alignment.model.message import InputError
from alignment.model.rule import Condition, Rule, RulesFile
from alignment.model.scenario import Component, Context, Scenario
from tests.catalogue.bad import SMALL

PATHS = {
    "rules": "rules/water.yaml",
    "framework": "policies/water.yaml",
    "cases": "rules/cases/water.yaml",
    "scenario": "interventions/scenarios/water.yaml",
}
TEXT = {"nl": "Een tekst: kort", "en": "A text: short"}
SOURCES = [{"source": "report", "at": "4.4"}]
RULE: dict[str, Any] = {
    "target": "srgr-1",
    "alignment": "direct",
    "basis": "stated",
    "confidence": "high",
    "rationale": TEXT,
    "sources": SOURCES,
    "reviewed": "2026-11-21",
}
TYPE: dict[str, Any] = {
    "title": TEXT,
    "description": TEXT,
    "full_delivery": TEXT,
    "pathways": ["children"],
    "functions": ["care"],
    "evidence": "not-graded",
    "sources": SOURCES,
}
TARGET = {"code": "1", "title": TEXT, "link": "theme", "sources": SOURCES}
WORD = {"one": TEXT, "other": TEXT}
FILLED: dict[str, dict[str, Any]] = {
    "rules": {},
    "framework": {
        "kind": "policy",
        "title": TEXT,
        "short": TEXT,
        "word": WORD,
        "targets": [TARGET],
        "sources": SOURCES,
    },
    "cases": {
        "name": TEXT,
        "source": SOURCES[0],
        "scenario": {"components": [{"intervention": "care", "dose": 1}], "frameworks": ["srgr"]},
        "expect": {"targets": {"srgr-3": {"status": "direct"}}},
    },
    "scenario": {"title": TEXT, "components": [{"intervention": "care", "dose": 0.5}]},
}
TYPES = "interventions/types.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small catalogue with an intervention type `water`, so that rules for it can be written."""
    folder = tmp_path / "catalogue"
    shutil.copytree(SMALL, folder)
    types = (folder / TYPES).read_text(encoding="utf-8")
    position = types.count("full_delivery")
    (folder / TYPES).write_text(change(add_intervention(types, "water"), ("types", position), TYPE), encoding="utf-8")
    return folder


def found(root: Path) -> list[tuple[str, str]]:
    """Path and code of every problem of a catalogue."""
    try:
        load(root)
    except InputError as error:
        return [(each.path, each.code) for each in error.problems]
    return []


PLACEHOLDERS = {
    "rules": [],
    "framework": ["S05", *["S04"] * 8, "S15", *["S04"] * 2, "S05", "R03", "S15", "R03", "S15"],
    "cases": ["S04", "S04", "R03", "S15", "R02", "R05", "R01", "S05"],
    "scenario": ["S04", "S04", "R02"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_has_only_the_problems_of_what_is_to_be_filled_in(kind: str, root: Path) -> None:
    text = new_file(kind, "water")
    (root / PATHS[kind]).write_text(text, encoding="utf-8")
    assert found(root) == [(PATHS[kind], code) for code in PLACEHOLDERS[kind]]
    holders = len(re.findall(r'"\??"(?=[:,}\] \n])', re.sub(r"#.*", "", text)))
    assert len(PLACEHOLDERS[kind]) == holders


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_that_is_filled_in_is_accepted(kind: str, root: Path) -> None:
    empty, text = new_file(kind, "water"), new_file(kind, "water", **FILLED[kind])
    assert re.findall("#.*", text) == re.findall("#.*", empty)
    (root / PATHS[kind]).write_text(text, encoding="utf-8")
    assert found(root) == []
    assert '"?"' not in re.sub("#.*", "", text)


def test_a_rule_is_added_to_a_new_file(root: Path) -> None:
    (root / PATHS["rules"]).write_text(add_rule(new_file("rules", "water"), RULE), encoding="utf-8")
    assert [each.rule.target for each in load(root).rules if each.intervention == "water"] == ["srgr-1"]


def uncommented(text: str) -> str:
    """The new rules file after its own advice."""
    head, example = text.replace("rules: []", "rules:").split('"?".\n')
    return head + '"?".\n' + re.sub("^# ", "", example, flags=re.M)


def test_the_example_in_a_new_rules_file_becomes_a_rule(root: Path) -> None:
    text = uncommented(new_file("rules", "water"))
    (root / PATHS["rules"]).write_text(text, encoding="utf-8")
    codes = ["R01", "S05", "S05", "S05", "S04", "S04", "R03", "S15", "S08"]
    assert found(root) == [(PATHS["rules"], code) for code in codes]
    (root / PATHS["rules"]).write_text(change(text, ("rules", 0), RULE), encoding="utf-8")
    assert found(root) == []


ENTRY_CODES = [*["S04"] * 6, "R06", "R06", "R06", "R03", "S15"]


def test_a_new_intervention_type_keeps_all_else_and_is_to_be_filled_in(root: Path) -> None:
    before = (SMALL / TYPES).read_text(encoding="utf-8")
    after = add_intervention(before, "water")
    assert after.startswith(before)
    assert after.endswith("\n")
    (root / TYPES).write_text(after, encoding="utf-8")
    assert found(root) == [(TYPES, code) for code in ENTRY_CODES]


def test_a_new_intervention_type_fits_the_file_of_the_project() -> None:
    before = Path(__file__).parents[2].joinpath(TYPES).read_text(encoding="utf-8")
    after = add_intervention(before, "water")
    assert after.startswith(before + "\n  - id: water\n    title:\n      nl: ")
    document, problems = read("", after.encode())
    assert document is not None
    assert problems == []
    assert document.value["types"][-1]["id"] == "water"


MODELS: dict[str, list[type[BaseModel]]] = {
    "rules": [RulesFile, Rule, Condition],
    "framework": [Framework, Target],
    "cases": [Case, Expectation, ExpectedTarget, ExpectedFramework],
    "scenario": [Scenario, Component, Context],
    "intervention": [InterventionType, Carrier],
}


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_is_told(kind: str) -> None:
    text = new_intervention_entry("water") if kind == "intervention" else new_file(kind, "water")
    for model in MODELS[kind]:
        for name, field in model.model_fields.items():
            assert re.search(rf"[\s{{]{field.alias or name}:", text), (model, name)


@pytest.mark.parametrize("kind", [*KINDS, "intervention"])
def test_what_is_told_in_one_language_is_told_in_the_other(kind: str) -> None:
    text = new_intervention_entry("water") if kind == "intervention" else new_file(kind, "water")
    comments = "\n".join(re.findall("#.*", re.sub(r"\{nl: .*?\}", "", text)))
    assert len(re.findall(r"\bnl: (?!\"|een$)", comments)) == len(re.findall(r"\ben: (?!\")", comments))
    assert max(len(line) for line in text.splitlines()) <= 120


def with_optional_keys(text: str) -> str:
    """A template with the keys that stand behind a `#`."""
    return re.sub(r"^( *)# (?!nl: |en: )", r"\1", text, flags=re.M)


@pytest.mark.parametrize("kind", [*KINDS, "intervention"])
def test_the_keys_that_are_commented_out_are_right_as_well(kind: str, root: Path) -> None:
    """Check finds only placeholders in them, and ids that this catalogue lacks: no unknown key, no wrong kind."""
    if kind == "intervention":
        before = (SMALL / TYPES).read_text(encoding="utf-8")
        (root / TYPES).write_text(before + with_optional_keys(add_intervention(before, "water")[len(before) :]))
    else:
        text = new_file(kind, "water")
        once = uncommented(text) if kind == "rules" else text
        (root / PATHS[kind]).write_text(with_optional_keys(once), encoding="utf-8")
    codes = {code for _, code in found(root)}
    assert codes >= {"S04", "R03", "S15"} - ({"R03", "S15"} if kind == "scenario" else set())
    assert codes <= {"S04", "S05", "S08", "S15", "C02", "C06", *(f"R0{number}" for number in range(1, 10))}


@pytest.mark.parametrize("name", ["1.10", "2026", "null", "no", "1e3"])
def test_a_name_that_looks_like_something_else_stays_a_name(name: str) -> None:
    document, _ = read("", new_file("scenario", name).encode())
    assert document is not None
    assert document.value["id"] == name
    assert new_intervention_entry(name).startswith(f'- id: "{name}"\n')


@pytest.mark.parametrize("name", ["", "Water", "a b", "a\nb: c", "x: y", "a" * 101, "$name"])
def test_what_cannot_be_an_id_is_refused(name: str) -> None:
    for act in (lambda: new_file("rules", name), lambda: add_intervention("types: []", name)):
        with pytest.raises(ValueError, match="not an id"):
            act()


def test_unknown_kinds_and_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="no kind of file: programme"):
        new_file("programme", "water")
    with pytest.raises(ValueError, match="no keys of scenario: titel"):
        new_file("scenario", "water", titel=TEXT)


def test_a_list_of_types_between_brackets_is_refused() -> None:
    with pytest.raises(CannotSplice):
        add_intervention("types: [{id: x}]\n", "water")
