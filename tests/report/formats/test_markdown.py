"""The memo in Markdown, as two renderers that have nothing in common read it: markdown-it and pandoc."""

from collections.abc import Callable
from functools import cache

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from alignment.api import open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.report.document import Document, Footnote, Listing, Own, Paragraph, Ref, Strong, Table, line
from alignment.report.formats.markdown import markdown, write
from tests.report.formats.reading import (
    HOSTILE,
    RIGHT_TO_LEFT,
    STARTS,
    Page,
    full,
    headings,
    huge,
    made,
    shown,
    tables,
    used,
)
from tests.report.memo.memos import MEMOS, PROGRAMME, document_of

_MARKDOWN_IT = MarkdownIt("commonmark").enable("table").use(footnote_plugin)


def by_markdown_it(text: str) -> Page:
    """Strict CommonMark with tables and footnotes."""
    return Page.of(_MARKDOWN_IT.render(text))


@cache
def by_pandoc(text: str) -> Page:
    """GitHub's flavour, which reads much more than is meant here."""
    return Page.of(pypandoc.convert_text(text, "html5", format="gfm", extra_args=["--wrap=none"]))


RENDERERS = [by_markdown_it, by_pandoc]
rendered = pytest.mark.parametrize("render", RENDERERS, ids=["markdown-it", "pandoc"])


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


@pytest.fixture(params=[*MEMOS, "hostile", "rtl", "long", "empty", "huge"], ids=str)
def document(request: pytest.FixtureRequest, catalogue: Catalogue) -> Document:
    """Memos of each kind, and documents as strange as they can be."""
    if isinstance(request.param, tuple):
        kind, scenarios = request.param
        return document_of(catalogue, *scenarios, kind=kind, lang="nl")
    texts = {"hostile": HOSTILE, "rtl": RIGHT_TO_LEFT, "long": "word " * 2000}
    return {"empty": made(), "huge": huge(300)}.get(request.param) or full(texts[request.param])


def notes(page: Page) -> list[str]:
    """The text of each footnote, less the links back."""
    items = page.all("//*[contains(@class, 'footnotes')]//ol/li")
    return [
        page.text(each, "*[self::sup or contains(@class, 'footnote-back') or @class='footnote-ref']") for each in items
    ]


@rendered
def test_headings_and_tables_are_those_of_the_document(document: Document, render: Callable[[str], Page]) -> None:
    page = render(markdown(document))
    assert page.headings() == headings(document)
    assert page.tables() == tables(document)


@rendered
def test_every_footnote_is_used_and_defined(document: Document, render: Callable[[str], Page]) -> None:
    page = render(markdown(document))
    expected = {note.name: shown(note.line.plain) for note in document.footnotes}
    assert all(used(document).values())
    assert set(notes(page)) == set(expected.values())
    everything = page_text(page)
    assert [name for name in expected if f"[^{name}]" in everything] == []


@rendered
def test_nothing_that_was_typed_becomes_an_element(render: Callable[[str], Page]) -> None:
    page = render(markdown(full(HOSTILE)))
    assert (
        page.all("//script|//img|//div/div|//code|//em|//del|//s|//a[not(starts-with(@href, '#') or text()=@href)]")
        == []
    )
    assert page.all("//style|//iframe|//h3") == []


@rendered
@pytest.mark.parametrize("text", [HOSTILE, RIGHT_TO_LEFT, *STARTS])
def test_texts_are_shown_as_they_were_typed(text: str, render: Callable[[str], Page]) -> None:
    page = render(markdown(full(text)))
    typed = shown(text)
    assert page.text(page.all("//h1")[0]) == typed
    items = [page.text(each) for each in page.all("//ul/li|//ol/li") if "footnote" not in str(each.getparent().attrib)]
    assert items.count(typed) == 2
    assert f"{typed} {typed}" in items
    paragraphs = [page.text(each) for each in page.all("//p")]
    assert paragraphs.count(typed) >= 2
    assert page.tables() == [[[typed, typed], [typed, f"{typed} {typed}"], ["b", "2"]]]
    assert page.text(page.all("//blockquote/p")[0]) == typed


