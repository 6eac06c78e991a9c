"""Sheets in a workbook: text that stays text, numbers that are numbers (XlsxWriter)."""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from alignment.report.document import Document, Unit, line
from alignment.report.formats.common import LOCALES
from alignment.report.formats.properties import pieces
from alignment.text.messages import Messages

MOST = 32_767
"""UTF-16 units that a cell holds."""

NAME = 31
"""UTF-16 units in the name of a sheet."""

TITLE = 255
"""UTF-16 units in a property that Office keeps."""

WIDEST = 100
"""Characters in the widest column, half of it where there are many columns."""

TALLEST = 400
"""Points in the tallest row."""

_A4 = 9
_FORBIDDEN = re.compile(r"[\[\]:*?]+|_(?=x[0-9A-Fa-f]{4}_)")
_INSTEAD = str.maketrans({"'": "’", "/": "-", "\\": "-"})
_FORMULA = ("=", "+", "-", "@")
_NUMBERS: dict[Unit, str] = {"share": "0.0%", "count": "0", "amount": "#,##0"}


@dataclass(frozen=True)
class Field:
    """A column of a sheet; with a unit it holds numbers, null where there is none."""

    heading: str
    values: tuple[str | float | None, ...]
    unit: Unit | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table. `title` becomes its name as far as that fits; `holds`: what is on it, in full."""

    title: str
    holds: str
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """The name as a program takes it: no longer than 31 characters, and without those it forbids."""
        return cut(" ".join(_FORBIDDEN.sub(" ", _clean(self.title)).translate(_INSTEAD).split()), NAME, "…")


def cut(text: str, most: int, sign: str) -> str:
    """The text in at most so many UTF-16 units; what is longer ends in a sign that it goes on."""
    if _units(text) <= most:
        return text
    room = 2 * (most - _units(sign))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore").rstrip() + sign


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _clean(text: str) -> str:
    """The text as a line of a document: without characters that a file cannot hold."""
    return line(text).plain.strip()


class Book:
    """A workbook that is filled sheet by sheet."""

    def __init__(self, document: Document, words: Messages) -> None:
        """Starts a workbook about a document, with its title, language, date and record."""
        self._bytes = BytesIO()
        safe = {"in_memory": True} | dict.fromkeys(
            ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False
        )
        self._book = xlsxwriter.Workbook(self._bytes, safe)
        self._words = words
        made = datetime.fromisoformat(json.loads(document.provenance)["date"])
        title = cut(_clean(document.title), TITLE, "…")
        self._book.set_properties({"title": title, "author": "alignment", "created": made})
        self._book.set_custom_property("language", LOCALES[document.lang], "text")
        for name, value in pieces(document.provenance):
            self._book.set_custom_property(name, value, "text")
        self._text = self._format()
        self._quoted = self._format(quote_prefix=True)
        self._bold = self._format(bold=True)
        self._head = self._format(bold=True, bottom=1, bg_color="#E8E8E8")
        self._link = self._format(font_color="#01689B", underline=1)
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        above = words.say("format.sheets.almost")
        scores = f'[>=0.999999999]0.00;[>=0.995]"{above}";0.00'
        self._numbers = {
            unit: self._format(num_format=each, align="right", indent=1)
            for unit, each in {**_NUMBERS, "score": scores}.items()
        }

    def _format(self, **properties: object) -> Format:
        return self._book.add_format({"text_wrap": True, "valign": "top", **properties})

    def about(self, title: str, labelled: Sequence[tuple[str, str]], sheets: Iterable[Sheet]) -> None:
        """The sheet that says what the file is: its title, texts with a label before them, and the other sheets."""
        sheet = self._new(self._words.say("format.sheets.about"))
        sheet.set_column(0, 0, NAME + 3)
        sheet.set_column(1, 1, WIDEST)
        self._put(sheet, 0, 0, title, self._title)
        for row, (label, text) in enumerate(labelled, 2):
            self._put(sheet, row, 0, label, self._bold)
            self._put(sheet, row, 1, text)
            sheet.set_row(row, _height([(text, WIDEST)]))
        start = len(labelled) + 3
        self._put(sheet, start, 0, self._words.say("format.sheets.sheet"), self._head)
        self._put(sheet, start, 1, self._words.say("format.sheets.holds"), self._head)
        for row, each in enumerate(sheets, start + 1):
            sheet.write_url(row, 0, f"internal:'{each.name}'!A1", self._link, each.name)
            self._put(sheet, row, 1, each.holds)
            sheet.set_row(row, _height([(each.holds, WIDEST)]))

    def add(self, found: Sheet) -> None:
        """One sheet with one table, its headings in the first row."""
        sheet = self._new(found.name)
        most = WIDEST if len(found.fields) < 5 else WIDEST / 2
        widths = [_width(each, most) for each in found.fields]
        for row, cells in enumerate(zip(*([each.heading, *each.values] for each in found.fields), strict=True)):
            sheet.set_row(row, _height(zip(cells, widths, strict=True)))
        for column, each in enumerate(found.fields):
            sheet.set_column(column, column, widths[column])
            self._put(sheet, 0, column, each.heading, self._head)
            for row, value in enumerate(each.values, 1):
                if isinstance(value, str):
                    self._put(sheet, row, column, value)
                elif value is not None and each.unit:
                    sheet.write_number(row, column, value, self._numbers[each.unit])
        sheet.freeze_panes(1, 1 if len(found.fields) > 1 else 0)
        sheet.autofilter(0, 0, len(found.fields[0].values), len(found.fields) - 1)
        sheet.repeat_rows(0)

    def close(self) -> bytes:
        """The workbook as a file."""
        self._book.close()
        return self._bytes.getvalue()

    def _new(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _put(self, sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
        """A text as it is; a program that lets it be edited takes it for text then too."""
        shown = cut(_clean(text), MOST, f" {self._words.say('format.sheets.cut')}")
        plain = self._quoted if shown.startswith(_FORMULA) else self._text
        sheet.write_string(row, column, shown, style or plain)


def _width(field: Field, most: float) -> float:
    if field.unit:
        return max(14, *(len(word) + 2 for word in field.heading.split()))
    longest = max((len(each) for each in (field.heading, *field.values) if isinstance(each, str)), default=0)
    return min(most, longest + 3)


def _height(cells: Iterable[tuple[str | float | None, float]]) -> float:
    """The height of a row for cells of these widths, since not every program finds it: about as many lines as asked."""
    lines = (1 if len(text) < width else len(text) / (width * 0.9) for text, width in cells if isinstance(text, str))
    return min(TALLEST, 15 * math.ceil(max(lines, default=1)) + 1)
