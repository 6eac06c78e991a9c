"""Joining two changes of one text, where they do not meet."""

from difflib import SequenceMatcher
from itertools import pairwise

_Change = tuple[int, int, tuple[str, ...]]


def merge(base: str, one: str, other: str) -> str | None:
    """The text with the changes of both, line by line; null where they overlap or touch and are not the same."""
    lines = base.splitlines(keepends=True)
    changes = sorted({*_changes(lines, one), *_changes(lines, other)})
    for (_, end, _), (start, _, _) in pairwise(changes):
        if start <= end:
            return None
    for start, end, new in reversed(changes):
        lines[start:end] = new
    return "".join(lines)


def _changes(lines: list[str], text: str) -> list[_Change]:
    """What a text changes: from line, up to line, the lines that come there."""
    new = text.splitlines(keepends=True)
    matcher = SequenceMatcher(None, lines, new, autojunk=False)
    return [
        (start, end, tuple(new[first:last])) for tag, start, end, first, last in matcher.get_opcodes() if tag != "equal"
    ]
