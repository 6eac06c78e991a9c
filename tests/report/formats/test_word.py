"""The memo as DOCX and ODT, opened again: its structure, its notes, and that nothing in it acts."""

import json
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from odf.opendocument import load

from alignment.api import open_catalogue
from alignment.model.catalogue import Catalogue
from alignment.report.document import Document, Listing, Own, Paragraph, Table, line
from alignment.report.formats import pandoc
from alignment.report.formats.common import RECORD
from alignment.report.formats.properties import record_in
from alignment.report.formats.word import write_docx, write_odt
from tests.report.formats.reading import HOSTILE, RIGHT_TO_LEFT, full, headings, huge, made, shown, tables
from tests.report.memo.memos import PROGRAMME, document_of

SOME = {"date": "2026-11-21", "text": HOSTILE}
MEMOS = [
    ("decision", (PROGRAMME,), "nl"),
    ("decision", (PROGRAMME,), "en"),
    ("annex", (PROGRAMME,), "nl"),
    ("comparison", ("dtz-1.0", "sufasec", "iwf-portals"), "en"),
]
EMPTY = b"title: {nl: Leeg, en: Empty}\ncomponents: []\n"
LOCALE = {"nl": "nl-NL", "en": "en-GB"}
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, OFFICE, TABLE, META = (ODF % each for each in ("text", "office", "table", "meta"))
SVG, FO = (ODF % each for each in ("svg-compatible", "xsl-fo-compatible"))
OWN = Own("Words of the officer", (Paragraph(line("Een woord.")), Listing((line("een"), line("twee")))), "nl")
FORMATS = pytest.mark.parametrize("write", [write_docx, write_odt])


def dated(document: Document) -> Document:
    """A document made by hand, with a record that has a date, as every memo has."""
    return Document(**{**vars(document), "provenance": json.dumps(SOME)})


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


@pytest.fixture(
    scope="module",
    params=[*MEMOS, "hostile", "rtl", "long", "empty", "huge"],
    ids=str,
)
def document(request: pytest.FixtureRequest, catalogue: Catalogue) -> Document:
    """Memos of each kind, and documents as strange as they can be."""
    if isinstance(request.param, tuple):
        kind, scenarios, lang = request.param
        return document_of(catalogue, *scenarios, kind=kind, lang=lang)
    strange = {"hostile": HOSTILE, "rtl": RIGHT_TO_LEFT, "long": "word " * 2000}
    if request.param in strange:
        return dated(full(strange[request.param]))
    return dated(made() if request.param == "empty" else huge(400))


@cache
def word(document: Document) -> tuple[bytes, Any]:
    data = write_docx(document)
    return data, docx.Document(BytesIO(data))


@cache
def odt(document: Document) -> tuple[bytes, Any, Any]:
    """The file, its text as XML and its styles as XML; odfpy reads it too."""
    data = write_odt(document)
    assert load(BytesIO(data)).mimetype == "application/vnd.oasis.opendocument.text"
    return data, xml(data, "content.xml"), xml(data, "styles.xml")


def xml(data: bytes, part: str) -> Any:
    return etree.fromstring(ZipFile(BytesIO(data)).read(part), etree.XMLParser(huge_tree=True))


def said(element: Any, *without: str) -> str:
    """The text in an element, less that in elements of these names and the commas between references."""
    if element.tag.startswith(TEXT) or element.tag.startswith(TABLE):
        return shown("".join(_pieces(element, without)))
    raised = [each.getparent().getparent() for each in element.iter(qn("w:vertAlign"))]
    kept = [each for each in element.iter(qn("w:t")) if not inside(each, without) and each.getparent() not in raised]
    return shown("".join(each.text or "" for each in kept))


def _pieces(element: Any, without: tuple[str, ...]) -> Iterator[str]:
    comma = element.tag == f"{TEXT}span" and element.text == "," and element.getnext() is not None
    if element.tag not in without and not comma:
        yield " " if element.tag in {f"{TEXT}s", f"{TEXT}tab"} else element.text or ""
        for child in element:
            yield from _pieces(child, without)
            yield child.tail or ""


def inside(element: Any, names: tuple[str, ...]) -> bool:
    return any(each.tag in names for each in element.iterancestors())


