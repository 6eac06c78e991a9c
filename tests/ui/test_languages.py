"""Texts of the interface: no key lies unused, no composed one is missing, and no sentence is written in Python."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from alignment.text.messages import messages
from alignment.ui.foreign import FOREIGN, dictionary

ROOT = Path(__file__).parents[2]
KEYS = messages("nl").keys()
PART = r"[A-Za-z0-9_.\-]+"
KEY_LIKE = re.compile(PART)
TELLING = re.compile(r"(?!(?:ui|memo)\\.\[)[a-z\\-]{2,}(?:\\\..*|\\-\[.*)")
"""A composed key begins with a word that is not just what a helper puts before every key."""

SENTENCE = re.compile(r"[A-Za-zÀ-ÿ]{2,}[,;:]? [A-Za-zÀ-ÿ]+")
MARKUP = re.compile(r"</?[a-z][^>]*(?:>|$)|[a-z]+=\"[^\"]*\"?")
NO_SENTENCES = {
    "alignment/ui/foreign.py": "selectors",
    "alignment/ui/shell.py": "security headers",
    "alignment/ui/looks.py": "a rule of the style sheet",
}


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def composed(joined: ast.JoinedStr) -> str:
    """An f-string as a pattern of the keys that it can make."""
    return "".join(re.escape(each.value) if isinstance(each, ast.Constant) else PART for each in joined.values)  # type: ignore[arg-type]


@cache
def named() -> tuple[frozenset[str], re.Pattern[str]]:
    """The strings in the code and the templates that can be keys, and a pattern of those that are composed."""
    plain: set[str] = set()
    patterns: set[str] = set()
    for path in sources("alignment"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr):
                patterns.add(composed(node))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY_LIKE.fullmatch(node.value):
                plain.add(node.value)
    for path in (ROOT / "exports" / "templates").rglob("*.*"):
        plain.update(re.findall(r"[\"']([\w.-]+)[\"']", path.read_text(encoding="utf-8")))
    telling = sorted(each for each in patterns if TELLING.fullmatch(each))
    return frozenset(plain), re.compile("|".join(f"(?:{each})" for each in telling))


def endings(key: str) -> list[str]:
    """A key and what is left of it without its first parts: helpers put `ui.` or the name of a page before it."""
    parts = key.split(".")
    shortest = len(parts) if parts[0] in ("ui", "memo") and len(parts) == 2 else len(parts) - 1
    return [".".join(parts[start:]) for start in range(shortest)]


def is_used(key: str) -> bool:
    plain, pattern = named()
    return any(each in plain or pattern.fullmatch(each) for each in endings(key))


def test_no_text_lies_unused() -> None:
    assert [key for key in KEYS if not is_used(key)] == []


def test_a_text_that_nobody_asks_for_is_found() -> None:
    assert is_used("ui.page.start")
    assert not is_used("ui.nobody.asks-for-this-one")


def said() -> Iterator[tuple[str, str]]:
    """The composed keys that are said: `say(f"status.{each}")`, as patterns, each with its file."""
    for path in sources("alignment"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and re.search(r"(^|_)(say|raw)$", ast.unparse(node.func).rpartition(".")[2]):
                for given in node.args:
                    if isinstance(given, ast.JoinedStr) and TELLING.fullmatch(composed(given)):
                        yield path.relative_to(ROOT).as_posix(), composed(given)


def test_every_composed_key_can_be_made() -> None:
    found = {ending for key in KEYS for ending in endings(key)}
    asked = set(said())
    assert len(asked) > 50
    assert [each for each in asked if not any(re.fullmatch(each[1], ending) for ending in found)] == []


def docstrings(module: ast.Module) -> set[int]:
    """The strings that explain the code, also those under an attribute."""
    bodies = [body for node in ast.walk(module) if isinstance(body := getattr(node, "body", None), list)]
    return {id(each.value) for body in bodies for each in body if isinstance(each, ast.Expr)}


def sentences(path: Path) -> list[str]:
    module = tree(path)
    explained = docstrings(module)
    texts = [node for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [each.value for each in texts if id(each) not in explained and SENTENCE.search(MARKUP.sub("", each.value))]


@pytest.mark.parametrize("path", sources("alignment/ui"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_is_written_in_python(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() not in NO_SENTENCES:
        assert sentences(path) == []


def test_a_sentence_in_python_is_found(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text('"""About this page."""\nst.markdown(f"Nog niets gekozen: {name}")\n', encoding="utf-8")
    assert sentences(path) == ["Nog niets gekozen: "]


def test_every_text_of_streamlit_is_listed_once_and_used() -> None:
    keys = {key.removeprefix("streamlit.") for key in messages("en").keys() if key.startswith("streamlit.")}  # noqa: SIM118
    assert keys == {each.key for each in FOREIGN}
    assert len({(each.key, each.selector, each.attribute) for each in FOREIGN}) == len(FOREIGN)


def test_what_the_browser_is_given_ends_no_script() -> None:
    assert "<" not in dictionary()
    assert [row[2] for row in json.loads(dictionary())] == [
        messages("en").raw(f"streamlit.{each.key}") for each in FOREIGN
    ]
