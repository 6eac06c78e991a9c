"""What only SQLite has: its settings, its locks, its triggers, its copies and its errors."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, event

Fault = Literal["damaged", "not-allowed", "full", "busy", "refused"]

PATIENCE = 10.0
"""Seconds to wait for another writer."""

_FAULTS: dict[int, Fault] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "not-allowed",
    sqlite3.SQLITE_PERM: "not-allowed",
    sqlite3.SQLITE_CANTOPEN: "not-allowed",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}


def prepare(engine: Engine) -> None:
    """Sets up every connection: transactions are begun by us, and those that write wait for one another."""

    @event.listens_for(engine, "connect")
    def settings(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turns the write-ahead log on; SQLite does not wait by itself when two do so at once."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if fault_of(error) != "busy" or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def append_only(table: str) -> list[str]:
    """The statements that make the database itself refuse to change or delete rows of a table."""
    return [
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for action in ("UPDATE", "DELETE")
    ]


def fault_of(error: BaseException) -> Fault:
    """What an error of the database, or one that wraps it, comes down to."""
    code = getattr(getattr(error, "orig", None) or error, "sqlite_errorcode", None)
    return _FAULTS.get(code & 0xFF, "refused") if isinstance(code, int) else "refused"


def copy_store(source: Path, target: Path) -> None:
    """Copies a store that may be in use to a new file of its own. Raises sqlite3.Error."""
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")


def version_in(path: Path) -> str | None:
    """The version of the schema in a store's file, or null for another kind of file. Raises sqlite3.Error if damaged.

    The file is read as it is: nothing is made beside it.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError(str(path))
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables >= {"alembic_version", "proposals", "trail"}:
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def let_go(path: Path) -> None:
    """Brings all that is saved into the one file, which only goes when nobody has it open. Raises sqlite3.Error."""
    with closing(sqlite3.connect(path, timeout=0.5)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
