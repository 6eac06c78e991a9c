"""What a reader finds in a page of HTML, and documents made by hand to be written in a format."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import html

from alignment.report.document import (
    Block,
    Chart,
    Document,
    Footnote,
    Line,
    Listing,
    Own,
    Paragraph,
    Ref,
    Section,
    Strong,
    Table,
    line,
    lines_of,
)

HOSTILE = (
    "*bold* _it_ ~~gone~~ <script>alert(1)</script> <img src=x onerror=alert(1)> | [x](http://a.example) ![y](z)"
    " `code` {{ 7*7 }} {% raw %} =1+1 $x$ # top & &amp; &#60; [^scale] </title></style></script> <!-- --> ]]>"
    " \\ \\* \" ' {#id}"
)
STARTS = (
    "# heading",
    "## heading",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "0001. item",
    "---",
    "===",
    "***",
    "___",
    "+++",
    "~~~",
    "```",
    "| a | b |",
    ": term",
    "- [ ] task",
    "[^a]: note",
    "[a]: http://a.example",
    "<div>",
    "#",
    "-",
    "+",
    "1.",
    ":-- | --:",
    "@name: #1 https://a.example www.a.example a@a.example",
    ":smile: says 3:00 and 4:00",
    "a  b\\",
    "&nbsp;",
    "$1",
    "=SUM(A1)",
    "!",
    "[!NOTE]",
)
RIGHT_TO_LEFT = "حماية الأطفال 2026 (BHOS)"


def picture() -> dict[str, Any]:
    """A small chart with a hostile text in it."""
    data = {"values": [{"name": HOSTILE, "value": 1}, {"name": "b", "value": 2}]}
    encoding = {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "name", "type": "nominal"}}
    return {"data": data, "mark": {"type": "bar", "clip": True, "href": "http://a.example"}, "encoding": encoding}


def made(*blocks: Block, title: str = "A title", **others: Any) -> Document:
    """A document with these blocks in one section."""
    sections = (Section("one", "One", blocks),) if blocks else ()
    record = json.dumps({"text": HOSTILE}, separators=(",", ":"))
    plain = Document("decision", "en", title, (("To", line("a director")),), (), sections, (), record)
    return replace(plain, **others)


def full(text: str) -> Document:
    """A document in which a text stands in every place where there can be one."""
    said = line(text)
    noted = line(Strong(text), " ", text, Ref("n-1"), Ref("n-2"))
    rows = ((said, noted), (line("b"), line("2", Ref("n-1"))))
    listing = Listing((said, noted), ordered=True)
    return made(
        Paragraph(noted),
        listing,
        Table("t", text, (text, text), rows, (1,)),
        Chart("c", text, text, noted, (), 0.6, picture),
        Own(text, (Paragraph(said), Listing((said,))), "nl"),
        title=text,
        facts=((text, said),),
        opening=(Paragraph(said),),
        footnotes=(Footnote("n-1", line(text, Ref("n-2"))), Footnote("n-2", said)),
    )


def huge(rows: int) -> Document:
    """A document with as many sections, rows and footnotes as an annex on hundreds of targets."""
    notes = tuple(Footnote(f"n-{n}", line(f"Note on {n}.")) for n in range(rows))
    cells = tuple((line(f"row {n}"), line(str(n), Ref(f"n-{n}"))) for n in range(rows))
    blocks = (Table("t", "All", ("Name", "Number"), cells, (1,)), Paragraph(line("word" * 2500)))
    sections = tuple(Section(f"s-{n}", f"Heading {n}", (Paragraph(line("Text.")),)) for n in range(200))
    return made(sections=(Section("all", "All", blocks, sections),), footnotes=notes)


def headings(document: Document) -> list[tuple[int, str]]:
    """The headings that a document has, with their levels."""

    def under(sections: tuple[Section, ...], level: int) -> Iterator[tuple[int, str]]:
        for each in sections:
            yield level, shown(each.heading)
            yield from under(each.sections, level + 1)

    return [(1, shown(document.title)), *under(document.sections, 2)]


def tables(document: Document) -> list[list[list[str]]]:
    """The cells of the tables that a document has, without footnotes."""
    return [
        [[shown(each) for each in block.header], *[[shown(cell.plain) for cell in row] for row in block.rows]]
        for block in document.blocks()
        if isinstance(block, Table)
    ]


def used(document: Document) -> dict[str, int]:
    """How often each footnote is referred to, also in footnotes."""
    counts = {note.name: 0 for note in document.footnotes}
    for each in all_lines(document):
        for name in each.refs:
            counts[name] += 1
    return counts


def all_lines(document: Document) -> Iterator[Line]:
    """Every line of a document."""
    yield from (text for _, text in document.facts)
    for block in document.blocks():
        yield from lines_of(block)
    yield from (note.line for note in document.footnotes)


def shown(text: str) -> str:
    """A text with every stretch of white space as one space."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Page:
    """What stands in a page."""

    root: html.HtmlElement

    @classmethod
    def of(cls, text: str | bytes) -> "Page":
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        return cls(html.document_fromstring(text.encode() if isinstance(text, str) else text, parser=parser))

    def all(self, xpath: str) -> list[Any]:
        return list(self.root.xpath(xpath))

    def text(self, element: Any, without: str = "sup") -> str:
        """What an element shows, less the references to footnotes."""
        found = element.xpath(f".//text()[not(ancestor::{without})]")
        return shown("".join(found))

    def headings(self) -> list[tuple[int, str]]:
        found = self.all("//h1|//h2|//h3|//h4|//h5|//h6")
        return [(int(each.tag[1]), self.text(each)) for each in found]

    def tables(self) -> list[list[list[str]]]:
        return [
            [[self.text(cell) for cell in row.xpath("./th|./td")] for row in each.xpath(".//tr")]
            for each in self.all("//table")
        ]
