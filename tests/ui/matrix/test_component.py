"""The component: its texts, what Python takes from the browser, and what its code may not do."""

import re
from typing import Any

import pytest
import streamlit as st

from alignment.model.base import LANGUAGES
from alignment.text.messages import messages
from alignment.ui.matrix.component import HERE, PARTS, WORDS, chosen, words_of

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("*.js")}
ROWS, TARGETS = ("whole", "care"), ("bhos-1", "srgr-1")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_the_browser_is_there_and_used(lang: str) -> None:
    words = words_of(messages(lang))
    assert set(words) == set(WORDS)
    keys = messages(lang).keys()
    listed = {key.removeprefix("ui.matrix.words.") for key in keys if ".matrix.words." in key}
    assert listed == set(WORDS)
    code = "".join(SCRIPTS.values())
    assert [word for word in WORDS if f"words.{word}" not in code and f'words["{word}"]' not in code] == []


def test_all_code_is_part_of_the_component() -> None:
    assert set(SCRIPTS) == {*PARTS, "mount.js"}


def test_the_code_makes_no_html_of_text_and_runs_nothing_from_text() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|\bfetch\(|XMLHttpRequest|\bimport\b"
    )
    assert {name: forbidden.findall(code) for name, code in SCRIPTS.items() if forbidden.search(code)} == {}


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        (["care", "srgr-1"], ("care", "srgr-1")),
        (["whole", "bhos-1"], ("whole", "bhos-1")),
        (["care", "srgr-9"], None),
        (["other", "srgr-1"], None),
        (["care"], None),
        (["care", 1], None),
        (["care", ["srgr-1"]], None),
        ({"0": "care", "1": "srgr-1"}, None),
        ("care", None),
        (None, None),
    ],
)
def test_only_a_cell_of_the_matrix_is_taken(monkeypatch: pytest.MonkeyPatch, sent: Any, taken: Any) -> None:
    monkeypatch.setattr(st, "session_state", {"m": {"chosen": sent}})
    assert chosen("m", ROWS, TARGETS) == taken


@pytest.mark.parametrize("state", [{}, {"m": None}, {"m": "care"}])
def test_nothing_sent_is_no_cell(monkeypatch: pytest.MonkeyPatch, state: dict[str, Any]) -> None:
    monkeypatch.setattr(st, "session_state", state)
    assert chosen("m", ROWS, TARGETS) is None