NOTES = (f"{TEXT}note", f"{TEXT}note-ref", qn("w:fldSimple"))


def refs(document: Document) -> list[str]:
    """The notes that a document refers to, in order, as often as it does."""
    lines = [text for _, text in document.facts]
    for block in document.blocks():
        lines += pandoc_lines(block)
    return [name for each in lines for name in each.refs]


def pandoc_lines(block: Any) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.line]
    if isinstance(block, Listing):
        return list(block.items)
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return [each for part in block.blocks for each in pandoc_lines(part)] if isinstance(block, Own) else [block.source]


def test_docx_has_the_headings_of_the_document(document: Document) -> None:
    _, made_of = word(document)
    names = {"Title": 1, **{f"Heading {level}": level + 1 for level in range(1, 7)}}
    found = [(names[each.style.name], said(each._p, *NOTES)) for each in made_of.paragraphs if each.style.name in names]
    assert found == headings(document)


def test_odt_has_the_headings_of_the_document(document: Document) -> None:
    _, content, _ = odt(document)
    title = [(1, said(each)) for each in content.iter(f"{TEXT}p") if each.get(f"{TEXT}style-name") == "Title"]
    found = [(int(each.get(f"{TEXT}outline-level")) + 1, said(each)) for each in content.iter(f"{TEXT}h")]
    assert title + found == headings(document)


def test_facts_stand_under_the_title(document: Document) -> None:
    expected = [shown(f"{line(label).plain}: {text.plain}") for label, text in document.facts]
    _, made_of = word(document)
    facts = [each for each in made_of.paragraphs if each.style.name.startswith("MemoFact")]
    assert [shown(each.text) for each in facts] == expected
    found = [each for each in odt(document)[1].iter(f"{TEXT}p") if each.get(f"{TEXT}style-name").startswith("MemoFact")]
    assert [said(each, *NOTES) for each in found] == expected


def test_tables_have_their_cells_captions_and_headers(document: Document) -> None:
    of_document = [each for each in document.blocks() if isinstance(each, Table)]
    label = {"nl": "Tabel", "en": "Table"}[document.lang]
    captions = [f"{label} {n}. {shown(each.caption)}" for n, each in enumerate(of_document, 1)]
    made_of = word(document)[1]
    assert [said(each._p) for each in made_of.paragraphs if each.style.name == "Table Caption"] == captions
    assert [[[said(cell._tc, *NOTES) for cell in row.cells] for row in each.rows] for each in made_of.tables] == tables(
        document
    )
    for each in made_of.tables:
        headers = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in each.rows]
        assert headers == [True] + [False] * (len(each.rows) - 1)
        assert each._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
    content = odt(document)[1]
    named = [each for each in content.iter(f"{TEXT}p") if each.get(f"{TEXT}style-name") == "TableCaption"]
    assert [said(each) for each in named] == captions
    found = list(content.iter(f"{TABLE}table"))
    assert [
        [[said(cell, *NOTES) for cell in row] for row in each.iter(f"{TABLE}table-row")] for each in found
    ] == tables(document)
    assert [len(each.findall(f"{TABLE}table-header-rows/{TABLE}table-row")) for each in found] == [1] * len(found)


def test_numbers_stand_to_the_right(document: Document) -> None:
    found = [each for each in document.blocks() if isinstance(each, Table)]
    for each, made_of in zip(found, word(document)[1].tables, strict=True):
        for row in made_of.rows:
            sides = [cell._tc.find(f".//{qn('w:jc')}").get(qn("w:val")) for cell in row.cells]
            assert {place for place, side in enumerate(sides) if side == "right"} == set(each.numbers)


def test_every_reference_has_its_note_in_docx(document: Document) -> None:
    data, made_of = word(document)
    notes = {each.get(qn("w:id")): said(each) for each in xml(data, "word/footnotes.xml")}
    texts = {each.name: shown(each.line.plain) for each in document.footnotes}
    body = made_of.element.body
    marks = {each.get(qn("w:name")): each for each in body.iter(qn("w:bookmarkStart"))}
    found, numbers = [], dict[str, int]()
    for each in body.iter(qn("w:footnoteReference"), qn("w:fldSimple")):
        if each.tag == qn("w:footnoteReference"):
            numbers[each.get(qn("w:id"))] = len(numbers) + 1
            found.append(notes[each.get(qn("w:id"))])
        else:
            match = re.fullmatch(r" NOTEREF (note-\d+) \\f \\h ", each.get(qn("w:instr")))
            assert match
            first = marks[match[1]].getnext().find(qn("w:footnoteReference")).get(qn("w:id"))
            assert said(each) == str(numbers[first])
            found.append(notes[first])
    assert found == [texts[name] for name in refs(document)]


