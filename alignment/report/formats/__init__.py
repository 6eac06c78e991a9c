"""A document in the formats that a ministry uses; what a format needs is loaded when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from alignment.report.document import Document


@dataclass(frozen=True)
class Format:
    """A file format: its name is also the end of the file's name; `place` says where its writer is."""

    name: str
    mime: str
    place: str

    def write(self, document: Document) -> bytes:
        """The document in this format."""
        module, _, name = self.place.partition(":")
        writer: Callable[[Document], bytes] = getattr(import_module(f"alignment.report.formats.{module}"), name)
        return writer(document)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("md", "text/markdown", "markdown:write"),
        Format("docx", _WORD, "word:write_docx"),
        Format("odt", "application/vnd.oasis.opendocument.text", "word:write_odt"),
        Format("html", "text/html", "html:write"),
        Format("pdf", "application/pdf", "pdf:write"),
        Format("xlsx", _SHEETS, "sheets:write"),
        Format("json", "application/json", "data:write"),
    )
}
"""All formats by name, the one that other tools read best first."""
