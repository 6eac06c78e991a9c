"""Commands about the store of what people save: a backup, bringing one back, the trail. They need no catalogue."""

import argparse
from collections.abc import Callable
from pathlib import Path

from alignment.cli.printing import print_json, print_lines
from alignment.model.message import InputError, Problem
from alignment.text.messages import messages

MOST = 1_000_000
"""Entries of the trail in one go."""


def register(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds these commands and their arguments."""
    copy = add("backup", backup, "copy the store of saved scenarios, proposals and publications to a file")
    copy.add_argument("file", metavar="FILE", help="an earlier backup there is replaced")
    back = add("restore", restore, "bring a backup of the store back; stop the dashboard first")
    back.add_argument("file", metavar="FILE", help="a file made by backup")
    back.add_argument("--by", required=True, metavar="NAME", help="who does this; it is recorded")
    acts = add("trail", trail, "who saved, proposed, approved and published what, and when; newest first")
    acts.add_argument("-n", "--number", type=int, default=50, metavar="N", help="so many of them (default 50, 0: all)")
    for command in (copy, back, acts):
        command.set_defaults(bare=True)


def _root(args: argparse.Namespace) -> Path:
    """The folder of the catalogue. Raises InputError U03 where there is none: no store is made in a place mistyped."""
    from alignment.api import ROOT

    root = Path(args.root) if args.root else ROOT
    if not root.is_dir():
        raise InputError([Problem(str(root), 1, 1, "U03")])
    return root


def backup(args: argparse.Namespace) -> int:
    """A copy of the store, which may be in use."""
    from alignment.api import workshop

    with workshop.open_workspace(_root(args)) as workspace:
        workspace.backup(Path(args.file))
    return _told(args, "store.backed-up", {"written": args.file}, path=args.file)


def restore(args: argparse.Namespace) -> int:
    """A backup becomes the store; the store as it was stays beside it."""
    from alignment.api import workshop

    aside = workshop.restore(workshop.Person.named(args.by), _root(args), Path(args.file))
    key = "store.restored" if aside else "store.restored-first"
    return _told(
        args, key, {"restored": args.file, "aside": str(aside) if aside else None}, path=args.file, aside=aside
    )


def _told(args: argparse.Namespace, key: str, data: dict[str, object], **params: object) -> int:
    if args.json:
        print_json(data)
    else:
        print(messages(args.lang).say(key, **params))
    return 0


def trail(args: argparse.Namespace) -> int:
    """Every act, newest first; exit code 1 where the trail does not agree with itself."""
    from alignment.api import workshop
    from alignment.report import trail as report

    texts = messages(args.lang)
    with workshop.open_workspace(_root(args)) as workspace:
        broken = workspace.check_trail()
        entries = workspace.trail(args.number if args.number > 0 else MOST, broken)  # what was altered may say anything
    if args.json:
        print_json({"entries": [report.entry_data(each) for each in entries], "broken_at": broken})
    else:
        print_lines(report.entry_line(each, texts) for each in entries)
        if broken is not None:
            print(texts.say("ui.history.broken", number=broken))
    return 1 if broken is not None else 0
