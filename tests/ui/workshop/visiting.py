"""A visitor of the page Rules: fills in, presses and types as somebody in a browser does, and reads what is said."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from alignment.api import workshop
from alignment.text.messages import messages
from alignment.ui import store as stores
from tests.ui.conftest import desk, text, unfold

ANNA, BRAM = workshop.Person("anna", "Anna"), workshop.Person("bram", "Bram")
CARE, INCOME, TYPES = "rules/care.yaml", "rules/income.yaml", "interventions/types.yaml"
CASES = "rules/cases/basics.yaml"
NASTY = "<img src=x onerror=alert(1)> **b** :material/home: [a](javascript:x) $x$ `c` & ~~d~~ # {n} %s"
"""What would do something if it were not shown as typed."""
SHOWN = (
    "\\<img src=x onerror=alert(1)> \\*\\*b\\*\\* \\:material/home: \\[a\\](javascript\\:x) "
    "\\$x\\$ \\`c\\` \\& \\~\\~d\\~\\~ # {n} %s"
)


class Visitor:
    """One session on the page Rules."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    @property
    def bench(self) -> Any:
        return desk(self.app).bench

    @property
    def lang(self) -> str:
        return str(desk(self.app).lang)

    @property
    def text(self) -> str:
        """All that the page says."""
        code = [str(each.value) for each in [*self.app.code, *self.app.success]]
        return "\n".join([text(self.app), *code, *(each.label for each in self.app.expander)])

    @property
    def told(self) -> str:
        """What the last step came to."""
        return "\n".join(str(each.value) for each in [*self.app.success, *self.app.warning, *self.app.error])

    @property
    def errors(self) -> str:
        return "\n".join(str(each.value) for each in self.app.error)

    def say(self, key: str, **params: object) -> str:
        return messages(self.lang).say(f"ui.{key}", **params)

    def key(self, name: str) -> str:
        state = desk(self.app)
        where = () if name in ("pick", "stated-only") else (state.page, state.version)
        return ".".join(map(str, (name, *where, state.lang)))

    def unfold(self, name: str) -> "Visitor":
        """Opens what is drawn only when its title is pressed."""
        unfold(self.app, name)
        return self

    def has(self, name: str) -> bool:
        if "rationale-" in name:
            return any(each["name"].endswith(f"-{name[-2:]}") for each in self.editors())
        try:
            self.app.get_by_key(self.key(name))
        except KeyError:
            return False
        return True

    def value(self, name: str) -> Any:
        if "rationale-" in name:
            return self._reasoning(name)["text"]
        return self.app.get_by_key(self.key(name)).value

    def put(self, name: str, value: object) -> None:
        """Fills in, without leaving the field."""
        self.app.get_by_key(self.key(name)).set_value(value)

    def fill(self, name: str, value: object) -> "Visitor":
        if "rationale-" in name:
            return self.reasons(name, str(value))
        self.put(name, value)
        return self.run()

    def press(self, name: str) -> "Visitor":
        self.app.get_by_key(self.key(name)).click()
        return self.run()

    def go(self, section: str) -> "Visitor":
        return self.fill("section", section)

    def speak(self, lang: str) -> "Visitor":
        self.app.get_by_key("language").set_value(lang)
        return self.run()

    def run(self) -> "Visitor":
        self.app.run()
        assert not self.app.exception, self.app.exception[0].value
        return self

    def editors(self) -> list[dict[str, Any]]:
        """What the editors in the browser are told."""
        found = [
            each.proto for each in self.app.get("bidi_component") if each.proto.component_name == "alignment-editor"
        ]
        return [json.loads(each.json) for each in found]

    def editor(self) -> dict[str, Any]:
        """What the editor of a file is told."""
        (told,) = self.editors()
        return told

    def _reasoning(self, name: str) -> dict[str, Any]:
        (told,) = [each for each in self.editors() if each["name"].endswith(f"-{name[-2:]}")]
        return told

    def reasons(self, name: str, text: str, revision: int | None = None) -> "Visitor":
        """Types a reasoning in the form, on the text that it shows or an older one."""
        told = self._reasoning(name)
        field = told["name"].rpartition("#")[2]
        key = re.sub("[^a-z0-9]+", "-", f"{self.bench.proposal}-{self.bench.path}-{field}")
        return self._send(f"reasoning-{key}", told, text, revision)

    def _send(self, key: str, told: dict[str, Any], text: str, revision: int | None) -> "Visitor":
        typed = {"name": told["name"], "text": text, "session": told["session"], "id": f"{id(told)}-{len(text)}"}
        self.app.session_state[key] = {
            "typed": {**typed, "revision": told["revision"] if revision is None else revision}
        }
        return self.run()

    def types(self, text: str, revision: int | None = None) -> "Visitor":
        """Types a text in the editor, on the revision that it shows or an older one."""
        told = self.editor()
        path = "".join(each if each.isalnum() else "-" for each in self.bench.path)
        return self._send(f"editor-{self.bench.proposal}-{path}", told, text, revision)

    def as_text(self, path: str) -> "Visitor":
        """Opens a file as text."""
        self.fill("edit-file", path)
        return self.fill("edit-mode", False) if self.has("edit-mode") else self

    def field(self, name: str, path: str = CARE, rule: int = 0) -> str:
        """The name of a field of the form."""
        return f"form-{self.bench.proposal}-{path}-{rule}-{name}"


Sit = Callable[..., Visitor]


def kept(number: int = 1, path: str = CARE) -> str:
    """The text of a file as a proposal in the store has it."""
    return str(stores.workspace().proposal(number).files[path].text)


def published(path: str = CARE) -> str:
    return stores.published()[path].decode()


@contextmanager
def limited(statement: str) -> Iterator[None]:
    """The store under a limit of SQLite; `{pages}` stands for its present size."""
    engine = stores.workspace().database.engine

    def limit(connection: Any, _: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(statement.format(pages=pages))

    event.listen(engine, "connect", limit)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


FULL = "PRAGMA max_page_count = {pages}"
READ_ONLY = "PRAGMA query_only = ON"
