"""Reading one YAML 1.2 (core schema) file safely: bounded, without tags, with the place of every value."""

import re
from collections.abc import Callable
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
_TAG = "tag:yaml.org,2002:"
_READ_AS: dict[str, Callable[[str], Any]] = {"str": str, "int": int, "float": float, "null": lambda _: None}


@dataclass
class Document:
    """A file's content: plain values, and where each value and each key stands (line and column from 1)."""

    path: str
    value: Any = None
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)

    def place(self, where: Path, *, key: bool = False) -> Mark:
        """Line and column of the value (or key) at a path, or of what encloses it where it has none of its own."""
        if key and where in self.keys:
            return self.keys[where]
        while where and where not in self.values:
            where = where[:-1]
        return self.values.get(where, (1, 1))

    def problem(self, code: str, where: Path = (), *, key: bool = False, **params: Any) -> Problem:
        """A problem at a path in this document."""
        return Problem(self.path, *self.place(where, key=key), code, params)


class _Stop(Exception):
    """Reading cannot go on."""


def scalar(text: str) -> Any:
    """A plain scalar read after the YAML 1.2 core schema (so `NO` and `2021-05` are text)."""
    if text in _WORDS:
        return _WORDS[text]
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
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
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


@dataclass
class _Frame:
    """A collection being read; `key` is the key whose value comes next."""

    path: Path
    value: dict[str, Any] | list[Any]
    anchor: str | None
    before: int
    key: str | None = None
    ignore: bool = False


class _Builder:
    """Builds values from parse events, so that depth and size are bounded before anything is composed."""

    def __init__(self, path: str) -> None:
        self.document = Document(path)
        self.documents = 0
        self.problems: list[Problem] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(event, "Y12")

    def _note(self, event: Any, code: str, **params: Any) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.document.path, mark.line + 1, mark.column + 1, code, params))

    def _stop(self, event: Any, code: str, **params: Any) -> None:
        self._note(event, code, **params)
        raise _Stop

    def _count(self, event: Any, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            self._stop(event, "Y10", limit=MAX_NODES)

    def _here(self) -> Path:
        if not self._stack:
            return ()
        frame = self._stack[-1]
        return (*frame.path, len(frame.value) if isinstance(frame.value, list) else frame.key or "")

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(event, 1)
        value = self._tagged(event)
        if self._expects_key():
            self._key(event, event.value)
            return
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._put(event, value)

    def _tagged(self, event: yaml.ScalarEvent) -> Any:
        tag = event.tag
        if tag is None or tag == "!":
            return scalar(event.value) if event.implicit[0] and tag is None else event.value
        name = tag.removeprefix(_TAG)
        if name == "bool":
            return scalar(event.value)
        if tag.startswith(_TAG) and name in _READ_AS:
            try:
                return _READ_AS[name](event.value)
            except ValueError:
                return event.value
        self._note(event, "Y09", tag=tag)
        return event.value

    def _key(self, event: Any, text: str) -> None:
        frame = self._stack[-1]
        assert isinstance(frame.value, dict)
        frame.key = text
        frame.ignore = text in frame.value
        if frame.ignore:
            self._note(event, "Y08", key=text)
        else:
            self.document.keys[(*frame.path, text)] = _mark(event)

    def _open(self, event: Any) -> None:
        self._count(event, 1)
        if len(self._stack) >= MAX_DEPTH:
            self._stop(event, "Y11", limit=MAX_DEPTH)
        mapping = isinstance(event, yaml.MappingStartEvent)
        if self._expects_key():
            self._stop(event, "Y13")
        if event.tag and event.tag not in (_TAG + "map", _TAG + "seq", "!"):
            self._note(event, "Y09", tag=event.tag)
        path = self._here()
        ignored = bool(self._stack) and self._stack[-1].ignore
        if not ignored:
            self.document.values[path] = _mark(event)
        else:
            path = (*path, "\0")
        self._stack.append(_Frame(path, {} if mapping else [], event.anchor, self._nodes))

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.value, self._nodes - frame.before + 1)
        self._attach(frame.value)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if self._expects_key():
            self._stop(event, "Y13")
        anchor = str(event.anchor)
        if anchor not in self._anchors:
            self._stop(event, "Y14", name=anchor)
        value, size = self._anchors[anchor]
        self._count(event, size)
        self._put(event, value)

    def _put(self, event: Any, value: Any) -> None:
        if not (self._stack and self._stack[-1].ignore):
            self.document.values[self._here()] = _mark(event)
        self._attach(value)

    def _attach(self, value: Any) -> None:
        if not self._stack:
            self.document.value = value
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            return
        if not frame.ignore and frame.key is not None:
            frame.value[frame.key] = value
        frame.key, frame.ignore = None, False


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1
