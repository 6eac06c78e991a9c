"""The record of a memo among the properties of a file, in pieces: Excel fails on one of more than 255 characters."""

import json
from collections.abc import Iterator

from alignment.report.formats.archive import walk
from alignment.report.formats.common import RECORD

MOST = 250
"""Characters in a piece."""


def pieces(record: str) -> Iterator[tuple[str, str]]:
    """The record as (name, value) of properties; none starts or ends in white space, which programs may drop."""
    text = json.dumps(json.loads(record), sort_keys=True, separators=(",", ":")).replace(" ", "\\u0020")
    for place, start in enumerate(range(0, len(text), MOST), 1):
        yield _name(place), text[start : start + MOST]


def _name(place: int) -> str:
    return RECORD if place == 1 else f"{RECORD}-{place}"


def record_in(content: bytes) -> str | None:
    """The record in the properties of a file (`docProps/custom.xml`), whole or in pieces; null where there is none.

    Raises Unreadable for what is not XML.
    """
    found: dict[str, str] = {}
    within = ""

    def start(kind: str, attributes: dict[str, str]) -> None:
        nonlocal within
        if kind == "property":
            within = attributes.get("name", "")
            found[within] = ""

    def add(text: str) -> None:
        if within:
            found[within] += text

    if content:
        walk(content, start, lambda _: None, add)
    values: list[str] = []
    while (value := found.get(_name(len(values) + 1))) is not None:
        values.append(value.strip())
    return "".join(values) or None
