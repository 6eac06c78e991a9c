"""How long starting and loading take, as ratios measured in one run, so that the machine matters little."""

import subprocess
import sys
import time
from pathlib import Path

import yaml
from measure import RUNS, Action, Section, medians

from alignment.catalogue.load import catalogue_paths, load

ROOT = Path(__file__).resolve().parent.parent


def starting() -> Section:
    """The command line and the catalogue, each beside what it cannot do without."""
    started = medians(
        python("-m", "alignment", "rules", "--json"), python("-c", "import pydantic, yaml"), clock=time.perf_counter
    )
    loaded = medians(lambda: load(ROOT), read_plainly, clock=time.perf_counter)
    compared = [
        ("`python -m alignment rules --json`", "`python -c 'import pydantic, yaml'`", started),
        ("loading and checking the catalogue", "`yaml.CSafeLoader` on the same files", loaded),
    ]
    return Section(
        "Starting and loading",
        f"Seconds of the clock, medians of {RUNS} runs.",
        ("", "s", "beside", "s", "ratio"),
        [
            (what, f"{first:.3f}", beside, f"{second:.3f}", f"{first / second:.1f}")
            for what, beside, (first, second) in compared
        ],
    )


def python(*arguments: str) -> Action:
    """A fresh interpreter with some arguments."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def read_plainly() -> None:
    """Reads the catalogue's files with the C loader of PyYAML, without a single check."""
    for path in catalogue_paths(ROOT):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
