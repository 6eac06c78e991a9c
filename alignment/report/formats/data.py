"""A document as JSON, with the whole assessment of each scenario (docs/memo-json.md). Numbers are not rounded."""

import json
from typing import Any

from alignment.report.document import Block, Chart, Document, Line, Listing, Own, Paragraph, Section, Series, Table

Data = dict[str, Any]


def write(document: Document) -> bytes:
    """The document as a file in UTF-8; the same document gives the same bytes."""
    return (json.dumps(memo_data(document), ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode("utf-8")


def memo_data(document: Document) -> Data:
    """The document as plain data."""
    return {
        "kind": document.kind,
        "lang": document.lang,
        "title": document.title,
        "facts": [{"label": label, **_line(text)} for label, text in document.facts],
        "opening": [_block(each) for each in document.opening],
        "sections": [_section(each) for each in document.sections],
        "footnotes": [{"name": each.name, **_line(each.line)} for each in document.footnotes],
        "sources": [
            {"id": each.id, "name": each.name, "title": each.title, "sections": list(each.sections)}
            for each in document.sources
        ],
        "assessment": document.data(),
        "record": json.loads(document.provenance),
    }


def _section(section: Section) -> Data:
    return {
        "id": section.id,
        "heading": section.heading,
        "blocks": [_block(each) for each in section.blocks],
        "sections": [_section(each) for each in section.sections],
    }


def _line(line: Line) -> Data:
    return {"text": line.plain, "notes": line.refs}


def _block(block: Block) -> Data:
    if isinstance(block, Paragraph):
        return {"type": "paragraph", **_line(block.line)}
    if isinstance(block, Listing):
        return {"type": "list", "ordered": block.ordered, "items": [_line(each) for each in block.items]}
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return _chart(block)
    return _own(block)


def _table(table: Table) -> Data:
    return {
        "type": "table",
        "name": table.name,
        "caption": table.caption,
        "header": list(table.header),
        "rows": [[_line(each) for each in row] for row in table.rows],
        "numbers": [_series(each) for each in table.series],
    }


def _series(series: Series) -> Data:
    measure = series.measure
    return {
        "name": measure.name,
        "heading": measure.heading,
        "unit": measure.unit,
        "column": series.column,
        "values": list(series.values),
    }


def _chart(chart: Chart) -> Data:
    return {
        "type": "chart",
        "name": chart.name,
        "caption": chart.caption,
        "alt": chart.alt,
        "source": _line(chart.source),
    }


def _own(own: Own) -> Data:
    return {"type": "own", "label": own.label, "lang": own.lang, "blocks": [_block(each) for each in own.blocks]}
