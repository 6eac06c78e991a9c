"""Writing several files of a catalogue as one step: everybody sees either the old catalogue or the new one.

All that is written along the way stands in the folder `.publication` of the catalogue:

    lock          held while a publication is written
    new-…/        the new contents, before they are in place
    journal.json  the publication is decided: from here on it counts, whatever happens to the machine
    last          the name of the last publication; a reader that sees it change reads again
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from alignment.catalogue import publishing_lock
from alignment.catalogue.durable import reason_of, sync_folder, write_new
from alignment.model.message import InputError, Problem

Changes = Mapping[str, bytes | None]
"""New contents by relative POSIX path; null takes the file away."""

FOLDER = ".publication"
JOURNAL = f"{FOLDER}/journal.json"
LAST = f"{FOLDER}/last"
_FORMAT = 1


def commit(root: Path, changes: Changes, before: Changes | None = None) -> bool:
    """Publishes new contents of files of a catalogue, all or none.

    `before`: what stands in files as the publisher knows it; it must still. Gives whether the files are in place; if
    not, the publication stands all the same: readers see it through `pending`, and `finish` puts the files in place
    later. Raises InputError, with everything as it was: W15 for a path outside the catalogue, W05 where a file is no
    longer as `before`, W06 where the folder cannot be written, W16 where an earlier publication cannot be read.
    """
    check_paths(root, changes)
    with locked(root):
        if not finish(root):
            raise InputError([_problem("W06", kind="refused")])
        try:
            _decide(root, changes, before or {})
        except (InputError, OSError) as error:
            with suppress(OSError):
                _tidy(root)
            if isinstance(error, InputError):
                raise
            raise InputError([_problem("W06", kind=reason_of(error))]) from error
        return finish(root)


def pending(root: Path) -> dict[str, bytes | None]:
    """What is published but not yet in place, to be laid over the files; empty when there is nothing.

    Raises InputError (W16) where the journal or the contents it names cannot be read or were changed.
    """
    found = _journal(root)
    return found[1] if found else {}


def finish(root: Path) -> bool:
    """Puts what is pending in place; to be called at any time, also twice.

    Gives whether nothing is pending any more: false where the files cannot be written now. Raises InputError W16 as
    `pending` does.
    """
    if not (root / FOLDER).is_dir():
        return True
    try:
        with publishing_lock.held(root / FOLDER):
            found = _journal(root)
            if found:
                _put_in_place(root, *found)
            _tidy(root)
    except OSError:
        return not (root / JOURNAL).exists()
    return True


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keeps other publishers of this catalogue waiting; may be entered again by the thread that holds it.

    Raises InputError W06 where the folder cannot be written, or where another publisher does not finish.
    """
    with ExitStack() as stack:
        try:
            (root / FOLDER).mkdir(exist_ok=True)
            stack.enter_context(publishing_lock.held(root / FOLDER))
        except OSError as error:
            raise InputError([_problem("W06", kind=reason_of(error))]) from error
        yield


@contextmanager
def undisturbed(root: Path) -> Iterator[None]:
    """While nobody publishes. In a folder that cannot be written, nobody does. Raises InputError W06 as `locked`."""
    with ExitStack() as stack:
        if (root / FOLDER).is_dir():
            try:
                stack.enter_context(publishing_lock.held(root / FOLDER))
            except BlockingIOError as error:
                raise InputError([_problem("W06", kind="busy")]) from error
            except OSError:
                pass
        yield


def check_paths(root: Path, changes: Changes) -> None:
    """Raises InputError (W15) for every path that is not that of a catalogue file inside the root."""
    wrong = [path for path in changes if not _allowed(root, path)]
    if wrong:
        raise InputError([Problem(path, 1, 1, "W15") for path in wrong])


def _allowed(root: Path, path: str) -> bool:
    # Imported here since reading a catalogue takes what is pending into account.
    from alignment.catalogue.contents import FOLDERS

    folder, _, name = path.rpartition("/")
    plain = name.isprintable() and not name.startswith(".") and "\\" not in name and len(name.encode()) <= 200
    if folder not in FOLDERS or not name.endswith(".yaml") or not plain:
        return False
    inside = root.resolve() / PurePosixPath(folder)
    file = inside / name
    return (root / folder).resolve() == inside and not file.is_symlink() and not file.is_dir()


