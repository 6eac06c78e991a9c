"""A document as PDF/UA-1: accessible, with the record of the memo attached. Drawn by typst, without a network."""

import json
import logging
import re
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from alignment.model.message import InputError, Problem
from alignment.report.document import Document
from alignment.report.formats import glyphs
from alignment.report.formats.common import EXPORTS, RECORD
from alignment.report.formats.pdf_data import data_of

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = EXPORTS / "templates" / "memo.typ"
LARGEST = 50_000_000
"""So many bytes of a file are looked at for a record; a memo is far smaller."""


def write(document: Document) -> bytes:
    """The document as a file; the same document gives the same bytes. Raises InputError U26 where typst fails."""
    import typst  # 60 MB: only where a PDF is asked for

    data = data_of(document)
    try:
        made = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=datetime.fromisoformat(data["date"]).replace(tzinfo=UTC),
        )
    except (typst.TypstError, OSError) as error:
        raise InputError([Problem("exports/templates/memo.typ", 1, 1, "U26")]) from error
    return _with_row_headers(made)


def _with_row_headers(made: bytes) -> bytes:
    """The file with the first cell of each row marked as the header of its row.

    Typst can say so only in a command-line experiment. Its file names the headers of each cell in full; here they are
    found by direction instead: down from the header row, along from the first column. No byte changes its place.
    """
    return _CELL.sub(_with_direction, made)


_CELL = re.compile(rb"(\n\d+ 0 obj\n<</Type/StructElem/S/)TD(/P \d+ 0 R/A\[<</O/Table)(/Headers\[\(U\d+x(\d+)y\d+\)\])")


def _with_direction(cell: re.Match[bytes]) -> bytes:
    start, middle, headers, column = cell.groups()
    kind, scope = (b"TH", b"/Scope/Row") if column == b"0" else (b"TD", b"")
    return start + kind + middle + scope.ljust(len(headers))


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(glyphs.FONTS)])


def read_record(content: bytes) -> str | None:
    """The record in a PDF of this tool, or None where there is none; nonsense is no error."""
    if len(content) > LARGEST or not content.startswith(b"%PDF-"):
        return None
    from pypdf import PdfReader

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it tells of what it mends, on standard error
    try:
        found = PdfReader(BytesIO(content)).attachments.get(f"{RECORD}.json")
        return found[0].decode("utf-8") if found else None
    except Exception:  # a damaged file breaks the reader in many ways
        return None
