"""Where everything stands in the text of a YAML file: exact extents of entries, and the comments between them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for the parser; an editor knows only the first three."""
COMMENT = re.compile(r"#[^\n\r\x85\u2028\u2029]*")
_DASH = re.compile(r" *-")
_HEADER = re.compile(r"(?:[&!]\S*\s+)*[>|][0-9+-]*")

Step = str | int


class CannotSplice(ValueError):
    """This change cannot be made without touching more than its own lines: the text is to be edited by hand."""


@dataclass
class Node:
    """A value with its extent, `start` to `end`, in characters; `end` leaves out the blanks and comments after it.

    `kind`: scalar, mapping, list or alias. `style` of a scalar: `"`, `'`, `>`, `|` or empty; `head` is where the first
    line of its text ends, before any comment there.
    """

    kind: str
    start: int
    end: int = 0
    flow: bool = False
    style: str = ""
    head: int = 0
    anchor: str | None = None
    entries: "list[Entry]" = field(default_factory=list)


@dataclass
class Entry:
    """An entry of a mapping, from its key on, or of a list, from its dash on (in flow style: from its value on)."""

    start: int
    value: Node
    key: str | None = None
    key_end: int = 0


class Outline:
    """The nodes of a text without a byte order mark that yaml12.read has accepted, so that its depth is bounded."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.aliases: set[str] = set()
        self._line_starts = [0, *(match.end() for match in BREAK.finditer(text))]
        self._scalars: list[Node] = []
        loader = yaml.CSafeLoader(text)
        try:
            self.root = self._read(self._events(loader))
        finally:
            loader.dispose()

    @staticmethod
    def _events(loader: Any) -> Iterator[Any]:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                yield event

    def _read(self, events: Iterator[Any]) -> Node:
        return self._node(next(events), events)

    def _node(self, event: Any, events: Iterator[Any]) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            self.aliases.add(str(event.anchor))
            return Node("alias", start, end, anchor=event.anchor)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        node = Node("mapping" if mapping else "list", start, end, flow=bool(event.flow_style), anchor=event.anchor)
        while not isinstance(inner := next(events), yaml.CollectionEndEvent):
            first = self._node(inner, events)
            if mapping:
                value = self._node(next(events), events)
                node.entries.append(Entry(first.start, value, getattr(inner, "value", ""), first.end))
            else:
                node.entries.append(Entry(first.start if node.flow else self._dash(node, first), first))
        closing: Any = inner
        node.end = node.entries[-1].value.end if node.entries and not node.flow else closing.end_mark.index
        return node

    def _dash(self, node: Node, value: Node) -> int:
        """Where the entry of a block list begins; its value may follow on a later line."""
        if not node.entries:
            return node.start
        column = node.start - self.line_start(node.start)
        line = self.line_start(value.start)
        while line > node.start and not _DASH.fullmatch(self.text, line, line + column + 1):
            line = self.line_start(line - 1)
        return line + column

    def _scalar(self, event: Any) -> Node:
        style = event.style or ""
        start, end = event.start_mark.index, event.end_mark.index
        node = Node("scalar", start, end, style=style, head=end, anchor=event.anchor)
        if style in (">", "|"):
            header = _HEADER.match(self.text, start)
            node.head = header.end() if header else end
            node.end = self._block_end(node, end)
        self._scalars.append(node)
        return node

    def _block_end(self, node: Node, limit: int) -> int:
        """End of the last line of a block scalar; blank lines after it are its own only where it keeps them (`+`)."""
        last, indent = self.line_end(node.start), None
        keeps = "+" in self.text[node.start : node.head]
        line = self.next_line(node.start)
        while line is not None and line < limit:
            content = self.text[line : self.line_end(line)]
            width = len(content) - len(content.lstrip(" "))
            if width < len(content) and indent is None:
                indent = width
            if width < len(content) or keeps or (indent is not None and width > indent):
                last = self.line_end(line)
            line = self.next_line(line)
        return last

    def line_start(self, index: int) -> int:
        """Where the line of a character begins."""
        return self._line_starts[bisect_right(self._line_starts, index) - 1]

    def next_line(self, index: int) -> int | None:
        """Where the line after that of a character begins; null in the last line."""
        place = bisect_right(self._line_starts, index)
        return self._line_starts[place] if place < len(self._line_starts) else None

    def line_end(self, index: int) -> int:
        """Where the line of a character ends, without its line break."""
        match = BREAK.search(self.text, index)
        return match.start() if match else len(self.text)

    def column(self, index: int) -> int:
        """Column of a character, from 0."""
        return index - self.line_start(index)

    def indent(self, index: int) -> str:
        """The blanks that the line of a character begins with."""
        line = self.text[self.line_start(index) : self.line_end(index)]
        return line[: len(line) - len(line.lstrip(" "))]

    def comments(self, start: int = 0, end: int | None = None) -> list[str]:
        """The comments between two places, in order: all that follows a `#` outside of keys and values."""
        end = len(self.text) if end is None else end
        found: list[str] = []
        at = start
        for node in sorted(self._scalars, key=lambda each: each.start):
            if node.end <= start or node.start >= end:
                continue
            found += COMMENT.findall(self.text, at, max(at, node.start))
            if node.style in (">", "|"):
                found += COMMENT.findall(self.text, max(node.head, start), self.line_end(node.head))
            at = max(at, node.end)
        return found + COMMENT.findall(self.text, at, max(at, end))


@lru_cache(maxsize=4)
def outline_of(text: str) -> Outline:
    """The outline of a text, kept for the next edit of the same text; not to be changed.

    Raises CannotSplice where an edit has left a text that is no YAML.
    """
    try:
        return Outline(text)
    except yaml.YAMLError as error:
        raise CannotSplice(str(error)) from None
