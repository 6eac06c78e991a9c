"""What formats share: templates, the numbers of tables and charts, and the record of the memo."""

import json
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from alignment.charts.places import EXPORTS
from alignment.report.document import Chart, Document, Table
from alignment.text import format as formats

LOCALES = {lang: locale.replace("_", "-") for lang, locale in formats.LOCALES.items()}
"""The languages as documents name them: nl-NL, en-GB."""


RECORD = "alignment-memo"
"""The name under which a file holds the record by which its memo can be made again."""


class Numbering:
    """Which number each table and each chart of a document has, from 1."""

    def __init__(self, document: Document) -> None:
        """Counts the tables and charts of a document."""
        blocks = list(document.blocks())
        self._tables = {each.name: place for place, each in enumerate((b for b in blocks if isinstance(b, Table)), 1)}
        self._charts = {each.name: place for place, each in enumerate((b for b in blocks if isinstance(b, Chart)), 1)}

    def of(self, block: Table | Chart) -> int:
        """The number of a table among the tables, or of a chart among the charts."""
        return (self._tables if isinstance(block, Table) else self._charts)[block.name]


def template(name: str) -> Template:
    """A template of `exports/templates`; in HTML all values are escaped."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(EXPORTS / "templates"),
        autoescape=lambda name: bool(name) and str(name).endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def inert(record: str) -> str:
    """A record in JSON such that HTML and XML read nothing in it; it is the same JSON."""
    for each in "<>&-\u2028\u2029":
        record = record.replace(each, f"\\u{ord(each):04x}") if each != "-" else record.replace("--", "-\\u002d")
    json.loads(record)
    return record


def record_comment(record: str) -> str:
    """The record as a comment that Markdown and HTML do not show."""
    return f"<!-- {RECORD} {inert(record)} -->"
