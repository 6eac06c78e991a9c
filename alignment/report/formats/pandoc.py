"""A document as pandoc's tree, and that tree as a file of a word processor.

All that a person wrote is a `Str` of the tree: pandoc reads no markup in it. The raw pieces are our own: a tab, and the
mark that repeats a footnote.
"""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from struct import unpack
from typing import Any, Literal

from alignment.charts.drawing import SCALE
from alignment.charts.pictures import png
from alignment.charts.places import EXPORTS
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
    line,
)
from alignment.report.formats.common import LOCALES, Numbering
from alignment.report.formats.widths import shares
from alignment.text.messages import messages

Target = Literal["docx", "odt"]
Node = dict[str, Any]

WIDTH, HEIGHT = 16.0, 21.0
"""The largest picture, in centimetres."""

PATIENCE = 120
"""Seconds after which pandoc is given up."""

_PLAIN: list[Any] = ["", [], []]


def convert(document: Document, target: Target) -> bytes:
    """The document as pandoc makes it.

    Raises RuntimeError where pandoc does not run or makes nothing.
    """
    reference = EXPORTS / f"reference.{target}"
    command = [_pandoc(), "--sandbox", f"--data-dir={EXPORTS}", f"--reference-doc={reference}", "-f", "json"]
    try:
        done = subprocess.run(
            [*command, "-t", target, "-o", "-"],
            input=json.dumps(Tree(document, target).whole()).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RuntimeError(f"pandoc does not run: {type(error).__name__}") from error
    if done.returncode != 0:
        raise RuntimeError(f"pandoc failed ({done.returncode}): {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


@cache
def _pandoc() -> str:
    import pypandoc

    return str(Path(pypandoc.get_pandoc_path()))


class Tree:
    """A document as pandoc's tree, for one target; used once: it counts the footnotes as they come by."""

    def __init__(self, document: Document, target: Target) -> None:
        """Keeps the document, its words and the numbers of its tables, charts and footnotes."""
        self._document = document
        self._target = target
        self._words = messages(document.lang)
        self._numbering = Numbering(document)
        self._notes = {each.name: each.line for each in document.footnotes}
        self._marks: dict[str, int] = {}

    def whole(self) -> Node:
        """The whole tree."""
        facts = [self._fact(label, text) for label, text in self._document.facts]
        blocks = [_styled("MemoFact", facts[:-1]), _styled("MemoFactLast", facts[-1:])]
        blocks += self._blocks(self._document.opening)
        for section in self._document.sections:
            blocks += self._section(section, 1)
        title = {"t": "MetaInlines", "c": [_text(self._document.title)]}
        lang = {"t": "MetaString", "c": LOCALES[self._document.lang]}
        return {"pandoc-api-version": [1, 23, 1], "meta": {"title": title, "lang": lang}, "blocks": blocks}

    def _fact(self, label: str, text: Line) -> Node:
        tab = self._raw("<w:r><w:tab/></w:r>", "<text:tab/>")
        return {"t": "Para", "c": [_strong(f"{label}:"), tab, *self._inlines(text)]}

    def _section(self, section: Section, level: int) -> list[Node]:
        heading = {"t": "Header", "c": [level, [section.id, [], []], [_text(section.heading)]]}
        found = [heading, *self._blocks(section.blocks)]
        for each in section.sections:
            found += self._section(each, level + 1)
        return found

    def _blocks(self, blocks: Iterable[Block]) -> list[Node]:
        return [node for each in blocks for node in self._block(each)]

    def _block(self, block: Block) -> list[Node]:
        if isinstance(block, Paragraph):
            return [self._paragraph(block.line)]
        if isinstance(block, Listing):
            return [self._listing(block, "MemoItem")]
        if isinstance(block, Table):
            return [self._table(block)]
        if isinstance(block, Chart):
            return self._chart(block)
        return self._own(block)

    def _paragraph(self, text: Line) -> Node:
        return {"t": "Para", "c": self._inlines(text)}

    def _listing(self, block: Listing, style: str) -> Node:
        items = [[_styled(style, [self._paragraph(item)])] for item in block.items]
        if block.ordered:
            return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
        return {"t": "BulletList", "c": items}

    def _own(self, block: Own) -> list[Node]:
        words = [
            self._listing(each, "OwnItem") if isinstance(each, Listing) else self._paragraph(each.line)
            for each in block.blocks
        ]
        lang = {} if block.lang == self._document.lang else {"lang": LOCALES[block.lang]}
        label = {"t": "Para", "c": [_text(block.label)]}
        return [_styled("OwnLabel", [label]), _styled("OwnWords", words, **lang)]

    def _chart(self, block: Chart) -> list[Node]:
        data = png(block.draw())
        where = f"data:image/png;base64,{b64encode(data).decode()}"
        image = {"t": "Image", "c": [["", [], [["width", f"{_width(data):.3f}cm"]]], [_text(block.alt)], [where, ""]]}
        caption = self._caption("format.figure", block)
        figure = {"t": "Figure", "c": [[f"figure-{block.name}", [], []], caption, [{"t": "Plain", "c": [image]}]]}
        return [figure, _styled("ChartSource", [self._paragraph(block.source)])]

    def _table(self, block: Table) -> Node:
        sides = ["AlignRight" if place in block.numbers else "AlignLeft" for place in range(len(block.header))]
        columns = [
            [{"t": side}, {"t": "ColWidth", "c": share}] for side, share in zip(sides, shares(block), strict=True)
        ]
        caption = self._caption("format.table", block)
        head = [_PLAIN, [_row([[_text(cell)] for cell in block.header])]]
        rows = [_row([self._inlines(cell) for cell in row]) for row in block.rows]
        body = [_PLAIN, 0, [], rows]  # the first column names the rows, but pandoc would only print it in bold
        return {"t": "Table", "c": [[f"table-{block.name}", [], []], caption, columns, head, [body], [_PLAIN, []]]}

    def _caption(self, key: str, block: Table | Chart) -> list[Any]:
        label = self._words.say(key, n=self._numbering.of(block))
        return [None, [{"t": "Plain", "c": [_text(f"{label} {block.caption}")]}]]

    def _inlines(self, text: Line) -> list[Node]:
        found: list[Node] = []
        for place, run in enumerate(text):
            if isinstance(run, Ref):
                if place and isinstance(text[place - 1], Ref):
                    found.append({"t": "Superscript", "c": [_text(",")]})  # 1 and 2, not 12
                found.append(self._mark(run.name))
            else:
                found.append(_strong(run.text) if isinstance(run, Strong) else {"t": "Str", "c": run})
        return found

    def _mark(self, name: str) -> Node:
        """The footnote where it is first used; after that its number, which leads to it."""
        if name in self._marks:
            return self._again(self._marks[name])
        number = self._marks[name] = len(self._marks) + 1
        words = self._inlines(Line(run for run in self._notes[name] if not isinstance(run, Ref)))
        note = {"t": "Note", "c": [{"t": "Para", "c": words}]}
        return {"t": "Span", "c": [[f"note-{number}", [], []], [note]]} if self._target == "docx" else note

    def _again(self, number: int) -> Node:
        run = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>{number}</w:t></w:r>'
        docx = f'<w:fldSimple w:instr=" NOTEREF note-{number} \\f \\h ">{run}</w:fldSimple>'
        odt = (
            '<text:span text:style-name="Footnote_20_anchor"><text:note-ref text:note-class="footnote"'
            f' text:reference-format="text" text:ref-name="ftn{number - 1}">{number}</text:note-ref></text:span>'
        )
        return self._raw(docx, odt)

    def _raw(self, docx: str, odt: str) -> Node:
        return {"t": "RawInline", "c": ["openxml", docx] if self._target == "docx" else ["opendocument", odt]}


def _text(text: str) -> Node:
    """Text as it is, without characters that no document may hold."""
    return {"t": "Str", "c": line(text).plain}


def _strong(text: str) -> Node:
    return {"t": "Strong", "c": [_text(text)]}


def _styled(style: str, blocks: list[Node], **attributes: str) -> Node:
    pairs = [["custom-style", style], *([name, value] for name, value in attributes.items())]
    return {"t": "Div", "c": [["", [], pairs], blocks]}


def _row(cells: list[list[Node]]) -> list[Any]:
    return [_PLAIN, [[_PLAIN, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": each}]] for each in cells]]


def _width(picture: bytes) -> float:
    """How wide a picture is shown, in centimetres: its own size, or what fits on the page."""
    wide, high = (int(each) for each in unpack(">II", picture[16:24]))  # as the head of a PNG file says
    return min(WIDTH, wide / SCALE / 96 * 2.54, HEIGHT * wide / high)
