"""Contents of files, compressed and kept once each under their SHA-256. They are never removed."""

import hashlib
import zlib
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from alignment.workspace.acting import refuse
from alignment.workspace.tables import blobs

_AT_ONCE = 500


def keep(connection: Connection, content: bytes | None) -> str | None:
    """Keeps a content and gives its key; null stays null."""
    if content is None:
        return None
    return keep_all(connection, [content])[0]


def keep_all(connection: Connection, contents: Iterable[bytes]) -> list[str]:
    """Keeps contents and gives their keys, in the same order."""
    by_key = [(hashlib.sha256(content).hexdigest(), content) for content in contents]
    new = dict(by_key)
    for key in _known(connection, list(new)):
        del new[key]
    if new:
        rows = [{"sha256": key, "content": zlib.compress(content)} for key, content in new.items()]
        connection.execute(insert(blobs), rows)
    return [key for key, _ in by_key]


def _known(connection: Connection, keys: list[str]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        found += connection.execute(select(blobs.c.sha256).where(blobs.c.sha256.in_(part))).scalars()
    return found


def fetch(connection: Connection, keys: Iterable[str | None]) -> dict[str | None, bytes | None]:
    """The contents by key; null gives null. Raises InputError W08 where one is missing or not what was kept."""
    wanted = sorted({key for key in keys if key})
    found: dict[str | None, bytes | None] = {None: None}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        for row in connection.execute(select(blobs).where(blobs.c.sha256.in_(part))):
            found[row.sha256] = _unpack(row.sha256, row.content)
    if len(found) <= len(wanted):
        refuse("store", "W08")
    return found


def _unpack(key: str, packed: bytes) -> bytes:
    """A content, only if it is what was kept. Raises InputError W08."""
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != key:
        refuse("store", "W08")
    return content
