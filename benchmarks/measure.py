"""What every benchmark shares: timing, the machine, and tables."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

from alignment.assessment.grid import Floats

RUNS = 9
LEVELS = (0.4, 0.8)

Action = Callable[[], object]


@dataclass
class Section:
    """One table, with what it measures before it and what it says after it."""

    title: str
    about: str
    headers: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    after: str = ""

    def markdown(self) -> str:
        """The section as Markdown: first column to the left, numbers to the right."""
        lines = ["| " + " | ".join(self.headers) + " |", "|---" + "|---:" * (len(self.headers) - 1) + "|"]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        parts = [f"## {self.title}", self.about, "\n".join(lines), self.after]
        return "\n\n".join(part for part in parts if part)


def seconds(action: Action, clock: Callable[[], float] = time.process_time) -> float:
    """How long one run takes: time of the processor, in which other work on the machine does not count."""
    start = clock()
    action()
    return clock() - start


def medians(*actions: Action, runs: int = RUNS, clock: Callable[[], float] = time.process_time) -> list[float]:
    """The median of several runs of each action, taken in turns; a first run warms up and counts for none."""
    rounds = [[seconds(action, clock) for action in actions] for _ in range(runs + 1)][1:]
    return [statistics.median(each) for each in zip(*rounds, strict=True)]


def strengths(interventions: int, targets: int, density: float = 0.5, seed: int = 1) -> Floats:
    """Random strengths (I, T): 0.4 or 0.8 where a pair has one, else 0."""
    random = np.random.default_rng(seed)
    given = random.random((interventions, targets)) < density
    return np.where(given, random.choice(LEVELS, (interventions, targets)), 0.0)


def doses(interventions: int, scenarios: int, seed: int = 2) -> Floats:
    """Random doses (I, S), 0 to 1."""
    return np.random.default_rng(seed).random((interventions, scenarios))


def machine(libraries: Sequence[str]) -> str:
    """Date, processor and versions, as a list."""
    lines = [
        f"- {date.today().isoformat()}, {_processor()}, {os.cpu_count()} cores, one thread used",
        f"- Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in libraries),
        f"- medians of {RUNS} runs unless said otherwise, in seconds of the processor; what is compared takes turns",
    ]
    return "\n".join(lines)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def giga(number: float) -> str:
    """A number in thousands of millions."""
    return f"{number / 1e9:.3f}"


def milli(time_taken: float) -> str:
    """Seconds as milliseconds."""
    return f"{time_taken * 1e3:,.1f}"


def times(ratio: float) -> str:
    """A ratio: how many times faster."""
    return f"{ratio:,.1f}" if ratio < 100 else f"{ratio:,.0f}"
