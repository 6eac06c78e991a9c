"""Which characters the fonts of `exports/fonts` can draw, and text in which the others are shown as an empty box."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from alignment.charts.places import FONTS

FAMILIES = ("Source Sans 3", "DejaVu Sans")
"""The committed fonts: that of the memo, and the one for what it does not have."""

MISSING = "□"
"""Stands where a character is that no committed font has."""

BREAK = "\u200b"
LONGEST = 24
"""So many characters without a place to break a line; then one is made, so that nothing runs off the page."""

_HIDDEN = frozenset("\u200b\u200c\u200d\u00ad")
_BREAKING = frozenset(" -/" + BREAK)


def shown(text: str, longest: int | None = LONGEST) -> tuple[str, bool]:
    """Text that the committed fonts can draw, and whether something in it had to be replaced.

    `longest`: after so many characters without a place to break a line one is made; None: never.
    """
    if text.isascii() and text.isprintable() and (longest is None or len(text) <= longest):
        return text, False
    pieces: list[str] = []
    lacking, since = False, 0
    for cluster in _clusters(unicodedata.normalize("NFC", text)):
        drawn = _drawn(cluster)
        lacking = lacking or drawn is None
        since = 0 if cluster in _BREAKING else since + 1
        if longest is not None and since > longest:
            pieces.append(BREAK)
            since = 1
        pieces.append(MISSING if drawn is None else drawn)
    return "".join(pieces), lacking


def _clusters(text: str) -> Iterator[str]:
    """The characters, each with the marks that are drawn on it."""
    cluster = ""
    for each in text:
        if cluster and unicodedata.category(each)[0] == "M":
            cluster += each
        else:
            if cluster:
                yield cluster
            cluster = each
    if cluster:
        yield cluster


def _drawn(cluster: str) -> str | None:
    """What is drawn for a cluster: white space and controls as a space; None where no single font has all of it."""
    if cluster in _HIDDEN:
        return cluster
    if cluster.isspace() or unicodedata.category(cluster[0]) in ("Cc", "Cf", "Cs"):
        return " "
    points = {ord(each) for each in cluster if not _selects(each)}
    return cluster if any(points <= font for font in coverage()) else None


def _selects(character: str) -> bool:
    """Whether the character only chooses how the one before it looks."""
    return "\ufe00" <= character <= "\ufe0f"


@cache
def coverage() -> tuple[frozenset[int], ...]:
    """The characters of each committed font, as code points."""
    return tuple(frozenset(_points(path)) for path in sorted(FONTS.glob("*.[ot]tf")))


def _points(path: Path) -> Iterator[int]:
    """The code points of a font, from its character map for all of Unicode (format 12)."""
    data = path.read_bytes()
    entries = range(12, 12 + 16 * _short(data, 4), 16)
    start = next(struct.unpack_from(">I", data, at + 8)[0] for at in entries if data[at : at + 4] == b"cmap")
    maps = [
        struct.unpack_from(">I", data, start + 8 + 8 * place)[0] + start for place in range(_short(data, start + 2))
    ]
    return _groups(data, next(at for at in maps if _short(data, at) == 12))


def _short(data: bytes, at: int) -> int:
    """The number of two bytes at a place."""
    return int.from_bytes(data[at : at + 2], "big")


def _groups(data: bytes, at: int) -> Iterator[int]:
    """The runs of characters of a character map of format 12; glyph 0 is no glyph."""
    for place in range(struct.unpack_from(">I", data, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * place)
        yield from range(first + (glyph == 0), last + 1)
