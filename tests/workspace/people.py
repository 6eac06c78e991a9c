"""Who acts in the tests, on which rules, and what they usually do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alignment.model.message import InputError
from alignment.workspace import basing
from alignment.workspace.models import Person, Proposal
from alignment.workspace.workspace import Workspace

SMALL = Path(__file__).parents[1] / "data" / "small"
ANNA, BRAM, CARLA = (Person(name.lower(), name) for name in ("Anna", "Bram", "Carla"))
CARE, INCOME = "rules/care.yaml", "rules/income.yaml"


class Clock:
    """A second later each time that it is read, from a time that can be set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def text_of(workspace: Workspace, path: str = CARE, addition: str = "# changed\n") -> str:
    """The present file with a line added."""
    return workspace.present()[path].decode() + addition


def draft(workspace: Workspace, path: str = CARE, addition: str = "# changed\n") -> Proposal:
    """A draft of Anna with one changed file."""
    proposal = workspace.start(ANNA, "Another verdict")
    workspace.put(ANNA, proposal.id, path, text_of(workspace, path, addition), 0)
    return workspace.proposal(proposal.id)


def submitted(workspace: Workspace, path: str = CARE, addition: str = "# changed\n") -> Proposal:
    return workspace.submit(ANNA, draft(workspace, path, addition).id, "The source says so")


def approved(workspace: Workspace, path: str = CARE, addition: str = "# changed\n") -> Proposal:
    proposal = submitted(workspace, path, addition)
    return workspace.approve(BRAM, proposal.id, basing.digest(proposal))


def actions(workspace: Workspace) -> list[str]:
    """What the trail says was done, oldest first."""
    return [entry.action for entry in reversed(workspace.trail(1000))]


@contextmanager
def refused(*codes: str) -> Iterator[pytest.ExceptionInfo[InputError]]:
    """What is done here is refused with exactly these codes."""
    with pytest.raises(InputError) as error:
        yield error
    assert [problem.code for problem in error.value.problems] == list(codes)
