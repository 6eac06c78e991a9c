"""Values of a rule as the project writes them: long texts folded, short lists on one line, odd words quoted."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from alignment.catalogue.write import Dumper
from alignment.catalogue.yaml12 import read

WIDTH = 120
"""The column by which a line of a long text ends, as in the files of the project."""
_NO_WRAP = 10_000_000
_ALWAYS_QUOTED = frozenset(("at", "code", "confirmed_until", "from", "until"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML forbids, or reads as something else, when it is not escaped within double quotes."""
_ESCAPED = re.compile(f'["\\\\]|{_UNWRITABLE.pattern}')


@dataclass(frozen=True)
class Manner:
    """How a file is indented: what a mapping and what a list adds to the column of its key."""

    mapping: int = 2
    listing: int = 2


@dataclass(frozen=True)
class Lines:
    """A value as it follows its key or dash: what stands on the same line, and the whole lines after it."""

    inline: str
    after: tuple[str, ...] = ()

    def attached(self, lead: str) -> tuple[str, ...]:
        """All lines, the first of which begins with `lead`."""
        return (f"{lead} {self.inline}".rstrip(" "), *self.after)


def quoted(text: str) -> str:
    """A text in double quotes, on one line; only what YAML cannot hold as it is is escaped."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04x}"


def plain_scalar(value: Any, key: str | None = None, *, flow: bool, style: str | None = None) -> str:
    """A scalar on one line. `style` is that of the value it replaces: `"` and `'` are kept, and so is a bare day.

    A text is quoted wherever YAML 1.1 or 1.2 would read it as something else.
    """
    if not isinstance(value, str):
        return json.dumps(value)
    if style == "'" and not _UNWRITABLE.search(value):
        return "'" + value.replace("'", "''") + "'"
    bare_day = _DAY.fullmatch(value) is not None and (style == "" or key == "reviewed")
    if bare_day and style != '"':
        return value
    if style == '"' or (style is None and key in _ALWAYS_QUOTED) or not _can_be_plain(value, flow):
        return quoted(value)
    return value


def _can_be_plain(value: str, flow: bool) -> bool:
    if _UNWRITABLE.search(value):
        return False
    written = yaml.dump([value], Dumper=Dumper, default_flow_style=flow, width=_NO_WRAP, allow_unicode=True)
    return bool(written == (f"[{value}]\n" if flow else f"- {value}\n"))


def flow(value: Any, key: str | None = None) -> str:
    """Any value on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{plain_scalar(name, flow=True)}: {flow(each, name)}" for name, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each, key) for each in value) + "]"
    return plain_scalar(value, key, flow=True)


def block(value: Any, column: int, key: str | None, manner: Manner, *, lead: int | None = None) -> Lines:
    """A value under a key that stands at a column (from 0); `lead` is where the value itself would begin.

    Short lists and mappings of lists stand on one line, texts in two languages and lists of mappings never.
    """
    begins = column + len(key or "") + 2 if lead is None else lead
    if isinstance(value, Mapping) and value:
        return _block_mapping(value, column, key, manner)
    if isinstance(value, list | tuple) and value:
        return _block_list(value, column, key, manner)
    if isinstance(value, str):
        return text(value, key, begins, column + manner.mapping)
    return Lines(flow(value))


def _block_mapping(value: Mapping[str, Any], column: int, key: str | None, manner: Manner) -> Lines:
    one_line = flow(value, key)
    prose = bool({"nl", "en"} & set(value))
    if not prose and column + len(key or "") + 2 + len(one_line) <= WIDTH:
        return Lines(one_line)
    return Lines("", entries(value, column + manner.mapping, manner))


def entries(value: Mapping[str, Any], column: int, manner: Manner) -> tuple[str, ...]:
    """The entries of a mapping in block style, whose keys stand at a column."""
    lines: list[str] = []
    for name, each in value.items():
        lines += block(each, column, name, manner).attached(" " * column + plain_scalar(name, flow=False) + ":")
    return tuple(lines)


def _block_list(value: list[Any] | tuple[Any, ...], column: int, key: str | None, manner: Manner) -> Lines:
    one_line = flow(value, key)
    simple = not any(isinstance(each, Mapping | list | tuple) for each in value)
    if simple and column + len(key or "") + 2 + len(one_line) <= WIDTH:
        return Lines(one_line)
    dash = column + manner.listing
    return Lines("", tuple(line for each in value for line in item(each, dash, key, manner)))


def item(value: Any, dash: int, key: str | None, manner: Manner) -> tuple[str, ...]:
    """An entry of a list whose dashes stand at a column: on one line where it fits."""
    one_line = flow(value, key)
    if isinstance(value, Mapping) and (dash + 2 + len(one_line) > WIDTH or {"nl", "en", "rationale"} & set(value)):
        first, *others = entries(value, dash + 2, manner)
        return (" " * dash + "- " + first.lstrip(" "), *others)
    if isinstance(value, str):
        return text(value, key, dash + 2, dash + manner.mapping).attached(" " * dash + "-")
    return (" " * dash + "- " + one_line,)


def text(value: str, key: str | None, begins: int, indent: int, style: str | None = None) -> Lines:
    """A text that would begin at one column and, if folded, continue at another; folded where it is long.

    `style` is that of the text it replaces: what was folded or literal stays so.
    """
    if style == "|" and (literal := _literal(value, indent)):
        return literal
    inline = plain_scalar(value, key, flow=False, style=style if style in ('"', "'", "") else None)
    if style in (">", "|") or begins + len(inline) > WIDTH:
        return _folded(value, indent) or Lines(quoted(value) if style in (">", "|") else inline)
    return Lines(inline)


def _folded(value: str, indent: int) -> Lines | None:
    """A text as a folded block, or null where that would be read as another text."""
    body = value.removesuffix("\n")
    lines: list[str] = []
    for number, paragraph in enumerate(body.split("\n")):
        lines += [*([""] if number else []), *_wrapped(paragraph, max(WIDTH - indent, 20))]
    return _if_same(Lines(">-" if body == value else ">", _indented(lines, indent)), value)


def _literal(value: str, indent: int) -> Lines | None:
    body = value.removesuffix("\n")
    return _if_same(Lines("|-" if body == value else "|", _indented(body.split("\n"), indent)), value)


def _indented(lines: list[str], indent: int) -> tuple[str, ...]:
    return tuple(" " * indent + line if line else "" for line in lines)


def _wrapped(paragraph: str, width: int) -> list[str]:
    """Lines of a paragraph, broken only at single spaces, which folding gives back."""
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", paragraph) if paragraph else []:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _if_same(lines: Lines, value: str) -> Lines | None:
    if _UNWRITABLE.search(value.replace("\n", "")):
        return None
    document, problems = read("", "\n".join(lines.attached("x:")).encode())
    return lines if document and not problems and document.value == {"x": value} else None
