"""A document as one accessible page of HTML: no scripts that run, nothing from elsewhere, charts drawn in it."""

import base64
import hashlib
import re
from collections import Counter
from functools import cache

from markupsafe import Markup, escape

from alignment.charts.pictures import svg
from alignment.charts.places import EXPORTS
from alignment.report.document import Block, Chart, Document, Footnote, Line, Ref, Section, Strong, Table
from alignment.report.formats.common import LOCALES, RECORD, Numbering, inert, template
from alignment.report.formats.drawing import inline_svg
from alignment.text.messages import Messages, messages

_CONTENTS_FROM = 5
"""From how many headings a page has a table of contents."""


def write(document: Document) -> bytes:
    """The document as a file in UTF-8; the same document gives the same bytes."""
    page = _Page(document)
    text = template("memo.html.j2").render(
        document=document,
        page=page,
        say=page.words.say,
        locale=LOCALES[document.lang],
        locales=LOCALES,
        style=Markup(_style()),
        policy=_policy(_style()),
        record_name=RECORD,
        record=Markup(inert(document.provenance)),
    )
    return text.encode("utf-8")


class _Page:
    """What the template asks of a document: pieces of HTML, ids and numbers. It must ask in the order of the page."""

    def __init__(self, document: Document) -> None:
        self.words: Messages = messages(document.lang)
        self._numbering = Numbering(document)
        self._notes = {note.name: place for place, note in enumerate(document.footnotes, 1)}
        self._uses: Counter[str] = Counter()
        self._sections = _ids(document.sections)

    @property
    def has_contents(self) -> bool:
        """Whether there are enough headings for a table of contents; that of the notes is one."""
        return len(self._sections) + bool(self._notes) >= _CONTENTS_FROM

    def kind(self, block: Block) -> str:
        """Which kind of block it is."""
        return type(block).__name__.lower()

    def id(self, section: Section) -> str:
        """The id of a section, which no other has."""
        return self._sections[id(section)]

    def number(self, block: Table | Chart) -> int:
        """The number of a table among the tables, or of a chart among the charts."""
        return self._numbering.of(block)

    def noted(self, table: Table) -> set[int]:
        """The columns of a table in which footnotes are referred to: room is kept for them under each other."""
        return {place for row in table.rows for place, cell in enumerate(row) if cell.refs}

    def picture(self, chart: Chart) -> Markup:
        """A chart, drawn."""
        return Markup(inline_svg(svg(chart.draw()), f"figure-{self.number(chart)}", chart.alt))

    def line(self, line: Line) -> Markup:
        """A line; references beside each other are one group."""
        pieces: list[Markup] = []
        refs: list[Markup] = []
        for run in line:
            if isinstance(run, Ref):
                refs.append(self._ref(run))
                continue
            pieces += _group(refs)
            refs = []
            pieces.append(Markup("<strong>{}</strong>").format(run.text) if isinstance(run, Strong) else escape(run))
        return Markup("").join([*pieces, *_group(refs)])

    def _ref(self, ref: Ref) -> Markup:
        number = self._notes[ref.name]
        self._uses[ref.name] += 1
        return Markup('<a role="doc-noteref" id="{}" href="#note-{}" aria-label="{}">{}</a>').format(
            _use(number, self._uses[ref.name]), number, self.words.say("format.note", n=number), number
        )

    def note_lines(self, document: Document) -> list[tuple[Footnote, Markup]]:
        """Each footnote with its text: all of them, before any is asked where it was used, since notes have notes."""
        return [(note, self.line(note.line)) for note in document.footnotes]

    def back(self, note: Footnote) -> list[tuple[str, str, str]]:
        """The links back from a footnote: where to, what shows, and what it is called."""
        number, uses = self._notes[note.name], self._uses[note.name]
        if uses == 1:
            return [(_use(number, 1), "\u21a9\ufe0e", self.words.say("format.back", n=number))]
        return [
            (_use(number, place), str(place), self.words.say("format.back-place", n=number, place=place))
            for place in range(1, uses + 1)
        ]


def _group(refs: list[Markup]) -> list[Markup]:
    """References as one group, so that 1 and 2 do not read as 12."""
    return [Markup("<sup>{}</sup>").format(Markup(",\u202f").join(refs))] if refs else []


def _use(number: int, place: int) -> str:
    """The id of a place where a footnote is referred to."""
    return f"ref-{number}-{place}"


def _ids(sections: tuple[Section, ...]) -> dict[int, str]:
    """An id for each section and those in it, none twice."""
    ids: dict[int, str] = {}
    taken: Counter[str] = Counter()

    def name(found: tuple[Section, ...]) -> None:
        for each in found:
            wanted = "section-" + re.sub(r"[^\w.-]+", "-", each.id)
            taken[wanted] += 1
            ids[id(each)] = wanted if taken[wanted] == 1 else f"{wanted}_{taken[wanted]}"
            name(each.sections)

    name(sections)
    return ids


@cache
def _style() -> str:
    return (EXPORTS / "templates" / "memo.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """What the page may do: show this one style sheet, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