@rendered
def test_the_record_is_not_shown(document: Document, render: Callable[[str], Page]) -> None:
    assert "alignment-memo" not in page_text(render(markdown(document)))


def page_text(page: Page) -> str:
    return " ".join(str(each) for each in page.all("//text()"))


printable = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30)
syntax = st.text(st.sampled_from("*_`~[](){}<>|#!&;:=+-.\\/\"'^$@%0123aAé \u200d"), max_size=30)


@given(text=printable | syntax, strong=printable | syntax)
def test_any_text_is_shown_as_it_was_typed(text: str, strong: str) -> None:
    said, noted = line("a ", text, Ref("n")), line(Strong(strong), text) if strong.strip() else line(text)
    table = Table("t", "All", ("A", "B"), ((noted, said),))
    blocks = (Paragraph(line(text)), Listing((noted, said)), table, Own("mine", (Paragraph(noted),), "nl"))
    document = made(*blocks, title=f"a {text}", footnotes=(Footnote("n", line("b ", text)),))
    page = by_markdown_it(markdown(document))
    plain, both = shown(said.plain), shown(noted.plain)
    assert page.text(page.all("//h1")[0]) == shown(document.title)
    assert page.tables() == [[["A", "B"], [both, plain]]]
    assert [page.text(each) for each in page.all("//ul[2]/li")] == [both, plain]
    assert [page.text(each) for each in page.all("//blockquote/p")] == ["mine", *([both] if both else [])]
    assert notes(page) == [shown(f"b {text}")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_renderers_read_the_same(catalogue: Catalogue, lang: str) -> None:
    text = markdown(document_of(catalogue, PROGRAMME, kind="annex", lang=lang))
    one, other = (render(text) for render in RENDERERS)
    assert one.headings() == other.headings()
    assert one.tables() == other.tables()
    assert len(one.tables()) >= 10
    assert list(dict.fromkeys(notes(one))) == list(dict.fromkeys(notes(other)))


def test_the_file_is_utf_8_and_the_same_every_time() -> None:
    document = full(RIGHT_TO_LEFT)
    assert write(document) == write(document)
    assert RIGHT_TO_LEFT in write(document).decode("utf-8")


@rendered
@pytest.mark.parametrize("ordered", [False, True])
def test_a_list_after_a_list_is_a_list_of_its_own(render: Callable[[str], Page], ordered: bool) -> None:
    lists = [Listing((line("a"), line("b")), ordered), Listing((line("c"),), ordered), Listing((line("d"),), ordered)]
    document = made(*lists, Paragraph(line("e")), lists[0], opening=(Listing((line("f"),)),))
    page = render(markdown(document))
    found = [[page.text(each) for each in items.xpath("./li")] for items in page.all("//ul|//ol")]
    assert found == [["To: a director"], ["f"], ["a", "b"], ["c"], ["d"], ["a", "b"]]


@rendered
def test_what_stands_out_stands_out(render: Callable[[str], Page]) -> None:
    page = render(markdown(made(Paragraph(line("a", Strong("(b c)"), "d", Strong("e"), Strong("f."), "g")))))
    paragraph = page.all("//p[last()]")[0]
    assert page.text(paragraph) == "a(b c)def.g"
    assert [page.text(each) for each in paragraph.xpath("./strong")] == ["b c", "ef"]


@rendered
def test_an_address_does_not_swallow_the_footnote_after_it(render: Callable[[str], Page]) -> None:
    addresses = ("https://a.example", "http://a.example/b", "www.a.example", "see https://b.example/?a=b:c")
    lines = [Paragraph(line(each, Ref("n"))) for each in addresses]
    page = render(markdown(made(*lines, footnotes=(Footnote("n", line("Note.")),))))
    assert [page.text(each) for each in page.all("//p") if "example" in page.text(each)] == list(addresses)
    assert len(page.all("//*[@class='footnote-ref' and self::a]|//sup[@class='footnote-ref']/a")) == len(addresses)
