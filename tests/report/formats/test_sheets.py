"""The memo as a spreadsheet: numbers that are numbers, text that stays text, and nothing that is lost."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from alignment.api import open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.report.document import Document, Footnote, Paragraph, Section, Table, line
from alignment.report.formats.book import Sheet, cut
from alignment.report.formats.properties import record_in
from alignment.report.formats.sheets import write
from alignment.text.messages import messages
from tests.report.formats.reading import HOSTILE, RIGHT_TO_LEFT, all_lines, full, huge, made
from tests.report.memo.memos import PROGRAMME, document_of

MEMOS = [
    ("decision", (PROGRAMME,)),
    ("one-pager", (PROGRAMME,)),
    ("annex", (PROGRAMME,)),
    ("comparison", ("sufasec", "tdh-asia")),
]
FORMULAS = (
    "=1+1",
    "+31 6",
    "-5",
    "@SUM(A1)",
    "=HYPERLINK('http://a.example')",
    '=cmd|" /C calc"!A0',
    "{=1}",
    "http://a.b",
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def dated(document: Document) -> Document:
    """A document made by hand, with the date that a record has."""
    record = json.loads(document.provenance) | {"date": "2026-11-21"}
    return replace(document, provenance=json.dumps(record))


def read(document: Document) -> Workbook:
    return load_workbook(BytesIO(write(document)))


def tables(book: Workbook) -> list[Worksheet]:
    return [each for each in book.worksheets if re.match(r"\d+ ", each.title)]


def columns(sheet: Worksheet) -> dict[str, list[object]]:
    """The values under each heading."""
    return {str(cells[0].value): [each.value for each in cells[1:]] for cells in sheet.columns}


def texts(book: Workbook) -> Iterator[str]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from (each for each in row if isinstance(each, str))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_a_sheet_for_each_table_with_all_rows(
    catalogue: Catalogue, lang: str, kind: str, scenarios: tuple[str, ...]
) -> None:
    document, words = document_of(catalogue, *scenarios, kind=kind, lang=lang), messages(lang)
    book = read(document)
    blocks = [each for each in document.blocks() if isinstance(each, Table)]
    assert [each.max_row - 1 for each in tables(book)] == [len(each.rows) for each in blocks]
    others = [words.say(f"format.sheets.{each}") for each in ("about", "text", "notes", "sources")]
    assert [each.title for each in book.worksheets if each not in tables(book)] == others
    for sheet, block in zip(tables(book), blocks, strict=True):
        assert [each.value for each in sheet["A"]] == [block.header[0], *[row[0].plain for row in block.rows]]


@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_numbers_are_numbers_and_not_rounded(catalogue: Catalogue, kind: str, scenarios: tuple[str, ...]) -> None:
    document = document_of(catalogue, *scenarios, kind=kind, lang="en")
    blocks = [each for each in document.blocks() if isinstance(each, Table)]
    for sheet, block in zip(tables(read(document)), blocks, strict=True):
        found = columns(sheet)
        for series in block.series:
            (heading,) = [each for each in found if each and each.startswith(f"{series.measure.heading} (")]
            for written, value in zip(found[heading], series.values, strict=True):
                assert written == (None if value is None else pytest.approx(value, rel=1e-15, abs=0))  # 16 digits
        numbers = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "n" and cell.value]
        assert all(isinstance(each.value, int | float) and each.number_format != "General" for each in numbers)


@pytest.mark.parametrize(("lang", "close"), [("nl", '"> 0,99"'), ("en", '"> 0.99"')])
def test_headings_name_the_unit_and_ranges_have_two_columns(catalogue: Catalogue, lang: str, close: str) -> None:
    sheet = tables(read(document_of(catalogue, kind="annex", lang=lang)))[0]
    headings = [str(each.value) for each in sheet[1]]
    units = messages(lang)
    score, share = (units.say(f"format.sheets.unit.{each}") for each in ("score", "share"))
    named = [units.say(f"memo.measure.{each}") for each in ("coverage", "low", "high", "bounds-low", "bounds-high")]
    assert headings[2:7] == [f"{each} ({score})" for each in named]
    assert headings[9] == f"{units.say('memo.measure.share')} ({share})"
    assert close in sheet["C2"].number_format
    assert sheet["J2"].number_format == "0.0%"


def test_headings_stay_in_view_and_rows_can_be_sorted(catalogue: Catalogue) -> None:
    for sheet in read(document_of(catalogue, kind="annex")).worksheets[1:]:
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
        assert 10 <= sheet.column_dimensions["A"].width <= 101


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_sheet_says_what_the_file_is_and_leads_to_the_others(catalogue: Catalogue, lang: str) -> None:
    document = document_of(catalogue, kind="annex", lang=lang)
    book = read(document)
    about = book.worksheets[0]
    assert about["A1"].value == document.title
    shown = [tuple(each.value for each in row) for row in about.iter_rows()]
    for label, text in document.facts:
        assert (label, text.plain) in shown
    assert {each.line.plain for each in document.opening if isinstance(each, Paragraph)} <= {text for _, text in shown}
    links = [row[0].hyperlink for row in about.iter_rows() if row[0].hyperlink]
    assert [each.location for each in links] == [f"'{each.title}'!A1" for each in book.worksheets[1:]]


@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_text_notes_and_sources_are_whole(catalogue: Catalogue, kind: str, scenarios: tuple[str, ...]) -> None:
    document = document_of(catalogue, *scenarios, kind=kind)
    book = read(document)
    notes = list(columns(book["Noten"]).values())
    assert notes == [[e.name for e in document.footnotes], [e.line.plain for e in document.footnotes]]
    found = set(texts(book))
    hidden = {cell for each in document.blocks() if isinstance(each, Table) for row in each.rows for cell in row}
    for each in all_lines(document):
        assert each in hidden or any(each.plain in text for text in found), each.plain
    named = {name for each in columns(book["Tekst"])["Noten"] if each for name in str(each).split(", ")}
    for sheet in tables(book):
        named |= {name for each in columns(sheet).get("Noten", []) if each for name in str(each).split(", ")}
    referring = {name for each in all_lines(made(*document.blocks())) for name in each.refs}
    assert named == referring
    sources = [(each.name, each.title, ", ".join(each.sections), each.id) for each in document.sources]
    assert [*book["Bronnen"].iter_rows(min_row=2, values_only=True)] == sources


def test_formulas_are_text() -> None:
    rows = tuple((line(each), line(each)) for each in FORMULAS)
    document = dated(made(Table("t", "=1+1", ("=1+1", "@b"), rows, (1,)), title="=1+1", facts=(("=2", line("+3")),)))
    content = write(document)
    book = load_workbook(BytesIO(content))
    assert columns(book.worksheets[1]) == {"=1+1": list(FORMULAS), "@b": list(FORMULAS)}
    assert book.worksheets[0]["A1"].value == "=1+1"
    for sheet in book.worksheets:
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)
    with ZipFile(BytesIO(content)) as parts:
        sheets = [parts.read(each) for each in parts.namelist() if each.startswith("xl/worksheets/")]
    assert len(sheets) == 3
    assert not any(re.search(rb"<f[ >/]|http://a", each) for each in sheets)
    quoted = [cell for cell in book.worksheets[1]["A"][1:] if cell.quotePrefix]
    assert [cell.value for cell in quoted] == [each for each in FORMULAS if each[0] in "=+-@"]


@pytest.mark.parametrize("text", [HOSTILE, RIGHT_TO_LEFT, "w" * 10_000, "a\x07\tb\ufffe\ud800 c"])
def test_hostile_texts_are_shown_as_they_are(text: str) -> None:
    document = dated(full(text))
    book = read(document)
    (said,) = {each.plain for _, each in document.facts}
    assert book.worksheets[0]["A1"].value == line(text).plain
    assert book.worksheets[1]["A2"].value == said
    assert book.worksheets[1]["B1"].value == said
    assert any(each == said for each in texts(book))
    assert book.worksheets[1].title.startswith("1 ")
    assert book.properties.title == cut(line(text).plain, 255, "…")


def test_text_that_looks_like_a_code_for_a_character_is_escaped() -> None:
    table = Table("t", "T", ("A",), ((line("_x000D_"),),))
    content = write(dated(made(sections=(Section("s", "_x0041_ b", (table,)),))))
    assert load_workbook(BytesIO(content)).worksheets[1].title == "1 x0041_ b"
    with ZipFile(BytesIO(content)) as parts:
        assert b"<t>_x005F_x000D_</t>" in parts.read("xl/sharedStrings.xml")


def test_what_a_cell_cannot_hold_is_cut_with_a_sign() -> None:
    notes = (Footnote("a", line("x" * 32_767)), Footnote("b", line("\U0001f600" * 20_000)))
    _, short, long = (each.value for each in read(dated(made(footnotes=notes)))["Notes"]["B"])
    assert short == "x" * 32_767
    sign = " [cut off: a cell cannot hold more]"
    assert long.endswith(sign)
    assert set(long.removesuffix(sign)) == {"\U0001f600"}
    assert len(long.encode("utf-16-le")) // 2 in (32_766, 32_767)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(2, 40))
def test_cut_keeps_within_bounds(text: str, most: int) -> None:
    found = cut(text, most, "…")
    assert len(found.encode("utf-16-le")) // 2 <= most
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))


@given(st.text())
def test_names_of_sheets_are_such_as_programs_take(title: str) -> None:
    name = Sheet(f"1 {title}", "", ()).name
    assert len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\'")
    assert name.startswith("1")


def test_tables_with_one_caption_have_sheets_of_their_own() -> None:
    caption = "A very long caption that is the same for each of the tables"
    one = [Table(f"t-{n}", caption, ("A",), ((line(str(n)),),)) for n in range(12)]
    book = read(dated(made(*one)))
    names = [each.title for each in tables(book)]
    assert len({each.casefold() for each in names}) == 12
    assert [each["A2"].value for each in tables(book)] == [str(n) for n in range(12)]


def test_properties(catalogue: Catalogue) -> None:
    document = document_of(catalogue, lang="en")
    content = write(document)
    book = load_workbook(BytesIO(content))
    assert (book.properties.title, book.properties.creator) == (document.title, "alignment")
    assert book.properties.created.isoformat() == "2026-11-21T00:00:00"
    assert book.properties.modified == book.properties.created
    assert book.custom_doc_props["language"].value == "en-GB"
    with ZipFile(BytesIO(content)) as parts:
        record = record_in(parts.read("docProps/custom.xml"))
    assert json.loads(record or "") == json.loads(document.provenance)
    assert all(len(each.value) <= 255 for each in book.custom_doc_props.props)


@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_same_document_same_bytes(catalogue: Catalogue, kind: str, scenarios: tuple[str, ...]) -> None:
    first = write(document_of(catalogue, *scenarios, kind=kind))
    assert first == write(document_of(open_catalogue(), *scenarios, kind=kind))
    with ZipFile(BytesIO(first)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("document", [made(), made(sections=(Section("a", "A"),))], ids=["bare", "empty"])
def test_document_with_nothing_in_it(document: Document) -> None:
    book = read(dated(document))
    assert book.sheetnames == ["About this file", "Text"]
    assert book["Text"].max_row == 1


def test_empty_scenario(catalogue: Catalogue) -> None:
    book = read(document_of(catalogue, b"title: {nl: Leeg, en: Empty}\ncomponents: []\n", kind="annex"))
    coverage = columns(tables(book)[0])["Mate van aansluiting (0 tot 1)"]
    assert set(coverage) == {0}


def test_huge_documents() -> None:
    book = read(dated(huge(2000)))
    assert book["1 All"].max_row == 2001
    assert book["Notes"].max_row == 2001
    many = tuple(
        Section(f"s-{n}", f"Target {n}", (Table(f"t-{n}", f"Rules for {n}", ("A",), ((line("a"),),)),))
        for n in range(200)
    )
    names = [each.title for each in tables(read(dated(made(sections=many))))]
    assert names[0] == "1 Target 0"
    assert all(int(one.split()[0]) + 1 == int(other.split()[0]) for one, other in pairwise(names))
