"""The JSON Schemas: they take every good file, refuse typical mistakes, and explain every key in both languages."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import BaseModel

from alignment.api import open_catalogue
from alignment.catalogue.json_schema import KINDS, Schema, explanation, kind_of, schemas
from alignment.catalogue.load import ROOT, catalogue_paths
from alignment.catalogue.yaml12 import read
from alignment.model.base import LANGUAGES
from alignment.model.rule import Rule
from alignment.model.scenario import Programme, Scenario
from alignment.text.messages import MissingText, messages
from tests.catalogue.bad import SMALL, BadCase, bad_cases

COMMITTED = ROOT / "docs" / "schema"
RENEW = "renew with: make schema"
SMALL_ONES = schemas(open_catalogue(SMALL), "en")
REAL_ONES = schemas(open_catalogue(), "nl")
FILES = [
    pytest.param(root, path.relative_to(root).as_posix(), id=f"{root.name}/{path.relative_to(root).as_posix()}")
    for root in (SMALL, ROOT)
    for path in catalogue_paths(root)
]
REAL_FILES = [path.relative_to(ROOT).as_posix() for path in catalogue_paths(ROOT)]

# What a schema cannot say, or says of the file in the editor only once the other files are right.
UNSEEN = {
    "S02_scenario-without-title": "a scenario of one's own may lack them; only in the catalogue they are needed",
}


def faults(schema: Schema, value: Any) -> list[str]:
    return [error.json_path for error in Draft7Validator(schema).iter_errors(value)]


def content(path: Path) -> Any:
    document, problems = read(path.name, path.read_bytes())
    assert document is not None, problems
    return document.value


@pytest.mark.parametrize(("root", "path"), FILES)
def test_every_good_file_is_taken(root: Path, path: str) -> None:
    known = SMALL_ONES if root == SMALL else REAL_ONES
    assert faults(known[kind_of(path).name], content(root / path)) == []


@pytest.mark.parametrize("kind", [each.name for each in KINDS])
def test_every_schema_is_a_schema(kind: str) -> None:
    for lang in LANGUAGES:
        schema = schemas(open_catalogue(SMALL), lang)[kind]
        Draft7Validator.check_schema(schema)
        for reference in values_of(schema, "$ref"):
            assert reference.removeprefix("#/definitions/") in schema["definitions"], reference


def values_of(node: Any, key: str) -> Iterator[Any]:
    for each in parts(node):
        if isinstance(each.get(key), str):
            yield each[key]


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping within a value."""
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts(each)


RULE = """\
intervention: teaching
rules:
  - target: srgr-1
    alignment: direct
    basis: stated
    confidence: high
    rationale: {nl: Zo is het., en: So it is.}
    sources: [{source: report, at: "4.4"}]
    reviewed: 2026-11-21
"""
SCENARIO = "components: [{intervention: teaching, dose: 1}]\ncontext: {settings: [development]}\non: 2021-05\n"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("confidence:", "confidense:", "$.rules[0]"),
        ("srgr-1", "srgr-9", "$.rules[0].target"),
        (", en: So it is.", "", "$.rules[0].rationale"),
        ("So it is.", "' '", "$.rules[0].rationale.en"),
        ("direct", "nearly", "$.rules[0].alignment"),
        ("teaching", "teching", "$.intervention"),
        ("report", "rapport", "$.rules[0].sources[0].source"),
        ('"4.4"', '"99"', "$.rules[0].sources[0].at"),
        ('"4.4"', "4.4", "$.rules[0].sources[0].at"),
        ("2026-11-21", "21-11-2026", "$.rules[0].reviewed"),
        ("2026-11-21", "2026-13", "$.rules[0].reviewed"),
        ('[{source: report, at: "4.4"}]', "[]", "$.rules[0].sources"),
    ],
)
def test_a_mistake_in_a_rule_is_refused_where_it_stands(old: str, new: str, place: str) -> None:
    assert faults(SMALL_ONES["rules"], value_of(RULE)) == []
    assert place in faults(SMALL_ONES["rules"], value_of(RULE.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("dose: 1", "dose: 2", "$.components[0].dose"),
        ("dose: 1", "dose: -0.1", "$.components[0].dose"),
        ("dose: 1", "dose: true", "$.components[0].dose"),
        (", dose: 1", "", "$.components[0]"),
        ("dose: 1", "dose: 1, budget_eur: 5", "$.components[0]"),
        ("development", "developement", "$.context.settings[0]"),
        ("on: 2021-05", "on: 2021-05\nthreshold: 0", "$.threshold"),
        ("on: 2021-05", "on: 2021-05\npriorities: {srgr-9: 2}", "$.priorities"),
        ("on: 2021-05", "on: 2021-05\npriorities: {srgr-1: 0}", "$.priorities['srgr-1']"),
        ("on: 2021-05", "on: 2021-05\nframeworks: [srgl]", "$.frameworks[0]"),
        ("on: 2021-05", "on: 18", "$.on"),
    ],
)
def test_a_mistake_in_a_scenario_is_refused_where_it_stands(old: str, new: str, place: str) -> None:
    assert faults(SMALL_ONES["scenario"], value_of(SCENARIO)) == []
    assert place in faults(SMALL_ONES["scenario"], value_of(SCENARIO.replace(old, new)))


