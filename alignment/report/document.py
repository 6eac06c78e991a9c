"""A document: sections of paragraphs, lists, tables and charts, with footnotes. No format knows more than this."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["decision", "one-pager", "comparison", "annex"]


@dataclass(frozen=True)
class Ref:
    """A reference to a footnote, by name."""

    name: str


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


Run = str | Ref | Strong


class Line(tuple[Run, ...]):
    """One line of text, piece by piece. A piece of text is what it says: no format reads anything else in it."""

    __slots__ = ()

    @property
    def plain(self) -> str:
        """The line without its footnotes and emphasis."""
        return "".join(_plain(run) for run in self)

    @property
    def refs(self) -> list[str]:
        """The names of the footnotes that the line refers to, in order."""
        return [run.name for run in self if isinstance(run, Ref)]


def _plain(run: Run) -> str:
    if isinstance(run, Ref):
        return ""
    return run.text if isinstance(run, Strong) else run


Piece = Run | Line


def line(*pieces: Piece) -> Line:
    """Pieces after each other as one line; white space, also that of a line end, becomes one space."""
    runs: list[Run] = []
    for piece in pieces:
        for each in piece if isinstance(piece, Line) else (piece,):
            run = _spaced(each) if isinstance(each, str) else each
            if isinstance(run, str) and runs and isinstance(runs[-1], str):
                runs[-1] = _spaced(runs[-1] + run)
            elif run != "":
                runs.append(run)
    return Line(runs)


def _spaced(text: str) -> str:
    """Every stretch of white space, and of characters that no document may hold, as one space."""
    return re.sub(" +", " ", "".join(each if each.isprintable() or each in _KEPT else " " for each in text))


_KEPT = "\u00a0\u202f\u200c\u200d\u00ad"
"""Spaces that do not break, and characters that do not show but shape what stands around them.

Marks of direction are left out on purpose: a text has the direction of its letters.
"""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True)
class Listing:
    """A list; `ordered`: with numbers."""

    items: tuple[Line, ...]
    ordered: bool = False


Unit = Literal["score", "share", "count", "amount"]
"""What a number counts: a score from 0 to 1, a part of a whole from 0 to 1, how many, or an amount of money."""


@dataclass(frozen=True)
class Measure:
    """What numbers in a column are; `name` is the same in every language."""

    name: str
    heading: str
    unit: Unit


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and what the numbers in a cell are, in order."""

    heading: str
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A cell with numbers: what it shows, and the numbers themselves, unrounded, one for each measure of its column."""

    line: Line
    values: tuple[float, ...]


Cell = Piece | Figure


@dataclass(frozen=True)
class Series:
    """The numbers of one measure, one a row, for formats that hold data; null where a row has none.

    `column`: the place of the column that shows them.
    """

    column: int
    measure: Measure
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Table:
    """A table. The first column names the row; `numbers`: which columns show nothing but numbers, by place."""

    name: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numbers: tuple[int, ...] = ()
    series: tuple[Series, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A row of a chart, from 0 to 1: where its interval begins and ends, and where its mark of this kind stands."""

    name: str
    low: float
    high: float
    at: float
    kind: str


@dataclass(frozen=True)
class Chart:
    """A chart: a caption, in `alt` the finding in words, and under it where the figures come from.

    `marks` and `threshold` are what it shows. `draw` gives its Vega-Lite specification with its data; only formats with
    pictures ask for it, since it takes long.
    """

    name: str
    caption: str
    alt: str
    source: Line
    marks: tuple[Mark, ...]
    threshold: float
    draw: Callable[[], dict[str, Any]] = field(compare=False)


@dataclass(frozen=True)
class Own:
    """What the officer wrote, marked as theirs: `label` says so. `lang` is the language it is written in."""

    label: str
    blocks: tuple[Paragraph | Listing, ...]
    lang: str


Block = Paragraph | Listing | Table | Chart | Own


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it. `id` is the same in every language; one without content is left out."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing under the heading."""
        return not self.blocks and all(each.empty for each in self.sections)

    def all_blocks(self) -> Iterator[Block]:
        """Every block, also of the sections in it, in order."""
        yield from self.blocks
        for each in self.sections:
            yield from each.all_blocks()


@dataclass(frozen=True)
class Footnote:
    """A footnote by name."""

    name: str
    line: Line


@dataclass(frozen=True)
class Source:
    """A source and those of its sections that the memo rests on, in the order of the source."""

    id: str
    name: str
    title: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A memo, ready to be written in any format.

    `facts`: what stands under the title, as (label, text); `opening`: what must be known before anything else;
    `footnotes` in the order of their first use; `provenance`: the record by which it can be made again, as JSON;
    `sources`: what it rests on; `data` gives the whole assessment of each scenario, only where a format asks for it.
    """

    kind: Kind
    lang: str
    title: str
    facts: tuple[tuple[str, Line], ...]
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    provenance: str
    sources: tuple[Source, ...] = ()
    data: Callable[[], list[dict[str, Any]]] = field(default=list, compare=False, repr=False)

    def blocks(self) -> Iterator[Block]:
        """Every block, in the order of the document."""
        yield from self.opening
        for section in self.sections:
            yield from section.all_blocks()

    @property
    def charts(self) -> list[Chart]:
        """Every chart, in the order of the document."""
        return [each for each in self.blocks() if isinstance(each, Chart)]


def refs_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The footnotes that blocks refer to, in order, as often as they do."""
    for block in blocks:
        for each in lines_of(block):
            yield from each.refs


def lines_of(block: Block) -> Iterator[Line]:
    """The lines of a block."""
    if isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Listing):
        yield from block.items
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row
    elif isinstance(block, Chart):
        yield block.source
    else:
        for each in block.blocks:
            yield from lines_of(each)


def paragraphs(*lines: Piece | None) -> tuple[Block, ...]:
    """Each line that is not empty as a paragraph."""
    return tuple(Paragraph(line(each)) for each in lines if each)


def listing(items: Iterable[Piece], *, ordered: bool = False) -> tuple[Block, ...]:
    """The items as a list, or nothing where there are none."""
    lines = tuple(line(each) for each in items)
    return (Listing(lines, ordered),) if lines else ()


def figure(shown: Piece, *values: float) -> Figure:
    """A cell with numbers, unrounded, in the order of the measures of its column."""
    return Figure(line(shown), values)


def table(
    name: str,
    caption: str,
    header: Iterable[str | Column],
    rows: Iterable[Iterable[Cell]],
    numbers: Iterable[int] = (),
) -> tuple[Block, ...]:
    """A table, or nothing where it has no rows."""
    found = [list(row) for row in rows]
    cells = tuple(tuple(each.line if isinstance(each, Figure) else line(each) for each in row) for row in found)
    columns = [each if isinstance(each, Column) else Column(each) for each in header]
    headings = tuple(each.heading for each in columns)
    return (Table(name, caption, headings, cells, tuple(numbers), _series(columns, found)),) if cells else ()


def _series(columns: list[Column], rows: list[list[Cell]]) -> tuple[Series, ...]:
    return tuple(
        Series(place, measure, tuple(_value(row[place], index) for row in rows))
        for place, column in enumerate(columns)
        for index, measure in enumerate(column.measures)
    )


def _value(cell: Cell, index: int) -> float | None:
    return float(cell.values[index]) if isinstance(cell, Figure) else None
