"""Text made safe for Markdown: nothing that a person typed is read as markup or HTML."""

import re
from typing import Any

_SPECIAL = re.compile(r"([\\`*_\[\]<|~$&])")
_SPACES = re.compile(r"\s+")
_LINE_START = re.compile(r"^(#|>|[-+=](?=\s|$|[-+=])|\d+(?=[.)](\s|$)))")


class Markdown(str):
    """Text that is Markdown already and is not escaped again."""

    __slots__ = ()


def escape(value: Any) -> Markdown:
    """Any value as one line of Markdown that shows exactly the characters typed."""
    if isinstance(value, Markdown):
        return value
    line = _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", str(value)).strip())
    return Markdown(_LINE_START.sub(_escape_start, line))


def _escape_start(match: re.Match[str]) -> str:
    found = match[0]
    return found + "\\" if found[0].isdigit() else "\\" + found


def join(*parts: Any) -> Markdown:
    """Parts after each other, each escaped unless it is Markdown already."""
    return Markdown("".join(escape_inline(part) for part in parts))


def escape_inline(value: Any) -> Markdown:
    """As `escape`, for text that does not start a line and keeps its outer spaces."""
    if isinstance(value, Markdown):
        return value
    return Markdown(_SPECIAL.sub(r"\\\1", _SPACES.sub(" ", str(value))))


def footnote(name: str) -> Markdown:
    """A reference to a footnote."""
    return Markdown(f"[^{name}]")
