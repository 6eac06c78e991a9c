"""Single edits of a YAML text: one value put in the place of another, one entry put in, one entry taken out.

A path leads to a value by keys and positions. Each function gives the new text; what it does not touch stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from alignment.catalogue import render
from alignment.catalogue.outline import BREAK, CannotSplice, Entry, Node, Outline, Step, outline_of
from alignment.catalogue.render import Lines, Manner

_REST = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?:#[^\n\r\x85\u2028\u2029]*)?(?=[\n\r\x85\u2028\u2029]|\Z)")
"""What may follow an entry that has its lines to itself."""
_COMMA = re.compile(r"(?:\s|#[^\n\r\x85\u2028\u2029]*+)*+,")
"""The comma behind an entry, on its own line or a later one."""
_LAST_BREAK = re.compile(r"(?:\r\n|\n|\r)\Z")
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")

Places = Sequence[Step]


def newline(text: str) -> str:
    """The line break of a text."""
    found = BREAK.search(text)
    return found[0] if found and found[0] in ("\r\n", "\n", "\r") else "\n"


class Spot:
    """A value in the outline of a text, with what encloses it. Raises CannotSplice where the path leads nowhere."""

    def __init__(self, text: str, path: Places) -> None:
        self.outline = outline_of(text)
        self.nodes = [self.outline.root]
        self.entries: list[Entry] = []
        self.key: str | None = None
        for step in path:
            entry = self.node.entries[position(self.node, step)]
            self.key = entry.key or self.key
            self.entries.append(entry)
            self.nodes.append(entry.value)

    @property
    def node(self) -> Node:
        """The value itself."""
        return self.nodes[-1]

    @property
    def in_flow(self) -> bool:
        """Whether the value is, or is within, a collection between brackets."""
        return any(node.flow for node in self.nodes)

    def manner(self) -> Manner:
        """How the file is indented, by its first block mapping and block list under a key."""
        found: dict[str, int] = {}
        for parent in every_node(self.outline.root):
            for entry in parent.entries if parent.kind == "mapping" and not parent.flow else ():
                if entry.value.entries and not entry.value.flow:
                    step = self.outline.column(entry.value.start) - self.outline.column(entry.start)
                    found.setdefault(entry.value.kind, step)
        return Manner(found.get("mapping", 2), found.get("list", 2))


def every_node(node: Node) -> Iterator[Node]:
    """A node and all nodes within it."""
    yield node
    for entry in node.entries:
        yield from every_node(entry.value)


def position(node: Node, step: Step) -> int:
    """Position of an entry by its key or number. Raises CannotSplice where there is none."""
    for index, entry in enumerate(node.entries):
        if (entry.key if node.kind == "mapping" else index) == step:
            return index
    raise CannotSplice(f"no entry {step}")


def put(text: str, path: Places, value: Any) -> str:
    """One scalar in the place of another, with its manner of quoting or folding where that can be kept."""
    spot = Spot(text, path)
    node, outline = spot.node, spot.outline
    lines = _scalar_lines(spot, value)
    lead = " " if text[node.start - 1 : node.start] == ":" else ""
    line_end = outline.line_end(node.head)
    stop = node.end if node.style in (">", "|") else line_end
    after = "".join(newline(text) + line for line in lines.after)
    return text[: node.start] + lead + lines.inline + text[node.head : line_end] + after + text[stop:]


def _scalar_lines(spot: Spot, value: Any) -> Lines:
    node, outline = spot.node, spot.outline
    if spot.in_flow or not isinstance(value, str):
        return Lines(render.plain_scalar(value, spot.key, flow=spot.in_flow, style=node.style))
    content = outline.next_line(node.start)
    if node.style in (">", "|") and content is not None and content < node.end:
        indent = len(outline.indent(content))
    else:
        indent = outline.column(spot.entries[-1].start) + spot.manner().mapping
    return render.text(value, spot.key, outline.column(node.start), indent, node.style)


def insert(text: str, path: Places, after: int, key: str | None, value: Any) -> str:
    """An entry behind the entry with a position, or in front of all (-1), of a collection that has entries."""
    spot = Spot(text, path)
    coll, outline, manner = spot.node, spot.outline, spot.manner()
    if spot.in_flow:
        return _insert_in_flow(spot, after, _flow_entry(spot, key, value))
    column = outline.column(coll.entries[0].start)
    if key is None:
        lines = render.item(value, column, spot.key, manner)
    else:
        head = " " * column + render.plain_scalar(key, flow=False) + ":"
        lines = render.block(value, column, key, manner).attached(head)
    if after >= 0:
        return insert_lines(text, outline.line_end(coll.entries[after].value.end), lines)
    at = coll.entries[0].start
    shown = newline(text).join(lines).lstrip(" ")
    return text[:at] + shown + newline(text) + " " * column + text[at:]


def insert_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Whole lines behind the line that ends at a place."""
    return text[:at] + "".join(newline(text) + line for line in lines) + text[at:]


