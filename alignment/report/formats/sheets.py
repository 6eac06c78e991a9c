"""A document as a spreadsheet: what it is, one sheet a table with real numbers, the text, the notes, the sources."""

from collections.abc import Iterable, Iterator

from alignment.report.document import Block, Chart, Document, Listing, Paragraph, Section, Table
from alignment.report.formats.book import Book, Field, Sheet
from alignment.report.formats.common import Numbering
from alignment.text.messages import Messages, messages

Told = tuple[str, str, list[str]]
"""A piece of text: its sort, what it says, and the notes to it."""

Part = tuple[tuple[str, ...], tuple[Block, ...]]
"""A heading after those above it, and the blocks under it."""


def write(document: Document) -> bytes:
    """The document as an XLSX file; the same document gives the same bytes."""
    words = messages(document.lang)
    sheets = [*_tables(document, words), _text(document, words), *_notes(document, words), *_sources(document, words)]
    book = Book(document, words)
    _about(book, document, sheets, words)
    for each in sheets:
        book.add(each)
    return book.close()


def _about(book: Book, document: Document, sheets: list[Sheet], words: Messages) -> None:
    notes = words.say("format.sheets.notes")
    opening = [text for block in document.opening for _, text, _ in _told(block, Numbering(document), words)]
    reading = [words.say("format.sheets.intro"), words.say("format.sheets.numbers")]
    if document.footnotes:
        reading.append(words.say("format.sheets.references", sheet=notes))
    labelled = [
        *((label, text.plain) for label, text in document.facts),
        *_labelled(words.say("format.sheets.opening"), opening),
        *_labelled(words.say("format.sheets.about"), reading),
    ]
    book.about(document.title, labelled, sheets)


def _labelled(label: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The texts, the first with its label."""
    for place, text in enumerate(texts):
        yield ("" if place else label), text


def _tables(document: Document, words: Messages) -> Iterator[Sheet]:
    """A sheet a table, called by the heading above it, or by its caption where there are more under that heading."""
    numbering = Numbering(document)
    for heading, blocks in _parts(document, words):
        tables = [each for each in blocks if isinstance(each, Table)]
        for table in tables:
            number = numbering.of(table)
            title = heading[-1] if len(tables) == 1 else table.caption
            holds = f"{words.say('format.table', n=number)} {table.caption}."
            yield Sheet(f"{number} {title}", holds, tuple(_fields(table, words)))


def _fields(table: Table, words: Messages) -> Iterator[Field]:
    """The columns; one that shows nothing but numbers gives way to the numbers, another goes before them."""
    for place, heading in enumerate(table.header):
        series = [each for each in table.series if each.column == place]
        if not series or place not in table.numbers or None in series[0].values:
            yield Field(heading, tuple(row[place].plain for row in table.rows))
        for each in series:
            unit = words.say(f"format.sheets.unit.{each.measure.unit}")
            yield Field(f"{each.measure.heading} ({unit})", each.values, each.measure.unit)
    notes = tuple(_joined(name for cell in row for name in cell.refs) for row in table.rows)
    if any(notes):
        yield Field(words.say("format.sheets.notes"), notes)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _text(document: Document, words: Messages) -> Sheet:
    numbering = Numbering(document)
    rows = [
        (" > ".join(heading), *told)
        for heading, blocks in _parts(document, words)
        for block in blocks
        for told in _told(block, numbering, words)
    ]
    fields = (
        Field(words.say("format.sheets.section"), tuple(heading for heading, *_ in rows)),
        Field(
            words.say("format.sheets.sort"), tuple(words.say(f"format.sheets.sort-of.{sort}") for _, sort, *_ in rows)
        ),
        Field(words.say("format.sheets.text"), tuple(text for _, _, text, _ in rows)),
        Field(words.say("format.sheets.notes"), tuple(_joined(notes) for *_, notes in rows)),
    )
    return Sheet(words.say("format.sheets.text"), words.say("format.sheets.text-holds"), fields)


def _parts(document: Document, words: Messages) -> Iterator[Part]:
    """The blocks under each heading."""
    yield (words.say("format.sheets.opening"),), document.opening
    for section in document.sections:
        yield from _inner(section, ())


def _inner(section: Section, above: tuple[str, ...]) -> Iterator[Part]:
    heading = (*above, section.heading)
    yield heading, section.blocks
    for each in section.sections:
        yield from _inner(each, heading)


def _told(block: Block, numbering: Numbering, words: Messages) -> Iterator[Told]:
    """What a block says, piece by piece; of a table the caption, since it has a sheet of its own."""
    if isinstance(block, Paragraph):
        yield "paragraph", block.line.plain, block.line.refs
    elif isinstance(block, Listing):
        for each in block.items:
            yield "item", each.plain, each.refs
    elif isinstance(block, Table):
        yield "table", f"{words.say('format.table', n=numbering.of(block))} {block.caption}.", []
    elif isinstance(block, Chart):
        said = f"{words.say('format.figure', n=numbering.of(block))} {block.caption}. {block.alt} {block.source.plain}"
        yield "chart", said, block.source.refs
    else:
        for inner in block.blocks:
            for _, text, notes in _told(inner, numbering, words):
                yield "own", f"{block.label}: {text}", notes


def _notes(document: Document, words: Messages) -> Iterator[Sheet]:
    if document.footnotes:
        names, texts = (each.name for each in document.footnotes), (each.line.plain for each in document.footnotes)
        fields = (
            Field(words.say("format.sheets.note"), tuple(names)),
            Field(words.say("format.sheets.text"), tuple(texts)),
        )
        yield Sheet(words.say("format.sheets.notes"), words.say("format.sheets.notes-holds"), fields)


def _sources(document: Document, words: Messages) -> Iterator[Sheet]:
    if document.sources:
        named = {
            "source": tuple(each.name for each in document.sources),
            "title": tuple(each.title for each in document.sources),
            "sections": tuple(_joined(each.sections) for each in document.sources),
            "id": tuple(each.id for each in document.sources),
        }
        fields = tuple(Field(words.say(f"format.sheets.{name}"), values) for name, values in named.items())
        yield Sheet(words.say("format.sheets.sources"), words.say("format.sheets.sources-holds"), fields)
