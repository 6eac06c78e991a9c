"""Reading one YAML 1.2 (core schema) file safely: bounded, without tags, with the place of every value."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from alignment.model.message import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

Path = tuple[str | int, ...]
Mark = tuple[int, int]

_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC = frozenset("0123456789+-.")
"""What a number starts with; most texts are known by their first character."""
_TAG = "tag:yaml.org,2002:"
_READ_AS: dict[str, Callable[[str], Any]] = {"str": str, "int": int, "float": float, "null": lambda _: None}


Place = tuple[Any, Any, "Places | None"]
"""Where an entry of a mapping or list stands: the parser's marks of its key (none in a list) and its value, and the
places within it. A plain tuple, since there are tens of thousands."""

Places = dict[str | int, Place]


@dataclass
class Document:
    """A file's content: plain values, and where each value and each key stands (line and column from 1)."""

    path: str
    value: Any = None
    start: Any = None
    places: Places = field(default_factory=dict)

    def place(self, where: Path, *, key: bool = False) -> Mark:
        """Line and column of the value (or key) at a path, or of what encloses it where it has none of its own."""
        mark, places = self.start, self.places
        for depth, step in enumerate(where, start=1):
            entry = places.get(step)
            if entry is None:
                break
            key_mark, value_mark, within = entry
            mark = key_mark if key and depth == len(where) and key_mark else value_mark
            places = within or {}
        return _place(mark)

    def problem(self, code: str, where: Path = (), *, key: bool = False, **params: Any) -> Problem:
        """A problem at a path in this document."""
        return Problem(self.path, *self.place(where, key=key), code, params)

    @property
    def keys(self) -> dict[Path, Mark]:
        """The place of every key, by path."""
        return {path: _place(mark) for path, (mark, _, _) in _entries((), self.places) if mark}

    @property
    def values(self) -> dict[Path, Mark]:
        """The place of every value, by path."""
        found = {path: _place(mark) for path, (_, mark, _) in _entries((), self.places)}
        return {(): _place(self.start), **found} if self.start else found


def _place(mark: Any) -> Mark:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _entries(path: Path, places: Places) -> Iterator[tuple[Path, Place]]:
    for step, entry in places.items():
        yield (*path, step), entry
        yield from _entries((*path, step), entry[2] or {})


class _Stop(Exception):
    """Reading cannot go on."""


def scalar(text: str) -> Any:
    """A plain scalar read after the YAML 1.2 core schema (so `NO` and `2021-05` are text)."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INT.fullmatch(text) or _OCTAL.fullmatch(text) or _HEX.fullmatch(text):
        return int(text, 0 if text.startswith(("0o", "0x")) else 10) if len(text) < 300 else float("inf")
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _SPECIAL.fullmatch(text) else text


def read(path: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """Reads a file's bytes. Gives the document, or null when it cannot be used, and all problems met."""
    text, problem = _decode(path, content)
    if problem or text is None:
        return None, [problem] if problem else []
    builder = _Builder(path)
    try:
        builder.build(text)
    except _Stop:
        return None, builder.problems
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax_problem(path, text, error)]
    except yaml.YAMLError:
        return None, [*builder.problems, Problem(path, 1, 1, "Y04")]
    if builder.document.value is None and not builder.problems:
        return None, [Problem(path, 1, 1, "Y05")]
    return builder.document, builder.problems


def _decode(path: str, content: bytes) -> tuple[str | None, Problem | None]:
    if len(content) > MAX_BYTES:
        return None, Problem(path, 1, 1, "Y02", {"size": len(content), "limit": MAX_BYTES})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        return None, Problem(path, before.count(b"\n") + 1, column, "Y03")
    for match in re.finditer(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text):
        before_text = text[: match.start()]
        column = match.start() - before_text.rfind("\n")
        return None, Problem(path, before_text.count("\n") + 1, column, "Y04", {"character": f"U+{ord(match[0]):04X}"})
    return text, None


def _syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    open_quote = "quoted scalar" in str(error.context)
    mark = error.context_mark if open_quote else error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    indent = here[: len(here) - len(here.lstrip())]
    if "\t" in indent or "'\\t'" in str(error.problem):
        tab = here.find("\t") + 1
        return Problem(path, line, max(tab, 1), "Y07")
    what = str(error.problem or "")
    kind = "colon" if "mapping values" in what else "quote" if open_quote else "other"
    return Problem(path, line, column, "Y06", {"kind": kind})


