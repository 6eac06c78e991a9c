"""The PDF: tagged for screen readers, with its record, and showing whatever was typed as it was typed."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from alignment.api import open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.report.document import (
    Chart,
    Document,
    Footnote,
    Listing,
    Own,
    Paragraph,
    Ref,
    Section,
    Strong,
    Table,
    line,
    lines_of,
    refs_of,
)
from alignment.report.formats import glyphs
from alignment.report.formats.pdf import read_record, write
from alignment.report.formats.reading import record_of
from tests.report.memo.memos import PROGRAMME, document_of

KINDS = [
    ("decision", (PROGRAMME,)),
    ("one-pager", (PROGRAMME,)),
    ("annex", (PROGRAMME,)),
    ("comparison", (PROGRAMME, "dtz-1.0", "sufasec")),
]
HOSTILE = '#panic("x") $x^2$ *b* `c` [^a] {{7*7}} <script>x</script> =1+1 @ref <l> // z /* \\u{41} #sys.inputs'
RECORD = json.dumps({"date": "2026-11-21", "memo": 1})


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def document(*sections: Section, lang: str = "nl", title: str = "Titel", **parts: Any) -> Document:
    empty: dict[str, Any] = {"facts": (), "opening": (), "footnotes": (), "provenance": RECORD}
    return Document("decision", lang, title, sections=sections, **{**empty, **parts})


def section(*blocks: Any, heading: str = "Kop") -> Section:
    return Section("a", heading, blocks)


def opened(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content), strict=True)


def said(content: bytes) -> str:
    """The text of all pages as one line, without the places where a line may end."""
    pages = [page.extract_text() for page in opened(content).pages]
    return " ".join(" ".join(pages).replace(glyphs.BREAK, "").split())


def tags(content: bytes) -> list[dict[str, Any]]:
    """The tags of the structure, in reading order."""
    return list(_walk(opened(content).trailer["/Root"]["/StructTreeRoot"]))


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    found = node.get_object()
    if isinstance(found, list):
        for each in found:
            yield from _walk(each)
    elif isinstance(found, dict):
        if "/S" in found:
            yield found
        if "/K" in found:
            yield from _walk(found["/K"])


def names(content: bytes) -> list[str]:
    return [str(each["/S"]) for each in tags(content)]


def headings(sections: tuple[Section, ...], depth: int = 1) -> Iterator[tuple[str, str]]:
    for each in sections:
        yield (f"/H{depth}", each.heading)
        yield from headings(each.sections, depth + 1)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("kind", "scenarios"), KINDS)
def test_a_memo_is_tagged_as_pdf_ua_asks(
    kind: str, scenarios: tuple[str, ...], lang: str, catalogue: Catalogue
) -> None:
    memo = document_of(catalogue, *scenarios, kind=kind, lang=lang)
    content = write(memo)
    root = opened(content).trailer["/Root"]
    assert root["/Lang"] == {"nl": "nl-NL", "en": "en-GB"}[lang]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    found = tags(content)
    shown = [(str(each["/S"]), str(each["/T"])) for each in found if re.fullmatch(r"/H\d", each["/S"])]
    assert shown == list(headings(memo.sections))
    charts = [str(each["/Alt"]) for each in found if each["/S"] == "/Figure"]
    assert charts == [each.alt for each in memo.charts]
    noted = list(dict.fromkeys([*refs_of_facts(memo), *refs_of(memo.blocks())]))
    assert [each["/S"] for each in found].count("/Note") == len(noted)


def refs_of_facts(memo: Document) -> Iterator[str]:
    for _, text in memo.facts:
        yield from text.refs


@pytest.mark.parametrize(("kind", "scenarios"), KINDS)
def test_the_file_says_what_the_memo_says(kind: str, scenarios: tuple[str, ...], catalogue: Catalogue) -> None:
    memo = document_of(catalogue, *scenarios, kind=kind, lang="nl")
    shown = said(write(memo))
    assert "\u00ad" not in shown, "who searches for a name with a hyphen does not find it"
    text = re.sub(r"[\s\d,-]", "", shown)
    lines = [each for block in memo.blocks() if isinstance(block, Paragraph | Listing) for each in lines_of(block)]
    starts = [re.sub(r"[\s\d,-]", "", each.plain)[:25] for each in lines]
    assert len(starts) > 5
    assert [each for each in starts if each not in text] == []


@pytest.mark.parametrize("kind", ["decision", "annex"])
def test_a_table_has_header_cells_along_the_top_and_down_the_first_column(kind: str, catalogue: Catalogue) -> None:
    memo = document_of(catalogue, kind=kind, lang="nl")
    tables = [each for each in memo.blocks() if isinstance(each, Table)]
    found = [each for each in tags(write(memo)) if each["/S"] == "/Table"]
    assert len(found) == len(tables) > 0
    for shown, table in zip(found, tables, strict=True):
        rows = [each for each in _walk(shown["/K"]) if each["/S"] == "/TR"]
        cells = [[cell for cell in _walk(row["/K"]) if cell["/S"] in ("/TH", "/TD")] for row in rows]
        wide = len(table.header)
        assert [[cell["/S"] for cell in row] for row in cells] == [
            ["/TH"] * wide,
            *[["/TH", *["/TD"] * (wide - 1)] for _ in table.rows],
        ]
        scopes = [[cell["/A"][0].get("/Scope") for cell in row] for row in cells]
        assert scopes == [["/Column"] * wide, *[["/Row", *[None] * (wide - 1)] for _ in table.rows]]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_record_comes_back(lang: str, catalogue: Catalogue) -> None:
    memo = document_of(catalogue, kind="decision", lang=lang)
    content = write(memo)
    assert read_record(content) == memo.provenance
    assert record_of("pdf", content) == memo.provenance
    about = opened(content).metadata
    assert about is not None
    assert (about.title, about.author) == (memo.title, "alignment")
    assert str(about.creation_date_raw).startswith("D:20261121")


def test_a_file_without_a_record_or_a_damaged_one_has_none(catalogue: Catalogue) -> None:
    content = write(document_of(catalogue, kind="one-pager", lang="nl"))
    assert [read_record(each) for each in (b"", b"nonsense", b"%PDF-1.7", content[:2000])] == [None] * 4
    assert read_record(b"%PDF-1.7\n" + bytes(range(256)) * 50) is None
    assert read_record(write(document()).replace(b"alignment-memo.json", b"alignment-none.json")) is None


@given(st.binary(max_size=300))
@settings(max_examples=50)
def test_nonsense_has_no_record(content: bytes) -> None:
    assert read_record(b"%PDF-1.7\n" + content) is None


@pytest.mark.parametrize("kind", ["one-pager", "annex"])
def test_the_same_memo_gives_the_same_bytes(kind: str, catalogue: Catalogue) -> None:
    memo = document_of(catalogue, kind=kind, lang="en")
    assert write(memo) == write(replace(memo))


def test_text_is_shown_as_typed_wherever_it_stands() -> None:
    text = line(HOSTILE)
    blocks = (
        Paragraph(text),
        Paragraph(line(Strong(HOSTILE))),
        Listing((text,), ordered=True),
        Table("t", HOSTILE, (HOSTILE, "b"), ((text, line("1")),), (1,)),
        Own(HOSTILE, (Paragraph(line(HOSTILE, Ref("n"))),), "en"),
    )
    made = write(
        document(
            section(*blocks, heading=HOSTILE),
            title=HOSTILE,
            facts=((HOSTILE, text),),
            opening=(Paragraph(text),),
            footnotes=(Footnote("n", text),),
        )
    )
    shown = re.sub(r"\s", "", said(made))
    assert shown.count(re.sub(r"\s", "", HOSTILE)) >= 12
    assert str(next(each["/T"] for each in tags(made) if each["/S"] == "/H1")) == HOSTILE


def test_own_words_are_in_their_own_language_and_marked() -> None:
    made = write(document(section(Own("Van de opsteller", (Paragraph(line("Own words")),), "en"))))
    assert "Van de opsteller Own words" in said(made)
    assert "en-GB" in {str(each.get("/Lang")) for each in tags(made)}


def test_a_note_that_is_used_twice_is_one_note() -> None:
    first, second = line("Een", Ref("a"), Ref("b")), line("Twee", Ref("a"))
    notes = (Footnote("a", line("Noot a")), Footnote("b", line("Noot b")))
    made = write(document(section(Paragraph(first), Paragraph(second)), footnotes=notes))
    assert names(made).count("/Note") == 2
    assert said(made).count("Noot a") == 1
    assert "Een1,2 Twee1" in said(made)


def test_text_of_a_person_is_drawn_in_its_own_direction() -> None:
    left, right = "Greek Ελλάδα, Cyrillic Україна", "שלום עולם, مرحبا"
    made = write(document(section(Paragraph(line(left)), Paragraph(line(right))), title=right))
    assert "Ελλάδα" in said(made)
    assert "Україна" in said(made)
    assert glyphs.MISSING not in said(made)
    assert "kunnen in deze vorm niet" not in said(made)


@pytest.mark.parametrize(("lang", "words"), [("nl", "Sommige tekens"), ("en", "Some characters")])
@pytest.mark.parametrize("text", ["漢字", "a 🫠 b", "क्ष", "q\u20e3"])
def test_what_no_font_has_is_replaced_visibly_and_said(text: str, lang: str, words: str) -> None:
    made = write(document(section(Paragraph(line(text)), heading=f"Kop {text}"), lang=lang, title=f"Titel {text}"))
    shown = said(made)
    assert words in shown
    assert shown.count(glyphs.MISSING) >= 4


def test_a_chart_draws_only_characters_that_the_fonts_have() -> None:
    spec = {
        "data": {"values": [{"a": "漢 Łódź", "b": 1}]},
        "mark": "bar",
        "encoding": {"y": {"field": "a", "type": "nominal"}, "x": {"field": "b", "type": "quantitative"}},
    }
    chart = Chart("c", "Bijschrift", "Wat de grafiek zegt <漢>", line("Bron"), (), 0.6, lambda: spec)
    made = write(document(section(chart)))
    shown = said(made)
    assert "Łódź" in shown
    assert "Figuur 1. Bijschrift" in shown
    assert "Sommige tekens" in shown
    assert [each["/Alt"] for each in tags(made) if each["/S"] == "/Figure"] == ["Wat de grafiek zegt <漢>"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_empty_memo_is_one_page_with_its_number(lang: str) -> None:
    made = write(document(lang=lang))
    assert len(opened(made).pages) == 1
    assert {"nl": "pagina 1 van 1", "en": "page 1 of 1"}[lang] in said(made)


@pytest.mark.parametrize("text", ["a" * 10_000, "woord " * 1_700])
def test_very_long_text_stays_on_the_page(text: str) -> None:
    long = line(text)
    table = Table("t", text, ("a", "b"), ((line("x"), long), (long, line("y"))))
    blocks = (Paragraph(long), Listing((long,)), table, Own("Van u", (Paragraph(long),), "nl"))
    made = write(document(section(*blocks, heading=text), title=text, facts=(("Soort", long),)))
    places: list[float] = []
    for page in opened(made).pages:
        page.extract_text(visitor_text=lambda _, __, matrix, *___: places.append(matrix[4]))
    assert max(places) < 595
    assert min(places) >= 0
    assert len(opened(made).pages) < 60


def test_a_huge_table_repeats_its_header_on_each_page() -> None:
    rows = tuple((line(f"Doel {place}"), line("0,50", Ref(f"n{place}"))) for place in range(250))
    notes = tuple(Footnote(f"n{place}", line(f"Noot bij {place}")) for place in range(250))
    made = write(document(section(Table("t", "Alles", ("Beleidsdoel", "Score"), rows, (1,))), footnotes=notes))
    pages = [page.extract_text() for page in opened(made).pages]
    assert len(pages) > 5
    assert all("Beleidsdoel" in page for page in pages if re.search(r"Doel \d", page))
    assert names(made).count("/TR") == 251


def test_what_typst_refuses_is_one_problem() -> None:
    with pytest.raises(InputError) as refused:
        write(document(title=""))
    assert [each.code for each in refused.value.problems] == ["U26"]


@given(st.lists(st.text(max_size=40), max_size=8))
@settings(max_examples=60)
def test_no_text_breaks_the_file(texts: list[str]) -> None:
    made = write(
        document(section(*[Paragraph(line(each, Strong(each))) for each in texts]), title="x " + "".join(texts))
    )
    assert read_record(made) == RECORD


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_on_one_page_is_on_one_page(lang: str) -> None:
    catalogue = open_catalogue()
    for programme in catalogue.programmes:
        content = write(document_of(catalogue, programme, kind="one-pager", lang=lang, draws=100))
        assert len(PdfReader(BytesIO(content)).pages) == 1, programme
