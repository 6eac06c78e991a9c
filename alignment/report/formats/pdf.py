"""A document as PDF/UA-1: accessible, with the record of the memo attached. Drawn by typst, without a network."""

import json
import logging
import re
from io import BytesIO

from alignment.charts import apart
from alignment.model.message import InputError, Problem
from alignment.report import typesetting
from alignment.report.document import Document
from alignment.report.formats.common import RECORD
from alignment.report.formats.pdf_data import data_of

LARGEST = 50_000_000
"""So many bytes of a file are looked at for a record; a memo is far smaller."""


def write(document: Document) -> bytes:
    """The document as a file; the same document gives the same bytes. Raises InputError U26 where typst fails."""
    data = json.dumps(data_of(document), ensure_ascii=False)
    try:
        if apart.preferred():
            made = apart.run(typesetting.__name__, given=data.encode("utf-8"))
        else:
            made = typesetting.typeset(data)
    except (ValueError, RuntimeError, OSError) as error:  # typst's own error is a RuntimeError, as is that of a process
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
