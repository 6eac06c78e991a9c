"""Killed at any moment of saving and publishing: nothing acknowledged is lost, and no catalogue is torn."""

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from alignment.catalogue import publish
from alignment.catalogue.contents import FOLDERS, fingerprint_of
from alignment.catalogue.load import load_contents
from alignment.workspace.workspace import open_workspace
from tests.workspace.worker import MARK, PATHS, save_and_publish

KILLS = int(os.environ.get("ALIGNMENT_KILLS", "20"))
LONGEST = 0.1
"""Seconds after an acknowledgement: a round or two of the worker."""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_nothing_acknowledged_is_lost_and_nothing_is_torn(root: Path, tmp_path: Path) -> None:
    moments = random.Random(20220401)
    sink = tmp_path / "acknowledgements"
    sink.touch()
    for run in range(KILLS):
        # Each has numbers of its own: what was done just before a kill may not be acknowledged.
        kill_one(root, sink, 1000 * run + 1, 1 + run % 2, moments.uniform(0, LONGEST))
        check(root, sink.read_text().splitlines())
    assert len(sink.read_text().splitlines()) >= KILLS


def kill_one(root: Path, sink: Path, first: int, acknowledged: int, delay: float) -> None:
    """Kills a worker some time after its first acknowledgements: one is of a save, two are before a publication."""
    known = sink.read_text().count("\n")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.workspace.worker", "alignment.assessment.cases", "alembic.command"])
    process = context.Process(target=save_and_publish, args=(root, sink, first), daemon=True)
    process.start()
    try:
        while sink.read_text().count("\n") < known + acknowledged:
            assert process.is_alive(), "the worker ended by itself"
            time.sleep(0.002)
        time.sleep(delay)
    finally:
        process.kill()
        process.join()
    assert process.exitcode == -signal.SIGKILL


def check(root: Path, lines: list[str]) -> None:
    seen = laid_over(root)
    assert len(marks(seen)) == 1, "a mixture"
    with open_workspace(root) as workspace:
        present = workspace.present()
        assert present == seen == files(root)
        load_contents(str(root), present)
        assert publish.pending(root) == {}
        assert {path.name for path in (root / publish.FOLDER).glob("*")} <= {"lock", "last"}
        assert list(root.rglob("*.new")) == []

        kept = {each.id: each.text for each in workspace.scenarios()}
        publications = workspace.publications()
        for line in lines:
            what, number, *proposal = line.split()
            if what == "saved":
                assert kept[f"mix-{number}"] == f"text {number}"
            elif what == "written":
                found = workspace.proposal(int(proposal[0])).files
                assert {path: (file.text or "").endswith(f"{MARK}{number}\n") for path, file in found.items()} == (
                    dict.fromkeys(PATHS, True)
                )
        published = [int(line.split()[1]) for line in lines if line.startswith("published")]
        begun = [int(line.split()[1]) for line in lines if line.startswith("written")]
        assert max([0, *published]) <= max(marks(present)) <= max([0, *begun])
        assert {each.state for each in publications} <= {"done", "undone"}
        assert sum(each.state == "done" for each in publications) == len(
            {each.title for each in workspace.states() if each.kind == "published"}
        )
        last = workspace.states()[-1]
        assert last.fingerprint == fingerprint_of(present)
        assert workspace.contents(last.id) == present
        assert {each.kind for each in workspace.states()[1:]} <= {"published"}
        assert workspace.check_trail() is None


def marks(contents: dict[str, bytes]) -> set[int]:
    """The numbers of the publications that the files show; one that shows none shows 0."""
    return {int(contents[path].decode().partition(MARK)[2] or 0) for path in PATHS}


def files(root: Path) -> dict[str, bytes]:
    found = [path for folder in FOLDERS for path in sorted((root / folder).glob("*.yaml"))]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if not path.name.startswith(".")}


def laid_over(root: Path) -> dict[str, bytes]:
    """What a reader sees before anybody sets things right."""
    laid: dict[str, bytes | None] = {**files(root), **publish.pending(root)}
    return {path: content for path, content in laid.items() if content is not None}