def value_of(text: str) -> Any:
    document, _ = read("text.yaml", text.encode())
    assert document is not None
    return document.value


def shapes() -> list[BadCase]:
    """The broken examples whose files can be read and break the shape of a file: S01 to S06."""
    return [
        each for each in bad_cases() if each.folder.name[:3] in {f"S0{n}" for n in range(1, 7)} and not each.command
    ]


@pytest.mark.parametrize("case", [pytest.param(each, id=each.folder.name) for each in shapes()])
def test_what_breaks_the_shape_of_a_file_is_refused(case: BadCase) -> None:
    files = case.files if case.scenario is None else {"interventions/scenarios/x.yaml": case.scenario}
    refused = []
    for shown, name in files.items():
        value = content(case.folder / name)
        own = case.scenario is not None and isinstance(value, dict) and "sources" in value
        refused += faults(SMALL_ONES["programme" if own else kind_of(shown).name], value)
    assert bool(refused) == (case.folder.name not in UNSEEN), refused


def test_ids_and_choices_come_with_what_they_mean() -> None:
    rules = REAL_ONES["rules"]
    targets = rules["definitions"]["target-id"]
    meanings = dict(zip(targets["enum"], targets["enumDescriptions"], strict=True))
    assert len(meanings) == len(open_catalogue().targets)
    assert meanings["srgr-1"].startswith("SRGR: ")
    alignment = rules["definitions"]["Rule"]["properties"]["alignment"]
    assert alignment["enum"] == ["direct", "indirect", "none", "opposes"]
    assert len(set(alignment["enumDescriptions"])) == 4
    priorities = REAL_ONES["scenario"]["properties"]["priorities"]["properties"]
    assert priorities["srgr-1"]["description"] == meanings["srgr-1"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_and_definition_is_explained_and_no_explanation_is_left_over(lang: str) -> None:
    texts = messages(lang)
    used = set()
    for schema in schemas(open_catalogue(SMALL), lang).values():
        for name, part in [(None, schema), *schema["definitions"].items()]:
            assert part["title"], name
            assert part["description"], name
            for key, value in part.get("properties", {}).items():
                assert value["title"] == key
                used.add(value["description"])
        for part in parts(schema):
            if isinstance(part.get("enumDescriptions"), list):
                assert len(part["enumDescriptions"]) == len(part["enum"])
                used |= set(part["enumDescriptions"])
    said = {key: texts.raw(key) for key in texts.keys() if key.startswith(("schema.", "choice."))}  # noqa: SIM118
    assert [key for key, text in said.items() if text not in used] == []
    names = {key.split(".")[1] for key in texts.keys() if key.startswith("definition.")} - {"ids"}  # noqa: SIM118
    assert names == {name for kind in KINDS for name in models(kind.model)}


def models(model: type[BaseModel]) -> dict[str, Any]:
    """A file model and all within it by name, as pydantic itself describes them."""
    schema = model.model_json_schema()
    return {model.__name__: schema, **schema.get("$defs", {})}


def test_every_explanation_belongs_to_a_key_of_its_own_model() -> None:
    owners = {
        f"schema.{name}.{key}"
        for kind in KINDS
        for name, part in models(kind.model).items()
        for key in part.get("properties", {})
    }
    said = {key for key in messages("nl").keys() if key.startswith("schema.")}  # noqa: SIM118
    assert said - owners == set()
    inherited = owners - said
    assert {each.split(".")[1] for each in inherited} == {"Programme", "GroupTerm"}


def test_an_explanation_is_that_of_the_model_or_of_what_it_builds_on() -> None:
    assert explanation(Programme, "components", "nl") == explanation(Scenario, "components", "nl")
    assert explanation(Programme, "title", "nl") != explanation(Scenario, "title", "nl")
    assert explanation(Rule, "alignment", "nl") != explanation(Rule, "alignment", "en")
    with pytest.raises(MissingText):
        explanation(Rule, "colour", "nl")


def test_the_kind_of_a_file() -> None:
    assert kind_of("rules/victim-care.yaml").name == "rules"
    assert kind_of("rules/scale.yaml").name == "scale"
    assert kind_of("rules/cases/scale.yaml").name == "cases"
    assert kind_of("policies/decisions.yaml").name == "decisions"
    assert kind_of("interventions/programmes/sources.yaml").name == "programme"
    for other in ("interventions/other.yaml", "README.md", "rules/cases/deep/x.yaml"):
        with pytest.raises(ValueError, match=other):
            kind_of(other)


def test_the_committed_schemas_are_those_of_this_catalogue() -> None:
    committed = {path.stem: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()}
    assert committed.keys() == REAL_ONES.keys(), RENEW
    for name, schema in REAL_ONES.items():
        assert json.loads(committed[name]) == schema, f"{name}: {RENEW}"


@pytest.mark.parametrize("path", REAL_FILES)
def test_every_file_points_to_its_schema(path: str) -> None:
    first = (ROOT / path).read_text(encoding="utf-8").partition("\n")[0]
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    assert first == f"# yaml-language-server: $schema={up}docs/schema/{kind_of(path).name}.json"
