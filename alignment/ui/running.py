"""Long work in steps: shown as it goes on, to be stopped, and picked up again after a rerun of the page."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

import streamlit as st

from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.turns import give_way
from alignment.ui.view import View

Found = TypeVar("Found")

MOMENT = 0.3
"""Seconds."""


@dataclass
class Work(Generic[Found]):
    """Steps that each hold a result; `key` tells what it was for."""

    key: Hashable
    steps: Iterator[Found]
    found: Found | None = None
    ended: bool = False

    def stop(self) -> None:
        """Leaves it at what was found so far."""
        self.ended = True


def run(
    view: View, name: str, key: Hashable, start: Callable[[], Iterator[Found]], share: Callable[[Found], float]
) -> Work[Found]:
    """Goes on until the steps end or a visitor stops them, and gives what was found by then.

    `share`: how far a step has come, 0 to 1. Work for another key is dropped. The steps stay with the session: a page
    that is run again in the middle goes on where it was.
    """
    work: Work[Found] | None = desk().works.get(name)
    if work is None or work.key != key:
        work = desk().works[name] = Work(key, start())
    _for_a_moment(work)
    if work.ended:
        return work
    place = st.empty()
    with place.container(key=f"work-{name}"):
        bar = st.progress(0.0)
        st.button(view.say("work.stop"), key=desks.key(f"stop-{name}"), on_click=work.stop)
    while _step(work):
        give_way()
        done = min(1.0, share(work.found)) if work.found is not None else 0.0
        bar.progress(done, text=view.say("work.busy", share=view.speaker.number(done * 100, 0)))
    place.empty()
    return work


def _for_a_moment(work: Work[Found]) -> None:
    """What is done at once needs no bar."""
    start = monotonic()
    while not work.ended and (work.found is None or monotonic() - start < MOMENT):
        _step(work)


def _step(work: Work[Found]) -> bool:
    """Takes a step; false where there is none left."""
    try:
        work.found = next(work.steps)
    except StopIteration:
        work.ended = True
    return not work.ended
