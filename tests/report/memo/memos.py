"""Memos for tests, as documents and as Markdown."""

import re
from datetime import date
from typing import Any

from alignment.api import find_scenario, make_memo, read_scenario
from alignment.model.catalogue import Catalogue
from alignment.report.document import Document
from alignment.report.formats.markdown import markdown
from alignment.report.memo.wish import Wish

TODAY = date(2026, 11, 21)
PROGRAMME = "dtz-building-back-better"
MEMOS = [
    ("decision", (PROGRAMME,)),
    ("one-pager", (PROGRAMME,)),
    ("annex", (PROGRAMME,)),
    ("comparison", ("dtz-1.0", "sufasec", "iwf-portals")),
]


_MADE: dict[tuple[Any, ...], Document] = {}


def document_of(catalogue: Catalogue, *scenarios: str | bytes, today: date = TODAY, **wish: Any) -> Document:
    """The memo on scenarios, by id or as the bytes of a file; made once for each catalogue that was opened."""
    key = (id(catalogue), scenarios, today, *sorted(wish.items()))
    if key not in _MADE:
        _MADE[key] = _make(catalogue, *scenarios, today=today, **wish)
    return _MADE[key]


def _make(catalogue: Catalogue, *scenarios: str | bytes, today: date, **wish: Any) -> Document:
    found = [
        find_scenario(catalogue, each)
        if isinstance(each, str)
        else read_scenario(catalogue, f"test-{place}.yaml", each)
        for place, each in enumerate(scenarios or (PROGRAMME,))
    ]
    return make_memo(catalogue, found, Wish(**wish), today=today)


def memo_of(catalogue: Catalogue, *scenarios: str | bytes, **wish: Any) -> str:
    """The same in Markdown."""
    return markdown(document_of(catalogue, *scenarios, **wish))


def split(memo: str) -> tuple[str, dict[str, str]]:
    """A memo in Markdown without its footnotes and record, and the footnotes by name."""
    notes = dict(re.findall(r"^\[\^([^\]]+)\]: (.+)$", memo, re.M))
    body = re.sub(r"^\[\^[^\]]+\]: .+$", "", memo, flags=re.M)
    return re.sub(r"<!-- .+? -->", "", body, flags=re.S), notes


def sections_of(body: str) -> dict[str, str]:
    """The text under each heading."""
    parts = re.split(r"^#{2,6} (.+)$", body, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
