"""A copy of the small catalogue with its store, and a clock that the test sets."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment.workspace.database import PLACE
from alignment.workspace.workspace import Workspace, open_workspace
from tests.workspace.people import SMALL, Clock


@pytest.fixture(autouse=True)
def _own_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the store that the environment may name."""
    monkeypatch.delenv(PLACE, raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "catalogue"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(root: Path, clock: Clock) -> Iterator[Workspace]:
    with open_workspace(root, clock=clock) as opened:
        yield opened