def test_every_reference_has_its_note_in_odt(document: Document) -> None:
    content = odt(document)[1]
    texts = {each.name: shown(each.line.plain) for each in document.footnotes}
    notes, found = dict[str, Any](), []
    for each in content.iter(f"{TEXT}note", f"{TEXT}note-ref"):
        if each.tag == f"{TEXT}note":
            notes[each.get(f"{TEXT}id")] = each
            found.append(said(each.find(f"{TEXT}note-body")))
        else:
            first = notes[each.get(f"{TEXT}ref-name")]
            assert each.text == first.findtext(f"{TEXT}note-citation")
            found.append(said(first.find(f"{TEXT}note-body")))
    assert found == [texts[name] for name in refs(document)]


def test_pictures_say_the_finding(document: Document) -> None:
    expected = [shown(each.alt) for each in document.charts]
    data, made_of = word(document)
    assert [shown(each._inline.docPr.get("descr")) for each in made_of.inline_shapes] == expected
    assert b"base64" not in ZipFile(BytesIO(data)).read("word/document.xml")
    frames = list(odt(document)[1].iter(ODF % "drawing" + "frame"))
    assert [shown(each.findtext(f"{SVG}desc")) for each in frames] == expected
    for shape in made_of.inline_shapes:
        assert 0 < shape.width.cm <= 16.01
        assert 0 < shape.height.cm <= 21.01


def test_files_are_in_the_language_of_the_document(document: Document) -> None:
    data, made_of = word(document)
    locale = LOCALE[document.lang]
    lang = xml(data, "word/styles.xml").find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert lang.get(qn("w:val")) == locale
    assert made_of.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == locale
    core = made_of.core_properties
    assert (core.language, core.author, core.title) == (locale, "alignment", line(document.title).plain)
    assert core.created.date().isoformat() == json.loads(document.provenance)["date"]
    file, _, styles = odt(document)
    defaults = styles.findall(f".//{ODF % 'style'}default-style/{ODF % 'style'}text-properties")
    assert {(each.get(f"{FO}language"), each.get(f"{FO}country")) for each in defaults} == {tuple(locale.split("-"))}
    meta = xml(file, "meta.xml")[0]
    values = {etree.QName(each).localname: each.text for each in meta}
    assert (values["language"], values["creator"], values["title"]) == (locale, "alignment", core.title)


def test_the_record_is_that_of_the_document(document: Document) -> None:
    custom = ZipFile(BytesIO(word(document)[0])).read("docProps/custom.xml")
    assert json.loads(record_in(custom) or "") == json.loads(document.provenance)
    values = re.findall(r"<vt:lpwstr>(.*?)</vt:lpwstr>", custom.decode())
    assert max(len(each) for each in values) <= 255 + 4 * max(each.count("&") for each in values)
    kept = [each for each in xml(odt(document)[0], "meta.xml")[0] if each.get(f"{META}name") == RECORD]
    assert [json.loads(each.text) for each in kept] == [json.loads(document.provenance)]


def test_nothing_in_the_files_acts(document: Document) -> None:
    data, made_of = word(document)
    tags = {each.tag for each in made_of.element.iter()}
    assert not tags & {qn(f"w:{name}") for name in ("hyperlink", "instrText", "object", "fldChar", "altChunk")}
    parts = ZipFile(BytesIO(data))
    for name in parts.namelist():
        if name.endswith(".rels"):
            assert b"External" not in parts.read(name)
    content = odt(document)[1]
    names = {each.tag for each in content.iter() if isinstance(each.tag, str)}
    assert not names & {f"{TEXT}{name}" for name in ("a", "script", "execute-macro", "expression", "database-display")}
    assert not names & {f"{OFFICE}{name}" for name in ("event-listeners", "dde-source", "annotation")}
    addresses = [each.get("{http://www.w3.org/1999/xlink}href") for each in content.iter()]
    assert all(each.startswith("Pictures/") for each in addresses if each)


