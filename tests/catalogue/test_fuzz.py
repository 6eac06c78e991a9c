"""Whatever bytes come in, a reader gets a result or a list of problems: never another error, never a hang."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alignment.catalogue.load import load, parse_scenario, read_cases
from alignment.catalogue.yaml12 import read
from alignment.model.base import Known
from alignment.model.message import InputError, Problem
from alignment.text import problems as texts
from tests.catalogue.bad import SMALL

KNOWN = load(SMALL).known
SCENARIO = (SMALL / "interventions/scenarios/mix.yaml").read_bytes()
PROGRAMME = (SMALL / "interventions/programmes/first.yaml").read_bytes()
CASES = (SMALL / "rules/cases/basics.yaml").read_bytes()
PIECES = [
    b"[", b"]", b"{", b"}", b"- ", b": ", b"? ", b"# ", b"&a ", b"*a", b"!!python/object:x ", b"!x ", b"<<: ", b"'", b'"',
    b"|\n", b">\n", b"---\n", b"...\n", b"\n", b"\n  ", b"\t", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc2\x85",
    b"null", b"true", b"1e999", b".nan", b"-1", b"0o17", b"9" * 400, b"2021-02-30", b"NO", b"", "🎈".encode(),
]  # fmt: skip


def check_problems(problems: list[Problem], name: str) -> None:
    for problem in problems:
        assert problem.path == name
        assert problem.line >= 1
        assert problem.column >= 1
        for lang in ("nl", "en"):
            texts.line(problem, lang)


def check_scenario(content: bytes, known: Known) -> None:
    try:
        parse_scenario("x.yaml", content, known)
    except InputError as error:
        assert error.problems
        assert [each.place for each in error.problems] == sorted(each.place for each in error.problems)
        check_problems(error.problems, "x.yaml")


@st.composite
def mutated(draw: st.DrawFn, valid: bytes) -> bytes:
    """Valid YAML with a few pieces replaced, so that most of it is still understood."""
    content = valid
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 0, 1, 3, 12])))
        content = content[:start] + draw(st.sampled_from(PIECES)) + content[end:]
    return content


def places(value: Any, where: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [where, *(path for key, each in items for path in places(each, (*where, key)))]


@st.composite
def revalued(draw: st.DrawFn, valid: bytes) -> bytes:
    """Valid YAML with a few values replaced by others of any shape, or with a key left out or added."""
    document = {"top": yaml.safe_load(valid)}
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(places(document)[1:]))
        inner: Any = document
        for step in path:
            inner = inner[step]
        if isinstance(inner, dict) and len(path) > 0 and draw(st.integers(0, 3)) == 0:
            inner.pop(last)
            inner[draw(st.sampled_from(["x", "from", "dose", "budget_eur", "settings", ""]))] = draw(odd_values)
        else:
            inner[last] = draw(odd_values)
    return json.dumps(document["top"], default=str).encode()


odd_values = st.sampled_from(
    [None, [], {}, [[]], [{}], {"a": {}}, ["a", 1, None, {"b": "c"}], "x", "", " ", 1, 0, -1, 1.5, 1e308, True, 10**290]
    + ["2021-13", 9999, "0000", "0001", {"from": 2021, "until": 2020}, {"nl": "x"}, {"nl": "", "en": [1]}, "teaching"]
    + ["srgr-1", "x" * 300, [["a"]], {"": None}, {"<<": {}}, "1e999", "NO", "first", "part"]
)


@given(st.binary(max_size=200))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xfe\xff\x00a")
def test_any_bytes_can_be_read(content: bytes) -> None:
    _, problems = read("x.yaml", content)
    check_problems(problems, "x.yaml")
    check_scenario(content, KNOWN)


@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`,#\n\t \\~é0."), max_size=60))
def test_any_yaml_like_text_can_be_read(text: str) -> None:
    document, problems = read("x.yaml", text.encode())
    assert document is not None or problems
    check_scenario(text.encode(), KNOWN)


@pytest.mark.parametrize("valid", [SCENARIO, PROGRAMME], ids=["scenario", "programme"])
@given(data=st.data())
def test_a_damaged_scenario_gives_problems_and_nothing_else(valid: bytes, data: st.DataObject) -> None:
    check_scenario(data.draw(mutated(valid)), KNOWN)


@pytest.mark.parametrize("valid", [SCENARIO, PROGRAMME], ids=["scenario", "programme"])
@settings(max_examples=300)
@given(data=st.data())
def test_a_scenario_with_values_of_another_shape_gives_problems_and_nothing_else(
    valid: bytes, data: st.DataObject
) -> None:
    check_scenario(data.draw(revalued(valid)), Known() if data.draw(st.booleans()) else KNOWN)


@given(mutated(CASES) | revalued(CASES))
def test_damaged_cases_give_problems_and_nothing_else(content: bytes) -> None:
    _, problems = read_cases("x.yaml", content, KNOWN)
    check_problems(problems, "x.yaml")


FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml"))


@settings(max_examples=60)
@given(data=st.data())
def test_a_catalogue_with_a_damaged_file_gives_problems_and_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shown = data.draw(st.sampled_from(FILES))
    valid = (SMALL / shown).read_bytes()
    root = copy(tmp_path_factory)
    try:
        (root / shown).write_bytes(data.draw(mutated(valid) | revalued(valid)))
        load(root)
    except InputError as error:
        assert {each.path for each in error.problems} <= set(FILES)
        assert [each.place for each in error.problems] == sorted(each.place for each in error.problems)
        for problem in error.problems:
            texts.line(problem, "nl")
    finally:
        (root / shown).write_bytes(valid)


def copy(factory: pytest.TempPathFactory) -> Path:
    """One copy of the small catalogue for all examples; each example puts back what it changed."""
    root = factory.getbasetemp() / "fuzzed"
    for shown in FILES:
        if not (root / shown).exists():
            (root / shown).parent.mkdir(parents=True, exist_ok=True)
            (root / shown).write_bytes((SMALL / shown).read_bytes())
    return root
