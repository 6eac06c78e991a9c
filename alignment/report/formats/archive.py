"""Zipped files of XML (docx, odt, xlsx) read with distrust: bounded, without document types or entities."""

from collections.abc import Callable, Collection
from io import BytesIO
from xml.parsers import expat
from zipfile import ZipFile

MAX_PARTS = 5_000
MAX_PART = 100_000_000
"""Bytes of one part, unpacked."""

_ENTRY = b"PK\x01\x02"
"""What each entry in the list of parts begins with."""


class Unreadable(Exception):
    """The file is damaged, or built to do harm."""


class Archive:
    """The parts of a zipped file. Whatever is wrong with one raises Unreadable."""

    def __init__(self, content: bytes) -> None:
        """Reads the list of parts, which may be long but not endless."""
        if content.count(_ENTRY) > MAX_PARTS:
            raise Unreadable
        try:
            self._zip = ZipFile(BytesIO(content))
        except Exception:  # a damaged file breaks the reader in many ways
            raise Unreadable from None
        self.names = set(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """One part, unpacked; empty where it is not there."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MAX_PART + 1)
        except Exception:  # as above: also methods of packing and passwords that are not known here
            raise Unreadable from None
        if len(content) > MAX_PART:
            raise Unreadable
        return content


Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


def walk(content: bytes, start: Start, end: End, data: Data) -> None:
    """Walks through XML; names come without their namespace. Raises Unreadable, also for a document type."""

    def refuse(*_: object) -> None:
        raise Unreadable

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = data
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Unreadable from None


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class Lines:
    """The text of XML line by line: one for each element of `ends`, a space for each of `gaps`, none from `skip`.

    `words`: the only elements whose text counts; without it all text within a line does.
    """

    def __init__(
        self, ends: Collection[str], gaps: Collection[str], skip: Collection[str], words: Collection[str] = ()
    ) -> None:
        """Says which elements count, by their names without namespace."""
        self._ends, self._gaps, self._skip, self._words = ends, gaps, skip, words

    def of(self, content: bytes) -> list[str]:
        """The lines of a part, in order; one within another comes first. Raises Unreadable."""
        self._found, self._open = list[str](), list[list[str]]()
        self._skipped = self._counted = 0
        if content:
            walk(content, self._start, self._end, self._data)
        return self._found

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._skipped += name in self._skip
        self._counted += name in self._words
        if name in self._ends:
            self._open.append([])
        elif name in self._gaps:
            self._add(" ")

    def _end(self, name: str) -> None:
        if name in self._ends:
            self._found.append("".join(self._open.pop()))
        self._skipped -= name in self._skip
        self._counted -= name in self._words

    def _data(self, text: str) -> None:
        if self._counted or not self._words:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._skipped:
            self._open[-1].append(text)


def named_value(content: bytes, element: str, name: str) -> str | None:
    """The text in the element of a kind that has this name, null where there is none. Raises Unreadable."""
    found: list[str] = []
    within = depth = 0

    def start(kind: str, attributes: dict[str, str]) -> None:
        nonlocal within, depth
        depth += 1
        if kind == element and attributes.get("name") == name:
            within = depth
            found.clear()

    def end(_: str) -> None:
        nonlocal within, depth
        depth -= 1
        if depth < within:
            within = 0

    if content:
        walk(content, start, end, lambda text: found.append(text) if within else None)
    return "".join(found).strip() or None
