"""How wide the columns of a table are: numbers narrow, text by how much of it there is, no word broken if it fits."""

import re

from alignment.report.document import Line, Table

PAGE = 106.0
"""What fits on a line of a table across the page, in halves of the size of its letters."""

BESIDES = 1.9
"""White space beside a cell's text, in the same measure."""

NOTE = 1.5
"""The mark of a footnote."""

BOLD = 1.08
"""How much wider letters are in a heading."""

LONGEST, MOST = 17.0, 250.0
"""No column is made wider for one word, or for the length of its text."""

LITTLE = 9.0
"""A column that asks for no more than this gets it, as far as there is room."""

_NARROW, _WIDE = frozenset("fijlrtI.,:;'’‘()|/-! "), frozenset("mwMW%@—")


def shares(table: Table) -> list[float]:
    """The part of the table's width that each column takes, together 1."""
    columns = [[row[place] for row in table.rows] for place in range(len(table.header))]
    sizes = [
        _numbers(head, column) if place in table.numbers else _words(head, column)
        for place, (head, column) in enumerate(zip(table.header, columns, strict=True))
    ]
    least, more = [narrow for narrow, _ in sizes], [max(0.0, wanted - narrow) for narrow, wanted in sizes]
    spare = max(0.0, PAGE - sum(least))
    modest = [each if each <= LITTLE else 0.0 for each in more]
    if 2 * sum(modest) <= spare:  # what little does goes first: two words on one line beside a column of sentences
        least = [narrow + each for narrow, each in zip(least, modest, strict=True)]
        more = [each - little for each, little in zip(more, modest, strict=True)]
        spare -= sum(modest)
    more[0] += max(0.0, spare - sum(more))  # what no column asks for goes to the one that names the row
    widths = [narrow + spare * each / (sum(more) or 1.0) for narrow, each in zip(least, more, strict=True)]
    return [each / sum(widths) for each in widths]


def _numbers(head: str, cells: list[Line]) -> tuple[float, float]:
    """The least and the wanted width of a column of numbers: none is broken."""
    width = max([_longest(head) * BOLD, *(_width(cell.plain) + NOTE * len(cell.refs) for cell in cells)])
    return min(width, 1.5 * LONGEST) + BESIDES, 0.0


def _words(head: str, cells: list[Line]) -> tuple[float, float]:
    """The same of a column of text: four of five cells would like to stand on one line."""
    words = max([_longest(head) * BOLD, *(_longest(cell.plain) + NOTE * bool(cell.refs) for cell in cells)])
    lengths = sorted(_width(cell.plain) for cell in cells)
    usual = lengths[(len(lengths) - 1) * 4 // 5] if lengths else 0.0
    return min(words, LONGEST) + BESIDES, min(max(usual, _width(head)), MOST) + BESIDES


def _longest(text: str) -> float:
    """The width of the longest part that is not broken: lines also end after a slash and a hyphen."""
    return max(_width(part) for part in re.split(r"(?<=[/-])|\s", text))


def _width(text: str) -> float:
    """The width of text in a usual sans serif, in halves of the size of its letters."""
    return sum(_letter(each) for each in text)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.58
    if letter in _WIDE:
        return 1.6
    return 1.35 if letter.isupper() else 1.1
