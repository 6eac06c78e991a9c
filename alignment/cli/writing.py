"""The command that writes the memo, in every format, and looks whether a memo still comes out."""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from alignment.cli.printing import show
from alignment.model.message import InputError, Problem

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.model.scenario import Scenario
    from alignment.report.document import Document
    from alignment.report.memo.wish import Wish
    from alignment.text.speaker import Speaker

Found = TypeVar("Found")

ALL = "all"
"""The word for every format."""

TEXTS = ("md", "html", "json")
"""Formats that a terminal can show."""

_LENGTH = 100


def register(add: Callable[..., argparse.ArgumentParser], scored: argparse.ArgumentParser) -> None:
    """Adds the command and its arguments; `scored`: the options of commands that score."""
    writing = add("memo", memo, "the alignment memo; of several scenarios the comparison", scored)
    writing.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="an id or a file; several are compared")
    writing.add_argument(
        "--format", metavar="NAME", help="md (default), docx, odt, html, pdf, xlsx or json; all: every one, into -o DIR"
    )
    writing.add_argument("--kind", metavar="KIND", help="decision (default), one-pager, annex or comparison")
    writing.add_argument("--sections", metavar="A,B", help="only these sections")
    writing.add_argument("--frameworks", metavar="A,B", help="held against these, not the scenario's own")
    writing.add_argument("--draws", type=int, metavar="N", help="how often to recalculate (default 10000)")
    writing.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same memo (default 2022)")
    writing.add_argument("--date", metavar="YYYY-MM-DD", help="the date of the memo (default today)")
    writing.add_argument("-o", "--output", metavar="FILE", help="write to a file; its ending chooses the format")
    writing.add_argument("--verify", metavar="FILE", help="whether this memo still comes out, and what changed")


def wrong_use(args: argparse.Namespace) -> str | None:
    """What is wrong with how the command is used, null where nothing is."""
    if args.verify is not None:
        named = ("format", "kind", "sections", "frameworks", "draws", "seed", "date", "output")
        others = args.scenarios or args.stated_only or any(getattr(args, each) is not None for each in named)
        return "memo --verify takes one FILE and nothing else but --json" if others else None
    if not args.scenarios:
        return "memo needs a scenario, or --verify FILE"
    return "memo --json is --format json" if args.json and args.format not in (None, "json") else None


def memo(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The alignment memo, on standard output or in files; or what came out of verifying one."""
    if args.verify is not None:
        return verify(args, catalogue, speaker)
    document, name = _made(args, catalogue)
    if args.format == ALL:
        _write_all(document, Path(args.output), name, speaker)
    elif args.output is not None:
        _write(Path(args.output), _content(document, _format(args)))
        print(speaker.say("cli.written", path=args.output))
    else:
        _print(document, _format(args))
    return 0


def verify(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """Whether a memo still comes out, and what changed; exit code 1 where it does not."""
    from alignment import api
    from alignment.report import verify_lines

    found = api.verify_memo(catalogue, args.verify, _read(args.verify))
    show(
        args,
        lambda: verify_lines.verification_data(found, speaker),
        lambda: verify_lines.verification_lines(found, speaker),
    )
    return 0 if found.same else 1


def _read(name: str) -> bytes:
    """The bytes of a file, no more than may be verified and one. Raises InputError Y01."""
    from alignment.report.formats.reading import MAX_BYTES

    try:
        with Path(name).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise InputError([Problem(name, 1, 1, "Y01")]) from None


def _made(args: argparse.Namespace, catalogue: "Catalogue") -> tuple["Document", str]:
    """The memo that is asked for, and a name for its files. Raises InputError with everything that is wrong."""
    from alignment import api
    from alignment.report.memo.wish import settle

    problems = _format_problems(args)
    wish = _wish(args)
    on = _tried(lambda: _date(args.date), problems)
    _tried(lambda: settle(wish, len(args.scenarios), catalogue.frameworks), problems)
    scenarios = _tried(lambda: api.find_scenarios(catalogue, args.scenarios), problems)
    if problems or scenarios is None:
        raise InputError(problems)
    return api.make_memo(catalogue, scenarios, wish, today=on), _name(scenarios, args)


def _tried(make: Callable[[], Found], problems: list[Problem]) -> Found | None:
    """What is made, or null with the problems added to those there are."""
    try:
        return make()
    except InputError as error:
        problems += error.problems
        return None


def _wish(args: argparse.Namespace) -> "Wish":
    from alignment.report.memo.wish import Wish

    return Wish(
        kind=args.kind,
        lang=args.lang,
        sections=_several(args.sections),
        frameworks=_several(args.frameworks),
        stated_only=args.stated_only,
        draws=args.draws,
        seed=args.seed,
    )


def _several(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(each.strip() for each in text.split(",") if each.strip())


def _date(text: str | None) -> date | None:
    """A day, null where none is given. Raises InputError U20."""
    try:
        if text is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise InputError([Problem("--date", 1, 1, "U20", {"value": text})]) from None


def _format(args: argparse.Namespace) -> str:
    """The format that is asked for, else the one that the end of the file's name says, else Markdown."""
    from alignment.report.formats import FORMATS

    if args.json or args.format:
        return "json" if args.json else str(args.format)
    ending = Path(args.output or "").suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "md"


def _format_problems(args: argparse.Namespace) -> list[Problem]:
    from alignment.report.formats import FORMATS

    form = _format(args)
    if form not in (*FORMATS, ALL):
        return [Problem("--format", 1, 1, "U19", {"value": form, "options": [*FORMATS, ALL]})]
    if args.output is None and (form == ALL or (form not in TEXTS and sys.stdout.isatty())):
        return [Problem("--format", 1, 1, "U21", {"value": form})]
    return []


def _content(document: "Document", form: str) -> bytes:
    from alignment import api

    return api.write_memo(document, form)


def _print(document: "Document", form: str) -> None:
    content = _content(document, form)
    if form in TEXTS:
        sys.stdout.write(content.decode("utf-8"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def _name(scenarios: Sequence["Scenario"], args: argparse.Namespace) -> str:
    """What the files are called, without their ending; nothing in it leads to another folder."""
    ids = "-".join(re.sub(r"[^\w.-]+", "-", each.id or "") for each in scenarios)
    return "-".join(each for each in ("memo", ids[:_LENGTH], args.kind, args.lang) if each)


def _write_all(document: "Document", folder: Path, name: str, speaker: "Speaker") -> None:
    """Writes every format into a folder, which is made where needed, and says how far it is."""
    from alignment.report.formats import FORMATS

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError):
        raise InputError([Problem(str(folder), 1, 1, "U04")]) from None
    for place, form in enumerate(FORMATS, 1):
        print(speaker.say("cli.writing", format=form, place=place, n=len(FORMATS)), file=sys.stderr, flush=True)
        path = folder / f"{name}.{form}"
        _write(path, _content(document, form))
        print(speaker.say("cli.written", path=path))


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all. Raises InputError U04."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device, which nothing may replace
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except (OSError, ValueError):
        raise InputError([Problem(str(path), 1, 1, "U04")]) from None


def _replace(path: Path, content: bytes) -> None:
    from alignment.catalogue.durable import write_new

    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError
    beside = path.with_name(f".memo-{os.getpid()}.part")
    try:
        write_new(beside, content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
