"""Publishing several files as one step, whatever refuses or dies in between."""

import errno
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from alignment.catalogue import publish, publishing_lock
from alignment.catalogue.contents import read_contents
from alignment.catalogue.durable import reason_of
from alignment.model.message import InputError

OLD = {"rules/care.yaml": b"old\n", "rules/gone.yaml": b"goes\n", "policies/sources.yaml": b"stays\n"}
CHANGES = {"rules/care.yaml": b"new\n", "rules/gone.yaml": None, "rules/cases/more.yaml": b"added\n"}
NEW = {"rules/care.yaml": b"new\n", "rules/cases/more.yaml": b"added\n", "policies/sources.yaml": b"stays\n"}
CALLS = ("open", "fsync", "replace", "unlink", "mkdir", "chmod", "rmdir")


class Died(BaseException):
    """The process is gone: nothing that follows is done."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path / "catalogue")


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is on the disk is the system's business; waiting for it takes most of the time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def build(root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    for path, content in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def on_disk(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}


def seen(root: Path) -> dict[str, bytes]:
    """What a reader sees: the files with what is pending laid over them."""
    laid: dict[str, bytes | None] = {**on_disk(root), **publish.pending(root)}
    return {path: content for path, content in laid.items() if content is not None}


def left(root: Path) -> set[str]:
    return {path.name for path in (root / publish.FOLDER).iterdir()} - {"lock", "last"}


def codes(error: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in error.value.problems]


@contextmanager
def failing(at: int, error: Callable[[], BaseException], *, lasting: bool) -> Iterator[list[str]]:
    """The call with this number fails, and all after it where that lasts; gives the calls made."""
    calls: list[str] = []

    def wrap(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            if len(calls) == at or (lasting and len(calls) > at):
                raise error()
            return call(*args, **kwargs)

        return wrapped

    patches = [patch.object(os, name, wrap(name, getattr(os, name))) for name in CALLS]
    for each in patches:
        each.start()
    try:
        yield calls
    finally:
        for each in patches:
            each.stop()


def test_all_files_are_replaced_added_and_removed(root: Path) -> None:
    assert publish.commit(root, CHANGES) is True
    assert on_disk(root) == NEW
    assert left(root) == set()
    assert publish.pending(root) == {}


def test_every_publication_has_another_name(root: Path) -> None:
    names = set()
    for number in range(3):
        publish.commit(root, {"rules/care.yaml": b"%d" % number})
        names.add((root / publish.LAST).read_bytes())
    assert len(names) == 3


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_refusal_at_any_call_leaves_the_old_or_the_new(tmp_path: Path, number: int, lasting: bool) -> None:
    outcomes, kinds = set(), set()
    for at in range(1, 200):
        root = build(tmp_path / "catalogue")
        with failing(at, lambda: OSError(number, os.strerror(number)), lasting=lasting) as calls:
            try:
                publish.commit(root, CHANGES)
                outcome, view = "published", NEW
            except InputError as error:
                kinds |= {(each.code, each.params["kind"]) for each in error.problems}
                outcome, view = "refused", OLD
        assert seen(root) == view, (at, calls)
        assert publish.finish(root) is True
        assert on_disk(root) == view, (at, calls)
        if (root / publish.FOLDER).exists():
            assert left(root) == set()
        outcomes.add(outcome)
        if len(calls) < at:
            break
    else:
        pytest.fail("the calls never ended")
    assert outcomes == {"published", "refused"}
    assert kinds == {("W06", reason_of(OSError(number, "")))}


def test_dying_at_any_call_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    views = []
    for at in range(1, 200):
        root = build(tmp_path / "catalogue")
        with failing(at, Died, lasting=True) as calls, suppress(Died):
            publish.commit(root, CHANGES)
        view = seen(root)
        assert view in (OLD, NEW), (at, calls)
        assert publish.finish(root) is True
        assert on_disk(root) == view, (at, calls)
        views.append(view == NEW)
        if len(calls) < at:
            break
    assert views == sorted(views), "once decided, it stays"
    assert set(views) == {False, True}


def test_dying_again_while_recovering_changes_nothing(tmp_path: Path) -> None:
    for first in range(1, 40, 3):
        for second in range(1, 12):
            root = build(tmp_path / "catalogue")
            for at, step in (
                (first, lambda root=root: publish.commit(root, CHANGES)),
                (second, lambda root=root: publish.finish(root)),
            ):
                with failing(at, Died, lasting=True), suppress(Died):
                    step()
            view = seen(root)
            assert view in (OLD, NEW)
            assert publish.finish(root) is True
            assert on_disk(root) == view


def test_the_next_publication_first_finishes_the_last(root: Path) -> None:
    with patch.object(publish, "_replace", side_effect=OSError(errno.EACCES, "")):
        assert publish.commit(root, CHANGES) is False
    assert on_disk(root) == OLD
    assert seen(root) == NEW
    assert publish.commit(root, {"rules/care.yaml": b"newest\n"}) is True
    assert on_disk(root) == {**NEW, "rules/care.yaml": b"newest\n"}


def test_a_publication_waits_for_an_earlier_one_that_cannot_be_put_in_place(root: Path) -> None:
    with patch.object(publish, "_replace", side_effect=OSError(errno.EACCES, "")):
        publish.commit(root, CHANGES)
        with pytest.raises(InputError) as error:
            publish.commit(root, {"rules/care.yaml": b"newest\n"})
    assert codes(error) == [(publish.FOLDER, "W06")]
    assert seen(root) == NEW


def test_modes_are_kept(root: Path) -> None:
    (root / "rules/care.yaml").chmod(0o640)
    publish.commit(root, CHANGES)
    assert (root / "rules/care.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "path",
    [
        "",
        "care.yaml",
        "rules",
        "rules/",
        "rules/.yaml",
        "rules/.care.yaml",
        "rules/care.yml",
        "rules/care.YAML",
        "rules/care.yaml/",
        "rules//care.yaml",
        "rules/../rules/care.yaml",
        "rules/more/care.yaml",
        "../rules/care.yaml",
        "/rules/care.yaml",
        "study/care.yaml",
        "rules\\care.yaml",
        "rules/a\\b.yaml",
        "rules/a\0b.yaml",
        "rules/a\nb.yaml",
        "rules/\udc80.yaml",
        "rules/" + "x" * 250 + ".yaml",
        "rules/folder.yaml",
        "rules/link.yaml",
        "policies/../../elsewhere.yaml",
        "interventions/scenarios/care.yaml",
    ],
)
def test_a_path_outside_the_catalogue_is_refused(root: Path, path: str, tmp_path: Path) -> None:
    (root / "rules/folder.yaml").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (root / "rules/link.yaml").symlink_to(tmp_path / "elsewhere" / "care.yaml")
    (root / "interventions").mkdir()
    (root / "interventions/scenarios").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError) as error:
        publish.commit(root, {path: b"x", "rules/care.yaml": b"new"})
    assert codes(error) == [(path, "W15")]
    assert (root / "rules/care.yaml").read_bytes() == b"old\n"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def undecided(root: Path) -> Path:
    """A catalogue with a publication that is decided but not in place."""
    with patch.object(publish, "_replace", side_effect=OSError(errno.EIO, "")):
        publish.commit(root, CHANGES)
    return root / publish.FOLDER / "journal.json"


def tampered(journal: Path, **changes: Any) -> bytes:
    body = {**json.loads(journal.read_bytes()), **changes}
    body.pop("sha256")
    return json.dumps({**body, "sha256": publish._digest(body)}).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda journal: b"",
        lambda journal: journal.read_bytes()[:-20],
        lambda journal: b"[]",
        lambda journal: b"\xff\xfe",
        lambda journal: journal.read_bytes().replace(b"care.yaml", b"cure.yaml"),
        lambda journal: tampered(journal, format=2),
        lambda journal: tampered(journal, more=1),
        lambda journal: tampered(journal, files={"../outside.yaml": None}),
        lambda journal: tampered(journal, files={"rules/care.yaml": {"content": "7", "sha256": "0" * 64}}),
        lambda journal: tampered(journal, files={"rules/care.yaml": {"content": "0", "sha256": "0" * 64}}),
        lambda journal: tampered(journal, files=["rules/care.yaml"]),
    ],
)
def test_a_journal_that_cannot_be_trusted_is_told(root: Path, spoil: Callable[[Path], bytes]) -> None:
    journal = undecided(root)
    journal.write_bytes(spoil(journal))
    for read in (publish.pending, publish.finish, lambda root: publish.commit(root, CHANGES)):
        with pytest.raises(InputError) as error:
            read(root)
        assert codes(error) == [(publish.FOLDER, "W16")]
    assert on_disk(root) == OLD


def test_a_pending_publication_whose_contents_are_gone_is_told(root: Path) -> None:
    journal = undecided(root)
    shutil.rmtree(next(journal.parent.glob("new-*")))
    with pytest.raises(InputError) as error:
        publish.pending(root)
    assert codes(error) == [(publish.FOLDER, "W16")]


def test_publishers_wait_for_one_another(root: Path) -> None:
    contents = [{f"rules/{name}.yaml": b"%d" % number for name in "abcdef"} for number in range(8)]
    threads = [threading.Thread(target=publish.commit, args=(root, each)) for each in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {name: (root / f"rules/{name}.yaml").read_bytes() for name in "abcdef"}
    assert len(set(found.values())) == 1


def test_a_publisher_that_does_not_let_go_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish.commit(root, {})
    monkeypatch.setattr(publishing_lock, "PATIENCE", 0.05)
    found: list[InputError] = []

    def other() -> None:
        for attempt in (lambda: publish.commit(root, CHANGES), publish.undisturbed(root).__enter__):
            try:
                attempt()
            except InputError as error:
                found.append(error)

    with publish.locked(root):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert [[(each.code, each.params["kind"]) for each in error.problems] for error in found] == [[("W06", "busy")]] * 2
    assert on_disk(root) == OLD


def test_another_process_waits_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    publish.commit(root, {})
    monkeypatch.setattr(publishing_lock, "PATIENCE", 0.05)
    with (root / publish.FOLDER / "lock").open("ab") as stream:  # as another process has it
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(InputError) as error:
            publish.commit(root, CHANGES)
    assert [(each.code, each.params["kind"]) for each in error.value.problems] == [("W06", "busy")]
    assert publish.commit(root, CHANGES) is True


def test_readers_never_see_a_mixture(root: Path) -> None:
    paths = [f"rules/{name}.yaml" for name in "abcdefgh"]
    publish.commit(root, dict.fromkeys(paths, b"0"))
    stop = threading.Event()

    def publish_on() -> None:
        number = 0
        while not stop.wait(0.005):
            number += 1
            publish.commit(root, dict.fromkeys(paths, b"%d" % number))

    thread = threading.Thread(target=publish_on)
    thread.start()
    try:
        found = [read_contents(root)[0] for _ in range(300)]
    finally:
        stop.set()
        thread.join()
    assert [len({contents[path] for path in paths}) for contents in found] == [1] * len(found)
    assert len({contents[paths[0]] for contents in found}) > 1