def _problem(code: str, **params: Any) -> Problem:
    return Problem(FOLDER, 1, 1, code, params)


def _decide(root: Path, changes: Changes, before: Changes) -> None:
    """Writes the new contents aside and then, in one step, the journal that makes them count."""
    folder = root / FOLDER
    name = os.urandom(8).hex()
    staging = folder / f"new-{name}"
    staging.mkdir()
    files: dict[str, dict[str, str] | None] = {}
    for number, (path, content) in enumerate(sorted(changes.items())):
        files[path] = None
        if content is not None:
            write_new(staging / str(number), content)
            files[path] = {"content": str(number), "sha256": hashlib.sha256(content).hexdigest()}
    sync_folder(staging)
    body = {"format": _FORMAT, "name": name, "files": files}
    write_new(folder / "journal.new", json.dumps({**body, "sha256": _digest(body)}, indent=1).encode())
    sync_folder(folder)
    # As late as can be: what somebody saved on disk meanwhile is not written over.
    _refuse_changed(root, before)
    (folder / "journal.new").replace(folder / "journal.json")


def _refuse_changed(root: Path, before: Changes) -> None:
    """Raises InputError W05 where files are not what they were, OSError where one cannot be read."""
    changed = [path for path, content in sorted(before.items()) if _present(root / path) != content]
    if changed:
        raise InputError([_problem("W05", kind="clash", options=changed)])


def _present(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _journal(root: Path) -> tuple[str, dict[str, bytes | None]] | None:
    """Name and contents of the publication that is decided but not in place."""
    journal = root / JOURNAL
    while True:
        try:
            raw = journal.read_bytes()
        except FileNotFoundError:
            return None
        except (NotADirectoryError, IsADirectoryError, PermissionError) as error:
            if not journal.exists():
                return None
            raise InputError([_problem("W16")]) from error
        try:
            return _read_journal(root, raw)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            # Another process may have put the files in place while they were being read here.
            with suppress(OSError):
                if journal.read_bytes() == raw:
                    raise InputError([_problem("W16")]) from error


def _read_journal(root: Path, raw: bytes) -> tuple[str, dict[str, bytes | None]]:
    body = json.loads(raw)
    told = body.pop("sha256")
    if body.keys() != {"format", "name", "files"} or body["format"] != _FORMAT or told != _digest(body):
        raise ValueError(told)
    contents: dict[str, bytes | None] = {}
    for path, entry in body["files"].items():
        contents[path] = None
        if entry is not None:
            content = (root / FOLDER / f"new-{body['name']}" / entry["content"]).read_bytes()
            if hashlib.sha256(content).hexdigest() != entry["sha256"]:
                raise ValueError(path)
            contents[path] = content
    if not all(_allowed(root, path) for path in contents):
        raise ValueError(sorted(contents))
    return str(body["name"]), contents


def _put_in_place(root: Path, name: str, contents: Changes) -> None:
    folder = root / FOLDER
    sync_folder(folder)
    (folder / "last.new").unlink(missing_ok=True)
    write_new(folder / "last.new", name.encode())
    (folder / "last.new").replace(folder / "last")
    for path, content in contents.items():
        _replace(root / path, content)
    for parent in sorted({(root / path).parent for path in contents}):
        sync_folder(parent)
    (folder / "journal.json").unlink()
    sync_folder(folder)


def _replace(path: Path, content: bytes | None) -> None:
    """Puts a file in place in one step, with the mode it had; null takes it away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        path.unlink(missing_ok=True)
        return
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    write_new(beside, content)
    with suppress(FileNotFoundError):
        beside.chmod(path.stat().st_mode & 0o7777)
    os.replace(beside, path)  # noqa: PTH105


def _tidy(root: Path) -> None:
    """Removes what a publication that was never decided left behind."""
    folder = root / FOLDER
    if (folder / "journal.json").exists():
        return
    import shutil

    (folder / "journal.new").unlink(missing_ok=True)
    for staging in folder.glob("new-*"):
        shutil.rmtree(staging)
