"""The memo as a page: its structure, its footnotes, and that nothing in it acts or comes from elsewhere."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from alignment.api import open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.report.document import Chart, Document, Listing, Own, Paragraph, Ref, Section, Table, line
from alignment.report.formats.common import RECORD
from alignment.report.formats.html import write
from tests.report.formats.reading import (
    HOSTILE,
    RIGHT_TO_LEFT,
    Page,
    all_lines,
    full,
    headings,
    huge,
    made,
    shown,
    tables,
    used,
)
from tests.report.memo.memos import MEMOS, PROGRAMME, document_of

EMPTY = b"title: {nl: Leeg, en: Empty}\ncomponents: []\n"
VOID = {"meta", "link", "br", "img", "input", "hr"}
ELEMENTS = """
html head meta title style script body a header h1 h2 h3 h4 h5 h6 dl div dt dd nav ul ol li main p section table caption
span b thead tbody tr th td figure figcaption small strong sup
"""
DRAWN = {"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clippath"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def page_of(document: Document) -> Page:
    return Page.of(write(document))


@pytest.fixture(params=[*MEMOS, "hostile", "rtl", "long", "empty", "huge"], ids=str)
def document(request: pytest.FixtureRequest, catalogue: Catalogue) -> Document:
    """Memos of each kind, and documents as strange as they can be."""
    if isinstance(request.param, tuple):
        kind, scenarios = request.param
        return document_of(catalogue, *scenarios, kind=kind, lang="nl")
    texts = {"hostile": HOSTILE, "rtl": RIGHT_TO_LEFT, "long": "word " * 2000 + "w" * 10_000}
    return {"empty": made(), "huge": huge(500)}.get(request.param) or full(texts[request.param])


class Nesting(HTMLParser):
    """Notes every end that does not fit the last element that was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"{tag} has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        last = self.open.pop() if self.open else None
        if last != tag:
            self.faults.append(f"{tag} ends where {last} is open")


def test_every_element_ends_where_it_should(document: Document) -> None:
    nesting = Nesting()
    nesting.feed(write(document).decode("utf-8"))
    assert (nesting.faults, nesting.open) == ([], [])


def test_no_id_is_there_twice_and_every_link_leads_to_one(document: Document) -> None:
    page = page_of(document)
    ids = page.all("//@id")
    assert len(ids) == len(set(ids))
    assert not [each for each in ids if re.search(r"\s", each)]
    for names in page.all("//@aria-labelledby"):
        assert names in ids
    links = page.all("//@href")
    assert [each for each in links if each[:1] != "#" or each[1:] not in ids] == []
    assert "#text" in links


def test_headings_are_those_of_the_document_and_in_order(document: Document) -> None:
    page = page_of(document)
    found = page.headings()
    own = [each for each in found if each != (2, "Contents") and each != (2, "Inhoud")]
    notes = [(2, {"nl": "Noten", "en": "Notes"}[document.lang])] if document.footnotes else []
    assert own == headings(document) + notes
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_contents_are_there_from_five_headings_and_name_them_all(document: Document) -> None:
    page = page_of(document)
    under_title = headings(document)[1:]
    count = len(under_title) + bool(document.footnotes)
    entries = [page.text(each) for each in page.all("//nav//a")]
    assert entries[: len(under_title)] == ([text for _, text in under_title] if count > 4 else [])
    assert len(entries) == (count if count > 4 else 0)


def test_tables_have_the_cells_of_the_document_and_headers(document: Document) -> None:
    page = page_of(document)
    assert page.tables() == tables(document)
    for each in page.all("//table"):
        assert len(each.xpath("./caption//b")) == 1
        assert {cell.get("scope") for cell in each.xpath("./thead//th")} == {"col"}
        for row in each.xpath("./tbody/tr"):
            assert (row[0].tag, row[0].get("scope")) == ("th", "row")
            assert {cell.tag for cell in row[1:]} <= {"td"}
        box = each.getparent()
        assert (box.get("tabindex"), box.get("class"), box.get("role")) == ("0", "scroll", "group")
        assert page.text(page.root.get_element_by_id(box.get("aria-labelledby")))


def test_numbers_are_marked_as_such(document: Document) -> None:
    page = page_of(document)
    found = [each for each in document.blocks() if isinstance(each, Table)]
    for made_of, each in zip(page.all("//table"), found, strict=True):
        for row in made_of.xpath(".//tr"):
            marked = {place for place, cell in enumerate(row) if "number" in (cell.get("class") or "").split()}
            assert marked == set(each.numbers) - {0}


def test_every_reference_has_its_note_and_every_note_leads_back(document: Document) -> None:
    page = page_of(document)
    items = page.all("//section[@role='doc-endnotes']/ol/li")
    assert len(items) == len(document.footnotes)
    counts = used(document)
    by_note: dict[str, list[Any]] = {}
    for each in page.all("//a[@role='doc-noteref']"):
        by_note.setdefault(each.get("href"), []).append(each)
    for number, (note, item) in enumerate(zip(document.footnotes, items, strict=True), 1):
        assert item.get("id") == f"note-{number}"
        assert page.text(item, "*[self::sup or @class='back']") == shown(note.line.plain)
        refs = by_note[f"#note-{number}"]
        back = item.xpath(".//a[@role='doc-backlink']")
        assert len(refs) == len(back) == counts[note.name]
        assert [f"#{each.get('id')}" for each in refs] == [each.get("href") for each in back]
        assert len({each.get("aria-label") for each in back}) == len(back)
        assert {each.text for each in refs} == {str(number)}