class _Frame:
    """A collection being read; `key` is the key whose value comes next, `before` the number of values read before."""

    __slots__ = ("anchor", "before", "ignore", "key", "key_mark", "mapping", "places", "start", "value")

    def __init__(self, event: Any, *, mapping: bool, before: int) -> None:
        self.mapping = mapping
        self.value: Any = {} if mapping else []
        self.places: Places = {}
        self.start, self.anchor, self.before = event.start_mark, event.anchor, before
        self.key: str | None = None
        self.key_mark: Any = None
        self.ignore = False

    def add(self, value: Any, mark: Any, within: Places | None) -> None:
        """Takes a value in; that of a repeated key is left out."""
        if not self.mapping:
            self.places[len(self.value)] = (None, mark, within)
            self.value.append(value)
            return
        if not self.ignore and self.key is not None:
            self.places[self.key] = (self.key_mark, mark, within)
            self.value[self.key] = value
        self.key, self.ignore = None, False


class _Builder:
    """Builds values from parse events, so that depth and size are bounded before anything is composed."""

    def __init__(self, path: str) -> None:
        self.document = Document(path)
        self.problems: list[Problem] = []
        self._documents = 0
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0

    def build(self, text: str) -> None:
        """Reads all events of a text. Raises _Stop where reading cannot go on, and the parser's errors."""
        take: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._start,
        }
        loader = yaml.CSafeLoader(text)
        try:
            while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
                if handler := take.get(type(event)):
                    handler(event)
        finally:
            loader.dispose()

    def _note(self, event: Any, code: str, **params: Any) -> None:
        self.problems.append(Problem(self.document.path, *_place(event.start_mark), code, params))

    def _stop(self, event: Any, code: str, **params: Any) -> None:
        self._note(event, code, **params)
        raise _Stop

    def _start(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(event, "Y12")

    def _count(self, event: Any, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            self._stop(event, "Y10", limit=MAX_NODES)

    def _expects_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].mapping and self._stack[-1].key is None

    def _scalar(self, event: Any) -> None:
        self._count(event, 1)
        text, frame = event.value, self._stack[-1] if self._stack else None
        if frame is not None and frame.mapping and frame.key is None:
            if event.tag is not None:
                self._tagged(event)
            self._key(event, frame, text)
            return
        value = (scalar(text) if event.implicit[0] else text) if event.tag is None else self._tagged(event)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        if frame is not None:
            frame.add(value, event.start_mark, None)
        else:
            self._put(event, value)

    def _tagged(self, event: Any) -> Any:
        tag, text = event.tag, event.value
        name = tag.removeprefix(_TAG)
        if name == "bool":
            return scalar(text)
        if tag.startswith(_TAG) and name in _READ_AS:
            try:
                return _READ_AS[name](text)
            except ValueError:
                return text
        if tag != "!":
            self._note(event, "Y09", tag=tag)
        return text

    def _key(self, event: Any, frame: _Frame, text: str) -> None:
        frame.key, frame.key_mark = text, event.start_mark
        frame.ignore = text in frame.value
        if frame.ignore:
            self._note(event, "Y08", key=text)

    def _open_mapping(self, event: Any) -> None:
        self._open(event, mapping=True)

    def _open_list(self, event: Any) -> None:
        self._open(event, mapping=False)

    def _open(self, event: Any, *, mapping: bool) -> None:
        self._count(event, 1)
        if len(self._stack) >= MAX_DEPTH:
            self._stop(event, "Y11", limit=MAX_DEPTH)
        if self._expects_key():
            self._stop(event, "Y13")
        if event.tag and event.tag not in (_TAG + "map", _TAG + "seq", "!"):
            self._note(event, "Y09", tag=event.tag)
        self._stack.append(_Frame(event, mapping=mapping, before=self._nodes))

    def _close(self, _: Any) -> None:
        frame = self._stack.pop()
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.value, self._nodes - frame.before + 1)
        if self._stack:
            self._stack[-1].add(frame.value, frame.start, frame.places)
        else:
            self.document.value, self.document.start, self.document.places = frame.value, frame.start, frame.places

    def _alias(self, event: Any) -> None:
        if self._expects_key():
            self._stop(event, "Y13")
        anchor = str(event.anchor)
        if anchor not in self._anchors:
            self._stop(event, "Y14", name=anchor)
        value, size = self._anchors[anchor]
        self._count(event, size)
        self._put(event, value)

    def _put(self, event: Any, value: Any) -> None:
        if self._stack:
            self._stack[-1].add(value, event.start_mark, None)
        else:
            self.document.value, self.document.start = value, event.start_mark
