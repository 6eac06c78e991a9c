"""A document as data for `exports/templates/memo.typ`: plain text, numbers and choices, and no typst code."""

import re
import unicodedata
from collections.abc import Iterable
from json import loads
from typing import Any

from alignment.charts import pictures
from alignment.report.document import (
    Block,
    Chart,
    Document,
    Line,
    Listing,
    Own,
    Paragraph,
    Ref,
    Run,
    Section,
    Strong,
    Table,
)
from alignment.report.formats import glyphs
from alignment.report.formats.common import LOCALES, RECORD, Numbering
from alignment.report.formats.pdf_tables import layout, longest_words
from alignment.text.messages import messages

REGIONS = {lang: locale.rpartition("-")[2] for lang, locale in LOCALES.items()}
FOOTER_TITLE = 90
"""So many characters of the title stand at the foot of each page."""

PIXEL = 0.57
"""Points for a pixel of a chart: its letters become a little smaller than those of the text."""
WIDEST, HIGHEST = 464.0, 600.0
"""The room for a picture on a page, in points."""

Data = dict[str, Any]


def data_of(document: Document) -> Data:
    """The whole document as data that JSON can hold."""
    return _Writer(document).whole()


class _Writer:
    """Writes one document; keeps which notes were given already and whether a character was replaced."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = messages(document.lang)
        self._numbering = Numbering(document)
        self._notes = {each.name: each.line for each in document.footnotes}
        self._given: dict[str, int] = {}
        self._lacking = False

    def whole(self) -> Data:
        document, record = self._document, loads(self._document.provenance)
        found: Data = {
            "kind": document.kind,
            "lang": document.lang,
            "region": REGIONS[document.lang],
            "fonts": list(glyphs.FAMILIES),
            "date": record["date"],
            "title": self._text(document.title),
            "short": self._text(_short(document.title)),
            "page": self._words.say("format.page", n="{n}", total="{total}"),
            "record": {"name": f"{RECORD}.json", "content": document.provenance},
            "record-about": self._words.say("format.record"),
            "facts": [[self._text(label), self._line(text)] for label, text in document.facts],
            "opening": self._blocks(document.opening),
            "sections": [self._section(each) for each in document.sections],
        }
        return {**found, "lacking": self._words.say("format.lacking") if self._lacking else None}

    def _section(self, section: Section) -> Data:
        return {
            "heading": self._text(section.heading),
            "blocks": self._blocks(section.blocks),
            "sections": [self._section(each) for each in section.sections],
        }

    def _blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [self._block(each) for each in blocks]

    def _block(self, block: Block) -> Data:
        if isinstance(block, Paragraph):
            return {"type": "paragraph", "line": self._line(block.line)}
        if isinstance(block, Listing):
            return {"type": "list", "ordered": block.ordered, "items": [self._line(each) for each in block.items]}
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Chart):
            return self._chart(block)
        return self._own(block)

    def _table(self, block: Table) -> Data:
        found = layout(block)
        longest = longest_words(found["widths"])
        return {
            "type": "table",
            "label": self._words.say("format.table", n=self._numbering.of(block)),
            "caption": self._text(block.caption),
            "header": [self._text(*each) for each in zip(block.header, longest, strict=True)],
            "rows": [[self._line(*each) for each in zip(row, longest, strict=True)] for row in block.rows],
            **found,
        }

    def _chart(self, block: Chart) -> Data:
        picture = pictures.svg(self._drawable({**block.draw()}))
        return {
            "type": "chart",
            "label": self._words.say("format.figure", n=self._numbering.of(block)),
            "caption": self._text(block.caption),
            "alt": block.alt,
            "svg": picture,
            "width": _width(picture),
            "source": self._line(block.source),
        }

    def _drawable(self, spec: Data) -> Data:
        """The specification in the memo's font and with only characters that the fonts have."""
        family = ", ".join(f"'{each}'" for each in glyphs.FAMILIES)
        shown: Data = self._within(spec)
        return {**shown, "config": {**shown.get("config", {}), "font": family}}

    def _within(self, value: Any) -> Any:
        if isinstance(value, str):
            shown, lacking = glyphs.shown(value, None)
            self._lacking = self._lacking or lacking
            return shown
        if isinstance(value, dict):
            return {key: self._within(each) for key, each in value.items()}
        return [self._within(each) for each in value] if isinstance(value, list | tuple) else value

    def _own(self, block: Own) -> Data:
        return {
            "type": "own",
            "label": self._text(block.label),
            "lang": block.lang,
            "region": REGIONS[block.lang],
            "blocks": self._blocks(block.blocks),
        }

    def _line(self, line: Line, longest: int = glyphs.LONGEST) -> Data:
        return {"dir": _direction(line.plain), "runs": [self._run(each, longest) for each in line]}

    def _run(self, run: Run, longest: int) -> Data:
        if isinstance(run, Ref):
            return self._ref(run.name)
        if isinstance(run, Strong):
            return {"strong": self._text(run.text, longest)["text"]}
        return {"text": self._text(run, longest)["text"]}

    def _ref(self, name: str) -> Data:
        """A footnote where it is referred to first; from then on a reference to it."""
        if name in self._given:
            return {"note": self._given[name]}
        number = self._given[name] = len(self._given) + 1
        return {"note": number, "line": self._line(self._notes[name])}

    def _text(self, text: str, longest: int = glyphs.LONGEST) -> Data:
        shown, lacking = glyphs.shown(text, longest)
        self._lacking = self._lacking or lacking
        return {"dir": _direction(text), "text": shown}


def _width(picture: str) -> float:
    """How wide a picture is drawn, in points: it fits on a page."""
    wide, high = (float(re.findall(rf'<svg [^>]*?{side}="([0-9.]+)"', picture)[0]) for side in ("width", "height"))
    return round(min(PIXEL * wide, WIDEST, HIGHEST * wide / high), 2)


def _short(title: str) -> str:
    return title if len(title) <= FOOTER_TITLE else title[: FOOTER_TITLE - 1].rstrip() + "…"


def _direction(text: str) -> str:
    """The direction in which a text is written: that of its first letter."""
    for each in text:
        kind = unicodedata.bidirectional(each)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"
