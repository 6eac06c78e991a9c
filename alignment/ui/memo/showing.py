"""The memo on the page, as it will be.

It is written as HTML of its own, in which every text is escaped, and which Streamlit cleans once more: so the whole
memo can say which language it is in, and headings, tables and lists are real ones. Charts are tracks, as elsewhere on
the pages. A frame with the HTML file would be a second scroll bar, a second document to a screen reader, and a
picture to draw for every letter that is typed.
"""

from collections.abc import Iterable, Iterator
from html import escape

import streamlit as st

from alignment.report.document import (
    Block,
    Chart,
    Document,
    Line,
    Listing,
    Own,
    Paragraph,
    Ref,
    Section,
    Strong,
    Table,
)
from alignment.report.formats.common import Numbering
from alignment.text.messages import messages
from alignment.ui import desk as desks
from alignment.ui import tracks
from alignment.ui.memo.files import Key
from alignment.ui.parts import opened
from alignment.ui.view import View


def show(view: View, found: Document, key: Key) -> None:
    """The whole memo; its notes can be unfolded."""
    with st.container(key="memo-preview", border=True):
        st.html(_whole(found, key))
        if found.footnotes:
            box = opened(view.say("memo.notes"), desks.steady("memo-notes"))
            if box is not None:
                box.html(_notes(found, key))


@st.cache_resource(max_entries=16, show_spinner=False)
def _whole(_found: Document, key: Key) -> str:
    del key  # only the cache's key
    return Writer(_found).whole()


@st.cache_resource(max_entries=16, show_spinner=False)
def _notes(_found: Document, key: Key) -> str:
    del key
    return Writer(_found).notes()


class Writer:
    """Writes a document as HTML, one level under the title of the page."""

    def __init__(self, document: Document) -> None:
        """Takes the document; what it refers to is numbered in the order of the notes."""
        self.document = document
        self.numbers = {each.name: number for number, each in enumerate(document.footnotes, start=1)}
        self.numbering = Numbering(document)

    def whole(self) -> str:
        """The document without its notes."""
        return self._framed("".join(self._pieces()))

    def notes(self) -> str:
        """The notes as a numbered list."""
        items = "".join(f"<li>{self._line(each.line)}</li>" for each in self.document.footnotes)
        return self._framed(f"<ol>{items}</ol>")

    def _framed(self, html: str) -> str:
        return f'<div class="memo" lang="{self.document.lang}">{html}</div>'

    def _pieces(self) -> Iterator[str]:
        yield f"<h2>{escape(self.document.title)}</h2>"
        facts = (f"<li><b>{escape(label)}:</b> {self._line(line)}</li>" for label, line in self.document.facts)
        yield f"<ul>{''.join(facts)}</ul>"
        yield from self._blocks(self.document.opening)
        yield from self._sections(self.document.sections, 3)

    def _sections(self, sections: Iterable[Section], level: int) -> Iterator[str]:
        for each in sections:
            yield f"<h{level}>{escape(each.heading)}</h{level}>"
            yield from self._blocks(each.blocks)
            yield from self._sections(each.sections, level + 1)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for each in blocks:
            if isinstance(each, Chart):
                yield self._figure(each)
                yield f"<p><b>{self._label('figure', each)}</b> {escape(each.alt)} {self._line(each.source)}</p>"
            else:
                yield self._block(each)

    def _figure(self, chart: Chart) -> str:
        """The rows of the chart as tracks; what they show stands in words below it."""
        drawn = tracks.drawn(
            [tracks.Track(each.low, each.high, each.at, each.kind) for each in chart.marks], chart.threshold
        )
        rows = (f"<div>{escape(each.name)}</div>{track}" for each, track in zip(chart.marks, drawn, strict=True))
        return f'<div class="memo-figure" aria-hidden="true">{"".join(rows)}</div>'

    def _block(self, block: Paragraph | Listing | Table | Own) -> str:
        if isinstance(block, Paragraph):
            return f"<p>{self._line(block.line)}</p>"
        if isinstance(block, Listing):
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{self._line(each)}</li>' for each in block.items)}</{tag}>"
        if isinstance(block, Table):
            return self._table(block)
        inner = "".join(self._block(each) for each in block.blocks)
        return f'<div class="memo-own"><p><b>{escape(block.label)}</b></p><div lang="{block.lang}">{inner}</div></div>'

    def _table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.header)
        rows = "".join(f"<tr>{''.join(self._cells(table, row))}</tr>" for row in table.rows)
        caption = f"<caption>{self._label('table', table)}</caption>"
        inner = f"{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        return f'<div class="memo-table"><table>{inner}</table></div>'

    def _cells(self, table: Table, row: tuple[Line, ...]) -> Iterator[str]:
        for place, cell in enumerate(row):
            tag = 'th scope="row"' if place == 0 else 'td class="number"' if place in table.numbers else "td"
            yield f"<{tag}>{self._line(cell)}</{tag[:2]}>"

    def _label(self, kind: str, block: Table | Chart) -> str:
        number = messages(self.document.lang).say(f"format.{kind}", n=self.numbering.of(block))
        return f"{escape(number)} {escape(block.caption)}."

    def _line(self, line: Line) -> str:
        return "".join(self._run(each) for each in line)

    def _run(self, run: str | Ref | Strong) -> str:
        if isinstance(run, Ref):
            return f"<sup>[{self.numbers[run.name]}]</sup>"
        return f"<b>{escape(run.text)}</b>" if isinstance(run, Strong) else escape(run)
