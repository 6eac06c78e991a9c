"""How long starting and loading take, as ratios measured in one run, so that the machine matters little.

Run it with `make bench`. It prints a table and judges nothing: a slow machine must never fail a test.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alignment.catalogue.load import catalogue_paths, load  # noqa: E402

RUNS = 9


def seconds(action: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def medians(*actions: Callable[[], object]) -> list[float]:
    """The median of several runs of each action, taken in turns; a first run warms the disk and counts for none."""
    rounds = [[seconds(action) for action in actions] for _ in range(RUNS + 1)][1:]
    return [statistics.median(each) for each in zip(*rounds, strict=True)]


def python(*arguments: str) -> Callable[[], object]:
    """A fresh interpreter with some arguments."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def read_plainly() -> None:
    """Reads the catalogue's files with the C loader of PyYAML, without a single check."""
    for path in catalogue_paths(ROOT):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def main() -> None:
    """Measures and prints."""
    started = medians(python("-m", "alignment", "rules", "--json"), python("-c", "import pydantic, yaml"))
    loaded = medians(lambda: load(ROOT), read_plainly)
    rows = [
        ("python -m alignment rules --json", "python -c 'import pydantic, yaml'", *started),
        ("loading and checking the catalogue", "yaml.CSafeLoader on the same files", *loaded),
    ]
    print(f"{'what':<36} {'beside':<36} {'s':>7} {'s':>7} {'ratio':>6}   (medians of {RUNS})")
    for what, beside, first, second in rows:
        print(f"{what:<36} {beside:<36} {first:7.3f} {second:7.3f} {first / second:6.1f}")


if __name__ == "__main__":
    main()
