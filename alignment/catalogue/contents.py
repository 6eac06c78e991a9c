"""The files of a catalogue as bytes: which there are, all as they were at one moment, their fingerprint."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from alignment.catalogue import publish
from alignment.catalogue.yaml12 import MAX_BYTES
from alignment.model.message import InputError, Problem

FOLDERS = (
    "policies",
    "interventions",
    "interventions/programmes",
    "interventions/scenarios",
    "rules",
    "rules/cases",
)
ENDINGS = (".yaml", ".yml")
_TRIES = 5

Stamp = tuple[tuple[str, int, int], ...]


def catalogue_paths(root: Path) -> list[Path]:
    """Every YAML file of a catalogue, sorted."""
    return sorted(
        path
        for folder in FOLDERS
        for path in (root / folder).glob("*")
        if path.suffix.lower() in ENDINGS and not path.name.startswith(".")
    )


def stamp(root: Path) -> Stamp:
    """Path, time and size of every YAML file, and of what is being published: it changes when a file does."""
    found = []
    for path in [*catalogue_paths(root), root / publish.JOURNAL, root / publish.LAST]:
        try:
            known = path.stat()
        except OSError:
            continue
        found.append((str(path), known.st_mtime_ns, known.st_size))
    return tuple(found)


def read_contents(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of a catalogue by path relative to its root, with the problems of those that cannot be used.

    Files that are replaced while they are read are read again, and a publication that is decided counts, whether or not
    its files are in place: what is found existed at one moment.
    """
    before = stamp(root)
    found = _read_once(root)
    tries = 1
    while (after := stamp(root)) != before and tries < _TRIES:
        before, found, tries = after, _read_once(root), tries + 1
    return found


def _read_once(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    pending: publish.Changes = {}
    try:
        pending = publish.pending(root)
    except InputError as error:
        problems += error.problems
    for path in catalogue_paths(root):
        shown = path.relative_to(root).as_posix()
        if path.suffix != ".yaml":
            problems.append(Problem(shown, 1, 1, "Y16"))
            continue
        content, found = read_file(path, shown)
        problems += found
        if content is not None:
            contents[shown] = content
    problems = [each for each in problems if each.path not in pending]
    laid = {**contents, **pending}
    return {path: content for path, content in laid.items() if content is not None}, problems


def read_file(path: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    """A file's bytes, or null with the problem; a file over the limit is not read at all."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [Problem(shown, 1, 1, "Y02", {"size": size, "limit": MAX_BYTES})]
        return path.read_bytes(), []
    except OSError:
        return None, [Problem(shown, 1, 1, "Y01")]


def fingerprint_of(contents: Mapping[str, bytes]) -> str:
    """`sha256:` and the digest of all files, whatever their line ends."""
    digest = hashlib.sha256()
    for path in sorted(contents):
        content = contents[path].replace(b"\r\n", b"\n")
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return f"sha256:{digest.hexdigest()}"
