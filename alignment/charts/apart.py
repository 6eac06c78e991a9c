"""Work in a process of its own: libraries that draw take memory that a server would never get back."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 120
"""Seconds that such work may take."""

_use = [False]


class ApartError(RuntimeError):
    """The process did not do its work."""


def prefer() -> None:
    """From now on, what can be done apart is done apart; a server asks for this when it starts."""
    _use[0] = True


def preferred() -> bool:
    """Whether work is to be done apart."""
    return _use[0]


def run(module: str, *args: str, given: bytes) -> bytes:
    """What a module of this package writes when it is run with these arguments. Raises ApartError."""
    command = [sys.executable, "-m", module, *args]
    try:
        done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, timeout=LONGEST, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise ApartError(module) from error
    return done.stdout
