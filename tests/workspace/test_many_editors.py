"""Many editors of one file at once: no update is lost, and whoever was second gets the conflict."""

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from alignment.workspace.workspace import Workspace
from tests.workspace.people import CARE, actions, draft
from tests.workspace.worker import PATHS, add_line, add_lines

EDITORS = 20


def check(workspace: Workspace, number: int, lines: list[str], codes: list[str]) -> None:
    assert PATHS[0] == CARE
    file = workspace.proposal(number).files[CARE]
    assert sorted((file.text or "").splitlines()[-len(lines) :]) == sorted(lines)
    assert file.revision == 1 + len(lines)
    assert set(codes) == {"W01"}
    assert actions(workspace).count("file-written") == 1 + len(lines)
    assert workspace.check_trail() is None


def test_twenty_threads(workspace: Workspace) -> None:
    number = draft(workspace).id
    start = threading.Barrier(EDITORS)
    codes: list[str] = []

    def edit(line: str) -> None:
        codes.extend(add_line(workspace, type(workspace.proposal(number).author)(line, line), number, line, start))

    lines = [f"# editor {each}" for each in range(EDITORS)]
    threads = [threading.Thread(target=edit, args=(line,)) for line in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(workspace, number, lines, codes)
    assert len(codes) >= EDITORS - 1, "all read the same text, so only one was first"


@pytest.mark.skipif(os.name == "nt", reason="needs forkserver")
def test_several_processes(workspace: Workspace, root: Path) -> None:
    number = draft(workspace).id
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.workspace.worker"])
    work = [[f"# process {process} line {each}" for each in range(5)] for process in range(4)]
    with context.Manager() as manager:
        start = manager.Barrier(len(work))
        with ProcessPoolExecutor(len(work), mp_context=context) as pool:
            refusals = [pool.submit(add_lines, root, number, lines, start) for lines in work]
            codes = [code for each in refusals for code in each.result(timeout=120)]
    check(workspace, number, [line for lines in work for line in lines], codes)
