"""Whatever bytes come in, a reader gets a result or a list of problems: never another error, never a hang."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alignment import api
from alignment.catalogue.load import load, parse_scenario, read_cases
from alignment.catalogue.yaml12 import read
from alignment.model.base import Known
from alignment.model.message import InputError, Problem
from alignment.report import data
from alignment.report.memo.wish import Wish
from alignment.text import problems as texts
from tests.catalogue.bad import SMALL

CATALOGUE = load(SMALL)
MEMO = Wish(lang="en", draws=10)
KNOWN = CATALOGUE.known
SCENARIO = (SMALL / "interventions/scenarios/mix.yaml").read_bytes()
PROGRAMME = (SMALL / "interventions/programmes/first.yaml").read_bytes()
CASES = (SMALL / "rules/cases/basics.yaml").read_bytes()
PIECES = [
    b"[", b"]", b"{", b"}", b"- ", b": ", b"? ", b"# ", b"&a ", b"*a", b"!!python/object:x ", b"!x ", b"<<: ", b"'",
    b'"', b"|\n", b">\n", b"---\n", b"...\n", b"\n", b"\n  ", b"\t", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf",
    b"\xc2\x85",
    b"null", b"true", b"1e999", b".nan", b"-1", b"0o17", b"9" * 400, b"2021-02-30", b"NO", b"", "🎈".encode(),
]  # fmt: skip


def check_problems(problems: list[Problem], names: list[str]) -> None:
    assert [each.place for each in problems] == sorted(each.place for each in problems)
    for problem in problems:
        assert problem.path in names
        assert problem.line >= 1
        assert problem.column >= 1
        for lang in ("nl", "en"):
            texts.line(problem, lang)


def check_scenario(content: bytes, known: Known) -> None:
    """What is accepted can also be assessed, printed and written; what is not has problems that can be said."""
    try:
        scenario = parse_scenario("x.yaml", content, known)
    except InputError as error:
        check_problems(error.problems, ["x.yaml"])
        return
    if known is CATALOGUE.known:
        assessment = api.assess_scenario(CATALOGUE, scenario)
        json.dumps(data.assessment_data(assessment, api.Speaker(CATALOGUE, "nl")), allow_nan=False)
        assert api.write_memo(api.make_memo(CATALOGUE, [scenario], MEMO))


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
            last = draw(st.sampled_from(["x", "from", "dose", "budget_eur", "settings", ""]))
        inner[last] = deepcopy(draw(odd_values))
    return json.dumps(document["top"], default=str).encode()


# fmt: off
ODD_VALUES = [
    None, [], {}, [[]], [{}], {"a": {}}, ["a", 1, None, {"b": "c"}], "x", "", " ", 1, 0, -1, 1.5, 1e308, True, 10**290,
    "2021-13", 9999, "0000", "0001", {"from": 2021, "until": 2020}, {"nl": "x"}, {"nl": "", "en": [1]}, "teaching",
    "srgr-1", "x" * 300, [["a"]], {"": None}, {"<<": {}}, "1e999", "NO", "first", "part",
]
# fmt: on
odd_values = st.sampled_from(ODD_VALUES)


@given(st.binary(max_size=200))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xfe\xff\x00a")
def test_any_bytes_can_be_read(content: bytes) -> None:
    document, problems = read("x.yaml", content)
    assert document is not None or problems
    check_problems(sorted(problems, key=lambda each: each.place), ["x.yaml"])
    check_scenario(content, KNOWN)


@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`,#\n\t \\~é0."), max_size=60))
def test_any_yaml_like_text_can_be_read(text: str) -> None:
    document, problems = read("x.yaml", text.encode())
    assert document is not None or problems
    check_scenario(text.encode(), KNOWN)


@pytest.mark.parametrize("valid", [SCENARIO, PROGRAMME], ids=["scenario", "programme"])
@given(drawn=st.data())
def test_a_damaged_scenario_gives_problems_and_nothing_else(valid: bytes, drawn: st.DataObject) -> None:
    check_scenario(drawn.draw(mutated(valid)), KNOWN)


@pytest.mark.parametrize("valid", [SCENARIO, PROGRAMME], ids=["scenario", "programme"])
@settings(max_examples=150)
@given(drawn=st.data())
def test_a_scenario_with_values_of_another_shape_gives_problems_and_nothing_else(
    valid: bytes, drawn: st.DataObject
) -> None:
    check_scenario(drawn.draw(revalued(valid)), Known() if drawn.draw(st.booleans()) else KNOWN)


@given(mutated(CASES) | revalued(CASES))
def test_damaged_cases_give_problems_and_nothing_else(content: bytes) -> None:
    _, problems = read_cases("x.yaml", content, KNOWN)
    check_problems(sorted(problems, key=lambda each: each.place), ["x.yaml"])


FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml"))


@settings(max_examples=60)
@given(drawn=st.data())
def test_a_catalogue_with_a_damaged_file_gives_problems_and_nothing_else(
    drawn: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shown = drawn.draw(st.sampled_from(FILES))
    valid = (SMALL / shown).read_bytes()
    root = copy(tmp_path_factory)
    try:
        (root / shown).write_bytes(drawn.draw(mutated(valid) | revalued(valid)))
        load(root)
    except InputError as error:
        check_problems(error.problems, FILES)
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
