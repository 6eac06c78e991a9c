"""What is remembered never shows: with and without memory a catalogue loads, or fails, in the same way."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.catalogue.contents import read_contents
from alignment.catalogue.load import load_contents
from alignment.catalogue.memory import KEPT, Memory
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError

SMALL, _ = read_contents(Path(__file__).parents[1] / "data" / "small")
EDITS = [
    ("rules/care.yaml", b"direct", b"indirect"),
    ("rules/care.yaml", b"care", b"carre"),
    ("rules/care.yaml", b"target", b"targett"),
    ("policies/srgr.yaml", b'code: "1"', b'code: "9"'),
    ("policies/sources.yaml", b"at:", b"att:"),
    ("interventions/types.yaml", b"id: care", b"id: nursing"),
    ("interventions/types.yaml", b":", b": :"),
    ("rules/scale.yaml", b"0.8", b"0.7"),
]


def outcome(contents: dict[str, bytes], memory: Memory | None) -> Any:
    try:
        catalogue = load_contents("small", contents, memory)
    except InputError as error:
        return [repr(each) for each in error.problems]
    plain = {each.name: getattr(catalogue, each.name) for each in fields(Catalogue)}
    plain["rules"] = [(each.intervention, each.rule, each.path, each.line) for each in catalogue.rules]
    plain["cases"] = [(each.case, each.path, each.line) for each in catalogue.cases]
    return plain


def edited(chosen: set[int]) -> dict[str, bytes]:
    contents = dict(SMALL)
    for index in sorted(chosen):
        path, old, new = EDITS[index]
        assert old in SMALL[path]
        contents[path] = contents[path].replace(old, new, 1)
    return contents


@settings(max_examples=25)
@given(st.lists(st.sets(st.integers(0, len(EDITS) - 1), max_size=3), min_size=1, max_size=5))
def test_memory_changes_nothing(history: list[set[int]]) -> None:
    memory = Memory()
    for chosen in history:
        contents = edited(chosen)
        assert outcome(contents, memory) == outcome(contents, None)


def test_a_file_that_is_new_or_gone_is_seen() -> None:
    memory = Memory()
    without = {path: content for path, content in SMALL.items() if path != "rules/care.yaml"}
    for contents in (SMALL, without, SMALL):
        assert outcome(contents, memory) == outcome(contents, None)
    assert outcome(without, memory) != outcome(SMALL, memory)


def test_the_oldest_contents_are_forgotten() -> None:
    memory = Memory()
    for number in range(KEPT + 5):
        memory.read("a.yaml", f"a: {number}".encode())
    assert len(memory._readings) == KEPT
