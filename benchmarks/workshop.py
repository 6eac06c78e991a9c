"""What the rule workshop does while somebody types: checking a changed file, and what the change does."""

import tempfile
import time
from datetime import date
from itertools import count
from pathlib import Path

from measure import RUNS, Section, medians

from alignment.api import workshop
from alignment.assessment.diff import diff_catalogues
from alignment.catalogue.load import Memory, load_contents, read_contents
from alignment.catalogue.splice import change_rule
from alignment.model.catalogue import Catalogue

ROOT = Path(__file__).resolve().parent.parent
FILE = "rules/economic-support.yaml"
TODAY = date(2026, 11, 22)
PERSON = workshop.Person("bench", "bench")


def editing() -> Section:
    """Each step beside loading the whole catalogue from nothing, in turns."""
    contents, _ = read_contents(ROOT)
    text = contents[FILE].decode()
    memory, numbers = Memory(), count(1)
    old = load_contents("", contents, memory)

    def edited() -> dict[str, bytes]:
        return {**contents, FILE: f"{text}# {next(numbers)}\n".encode()}

    changed = change_rule(text, 0, {"alignment": "direct"})
    new = load_contents("", {**contents, FILE: changed.encode()}, memory)
    steps = {
        "checking a file after an edit": lambda: load_contents("", edited(), memory),
        "changing one rule in the text of a file": lambda: change_rule(text, 0, {"confidence": "low"}),
        "what a changed rule does, all programmes and cases": lambda: diff_catalogues(old, new, TODAY),
    }
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        steps["keeping a draft on disk"] = _keeping(Path(folder), text, numbers)
        for what, step in steps.items():
            took, whole = medians(step, lambda: _whole(contents), clock=time.perf_counter)
            rows.append((what, f"{took:.4f}", f"{whole:.4f}", f"{took / whole:.3f}"))
    return Section(
        "The rule workshop",
        f"Seconds of the clock, medians of {RUNS} runs, beside checking the whole catalogue from its bytes.",
        ("", "s", "whole catalogue s", "ratio"),
        rows,
    )


def _whole(contents: dict[str, bytes]) -> Catalogue:
    return load_contents("", contents)


def _keeping(folder: Path, text: str, numbers: "count[int]"):  # type: ignore[no-untyped-def]
    """Saves the next version of a draft, which is on disk when it comes back."""
    workspace = workshop.open_workspace(ROOT, folder / "workspace.db")
    proposal = workspace.start(PERSON, "bench").id
    revisions = [0]

    def keep() -> None:
        kept = workspace.put(PERSON, proposal, FILE, f"{text}# {next(numbers)}\n", revisions[-1])
        revisions.append(kept.revision)

    return keep
