"""Commands that say what a change of the catalogue does, and how the rules are."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from alignment.cli.printing import Command, show
from alignment.model.message import InputError, Problem

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.text.speaker import Speaker


def register(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Adds these commands and their arguments."""
    differ = add("diff", diff, "what a change of the catalogue does: rules, results, cases")
    differ.add_argument("old", metavar="OLD", help="the folder of a catalogue")
    differ.add_argument("new", metavar="NEW", help="the folder of the changed one")
    state = add("health", health, "how old and how well founded the rules are, and what is missing")
    state.add_argument("--months", type=int, default=12, metavar="N", help="older than this is stale (default 12)")


def open_new(args: argparse.Namespace) -> "Catalogue":
    """Opens both catalogues of `diff`; gives the new one and leaves the old one in `args.older`.

    Raises InputError with the problems of both, the folder in front of each path.
    """
    from alignment.catalogue.load import open_catalogue

    found: list[Catalogue] = []
    problems: list[Problem] = []
    for name in (args.old, args.new):
        try:
            found.append(open_catalogue(name))
        except InputError as error:
            problems += [_in_folder(name, each) for each in error.problems]
    if problems:
        raise InputError(problems)
    args.older, newer = found
    return newer


def _in_folder(folder: str, problem: Problem) -> Problem:
    if problem.code == "U03":  # about the folder itself
        return problem
    return replace(problem, path=(Path(folder) / problem.path).as_posix())


def diff(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """What differs from one catalogue to another; exit code 0 also where cases fail."""
    from alignment import api
    from alignment.report import changing, changing_lines

    change = api.diff_catalogues(args.older, catalogue)
    return show(
        args,
        lambda: changing.diff_data(change),
        lambda: changing_lines.diff_lines(change, api.Speaker(args.older, args.lang), speaker),
    )


def health(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The state of the rules today."""
    from alignment import api
    from alignment.report import changing, health_lines

    found = api.rule_health(catalogue, args.months)
    return show(args, lambda: changing.health_data(found), lambda: health_lines.health_lines(found, speaker))
