"""Runs take turns: not too many at once, one turn for what is nested, and nobody waits for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from alignment.ui import turns


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_free", threading.Semaphore(turns.AT_ONCE))


def test_no_more_than_so_many_at_once() -> None:
    inside, most, lock = [0], [0], threading.Lock()

    def work() -> None:
        with turns.turn():
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            threading.Event().wait(0.01)
            with lock:
                inside[0] -= 1

    with ThreadPoolExecutor(12) as pool:
        for each in [pool.submit(work) for _ in range(24)]:
            each.result()
    assert most == [turns.AT_ONCE]


def test_a_part_within_a_turn_needs_no_other() -> None:
    with turns.turn(), turns.turn(), turns.turn():
        assert turns._free._value == turns.AT_ONCE - 1
    assert turns._free._value == turns.AT_ONCE


def test_a_run_that_stops_gives_its_turn_back() -> None:
    with pytest.raises(KeyboardInterrupt), turns.turn():
        raise KeyboardInterrupt
    assert turns._free._value == turns.AT_ONCE


def test_nobody_is_locked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.02)
    monkeypatch.setattr(turns, "_free", threading.Semaphore(0))
    done = []
    with turns.turn():
        turns.give_way()
        done.append(True)
    assert done
    assert turns._free._value == 0


def test_long_work_lets_others_go_first() -> None:
    waiting, gone = threading.Event(), threading.Event()

    def other() -> None:
        waiting.set()
        with turns.turn():
            gone.set()

    with turns.turn():
        turns._free.acquire()  # the other place is taken for good
        thread = threading.Thread(target=other)
        thread.start()
        waiting.wait(5)
        while not gone.wait(0.01):
            turns.give_way()
        thread.join()
    assert gone.is_set()
