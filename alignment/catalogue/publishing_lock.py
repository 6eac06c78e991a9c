"""The lock of a catalogue that is being published: between processes, and between threads of one."""

import errno
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PATIENCE = 10.0
"""Seconds to wait for another publisher, who needs a small part of one."""

_STEP = 0.005

_mine = threading.local()
_threads: dict[Path, threading.Lock] = {}


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the lock of a folder; the thread that holds it may enter again.

    Raises OSError: EAGAIN when another does not let go, otherwise what the system says of the lock's file.
    """
    key = folder.resolve()
    taken: set[Path] = _mine.__dict__.setdefault("taken", set())
    if key in taken:
        yield
        return
    until = time.monotonic() + PATIENCE
    thread_lock = _threads.setdefault(key, threading.Lock())
    if not thread_lock.acquire(timeout=PATIENCE):
        raise OSError(errno.EAGAIN, "held by another thread")
    try:
        with (key / "lock").open("ab") as stream:
            _lock_file(stream, until)
            taken.add(key)
            yield
    finally:
        taken.discard(key)
        thread_lock.release()


def _lock_file(stream: BinaryIO, until: float) -> None:
    """Waits for other processes; closing the file lets go. Where the system has no such lock, threads only."""
    if sys.platform == "win32":
        return
    import fcntl

    while True:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(_STEP)
        else:
            return
