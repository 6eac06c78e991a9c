"""What a page of the test harness shows as HTML: headings, texts and tables, as a visitor reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from lxml import html
from streamlit.testing.v1 import AppTest

TAGS = frozenset(
    ["div", "span", "h2", "h3", "p", "ul", "li", "strong", "code", "table", "thead", "tbody", "tr", "th", "td"]
) | {"details", "summary"}
"""What alignment/ui/parts.py and tracks.py write; anything else in it would come from what somebody typed."""


@dataclass(frozen=True)
class Heading:
    """A heading: its level, 1 for the title of the page, and its words."""

    level: int
    words: str


def parts(app: AppTest) -> Iterator[html.HtmlElement]:
    """Every stretch of text in HTML, in the order of the page."""
    for each in app.html:
        if str(each.value).startswith('<div class="text">'):
            part = html.fragment_fromstring(str(each.value))
            assert {one.tag for one in part.iter()} <= TAGS
            yield part


def headings(app: AppTest) -> list[Heading]:
    """The headings of the page, its title first."""
    found = (each for part in parts(app) for each in part.xpath(".//h2|.//h3"))
    below = [Heading(int(each.tag[1]), each.text_content()) for each in found]
    return [*(Heading(1, str(each.value)) for each in app.title), *below]


def lines(app: AppTest) -> list[str]:
    """The paragraphs, lines of lists, headings and titles of folds, one by one, as a visitor reads them."""
    wanted = ".//p|.//li|.//h2|.//h3|.//summary"
    return [" ".join(each.text_content().split()) for part in parts(app) for each in part.xpath(wanted)]


def marked(app: AppTest) -> str:
    """What the page says as Markdown: here, what somebody typed is escaped."""
    told = [*app.title, *app.markdown, *app.caption, *app.warning, *app.error, *app.info]
    return "\n".join(str(each.value) for each in told)


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Every table, as text, in the order of the page."""
    return [_frame(each) for part in parts(app) for each in part.xpath(".//table")]


def rows(app: AppTest) -> list[dict[str, str]]:
    """Every row of every table, by the heads of its columns."""
    return [row for table in tables(app) for row in table.to_dict("records")]


def _frame(table: html.HtmlElement) -> pd.DataFrame:
    head = [each.text_content() for each in table.xpath("./thead/tr/th")]
    body = [[each.text_content() for each in row.xpath("./th|./td")] for row in table.xpath("./tbody/tr")]
    return pd.DataFrame(body, columns=head, dtype=str)
