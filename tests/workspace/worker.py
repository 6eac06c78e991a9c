"""What the processes do that tests start and kill. An acknowledgement is a line in a file, written after the fact."""

import os
from pathlib import Path
from typing import Any

from alignment.model.message import InputError
from alignment.workspace import basing
from alignment.workspace.models import Person
from alignment.workspace.workspace import Workspace, open_workspace

PATHS = ("rules/care.yaml", "rules/income.yaml", "rules/policing.yaml")
MARK = "# publication "


def place_in(root: Path) -> Path:
    """The store inside the catalogue, whatever the environment of these processes names."""
    return root / ".workspace" / "workspace.db"


def save_and_publish(root: Path, acknowledgements: Path, first: int) -> None:
    """Saves a scenario, writes a proposal of several files and publishes it, numbered upwards, until it is killed."""
    sink = os.open(acknowledgements, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with open_workspace(root, place_in(root)) as workspace:
        number = first
        while True:
            _round(workspace, number, sink)
            number += 1


def _round(workspace: Workspace, number: int, sink: int) -> None:
    person = Person("dana", "Dana")
    workspace.save_scenario(person, f"mix-{number}", f"text {number}", None)
    os.write(sink, b"saved %d\n" % number)
    proposal = workspace.start(person, f"Publication {number}").id
    for path in PATHS:
        text = workspace.present()[path].decode().partition(MARK)[0]
        workspace.put(person, proposal, path, f"{text}{MARK}{number}\n", 0)
    os.write(sink, b"written %d %d\n" % (number, proposal))
    submitted = workspace.submit(person, proposal, "Because")
    workspace.approve(person, proposal, basing.digest(submitted), alone=True)
    workspace.publish(person, proposal)
    os.write(sink, b"published %d\n" % number)


def add_lines(root: Path, number: int, lines: list[str], start: Any) -> list[str]:
    """Adds lines to one file of a proposal, each until it is in; gives the codes of the refusals."""
    person = Person(lines[0], lines[0])
    with open_workspace(root, place_in(root)) as workspace:
        return [code for line in lines for code in add_line(workspace, person, number, line, start)]


def add_line(workspace: Workspace, person: Person, number: int, line: str, start: Any = None) -> list[str]:
    """Adds a line to the text that was read, and again to the new text whenever another was first.

    `start`: a barrier after the first reading, so that all who wait there read the same text.
    """
    codes: list[str] = []
    while True:
        file = workspace.proposal(number).files[PATHS[0]]
        if start is not None and not codes:
            start.wait()
        try:
            workspace.put(person, number, file.path, f"{file.text}{line}\n", file.revision)
        except InputError as error:
            codes += [problem.code for problem in error.problems]
            if codes[-1] != "W01":
                return codes
        else:
            return codes
