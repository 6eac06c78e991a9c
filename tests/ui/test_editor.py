"""The editor: what is built and committed, its words, and what Python takes from the browser."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from alignment.ui.editor import HERE, WORDS

SOURCE = HERE / "source"
TEXTS = Path(__file__).parents[2] / "alignment" / "text"
BUNDLE = (HERE / "editor.js").read_text(encoding="utf-8")


def texts(lang: str) -> dict[str, Any]:
    return yaml.safe_load((TEXTS / lang / "editor.yaml").read_text(encoding="utf-8"))["editor"]


def test_the_bundle_was_built_from_the_source() -> None:
    files = sorted((path for path in SOURCE.iterdir() if path.suffix in (".js", ".json")), key=lambda path: path.name)
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    assert {"editor.js", "build.js", "package.json", "package-lock.json"} <= {path.name for path in files}
    assert f"sha256 {digest.hexdigest()}." in BUNDLE.partition("\n")[0], "run .ci/editor"


def test_versions_are_exact_and_no_address_is_kept() -> None:
    package = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    lock = (SOURCE / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    locked = [each for name, each in json.loads(lock)["packages"].items() if name]
    assert all(each["integrity"].startswith("sha512-") for each in locked)


def test_the_licence_of_everything_bundled_is_kept() -> None:
    licences = (HERE / "LICENSES.txt").read_text(encoding="utf-8")
    packages = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    bundled = {name.removeprefix("node_modules/"): each for name, each in packages.items() if "dev" not in each}
    for name, each in bundled.items():
        assert not name or f"\n{name} {each['version']} ({each['license']})\n" in licences


def test_nothing_in_the_bundle_is_run_from_text_or_fetched() -> None:
    assert not re.search(r"\beval\(|new Function|\bfetch\(|XMLHttpRequest|\bimport\(|importScripts", BUNDLE)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_word_has_a_text(lang: str) -> None:
    found = set()
    for name, text in texts(lang).items():
        found |= {name} if isinstance(text, str) else {f"{name}.{form}" for form in text}
    assert found == set(WORDS)


def test_every_phrase_of_codemirror_has_a_word() -> None:
    table = dict(re.findall(r'"?([\w-]+)"?: "([^"]+)",', (SOURCE / "phrases.js").read_text(encoding="utf-8")))
    assert set(table) <= set(WORDS)
    said = set(re.findall(r'phrase\("([^"]+)"', BUNDLE)) | set(re.findall(r'\w\(\w,"([a-zA-Z ]+)"\)\]', BUNDLE))
    assert {"Completions", "Diagnostics", "Go to line", "match case", "replace all"} <= said
    assert said - {"unfold", "folded code"} <= set(table.values())  # nothing folds here


def page() -> None:
    import streamlit as st

    from alignment.ui.editor import WORDS, Marker, editor, received

    state = st.session_state
    if state.get("early"):
        state["came"] = received("doc", state.get("stored", "a: 1\n"), key="ed")
    state["result"] = editor(
        "doc",
        state.get("stored", "a: 1\n"),
        state.get("revision", 3),
        markers=[Marker(1, 4, "error", "geen getal")],
        words={word: word for word in WORDS},
        completions={"target": ("srgr-1", "srgr-4")},
        label="Regels",
        key="ed",
    )


def opened() -> AppTest:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    return app


def data(app: AppTest) -> dict[str, Any]:
    """What the browser is told."""
    found = [each.proto for each in app.get("bidi_component") if each.proto.component_name == "alignment-editor"]
    assert len(found) == 1
    told: dict[str, Any] = json.loads(found[0].json)
    return told


def send(app: AppTest, **changes: Any) -> AppTest:
    """As if the browser had sent a text."""
    message = {"name": "doc", "text": "a: 2\n", "revision": 3, "id": "x-1", "session": data(app)["session"], **changes}
    app.session_state["ed"] = {"typed": message}
    app.run()
    assert not app.exception
    return app


def test_the_browser_is_told_text_revision_and_markers() -> None:
    told = data(opened())
    assert (told["name"], told["text"], told["revision"]) == ("doc", "a: 1\n", 3)
    assert (told["read_only"], told["settled"], told["seen"]) == (False, 0, "")
    assert told["markers"] == [{"line": 1, "column": 4, "severity": "error", "message": "geen getal"}]
    assert told["completions"] == {"target": ["srgr-1", "srgr-4"]}
    assert set(told["words"]) == set(WORDS)


def test_what_was_typed_comes_once_with_its_revision() -> None:
    app = send(opened(), revision=2)
    assert app.session_state["result"].text == "a: 2\n"
    assert app.session_state["result"].revision == 2
    assert data(app)["seen"] == ""
    send(app, revision=2)
    assert app.session_state["result"] is None
    assert data(app)["seen"] == "x-1"


def test_asked_before_the_editor_it_comes_in_the_same_run() -> None:
    app = opened()
    app.session_state["early"] = True
    send(app)
    assert app.session_state["came"].text == "a: 2\n"
    assert app.session_state["result"] is None
    assert data(app)["seen"] == "x-1"


@pytest.mark.parametrize("stored", ["a: 2\n", "a: 2\r\n", "a: 2\r"])
def test_a_text_that_is_stored_already_is_only_acknowledged(stored: str) -> None:
    app = opened()
    app.session_state["stored"] = stored
    app.session_state["early"] = True
    send(app)
    assert app.session_state["came"] is None
    assert data(app)["seen"] == "x-1"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "other"},
        {"session": "of a server that is gone"},
        {"text": None},
        {"text": "half a pair: \ud83d"},
        {"revision": "3"},
        {"revision": True},
        {"id": 4},
    ],
    ids=str,
)
def test_what_is_meant_for_another_or_makes_no_sense_is_left_aside(changes: dict[str, Any]) -> None:
    app = send(opened(), **changes)
    assert app.session_state["result"] is None
    assert data(app)["seen"] == ""


def test_an_empty_text_is_a_text() -> None:
    assert send(opened(), text="").session_state["result"].text == ""
