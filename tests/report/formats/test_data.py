"""The memo as JSON: its shape (docs/memo-json.md), whole and unrounded."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from alignment.api import assess_scenario, open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.report.data import assessment_data
from alignment.report.document import Document, Section
from alignment.report.formats.data import write
from alignment.text.speaker import Speaker
from tests.report.formats.reading import HOSTILE, RIGHT_TO_LEFT, all_lines, full, huge, made
from tests.report.memo.memos import PROGRAMME, TODAY, document_of

MEMOS = [
    ("decision", (PROGRAMME,)),
    ("one-pager", (PROGRAMME,)),
    ("annex", (PROGRAMME,)),
    ("comparison", ("sufasec", "tdh-asia")),
]


def exactly(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string"}
LINE = {"text": TEXT, "notes": listed(TEXT)}
BLOCKS = listed({"$ref": "#/$defs/block"})
NUMBERS = exactly(
    name=TEXT,
    heading=TEXT,
    unit={"enum": ["score", "share", "count", "amount"]},
    column={"type": "integer", "minimum": 0},
    values=listed({"type": ["number", "null"]}),
)
BLOCK = {
    "oneOf": [
        exactly(type={"const": "paragraph"}, **LINE),
        exactly(type={"const": "list"}, ordered={"type": "boolean"}, items=listed(exactly(**LINE))),
        exactly(
            type={"const": "table"},
            name=TEXT,
            caption=TEXT,
            header=listed(TEXT),
            rows=listed(listed(exactly(**LINE))),
            numbers=listed(NUMBERS),
        ),
        exactly(type={"const": "chart"}, name=TEXT, caption=TEXT, alt=TEXT, source=exactly(**LINE)),
        exactly(type={"const": "own"}, label=TEXT, lang={"enum": ["nl", "en"]}, blocks=BLOCKS),
    ]
}
SCHEMA = {
    "$defs": {
        "block": BLOCK,
        "section": exactly(id=TEXT, heading=TEXT, blocks=BLOCKS, sections=listed({"$ref": "#/$defs/section"})),
    },
    **exactly(
        kind={"enum": ["decision", "one-pager", "comparison", "annex"]},
        lang={"enum": ["nl", "en"]},
        title=TEXT,
        facts=listed(exactly(label=TEXT, **LINE)),
        opening=BLOCKS,
        sections=listed({"$ref": "#/$defs/section"}),
        footnotes=listed(exactly(name=TEXT, **LINE)),
        sources=listed(exactly(id=TEXT, name=TEXT, title=TEXT, sections=listed(TEXT))),
        assessment=listed({"type": "object", "required": ["scenario", "targets", "frameworks", "gaps"]}),
        record={"type": "object"},
    ),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def read(document: Document) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write(document))
    jsonschema.validate(found, SCHEMA)
    return found


def texts_of(found: Any) -> list[str]:
    """Every text that has notes."""
    if isinstance(found, list):
        return [text for each in found for text in texts_of(each)]
    if not isinstance(found, dict):
        return []
    return ([found["text"]] if "notes" in found else []) + [text for each in found.values() for text in texts_of(each)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_shape_and_whole_text(catalogue: Catalogue, lang: str, kind: str, scenarios: tuple[str, ...]) -> None:
    document = document_of(catalogue, *scenarios, kind=kind, lang=lang)
    found = read(document)
    assert (found["kind"], found["lang"], found["title"]) == (kind, lang, document.title)
    del found["assessment"], found["record"]
    assert sorted(texts_of(found)) == sorted(each.plain for each in all_lines(document))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_assessment_as_the_command_line_prints_it(catalogue: Catalogue, lang: str) -> None:
    scenarios = ("sufasec", "tdh-asia")
    speaker = Speaker(catalogue, lang)
    assessed = [assess_scenario(catalogue, catalogue.programmes[each], today=TODAY) for each in scenarios]
    found = read(document_of(catalogue, *scenarios, lang=lang))
    assert found["assessment"] == [assessment_data(each, speaker) for each in assessed]


@pytest.mark.parametrize("kind", ["decision", "annex"])
def test_sources_with_the_sections_that_the_memo_cites(catalogue: Catalogue, kind: str) -> None:
    sources = read(document_of(catalogue, kind=kind))["sources"]
    assert len(sources) > 2
    for each in sources:
        known = [section.at for section in catalogue.sources[each["id"]].sections]
        assert each["sections"] == [section for section in known if section in each["sections"]] != []


def test_record_is_an_object(catalogue: Catalogue) -> None:
    document = document_of(catalogue)
    assert read(document)["record"] == json.loads(document.provenance)


def test_numbers_are_not_rounded(catalogue: Catalogue) -> None:
    found = read(document_of(catalogue, kind="annex"))
    (table,) = [each for each in found["sections"][0]["blocks"] if each["type"] == "table"]
    coverage = next(each for each in table["numbers"] if each["name"] == "coverage")
    targets = [each["coverage"] for each in found["assessment"][0]["targets"] if each["link"] == "theme"]
    assert coverage["values"] == targets
    assert any(each != round(each, 2) for each in targets)


def test_every_note_that_is_named_is_there(catalogue: Catalogue) -> None:
    document = document_of(catalogue, kind="annex")
    names = [each["name"] for each in read(document)["footnotes"]]
    assert len(names) == len(set(names))
    assert {name for each in all_lines(document) for name in each.refs} == set(names)


@pytest.mark.parametrize("text", [HOSTILE, RIGHT_TO_LEFT, "w" * 10_000])
def test_texts_are_what_they_say(text: str) -> None:
    document = full(text)
    found = read(document)
    assert found["title"] == text
    assert found["facts"][0]["label"] == text
    assert [each["type"] for each in found["sections"][0]["blocks"]] == ["paragraph", "list", "table", "chart", "own"]
    assert texts_of(found).count(" ".join(text.split())) == [each.plain for each in all_lines(document)].count(
        " ".join(text.split())
    )


@pytest.mark.parametrize(
    "document", [made(), made(sections=(Section("a", "A"),)), huge(2000)], ids=["bare", "empty", "huge"]
)
def test_empty_and_huge(document: Document) -> None:
    found = read(document)
    assert len(found["sections"]) == len(document.sections)
    assert len(found["footnotes"]) == len(document.footnotes)


def test_empty_scenario(catalogue: Catalogue) -> None:
    found = read(document_of(catalogue, b"title: {nl: Leeg, en: Empty}\ncomponents: []\n", kind="annex"))
    assert all(each["coverage"] == 0 for each in found["assessment"][0]["targets"])


def test_same_bytes_in_utf8_with_a_line_end(catalogue: Catalogue) -> None:
    first = write(document_of(catalogue))
    assert first == write(document_of(open_catalogue()))
    assert first.endswith(b"}\n")
    assert "é".encode() in first


def test_no_number_that_json_does_not_have() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write(replace(made(), data=lambda: [{"coverage": float("nan")}]))
