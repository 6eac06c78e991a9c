"""The store's file: where it is, who may read it, its schema, and what happens when it cannot be used."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, text

from alignment.workspace import dialect, upgrading
from alignment.workspace.database import PLACE, Database, place_of
from alignment.workspace.tables import METADATA
from alignment.workspace.workspace import Workspace, open_workspace
from tests.workspace.people import ANNA, refused

PROJECT = Path(__file__).parents[2]


def test_it_is_in_the_catalogue_unless_named_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLACE, raising=False)
    assert place_of(tmp_path) == tmp_path / ".workspace" / "workspace.db"
    monkeypatch.setenv(PLACE, str(tmp_path / "elsewhere"))
    assert place_of(tmp_path) == tmp_path / "elsewhere" / "workspace.db"
    assert place_of(tmp_path, tmp_path / "own.db") == tmp_path / "own.db"


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_the_owner_may_read_it(workspace: Workspace) -> None:
    workspace.start(ANNA, "Another verdict")
    place = workspace.database.place
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in place.parent.iterdir()} == {0o600}


def test_it_is_kept_safely(workspace: Workspace) -> None:
    with workspace.database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_the_migrations_make_exactly_the_tables(workspace: Workspace) -> None:
    with workspace.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_newest_migration_is_known() -> None:
    script = ScriptDirectory(str(PROJECT / "alignment" / "workspace" / "migrations"))
    assert script.get_heads() == [upgrading.HEAD]
    assert {each.revision for each in script.walk_revisions()} == upgrading.known_versions()


def test_opening_an_up_to_date_store_needs_no_alembic(workspace: Workspace) -> None:
    code = (
        "import sys; from pathlib import Path; from alignment.workspace.database import Database;"
        f"Database(Path({str(workspace.database.place)!r})).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_the_names_of_things_come_without_the_database() -> None:
    code = "import sys, alignment.workspace.models; print(*sorted({'sqlalchemy', 'alembic'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_two_processes_may_make_it_at_once(tmp_path: Path) -> None:
    place = tmp_path / "store" / "workspace.db"
    code = (
        f"from pathlib import Path; from alignment.workspace.database import Database; Database(Path({str(place)!r}))"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [(process.communicate(timeout=60), process.returncode) for process in processes] == [((b"", b""), 0)] * 2


def test_many_threads_may_make_it_at_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    start = threading.Barrier(8)

    def make() -> None:
        start.wait()
        try:
            Database(tmp_path / "workspace.db").close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_migration_that_dies_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Died(BaseException):
        pass

    def die(table: str) -> list[str]:
        raise Died

    place = tmp_path / "workspace.db"
    with monkeypatch.context() as patched:
        patched.setattr(dialect, "append_only", die)
        with pytest.raises(Died):
            Database(place)
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    Database(place).close()


def test_a_store_of_a_newer_version_is_left_alone(workspace: Workspace, root: Path) -> None:
    with workspace.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    workspace.close()
    before = workspace.database.place.read_bytes()
    with refused("W11"):
        open_workspace(root)
    assert workspace.database.place.read_bytes() == before


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("CREATE TABLE accounts (id)")
    with refused("W08"):
        Database(place)
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("accounts",)]


@pytest.mark.parametrize("damage", ["all", "inside"])
def test_a_damaged_store_is_told(workspace: Workspace, root: Path, damage: str) -> None:
    for number in range(50):
        workspace.save_scenario(ANNA, f"mix-{number}", "text " * 200, None)
    workspace.close()
    place = workspace.database.place
    content = bytearray(place.read_bytes())
    first = 0 if damage == "all" else 4096
    content[first:] = b"\xff" * (len(content) - first)
    place.write_bytes(bytes(content))
    with refused("W08") as error:
        open_workspace(root)
    assert error.value.problems[0].path == str(place)


def test_a_full_disk_loses_nothing_and_stops_nothing(workspace: Workspace) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    engine = workspace.database.engine

    def small(connection: sqlite3.Connection, _: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", small)
    engine.dispose()
    before = (workspace.scenarios(), workspace.trail(1000))
    with refused("W07") as error:
        workspace.save_scenario(ANNA, "mix", "too long to fit " * 5000, 1)
    assert error.value.problems[0].params == {"kind": "full"}
    assert (workspace.scenarios(), workspace.trail(1000)) == before
    event.remove(engine, "connect", small)
    engine.dispose()
    assert workspace.save_scenario(ANNA, "mix", "too long to fit " * 5000, 1).revision == 2
    assert workspace.check_trail() is None


def test_a_store_that_may_not_be_written_is_told(workspace: Workspace) -> None:
    engine = workspace.database.engine
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    engine.dispose()
    with refused("W07") as error:
        workspace.save_scenario(ANNA, "mix", "one", None)
    assert error.value.problems[0].params == {"kind": "not-allowed"}
    assert workspace.scenarios() == []


def test_a_place_that_cannot_be_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "folder.db").mkdir()
    for place in (tmp_path / "file" / "workspace.db", tmp_path / "folder.db"):
        with refused("W07"):
            Database(place)


def test_another_writer_that_does_not_end_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "PATIENCE", 0.05)
    workspace.database.engine.dispose()
    with closing(sqlite3.connect(workspace.database.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused("W07") as error:
            workspace.save_scenario(ANNA, "mix", "one", None)
        assert error.value.problems[0].params == {"kind": "busy"}
        assert workspace.scenarios() == []
        other.execute("ROLLBACK")
    assert workspace.save_scenario(ANNA, "mix", "one", None).revision == 1
