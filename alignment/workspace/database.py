"""Where it is kept: the place of the store, its transactions, and its errors as problems."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError

from alignment.catalogue.durable import reason_of
from alignment.model.message import InputError, Problem
from alignment.workspace import dialect, upgrading

PLACE = "ALIGNMENT_WORKSPACE"
"""The environment variable that names another folder for the store."""

FOLDER = ".workspace"
NAME = "workspace.db"


def place_of(root: Path, place: Path | None = None) -> Path:
    """The file of the store: the one named, else in the folder of the environment, else inside the catalogue."""
    if place is not None:
        return place
    folder = os.environ.get(PLACE)
    return (Path(folder) if folder else root / FOLDER) / NAME


@contextmanager
def guarded(place: Path) -> Iterator[None]:
    """Turns what the database or the system refuses into problems: W07 (cannot be used) and W08 (damaged)."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        fault = dialect.fault_of(error)
        damaged = fault == "damaged"
        problem = Problem(str(place), 1, 1, "W08" if damaged else "W07", {} if damaged else {"kind": fault})
        raise InputError([problem]) from error
    except OSError as error:
        raise InputError([Problem(str(place), 1, 1, "W07", {"kind": reason_of(error)})]) from error


class Database:
    """The store's file with its transactions. Opening makes or upgrades the schema.

    Raises InputError: W07 where the file cannot be used, W08 where it is damaged, W11 where a newer tool wrote it.
    """

    def __init__(self, place: Path) -> None:
        """Open the store at a place, where it may not exist yet."""
        self.place = place
        with guarded(place):
            _make_private(place)
            url = URL.create("sqlite", database=str(place))
            self.engine = create_engine(url, pool_size=4, max_overflow=60)
        dialect.prepare(self.engine)
        self._one_writer = threading.Lock()
        try:
            with self.reading() as connection:
                version = upgrading.version(connection)
            if version != upgrading.HEAD:
                with self.writing() as connection:
                    upgrading.upgrade(connection, str(place))
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment. Raises InputError W07 or W08."""
        with guarded(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes all or nothing, one at a time. Raises InputError W07 or W08."""
        # Threads queue here: SQLite's own waiting is a lottery.
        with self._one_writer, guarded(self.place), self.engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Lets go of the file."""
        self.engine.dispose()


def _make_private(place: Path) -> None:
    """Makes folder and file for the owner only: the store holds names and unfinished work."""
    if not place.parent.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not place.exists():
        os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o600))
