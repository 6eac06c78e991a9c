"""Two versions of a text: the lines that differ, with their numbers and some lines around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2
"""Unchanged lines shown before and after a change."""


@dataclass(frozen=True)
class ShownLine:
    """A line: `-` was there, `+` is there now, a space in both; numbers count from 1, null where it is not there."""

    mark: str
    old: int | None
    new: int | None
    text: str


Hunk = tuple[ShownLine, ...]


def changed_lines(old: str, new: str, around: int = AROUND) -> list[Hunk]:
    """The differences between two texts from top to bottom; none where they are equal."""
    before, after = old.splitlines(), new.splitlines()
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(around)
    hunks = [tuple(_lines(group, before, after)) for group in groups]
    if not hunks and old != new:  # only line ends differ, or the last one
        last = len(after)
        return [(ShownLine("-", len(before), None, before[-1]), ShownLine("+", None, last, after[-1]))] if after else []
    return hunks


def _lines(group: list[tuple[str, int, int, int, int]], before: list[str], after: list[str]) -> Iterator[ShownLine]:
    for kind, first, last, new_first, new_last in group:
        if kind == "equal":
            pairs = zip(range(first, last), range(new_first, new_last), strict=True)
            yield from (ShownLine(" ", old + 1, new + 1, before[old]) for old, new in pairs)
            continue
        yield from (ShownLine("-", old + 1, None, before[old]) for old in range(first, last))
        yield from (ShownLine("+", None, new + 1, after[new]) for new in range(new_first, new_last))


def written(hunks: list[Hunk]) -> str:
    """The differences as plain text: mark, line number, line; `…` between parts that lie apart."""
    parts = []
    for hunk in hunks:
        width = len(str(max(each.new or each.old or 0 for each in hunk)))
        parts.append("\n".join(f"{each.mark} {each.new or each.old:>{width}}  {each.text}".rstrip() for each in hunk))
    return "\n…\n".join(parts)
