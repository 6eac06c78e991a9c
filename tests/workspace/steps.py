"""Steps in the workshop as an officer would tell them; the broken examples of tests/data/bad are written in these.

Each step says what to `do`, `who` does it, and what it takes. `path` is a file of the catalogue, `seen` the revision
that the person saw, `number` the proposal (by default 1). Persons are known by their names.
"""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from alignment.catalogue import publish
from alignment.model.message import InputError, Problem
from alignment.workspace import basing
from alignment.workspace.models import Person
from alignment.workspace.workspace import Workspace, open_workspace, restore


def refused(root: Path, steps: list[dict[str, Any]]) -> list[Problem]:
    """The problems of the last step; those before it must be possible."""
    with ExitStack() as stack:
        workshop = Workshop(root, stack)
        for step in steps[:-1]:
            workshop.take(dict(step))
        try:
            workshop.take(dict(steps[-1]))
        except InputError as error:
            return error.problems
    return []


class Workshop:
    """A catalogue with its store; what is changed in the system lasts as long as the stack."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        self.root = root
        self._stack = stack
        self._workspace: Workspace | None = None
        stack.callback(self.close)

    @property
    def workspace(self) -> Workspace:
        if self._workspace is None:
            self._workspace = open_workspace(self.root, self.store)
        return self._workspace

    @property
    def store(self) -> Path:
        return self.root / ".workspace" / "workspace.db"

    def close(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def take(self, step: dict[str, Any]) -> None:
        name = step.pop("do")
        if "who" in step:
            who = step.pop("who")
            step["person"] = Person(who.lower() or "nobody", who)
        act: Callable[..., None] = getattr(self, f"do_{name.replace('-', '_')}")
        act(**step)

    def do_start(self, person: Person, title: str) -> None:
        self.workspace.start(person, title)

    def do_put(self, person: Person, path: str, text: str | None, seen: int = 0, number: int = 1) -> None:
        self.workspace.put(person, number, path, text, seen)

    def do_edit(self, person: Person, path: str, old: str, new: str, seen: int = 0, number: int = 1) -> None:
        """Puts the present file with some words replaced."""
        text = self.workspace.present()[path].decode()
        assert old in text
        self.workspace.put(person, number, path, text.replace(old, new, 1), seen)

    def do_submit(self, person: Person, reason: str, number: int = 1) -> None:
        self.workspace.submit(person, number, reason)

    def do_approve(self, person: Person, alone: bool = False, number: int = 1) -> None:
        digest = basing.digest(self.workspace.proposal(number))
        self.workspace.approve(person, number, digest, alone=alone)

    def do_send_back(self, person: Person, comment: str, number: int = 1) -> None:
        self.workspace.send_back(person, number, comment)

    def do_withdraw(self, person: Person, number: int = 1) -> None:
        self.workspace.withdraw(person, number)

    def do_publish(self, person: Person, number: int = 1) -> None:
        self.workspace.publish(person, number)

    def do_roll_back(self, person: Person, state: int, title: str) -> None:
        self.workspace.roll_back(person, state, title)

    def do_save(self, person: Person, scenario: str, text: str, seen: int | None = None) -> None:
        self.workspace.save_scenario(person, scenario, text, seen)

    def do_restore(self, person: Person, file: str) -> None:
        self.close()
        restore(person, self.root, self.root / file, self.store)

    def do_open(self) -> None:
        """Closes and opens again."""
        self.close()
        assert self.workspace

    def do_write(self, path: str, text: str) -> None:
        """Somebody changes a file on disk, outside the workshop."""
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def do_damage(self) -> None:
        """The store's file is overwritten with something else."""
        self.close()
        self.store.write_bytes(b"Not a database, and long enough to be looked at as one. " * 40)

    def do_newer(self) -> None:
        """A newer version of the tool wrote the store."""
        self.close()
        with closing(sqlite3.connect(self.store)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")

    def do_full_store(self) -> None:
        """The disk of the store is full."""
        engine = self.workspace.database.engine

        @event.listens_for(engine, "connect")
        def small(connection: sqlite3.Connection, _: Any) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")

        engine.dispose()

    def do_full_catalogue(self) -> None:
        """The disk of the catalogue is full."""
        self._fail(OSError(errno.ENOSPC, "No space left on device"))

    def do_read_only_catalogue(self) -> None:
        """The folder of the catalogue cannot be written."""
        self._fail(PermissionError(errno.EACCES, "Permission denied"))

    def _fail(self, error: OSError) -> None:
        self._stack.enter_context(patch.object(publish, "write_new", side_effect=error))
