"""Copies of the store, and bringing one back."""

import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from alignment.catalogue.durable import sync_folder
from alignment.model.message import InputError
from alignment.workspace import dialect, upgrading
from alignment.workspace.acting import refuse
from alignment.workspace.database import guarded

_BESIDE = ("-wal", "-shm")
"""Files that SQLite keeps beside a store in use."""


def backup(place: Path, to: Path) -> None:
    """Copies a store, which may be in use, to a file that is complete or absent.

    An earlier backup is replaced. Raises InputError W12 where something else stands there, W07 or W08 as the
    store does.
    """
    if to.exists() or to.is_symlink():
        if to.samefile(place):
            refuse(str(to), "W12")
        check(to)
    part = to.with_name(f"{to.name}.part")
    with guarded(to):
        try:
            _make(part, place)
            part.replace(to)
            sync_folder(to.parent)
        finally:
            part.unlink(missing_ok=True)


def _make(part: Path, place: Path) -> None:
    """Copies a store to a new file for the owner only, and reads all of it again."""
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    dialect.copy_store(place, part)
    dialect.version_in(part)
    with part.open("rb") as stream:
        os.fsync(stream.fileno())


def check(source: Path) -> None:
    """Raises InputError W12 for a file that is no sound backup, W11 for one that a newer tool wrote."""
    try:
        with guarded(source):
            version = dialect.version_in(source) if source.is_file() else None
    except InputError:
        version = None
    if version is None:
        refuse(str(source), "W12")
    if version not in upgrading.known_versions():
        refuse(str(source), "W11")


def put_back(place: Path, source: Path, now: datetime) -> Path | None:
    """Makes a backup the store; the store that was there stays beside it, under a name with the time.

    Gives the name of that file, null where there was no store. Raises InputError W12 or W11 for a file that cannot be
    used, W07 while the store is in use or cannot be written; then everything is as it was.
    """
    check(source)
    aside = None
    with guarded(place):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.part")
        try:
            _make(part, source)
            if place.exists():
                aside = _set_aside(place, now)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(place.parent)
    return aside


def _set_aside(place: Path, now: datetime) -> Path:
    """Copies the store to a new name beside it. Raises sqlite3.Error while it is in use, and OSError."""
    stem = f"{place.stem}-{now:%Y%m%dT%H%M%S}"
    aside, number = place.with_name(f"{stem}{place.suffix}"), 1
    while aside.exists():
        aside, number = place.with_name(f"{stem}-{number}{place.suffix}"), number + 1
    try:
        # First as it is: of a damaged store SQLite may throw away what could still be of use.
        _copy(place, aside)
        dialect.let_go(place)
        _remove(aside)
        _copy(place, aside)
    except (sqlite3.Error, OSError) as error:
        if dialect.fault_of(error) != "damaged":
            _remove(aside)
            raise
    for ending in _BESIDE:
        place.with_name(place.name + ending).unlink(missing_ok=True)
    return aside


def _copy(store: Path, to: Path) -> None:
    for ending in ("", *_BESIDE):
        source, target = store.with_name(store.name + ending), to.with_name(to.name + ending)
        if source.exists():
            shutil.copy2(source, target)
            with target.open("rb") as stream:
                os.fsync(stream.fileno())


def _remove(store: Path) -> None:
    for ending in ("", *_BESIDE):
        store.with_name(store.name + ending).unlink(missing_ok=True)