def test_references_stand_in_the_order_of_the_document(document: Document) -> None:
    expected = [name for each in all_lines(document) for name in each.refs]
    names = [note.name for note in document.footnotes]
    found = page_of(document).all("//a[@role='doc-noteref']/text()")
    assert [names[int(each) - 1] for each in found] == expected


def test_charts_are_one_picture_with_the_finding_as_name(document: Document) -> None:
    page = page_of(document)
    pictures = page.all("//figure//*[local-name()='svg']")
    assert [each.get("aria-label") for each in pictures] == [chart.alt for chart in document.charts]
    for each, chart in zip(pictures, document.charts, strict=True):
        assert each.get("role") == "img"
        inside = [name for part in each.iterdescendants() for name in part.attrib]
        assert not [name for name in inside if name.startswith(("aria-", "on", "xlink")) or name in {"role", "style"}]
        caption = page.text(each.xpath("ancestor::figure/figcaption")[0])
        assert shown(chart.caption) in caption
        assert shown(chart.source.plain) in caption


def test_nothing_in_the_page_acts_or_comes_from_elsewhere(document: Document) -> None:
    page = page_of(document)
    elements = [each for each in page.root.iter() if isinstance(each.tag, str)]
    assert len(elements) == len(list(page.root.iter())), "no comments or instructions"
    drawn = {each.tag for each in page.all("//*[local-name()='svg']/descendant-or-self::*")}
    assert {each.tag for each in elements} <= {*ELEMENTS.split(), *drawn}
    assert {str(each).lower() for each in drawn} <= DRAWN
    names = {name for each in elements for name in each.attrib}
    assert not [name for name in names if name.startswith("on") or name in {"src", "style", "srcset", "action"}]
    assert [each.get("type") for each in page.all("//script")] == ["application/json"]
    style = page.all("//style/text()")[0]
    assert "url(" not in style
    assert "@import" not in style
    policy = page.all("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_the_record_is_that_of_the_document(document: Document) -> None:
    found = page_of(document).all(f"//script[@id='{RECORD}']")
    assert json.loads(found[0].text) == json.loads(document.provenance)


def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert write(document) == write(document)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_in_the_language_of_the_document(catalogue: Catalogue, lang: str) -> None:
    page = page_of(document_of(catalogue, PROGRAMME, kind="decision", lang=lang))
    assert page.root.get("lang") == {"nl": "nl-NL", "en": "en-GB"}[lang]
    assert page.text(page.all("//a[@class='skip']")[0]) == {"nl": "Naar de tekst", "en": "Skip to the text"}[lang]
    assert page.all("//a[@role='doc-noteref']/@aria-label")[0] == {"nl": "Noot 1", "en": "Note 1"}[lang]


@pytest.mark.parametrize("text", [HOSTILE, RIGHT_TO_LEFT, "word " * 2000])
def test_texts_are_shown_as_they_were_typed(text: str) -> None:
    page = page_of(full(text))
    typed = shown(text)
    assert page.text(page.all("//title")[0]) == typed
    assert page.text(page.all("//h1")[0]) == typed
    assert [page.text(each) for each in page.all("//dt|//dd")] == [typed, typed]
    assert page.text(page.all("//main/p")[0]) == typed
    assert page.text(page.all("//main/section[1]/p")[0]) == f"{typed} {typed}"
    assert page.text(page.all("//strong")[0]) == typed
    own = page.all("//div[@class='own']")[0]
    assert [page.text(each) for each in own.xpath(".//p|.//li")] == [typed] * 3


def test_own_words_have_their_language_and_direction() -> None:
    own = Own("Remarks", (Paragraph(line(RIGHT_TO_LEFT)), Listing((line("een"),))), "nl")
    box = page_of(made(own)).all("//div[@class='own']")[0]
    assert box.xpath("./p/text()") == ["Remarks"]
    assert box.xpath("./div/@lang") == ["nl-NL"]
    assert box.xpath(".//div/p/@dir") == ["auto"]
    assert box.xpath(".//li/@dir") == ["auto"]


def test_references_beside_each_other_do_not_read_as_one_number() -> None:
    page = page_of(full("x"))
    assert page.all("//main/section[1]/p/sup")[0].text_content() == "1,\u202f2"


def test_sections_with_the_same_name_have_ids_of_their_own() -> None:
    section = (Paragraph(line("a")),)
    page = page_of(made(sections=(Section("a", "A", section), Section("a", "B", section))))
    assert page.all("//section/h2/@id") == ["section-a", "section-a_2"]


def test_two_charts_share_no_ids() -> None:
    charts = [each for each in full("x").blocks() if isinstance(each, Chart)]
    drawn = [Chart(f"c-{n}", "Caption", "Finding", line("Source", Ref("n-1")), (), 0.6, charts[0].draw) for n in (1, 2)]
    page = page_of(made(*drawn, footnotes=full("x").footnotes))
    clips = page.all("//*[local-name()='svg']//@id")
    assert len(clips) == len(set(clips)) >= 2
    links = page.all("//*[local-name()='svg']//@clip-path")
    assert {each.removeprefix("url(#").removesuffix(")") for each in links} == set(clips)


def test_a_scenario_without_components_gives_a_page(catalogue: Catalogue) -> None:
    document = document_of(catalogue, EMPTY, kind="decision", lang="en")
    page = page_of(document)
    assert page.headings()[0][1] == shown(document.title)
    assert page.tables() == tables(document)
