"""The token in a link: a version mark, then base64 of a checksum and of compact JSON, deflated with known words.

Nothing in a token can be trusted: it is bounded, checked and only then read.
"""

import base64
import json
import re
import zlib
from hashlib import sha256
from typing import Any

from alignment.catalogue.link_words import WORDS
from alignment.catalogue.yaml12 import MAX_DEPTH
from alignment.model.message import InputError, Problem

MAX_TOKEN = 16_000
"""So many characters a token has at most."""

MAX_TEXT = 100_000
"""So many bytes it unpacks to at most: twice what an honest one of that length does."""

PATH = "link"
"""What problems name as their file."""

VERSION = "1"
"""The first character of a token: raise it with any change of the words, or of what the JSON means."""

_CHECKSUM = 4
_LEVEL = 9
_RAW = -15
"""Deflate without a header, since there is a checksum already."""

_CHARACTERS = re.compile(r"[A-Za-z0-9_-]+")


def refused(code: str, **params: Any) -> InputError:
    """The one problem of a link."""
    return InputError([Problem(PATH, 1, 1, code, params)])


def pack(payload: dict[str, Any]) -> str:
    """Plain data as a token, the same for the same data. Raises InputError U27 or U30 where it is too much."""
    text = compact(payload).encode("ascii")
    if len(text) > MAX_TEXT:
        raise refused("U30", limit=MAX_TEXT)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY, WORDS)
    token = seal(packer.compress(text) + packer.flush())
    if len(token) > MAX_TOKEN:
        raise refused("U27", size=len(token), limit=MAX_TOKEN)
    return token


def seal(content: bytes, version: str = VERSION) -> str:
    """Some bytes with the checksum that a token of any version has."""
    checksum = sha256(version.encode("ascii") + content).digest()[:_CHECKSUM]
    return version + base64_of(checksum + content)


def compact(value: Any) -> str:
    """Plain data as JSON of ASCII without spaces."""
    return json.dumps(_plain(value), separators=(",", ":"), allow_nan=False)


def base64_of(content: bytes) -> str:
    """Base64 that fits in an address, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _plain(value: Any) -> Any:
    """Whole numbers without a decimal point, to be short: `1`."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, float) and repr(value).endswith(".0") and repr(value) != "-0.0":
        return int(value)
    return value


def unpack(token: str) -> dict[str, Any]:
    """The JSON of a token. Raises InputError U27 to U30."""
    text = _inflated(_unsealed(token))
    try:
        found = json.loads(text.decode("ascii"), object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole)
        if _deeper(found, MAX_DEPTH):
            raise refused("U28")
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half a character can be written in JSON, but not kept
    except (ValueError, RecursionError):
        raise refused("U28") from None
    return found if isinstance(found, dict) else {}


def _deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_deeper(each, levels - 1) for each in inner)


def _unsealed(token: str) -> bytes:
    """The content of a token, if it comes with the checksum that any version of a token has."""
    if len(token) > MAX_TOKEN:
        raise refused("U27", size=len(token), limit=MAX_TOKEN)
    version, rest = token[:1], token[1:]
    if not _CHARACTERS.fullmatch(token) or len(rest) % 4 == 1:
        raise refused("U28")
    sealed = base64.urlsafe_b64decode(rest + "=" * (-len(rest) % 4))
    content = sealed[_CHECKSUM:]
    if seal(content, version) != token:
        raise refused("U28")
    if version != VERSION:
        raise refused("U29")
    return content


def _inflated(content: bytes) -> bytes:
    unpacker = zlib.decompressobj(_RAW, WORDS)
    try:
        text = unpacker.decompress(content, MAX_TEXT + 1)
    except zlib.error:
        raise refused("U28") from None
    if len(text) > MAX_TEXT:
        raise refused("U30", limit=MAX_TEXT)
    if not unpacker.eof or unpacker.unused_data:
        raise refused("U28")
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _no_number(_: str) -> Any:
    raise ValueError("not a number")


def _whole(digits: str) -> float:
    """A whole number as in a file: one without end, once no other number is that large."""
    return int(digits) if len(digits) < 300 else float("inf")
