"""Tables as data for the PDF: how wide the columns are, which words are broken and which rows stay whole."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from alignment.report.document import Table
from alignment.report.formats.glyphs import LONGEST

_LINE = 464.0
"""The width of a table, in points."""
_LETTER = 0.487
"""The width of a letter, as a part of the size of the text."""
_GAP = 2.4
"""The room between columns, in characters."""
_MUCH = 200.0
"""Longer text gets no more room than text of so many characters."""
_ROW_LINES = 40
"""A table with a row of more lines than this may break it over pages; the rows of other tables stay whole."""


def layout(table: Table) -> dict[str, Any]:
    """What the template must know of a table besides its text.

    `size` of the text, in points; `widths` of the columns, in characters; `ends`: whether a column stands at the end
    of its room, as numbers do; `whole`: whether each row fits on a page.
    """
    size = 8.5 if len(table.header) <= 7 else 7.5
    found = widths(table, _LINE / (size * _LETTER))
    cells = [(cell.plain, wide) for row in table.rows for cell, wide in zip(row, found, strict=True)]
    return {
        "size": size,
        "widths": found,
        "ends": [place in table.numbers for place in range(len(table.header))],
        "whole": all(len(text) < _ROW_LINES * (wide - _GAP) for text, wide in cells),
    }


def widths(table: Table, room: float) -> list[float]:
    """How wide each column is, in characters: its longest word fits where it can, more text gets more room."""
    columns = [[row[place].plain for row in table.rows] for place in range(len(table.header))]
    least = [_longest(_word, [head, *cells]) for head, cells in zip(table.header, columns, strict=True)]
    texts = [min(_longest(len, cells), _MUCH) for cells in columns]
    more = [max(text - word, 0.0) for text, word in zip(texts, least, strict=True)]
    spare = max(room - sum(least), 0.0) / (sum(more) or 1.0)
    found = [word + min(spare, 1.0) * each for word, each in zip(least, more, strict=True)]
    return [round(each * min(room / sum(found), 1.0), 2) for each in found]


def longest_words(found: Sequence[float]) -> list[int]:
    """After how many characters a word is broken in each column, so that it stays in it."""
    return [max(1, min(LONGEST, round(wide - _GAP))) for wide in found]


def _longest(measure: Callable[[str], int], texts: Sequence[str]) -> float:
    return max(map(measure, texts), default=0) + _GAP


def _word(text: str) -> int:
    """The length of the longest piece of text in which no line ends."""
    return min(max(len(word) for word in re.split(r"[\s/-]", text)), LONGEST)