def _flow_entry(spot: Spot, key: str | None, value: Any) -> str:
    shown = render.flow(value, key or spot.key)
    return shown if key is None else f"{render.plain_scalar(key, flow=True)}: {shown}"


def _insert_in_flow(spot: Spot, after: int, shown: str) -> str:
    text, outline = spot.outline.text, spot.outline
    if after < 0:
        at = spot.node.entries[0].start
        return f"{text[:at]}{shown}, {text[at:]}"
    entry = spot.node.entries[after]
    end, rest = entry.value.end, _REST.match(text, entry.value.end)
    if rest is None or text[outline.line_start(entry.start) : entry.start].strip():
        return f"{text[:end]}, {shown}{text[end:]}"
    comma = rest["comma"]
    line = newline(text) + outline.indent(entry.start) + shown + comma
    return text[:end] + ("" if comma else ",") + text[end : rest.end()] + line + text[rest.end() :]


def remove(text: str, path: Places, index: int, *, comments: bool = True) -> str:
    """A collection without one of its two or more entries; `comments` within and behind it stay near their place."""
    spot = Spot(text, path)
    coll, outline = spot.node, spot.outline
    entry = coll.entries[index]
    start, end = entry.start, entry.value.end
    line = outline.line_start(start)
    rest = _REST.match(text, end)
    alone = rest is not None and not text[line:start].strip()
    if rest and alone and (not spot.in_flow or rest["comma"] or not _COMMA.match(text, end)):
        kept = outline.comments(start, rest.end()) if comments else []
        return cut_lines(text, line, rest.end(), [text[line:start] + each for each in kept])
    if spot.in_flow:
        return _remove_in_flow(spot, index, comments=comments)
    if index + 1 == len(coll.entries):
        raise CannotSplice("an entry that shares its lines")
    upto = coll.entries[index + 1].start
    kept = [*(outline.comments(start, end) if comments else []), *outline.comments(end, upto)]
    shown = "".join(outline.indent(line) + each + newline(text) for each in kept)
    return text[:line] + shown + text[line:start] + text[upto:]


def _remove_in_flow(spot: Spot, index: int, *, comments: bool) -> str:
    """Without an entry that shares its lines with others; what was the comma before the last may stay behind it."""
    text, outline, listed = spot.outline.text, spot.outline, spot.node.entries
    start, end = listed[index].start, listed[index].value.end
    kept = outline.comments(start, end) if comments else []
    if index + 1 < len(listed):
        upto = listed[index + 1].start
    elif outline.comments(listed[index - 1].value.end, start):
        comma = _COMMA.match(text, end)
        upto = comma.end() if comma else end
    else:
        start, upto = listed[index - 1].value.end, end
    kept += outline.comments(end, upto)
    shown = "".join(f"  {each}{newline(text)}{outline.indent(upto)}" for each in kept)
    return text[:start] + shown + text[upto:]


def cut_lines(text: str, start: int, end: int, instead: Sequence[str] = ()) -> str:
    """A text without the lines from the start of the first to the end of the last, other lines in their place."""
    if instead:
        return text[:start] + newline(text).join(instead) + text[end:]
    following = BREAK.match(text, end)
    if following:
        return text[:start] + text[following.end() :]
    return _LAST_BREAK.sub("", text[:start])


def replace(text: str, path: Places, value: Any) -> str:
    """A value of any kind in the place of another; where both are scalars, see `put`."""
    spot = Spot(text, path)
    if spot.node.kind == "scalar" and not isinstance(value, dict | list):
        return put(text, path, value)
    parent, step = path[:-1], path[-1]
    index = position(spot.nodes[-2], step)
    key = spot.entries[-1].key if spot.nodes[-2].kind == "mapping" else None
    return remove(insert(text, parent, index, key, value), parent, index)


def has_gaps(outline: Outline, coll: Node) -> bool:
    """Whether an empty line stands between the last two entries."""
    if len(coll.entries) < 2:
        return False
    between = outline.text[coll.entries[-2].value.end : coll.entries[-1].start]
    return _EMPTY_LINE.search(between) is not None
