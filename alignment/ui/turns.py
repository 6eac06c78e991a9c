"""Runs of pages take turns: many at once would hold one another up for seconds at Streamlit's and Python's locks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
LONGEST = 5.0
"""Seconds that a run waits for its turn; then it goes on all the same, so that nobody is locked out."""

_free = threading.Semaphore(AT_ONCE)
_own = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """What is done within waits for its turn; within a turn there is no further waiting."""
    if getattr(_own, "within", False):
        yield
        return
    _own.within, _own.taken = True, _free.acquire(timeout=LONGEST)
    try:
        yield
    finally:
        _own.within = False
        if _own.taken:
            _free.release()


def give_way() -> None:
    """Lets others go first, in the middle of long work."""
    if getattr(_own, "within", False) and _own.taken:
        _free.release()
        _own.taken = _free.acquire(timeout=LONGEST)
