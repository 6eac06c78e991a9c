"""Commands for who edits the files in an editor of their own: the schemas, and a check at every change."""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignment.cli.listing import check
from alignment.cli.printing import show
from alignment.model.message import InputError, Problem

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.text.speaker import Speaker

POLL = 0.5
"""Seconds between two looks at the files."""

State = dict[str, tuple[int, int]]


def register(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds the commands `check` and `schema` to a parser."""
    checking = add("check", check, "validate everything; list every problem")
    checking.add_argument("--watch", action="store_true", help="again at every change, until Ctrl-C")
    schemas = add("schema", schema, "JSON Schemas of the files, for an editor that completes and explains")
    schemas.add_argument("-o", "--output", metavar="DIR", help="write a file per kind into a folder")


def schema(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The JSON Schema of each kind of file: listed, as JSON, or written into a folder. Raises InputError."""
    from alignment.api import schemas

    def listed() -> list[str]:
        return [_kind_line(kind, Path(catalogue.root), speaker) for kind in schemas.KINDS]

    if args.output is None:
        return show(args, lambda: schemas.schemas(catalogue, args.lang), listed)
    written = schemas.write_schemas(catalogue, Path(args.output), args.lang)
    return show(args, lambda: {"written": written}, lambda: (speaker.say("cli.written", path=path) for path in written))


def _kind_line(kind: Any, root: Path, speaker: "Speaker") -> str:
    from alignment.api.schemas import FOLDER

    path = f"{FOLDER}/{kind.name}.json"
    there = (root / path).is_file()
    where = speaker.say("schema-file.at", path=path) if there else speaker.say("schema-file.nowhere")
    title = speaker.say(f"definition.{kind.model.__name__}.title")
    return speaker.say("schema-file.line", kind=kind.name, title=title, files=kind.files, where=where)


def watch(args: argparse.Namespace) -> int:
    """Checks now and after every change until it is stopped; 0 where the last check was fine, else 1.

    Everything goes to standard output, in order; with `--json` each check is one line. A file that is still being
    written is left until it rests.
    """
    from alignment.catalogue.load import ROOT

    root = Path(args.root) if args.root is not None else ROOT
    good = False
    checked: State | None = None
    before: State = {}
    try:
        while True:
            now = _state(root)
            if checked is None or (now != checked and now == before):
                checked = now
                good, said = _check(root, args)
                print(said, flush=True)
            before = now
            time.sleep(POLL)
    except KeyboardInterrupt:
        return 0 if good else 1


def _state(root: Path) -> State:
    """Time and size of every file of the catalogue; of one that cannot be looked at, that it is there."""
    from alignment.catalogue.load import catalogue_paths

    found: State = {}
    for path in catalogue_paths(root):
        try:
            status = path.stat()
            found[str(path)] = (status.st_mtime_ns, status.st_size)
        except OSError:
            found[str(path)] = (0, 0)
    return found


def _check(root: Path, args: argparse.Namespace) -> tuple[bool, str]:
    """Checks once; gives whether all is well, and what was found, with the time."""
    from alignment.catalogue.load import open_catalogue

    clock = time.strftime("%H:%M:%S")
    try:
        data, lines = _sound(open_catalogue(root), clock, args.lang)
    except InputError as error:
        data, lines = _faulty(error.problems, clock, args.lang)
    told = json.dumps({"time": clock, **data}, ensure_ascii=False, allow_nan=False) if args.json else "\n".join(lines)
    return not data["problems"], told


def _sound(catalogue: "Catalogue", clock: str, lang: str) -> tuple[dict[str, Any], list[str]]:
    from alignment.catalogue.load import catalogue_paths
    from alignment.report import plain
    from alignment.text.speaker import Speaker

    files = len(catalogue_paths(Path(catalogue.root)))
    speaker = Speaker(catalogue, lang)
    line = speaker.say("watch.good", time=clock, line=plain.checked_line(catalogue, files, speaker))
    return {"problems": [], "catalogue": catalogue.fingerprint, "files": files}, [line]


def _faulty(found: list[Problem], clock: str, lang: str) -> tuple[dict[str, Any], list[str]]:
    from alignment.text import problems
    from alignment.text.messages import messages

    heading = messages(lang).say("watch.problems", time=clock, n=len(found))
    data = [problems.data(each, lang) for each in found]
    return {"problems": data}, [heading, *(problems.line(each, lang) for each in found)]
