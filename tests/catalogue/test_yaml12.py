"""YAML 1.2 core: what plain words mean, where every value stands, and what stops a reader."""

import math
from typing import Any

import pytest

from alignment.catalogue.yaml12 import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, read, scalar


def value(text: str) -> Any:
    document, problems = read("x.yaml", text.encode())
    assert problems == []
    assert document is not None
    return document.value


def document(text: str) -> Document:
    found, problems = read("x.yaml", text.encode())
    assert problems == []
    assert found is not None
    return found


def codes(content: bytes | str) -> list[str]:
    return [each.code for each in read("x.yaml", content.encode() if isinstance(content, str) else content)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("4.4", 4.4),
        (".5", 0.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("1E-3", 0.001),
        ("+1.5e+2", 150.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("+.Inf", math.inf),
        ("1e999", math.inf),
    ],
)
def test_plain_words_of_the_core_schema(text: str, expected: Any) -> None:
    found = scalar(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    assert math.isnan(scalar(text))


TEXTS = (
    "NO no No yes YES on off y n Y N nUll tRUE 2021-05 2021-05-17 4.4.1 12:30 1:30:45 1_000 0b11 0O17 -0o17 0o8 0x "
    "-0x1f +0x1F 1e 1e+ e3 . - + +. .e3 -.nan inf nan NaN .Inff 1,5 1.2.3 ½ ٣ ２ = <<"
)


@pytest.mark.parametrize("text", TEXTS.split())
def test_everything_else_is_text(text: str) -> None:
    assert scalar(text) == text


def test_a_number_of_very_many_digits_neither_fails_nor_takes_long() -> None:
    for text in ("9" * 5000, "-" + "9" * 5000, "0x" + "f" * 5000, "0o" + "7" * 5000):
        assert math.isinf(scalar(text))


def test_only_plain_words_are_read_as_something_else() -> None:
    text = "a: 'true'\nb: \"12\"\nc: |\n  null\nd: >-\n  4.4\ne: !!str 7\nf: ! 8\ng: ''\nh: true\n"
    expected = {"a": "true", "b": "12", "c": "null\n", "d": "4.4", "e": "7", "f": "8", "g": "", "h": True}
    assert value(text) == expected


def test_the_tags_of_the_core_schema_are_read() -> None:
    assert value("[!!int '3', !!float '3', !!null '', !!bool 'true', !!str true]") == [3, 3.0, None, True, "true"]
    assert value("!!map {a: !!seq [1]}") == {"a": [1]}


def test_keys_are_always_text() -> None:
    assert value("1.1: a\ntrue: b\n~: c\n2021: d\n'': e\n") == {"1.1": "a", "true": "b", "~": "c", "2021": "d", "": "e"}


def test_norway_and_dates_are_text() -> None:
    assert value("countries: [NO, SE]\non: 2021-05-17\n") == {"countries": ["NO", "SE"], "on": "2021-05-17"}


def test_an_alias_repeats_a_value() -> None:
    assert value("a: &x {b: [1, 2]}\nc: *x\nd: [*x]\n") == {
        "a": {"b": [1, 2]},
        "c": {"b": [1, 2]},
        "d": [{"b": [1, 2]}],
    }
    assert value("a: &x NO\nb: *x\n") == {"a": "NO", "b": "NO"}


def test_places_of_values_and_keys() -> None:
    found = document("a:\n  - b: één\n    c:   [x, {d: y}]\n  - z\nlong: >-\n  one\n  two\nlast: 1\n")
    expected_values = {
        (): (1, 1),
        ("a",): (2, 3),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 8),
        ("a", 0, "c"): (3, 10),
        ("a", 0, "c", 0): (3, 11),
        ("a", 0, "c", 1): (3, 14),
        ("a", 0, "c", 1, "d"): (3, 18),
        ("a", 1): (4, 5),
        ("long",): (5, 7),
        ("last",): (8, 7),
    }
    assert found.values == expected_values
    assert found.keys[("a", 0, "c")] == (3, 5)
    assert found.keys[("a", 0, "c", 1, "d")] == (3, 15)
    assert found.keys[("last",)] == (8, 1)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("éé: {ñ: 🎈, here: 1}\n".encode(), (1, 18)),
        (b"\xef\xbb\xbfhere: 1\n", (1, 7)),
        (b"a: 1\r\nb:\r\n  here: 1\r\n", (3, 9)),
        (b"a: 1\rhere: 1\r", (2, 7)),
        (b"# note\n\n---\nhere: 1\n", (4, 7)),
        (b'a: "x\n\n  y"\nhere: 1\n', (4, 7)),
    ],
    ids=["unicode", "bom", "crlf", "cr", "comment", "multi-line"],
)
def test_places_count_characters_and_lines_as_an_editor_does(content: bytes, place: tuple[int, int]) -> None:
    found, problems = read("x.yaml", content)
    assert problems == []
    assert found is not None
    [where] = [path for path in found.values if path and path[-1] == "here"]
    assert found.values[where] == place


def test_a_path_without_a_place_of_its_own_has_that_of_what_encloses_it() -> None:
    found = document("a: &x {b: 1}\nc: *x\n")
    assert found.place(("c", "b")) == (2, 4)
    assert found.place(("a", "b", "zzz")) == (1, 11)
    assert found.place(("nowhere",)) == (1, 1)
    assert found.place(("c",), key=True) == (2, 1)


def test_of_a_key_that_stands_twice_the_first_counts_and_keeps_its_place() -> None:
    found, problems = read("x.yaml", b"a: {b: 1}\nc: 2\na: {b: 9, d: 4}\n")
    assert found is not None
    assert found.value == {"a": {"b": 1}, "c": 2}
    assert [(each.line, each.column, each.code) for each in problems] == [(3, 1, "Y08")]
    assert found.place(("a", "b")) == (1, 8)


def test_every_duplicate_and_every_tag_is_reported() -> None:
    assert codes("a: 1\na: 2\na: 3\nb: !x 1\nc: !y [1]\nd: {e: 1, e: 2}\n") == ["Y08", "Y08", "Y09", "Y09", "Y08"]


def test_the_bounds_themselves_are_allowed() -> None:
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["Y11"]
    text = "a: '" + "x" * (MAX_BYTES - 5) + "'"
    assert codes(text) == []
    assert codes(text + " ") == ["Y02"]
    assert codes("[" + "1," * (MAX_NODES - 1) + "]") == []
    assert codes("[" + "1," * MAX_NODES + "]") == ["Y10"]


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_references_count_in_full_however_they_are_nested(size: int) -> None:
    layers = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, size))
    assert codes("l0: &l0 [1]\n" + layers) == ["Y10"]


UNITS = [
    "[", "{a: ", "- ", "? ", "a: ", "&a ", "*a ", "!a ", "'", '"', "|\n ", "%a\n", "---\n", "...\n", "\t", "#", "{",
    ",", ": ", "[],", "\n", "x ", "a:\n ", "'a': ", "é",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_megabyte_of_anything_ends(unit: str) -> None:
    read("x.yaml", (unit * (MAX_BYTES // len(unit))).encode())


@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x80", "￾"])
def test_a_control_character_is_named_with_its_place(character: str) -> None:
    [problem] = read("x.yaml", f"a: 1\nbé: x{character}y\n".encode())[1]
    assert (problem.line, problem.column, problem.code) == (2, 6, "Y04")
    assert problem.params["character"] == f"U+{ord(character):04X}"


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\xa0", "﻿", "🎈"])
def test_other_characters_are_text(character: str) -> None:
    assert codes(f'a: "x{character}y"\n') == []
