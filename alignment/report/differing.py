"""Where the text of a memo file differs from that of the memo made again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, takewhile, zip_longest

from alignment.report.document import Document, Section

SHOWN = 20
"""Differences that are kept; all are counted."""

LENGTH = 200
"""Characters that are kept of each."""

BEFORE = 60
"""Characters that are kept in front of the place where two lines begin to differ."""

MANY = 20_000
"""Lines beyond which two texts are not laid side by side."""


@dataclass(frozen=True)
class Difference:
    """Under which heading a file and the memo made again differ, and what each says there (null: nothing).

    `heading` is null in a format that does not show headings on their own.
    """

    heading: str | None
    file: str | None
    again: str | None


def differences_of(document: Document, file: list[str], again: list[str]) -> tuple[int, tuple[Difference, ...]]:
    """How many differences there are, and the first; of texts too long to lay side by side only that they differ.

    `again` is the text of the document.
    """
    if len(file) > len(again) + MANY:
        return 1, ()
    places = _places(document, again)
    found = list[Difference]()
    for tag, start, end, first, last in SequenceMatcher(None, file, again, autojunk=False).get_opcodes():
        if tag != "equal":
            heading = _place(places, first, last)
            found += [Difference(heading, *pair) for pair in _pairs(file[start:end], again[first:last])]
    return len(found), tuple(found[:SHOWN])


def _pairs(file: list[str], again: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Line by line where as many lines stand on both sides or on one, else all of them as one."""
    if len(file) != len(again) and file and again:
        file, again = [" ".join(file)], [" ".join(again)]
    for one, other in zip_longest(file, again):
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one or "", other or "", strict=False)))
        start = max(0, same - BEFORE)
        yield _clipped(one, start), _clipped(other, start)


def _clipped(line: str | None, start: int) -> str | None:
    """A line from a place on, not too long and without what would act on a terminal."""
    if line is None:
        return None
    shown = "".join(each if each.isprintable() else " " for each in line[start : start + LENGTH])
    return f"{'…' if start else ''}{shown}{'…' if start + LENGTH < len(line) else ''}"


def _places(document: Document, lines: list[str]) -> list[str | None]:
    """The heading over each line, the title over the first; null in a format that does not show them on their own."""
    headings = set(_headings(document.sections))
    found: list[str | None] = [each if (each := line.lstrip("# ")) in headings else None for line in lines]
    if not any(found):
        return found
    over: Iterable[str | None] = accumulate(found, lambda before, each: each or before, initial=document.title)
    return list(over)[1:]


def _headings(sections: Sequence[Section]) -> Iterator[str]:
    for each in sections:
        yield each.heading
        yield from _headings(each.sections)


def _place(places: list[str | None], first: int, last: int) -> str | None:
    """The heading over lines; over a place between two lines that of the first."""
    return places[first if first < last else max(first - 1, 0)] if places else None
