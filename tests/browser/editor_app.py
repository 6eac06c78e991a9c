"""A page with nothing but the editor. The documents lie in the folder that EDITOR_DOCUMENTS names, as JSON."""

import json
import os
import time
from pathlib import Path
from typing import Any

import streamlit as st
import yaml
from starlette.middleware import Middleware

from alignment.text.messages import Messages
from alignment.ui.editor import Marker, Typed, editor, received, words_of
from alignment.ui.shell import Shell

app = st.App(__file__, middleware=[Middleware(Shell)])

COMPLETIONS = {
    "target": ["srgr-1", "srgr-4", "bhos-1.1"],
    "alignment": ["direct", "indirect", "none"],
    "settings": ["development", "humanitarian"],
}
START = "intervention: economic-support\nrules:\n  - target: srgr-1\n    alignment: direct\n"


def stored(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"text": START, "revision": 1, "conflicts": []}


def store(path: Path, typed: Typed | None) -> None:
    """Takes over what was typed on the newest text; anything else is a conflict, which is only noted."""
    if typed is None:
        return
    document = stored(path)
    if typed.revision == document["revision"]:
        document |= {"text": typed.text, "revision": typed.revision + 1}
    else:
        document["conflicts"].append([typed.revision, typed.text])
    new = path.with_suffix(".new")
    new.write_text(json.dumps(document), encoding="utf-8")
    new.replace(path)


def markers(text: str) -> list[Marker]:
    found = [
        Marker(number, line.index("!") + 1, "warning", f"Een uitroepteken op regel {number}")
        for number, line in enumerate(text.split("\n"), start=1)
        if "!" in line
    ]
    try:
        yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        found.append(Marker(mark.line + 1, mark.column + 1, "error", f"Geen YAML: {error.problem}"))
    return found


def documents() -> None:
    """The query says which document, and whether what was typed is asked for before the editor, after it or called."""
    asked = st.query_params.get("ask", "before")
    path = Path(os.environ["EDITOR_DOCUMENTS"]) / f"{st.query_params.get('doc', 'one')}.json"
    name, key = f"proposal-1/{path.stem}", f"editor-{path.stem}"

    def take() -> None:
        store(path, received(name, stored(path)["text"], key=key))

    def settle() -> None:
        st.session_state["settled"] = stored(path)["revision"]

    time.sleep(float(st.query_params.get("slow", "0")))
    if asked == "before":
        take()
    document = stored(path)
    st.text_input("Ervoor")
    again = editor(
        name,
        document["text"],
        document["revision"],
        markers=markers(document["text"]),
        words=words_of(Messages(st.query_params.get("lang", "nl"))),
        completions=COMPLETIONS,
        label="Regels voor economische steun",
        key=key,
        read_only="read" in st.query_params,
        settled=st.session_state.get("settled", 0),
        on_typed=take if asked == "call" else None,
    )
    if again:
        store(path, again)
        st.rerun()
    st.button("Erna")
    st.button("Beslist", on_click=settle)
    st.text(f"revisie {document['revision']}, conflicten {len(document['conflicts'])}")


def elsewhere() -> None:
    st.text("Een andere pagina")


if __name__ == "__main__":
    st.navigation([st.Page(documents, default=True), st.Page(elsewhere)]).run()
