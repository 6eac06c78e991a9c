"""Copies of the store while it is used, and bringing one back without losing what was there."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from alignment.workspace import backup, dialect
from alignment.workspace.models import Person
from alignment.workspace.workspace import Workspace, open_workspace, restore
from tests.workspace.people import ANNA, BRAM, Clock, actions, refused


def test_a_backup_is_brought_back_and_the_store_stays_beside_it(workspace: Workspace, root: Path, clock: Clock) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    copy = root.parent / "copy.db"
    workspace.backup(copy)
    workspace.save_scenario(ANNA, "mix", "two", 1)
    workspace.close()

    aside = restore(BRAM, root, copy, clock=clock)
    assert aside is not None
    with open_workspace(root, clock=clock) as again:
        assert [each.text for each in again.scenarios()] == ["one"]
        assert actions(again) == ["state-found", "scenario-saved", "store-restored"]
        entry = again.trail(1)[0]
        assert (entry.who, entry.details) == (BRAM, {"source": "copy.db", "aside": aside.name})
        assert again.check_trail() is None
    with open_workspace(root, aside, clock) as before:
        assert [each.text for each in before.scenarios()] == ["two"]


def test_nothing_that_was_set_aside_is_overwritten(workspace: Workspace, root: Path) -> None:
    copy = root.parent / "copy.db"
    workspace.backup(copy)
    workspace.close()
    still = Clock()
    found = {restore(BRAM, root, copy, clock=lambda: still.now) for _ in range(3)}
    assert len(found) == 3
    assert all(path is not None and path.is_file() for path in found)


def test_a_backup_is_one_whole_file_for_the_owner_only(workspace: Workspace, tmp_path: Path) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    workspace.backup(copy)
    workspace.backup(copy)
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]
    backup.check(copy)
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]
    if os.name != "nt":
        assert copy.stat().st_mode & 0o777 == 0o600


def test_a_backup_made_while_others_save_is_sound(workspace: Workspace, tmp_path: Path) -> None:
    stop = threading.Event()
    saved = 0

    def save() -> None:
        nonlocal saved
        while not stop.is_set():
            workspace.save_scenario(ANNA, "mix", "text " * 1000, saved or None)
            saved += 1

    thread = threading.Thread(target=save)
    thread.start()
    try:
        for number in range(5):
            before = saved
            copy = tmp_path / f"copy-{number}.db"
            workspace.backup(copy)
            with open_workspace(workspace.root, copy) as found:
                assert len(found.scenario_revisions("mix")) >= before
                assert found.check_trail() is None
    finally:
        stop.set()
        thread.join()


def test_an_existing_file_that_is_no_backup_is_not_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    (tmp_path / "folder").mkdir()
    for target in (precious, tmp_path / "folder", workspace.database.place):
        with refused("W12"):
            workspace.backup(target)
    assert precious.read_text() == "precious"


def test_a_backup_that_fails_leaves_no_half_file(workspace: Workspace, tmp_path: Path) -> None:
    with refused("W07"):
        workspace.backup(tmp_path / "nowhere" / "copy.db")

    def half(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise sqlite3.OperationalError("disk I/O error")

    earlier = tmp_path / "copy.db"
    workspace.backup(earlier)
    content = earlier.read_bytes()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dialect, "copy_store", half)
        for target in (earlier, tmp_path / "new.db"):
            with refused("W07"):
                workspace.backup(target)
    assert earlier.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["catalogue", "copy.db"]


def test_what_is_no_backup_is_not_brought_back(workspace: Workspace, root: Path, tmp_path: Path) -> None:
    workspace.save_scenario(ANNA, "mix", "text " * 5000, None)
    copy = tmp_path / "copy.db"
    workspace.backup(copy)
    whole = copy.read_bytes()
    with closing(sqlite3.connect(tmp_path / "other.db")) as other, other:
        other.execute("CREATE TABLE alembic_version (version_num)")
        other.execute("INSERT INTO alembic_version VALUES ('0001')")
    workspace.close()
    before = workspace.database.place.read_bytes()
    (tmp_path / "text.db").write_text("a text")
    (tmp_path / "empty.db").write_bytes(b"")
    (tmp_path / "half.db").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "holes.db").write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    for name in ("text.db", "empty.db", "half.db", "holes.db", "other.db", "nothing.db", "catalogue"):
        with refused("W12"):
            restore(BRAM, root, tmp_path / name)
    with refused("W14"):
        restore(type(BRAM)("bram", ""), root, copy)
    assert workspace.database.place.read_bytes() == before
    assert [path.name for path in workspace.database.place.parent.iterdir()] == ["workspace.db"]


def test_a_backup_of_a_newer_version_is_told(workspace: Workspace, root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    workspace.backup(copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    workspace.close()
    with refused("W11"):
        restore(BRAM, root, copy)


def test_a_store_in_use_is_not_replaced_under_its_user(workspace: Workspace, root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    workspace.backup(copy)
    workspace.save_scenario(ANNA, "mix", "one", None)
    with refused("W07") as error:
        restore(BRAM, root, copy)
    assert error.value.problems[0].params == {"kind": "busy"}
    assert [each.text for each in workspace.scenarios()] == ["one"]
    workspace.save_scenario(ANNA, "mix", "two", 1)


def test_a_damaged_store_is_set_aside_as_it_is(workspace: Workspace, root: Path, tmp_path: Path) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    copy = tmp_path / "copy.db"
    workspace.backup(copy)
    workspace.close()
    place = workspace.database.place
    damaged = b"no database " * 1000
    place.write_bytes(damaged)
    place.with_name("workspace.db-wal").write_bytes(b"rest")
    aside = restore(BRAM, root, copy)
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"rest"
    with open_workspace(root) as again:
        assert [each.text for each in again.scenarios()] == ["one"]


def test_a_backup_can_start_a_store(workspace: Workspace, tmp_path: Path) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    copy = tmp_path / "copy.db"
    workspace.backup(copy)
    place = tmp_path / "other" / "workspace.db"
    assert restore(BRAM, workspace.root, copy, place) is None
    with open_workspace(workspace.root, place) as again:
        assert [each.text for each in again.scenarios()] == ["one"]


def test_nobody_brings_nothing_back(workspace: Workspace, root: Path) -> None:
    copy = root.parent / "copy.db"
    workspace.backup(copy)
    workspace.save_scenario(ANNA, "mix", "one", None)
    workspace.close()
    with refused("W14"):
        restore(Person.named("..."), root, copy)
    with open_workspace(root) as again:
        assert [each.text for each in again.scenarios()] == ["one"]
