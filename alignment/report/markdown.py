"""Text made safe for Markdown: nothing that a person typed is read as markup or HTML."""

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<|~$&])")
_SPACES = re.compile(r"\s+")
_LINE_START = re.compile(r"^(#|>|[-+=](?=\s|$|[-+=])|\d+(?=[.)](\s|$)))")


def escape(value: object) -> str:
    """Any value as one line of Markdown that shows exactly the characters typed."""
    return _LINE_START.sub(_escape_start, escape_inline(str(value).strip()))


def _escape_start(match: re.Match[str]) -> str:
    found = match[0]
    return found + "\\" if found[0].isdigit() else "\\" + found


def escape_inline(text: str) -> str:
    """As `escape`, for text that does not start a line and keeps its outer spaces."""
    return _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", text))