@FORMATS
def test_the_same_document_gives_the_same_bytes(catalogue: Catalogue, write: Any) -> None:
    document = document_of(catalogue, kind="decision", lang="nl")
    data = write(document)
    assert data == write(document)
    parts = ZipFile(BytesIO(data)).infolist()
    assert {each.date_time for each in parts} == {(1980, 1, 1, 0, 0, 0)}
    assert parts[0].filename == ("[Content_Types].xml" if write is write_docx else "mimetype")


@pytest.mark.parametrize("text", [HOSTILE, RIGHT_TO_LEFT, "word " * 2000])
def test_texts_are_shown_as_they_were_typed(text: str) -> None:
    document = dated(full(text))
    expected = shown(text)
    made_of = word(document)[1]
    items = [said(each._p) for each in made_of.paragraphs if each.style.name in {"OwnWords", "OwnItem"}]
    assert items == [expected, expected]
    content = odt(document)[1]
    named = [each for each in content.iter(f"{TEXT}p") if each.get(f"{TEXT}style-name") in {"OwnWords", "OwnItem"}]
    assert [said(each) for each in named] == [expected, expected]


def test_own_words_are_marked_and_have_their_language() -> None:
    document = dated(made(Paragraph(line("Before.")), OWN, Paragraph(line("After."))))
    marked = [each for each in word(document)[1].paragraphs if each.style.name.startswith("Own")]
    assert [each.text for each in marked] == ["Words of the officer", "Een woord.", "een", "twee"]
    spoken = [[run.get(qn("w:val")) for run in each._p.iter(qn("w:lang"))] for each in marked]
    assert spoken == [[], ["nl-NL"], ["nl-NL"], ["nl-NL"]]
    content = odt(document)[1]
    found = [each for each in content.iter(f"{TEXT}p") if each.get(f"{TEXT}style-name").startswith("Own")]
    assert [said(each) for each in found] == ["Words of the officer", "Een woord.", "een", "twee"]
    dutch = {
        each.get(ODF % "style" + "name")
        for each in content.iter(ODF % "style" + "style")
        if each.find(f"{ODF % 'style'}text-properties[@{FO}language='nl']") is not None
    }
    assert [[span.get(f"{TEXT}style-name") in dutch for span in each] for each in found] == [[], [True], [True], [True]]


def test_references_beside_each_other_do_not_read_as_one_number() -> None:
    document = dated(full("text"))
    paragraph = next(each for each in odt(document)[1].iter(f"{TEXT}p") if each.find(f"{TEXT}note") is not None)
    between = paragraph.find(f"{TEXT}note").getnext()
    assert "".join(between.itertext()) == ","
    assert between.getnext().tag == f"{TEXT}note"


def test_styles_that_are_used_are_those_of_the_reference_documents(document: Document) -> None:
    made_of = word(document)[1]
    known = {each.style_id for each in docx.Document(str(pandoc.EXPORTS / "reference.docx")).styles}
    used = {each.get(qn("w:val")) for each in made_of.element.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
    assert used <= known
    _, content, styles = odt(document)
    style = ODF % "style"
    names = {each.get(f"{style}name") for root in (content, styles) for each in root.iter(f"{style}style")}
    assert {each.get(f"{TEXT}style-name") for each in content.iter(f"{TEXT}p", f"{TEXT}h")} <= names


def test_a_scenario_without_components_gives_a_file(catalogue: Catalogue) -> None:
    document = document_of(catalogue, EMPTY, kind="decision", lang="nl")
    _, made_of = word(document)
    assert len(made_of.paragraphs) > 5
    assert [said(each) for each in odt(document)[1].iter(f"{TEXT}h")] == [text for _, text in headings(document)[1:]]


@FORMATS
@pytest.mark.parametrize("program", ["/nowhere/pandoc", "/bin/false"])
def test_pandoc_that_does_not_work_is_said(monkeypatch: pytest.MonkeyPatch, write: Any, program: str) -> None:
    monkeypatch.setattr(pandoc, "_pandoc", lambda: program)
    with pytest.raises(RuntimeError, match="pandoc"):
        write(dated(made(Paragraph(line("Text.")))))
