"""A memo file read back, whatever its name: its format, the record by which it can be made again, and its text."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING, Any

from alignment.report.formats.archive import Archive, Lines, Unreadable, named_value, walk
from alignment.report.formats.common import RECORD
from alignment.report.formats.properties import record_in

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_BYTES = 50_000_000
MAX_RECORD = 4_000_000
"""Characters of a record."""

MAX_PAGES = 2_000
"""Pages of a PDF."""

_OPENING, _CLOSING = f"<!-- {RECORD} ", "-->"


def recognise(content: bytes) -> str | None:
    """The format of a file by its content, null where it is none of a memo. Raises Unreadable."""
    if content.startswith(b"PK\x03\x04"):
        names = Archive(content).names
        found = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "content.xml": "odt"}
        return next((each for name, each in found.items() if name in names), None)
    if content.startswith(b"%PDF-"):
        return "pdf"
    try:
        start = content.decode("utf-8-sig").lstrip()[:20].lower()
    except UnicodeDecodeError:
        return None
    if start.startswith("{"):
        return "json"
    return "html" if start.startswith(("<!doctype html", "<html")) else "md"


def record_of(format: str, content: bytes) -> str | None:
    """The record in a file of a format, as text, null where there is none. Raises Unreadable, also for a huge one."""
    record = _READERS[format].record(content)
    if record is not None and len(record) > MAX_RECORD:
        raise Unreadable
    return record


def text_of(format: str, content: bytes) -> list[str]:
    """What a file of a format says, line by line, without its record, markup and white space. Raises Unreadable."""
    lines = (" ".join(each.split()) for each in _READERS[format].lines(content))
    return [each for each in lines if each]


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable from None


def _markdown_record(content: bytes) -> str | None:
    _, opening, rest = _text(content).rpartition(_OPENING)
    record, closing, _ = rest.partition(_CLOSING)
    return record.strip() if opening and closing else None


def _markdown_lines(content: bytes) -> list[str]:
    text = re.sub(f"{_OPENING}.*?{_CLOSING}", "", _text(content), flags=re.DOTALL)
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text).splitlines()


class _Page(HTMLParser):
    """The text of an HTML page, line by line, and its record."""

    _INLINE = frozenset(("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup"))
    _SILENT = frozenset(("script", "style", "svg", "template"))

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.record: str | None = None
        self._silent: list[str] = []
        self._recording = False
        self.feed(_text(content))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and ("id", RECORD) in attrs:
            self._recording, self.record = True, ""
        if tag in self._SILENT:
            self._silent.append(tag)
        elif tag not in self._INLINE:
            self.lines.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
            self._recording = False
        elif tag not in self._INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._recording:
            self.record = (self.record or "") + data
        elif not self._silent:
            self.lines[-1] += data

    def handle_comment(self, data: str) -> None:
        if data.startswith(f" {RECORD} "):
            self.record = data.removeprefix(f" {RECORD} ").strip()


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(_text(content))
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(found, dict):
        raise Unreadable
    return found


def _json_record(content: bytes) -> str | None:
    record = _object(content).get("record")
    return None if record is None else json.dumps(record, ensure_ascii=False)


def _json_lines(content: bytes) -> list[str]:
    found = _object(content)
    found.pop("record", None)
    return json.dumps(found, ensure_ascii=False, indent=0).splitlines()


def _word_lines(content: bytes) -> list[str]:
    archive = Archive(content)
    lines = Lines(ends=("p",), words=("t",), gaps=("tab", "br", "cr"), skip=("Fallback",))
    return [line for name in ("word/document.xml", "word/footnotes.xml") for line in lines.of(archive.read(name))]


def _odt_lines(content: bytes) -> list[str]:
    skip = ("annotation", "tracked-changes", "note-citation", "title", "desc")
    return Lines(ends=("p", "h"), gaps=("s", "tab", "line-break"), skip=skip).of(Archive(content).read("content.xml"))


def _properties_record(content: bytes) -> str | None:
    return record_in(Archive(content).read("docProps/custom.xml"))


def _odt_record(content: bytes) -> str | None:
    return named_value(Archive(content).read("meta.xml"), "user-defined", RECORD)


def _sheet_lines(content: bytes) -> list[str]:
    """The rows of every sheet; of a number 12 digits, since programs write down the rest each in their own way."""
    archive = Archive(content)
    texts = Lines(ends=("si",), words=("t",), gaps=(), skip=("rPh",)).of(archive.read("xl/sharedStrings.xml"))
    names = [name for name in archive.names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    found = _sheet_names(archive.read("xl/workbook.xml"))
    for name in sorted(names, key=lambda each: (len(each), each)):
        found += _Sheet(archive.read(name), texts).rows
    return found


def _sheet_names(workbook: bytes) -> list[str]:
    found: list[str] = []
    walk(
        workbook,
        lambda kind, attributes: found.append(attributes.get("name", "")) if kind == "sheet" else None,
        lambda _: None,
        lambda _: None,
    )
    return found


class _Sheet:
    """The rows of a sheet as text."""

    def __init__(self, content: bytes, texts: list[str]) -> None:
        self.rows: list[str] = []
        self._texts, self._kind, self._within, self._value = texts, "", "", ""
        walk(content, self._start, self._end, self._data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._within = name
        if name == "row":
            self.rows.append("")
        elif name == "c":
            self._kind, self._value = attributes.get("t", "n"), ""
        elif name == "f":
            self._value += "="

    def _end(self, name: str) -> None:
        self._within = ""
        if name == "c" and self.rows and self._shown().strip():
            self.rows[-1] += f" | {self._shown()}"

    def _data(self, text: str) -> None:
        if self._within in ("v", "t", "f"):
            self._value += text

    def _shown(self) -> str:
        try:
            if self._kind == "s":
                return self._texts[int(self._value)]
            return f"{float(self._value):.12g}" if self._kind == "n" else self._value
        except (ValueError, IndexError):
            return self._value


def _pdf(content: bytes) -> "PdfReader":
    """The reader of a PDF, which says nothing of its own about what it mends."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    return PdfReader(BytesIO(content))


def _pdf_record(content: bytes) -> str | None:
    try:
        found = _pdf(content).attachments.get(f"{RECORD}.json")
        return _text(found[0]) if found else None
    except Exception:  # a damaged PDF breaks the reader in many ways
        raise Unreadable from None


def _pdf_lines(content: bytes) -> list[str]:
    return list(_pages(content))


def _pages(content: bytes) -> Iterator[str]:
    try:
        pages = _pdf(content).pages
        if len(pages) > MAX_PAGES:
            raise Unreadable
        for page in pages:
            yield from page.extract_text().splitlines()
    except Exception:  # as above
        raise Unreadable from None


@dataclass(frozen=True)
class _Reader:
    """How a format is read: its record, and its lines."""

    record: Callable[[bytes], str | None]
    lines: Callable[[bytes], list[str]]


_READERS = {
    "md": _Reader(_markdown_record, _markdown_lines),
    "html": _Reader(lambda content: _Page(content).record, lambda content: _Page(content).lines),
    "json": _Reader(_json_record, _json_lines),
    "docx": _Reader(_properties_record, _word_lines),
    "odt": _Reader(_odt_record, _odt_lines),
    "xlsx": _Reader(_properties_record, _sheet_lines),
    "pdf": _Reader(_pdf_record, _pdf_lines),
}
