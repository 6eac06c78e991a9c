"""The alignment memo: from an assessment to sections of text, tables and footnotes, and to Markdown."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from alignment.assessment.assess import assess
from alignment.model.catalogue import Catalogue
from alignment.model.result import Assessment
from alignment.report import memo_findings as findings
from alignment.report import memo_sections as sections
from alignment.report.markdown import escape
from alignment.report.memo_parts import Footnote, Notes, Section
from alignment.report.memo_view import View
from alignment.text.speaker import Speaker

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "exports" / "templates"


@dataclass(frozen=True)
class Memo:
    """A memo ready to be laid out; texts may be Markdown (marked as such) or plain."""

    title: str
    opening: list[str]
    sections: list[Section]
    footnotes: list[Footnote] = field(default_factory=list)


def build_memo(catalogue: Catalogue, assessment: Assessment, lang: str) -> Memo:
    """What the memo says, section by section; the answer comes before the reasons."""
    speaker = Speaker(catalogue, lang)
    stated = assessment
    if not assessment.stated_only:
        stated = assess(catalogue, assessment.scenario, assessment.on, stated_only=True)
    notes = Notes(speaker)
    view = View(assessment, stated, speaker, notes)
    built = [
        sections.notices(view),
        sections.occasion(view),
        sections.advice(view),
        findings.fits(view),
        findings.fits_not(view),
        findings.gaps(view),
        findings.touched(view),
        findings.recommendations(view),
        sections.involve(view),
        sections.certainty(view),
        sections.integral(view),
        sections.differences(view),
        sections.account(view),
    ]
    return Memo(
        title=speaker.say("memo.title", title=view.title, frameworks=view.frameworks),
        opening=sections.opening(view),
        sections=[section for section in built if section.blocks],
        footnotes=notes.footnotes,
    )


def write_memo(catalogue: Catalogue, assessment: Assessment, lang: str) -> str:
    """The memo as CommonMark with tables and footnotes, in `nl` or `en`; the same input gives the same bytes."""
    memo = build_memo(catalogue, assessment, lang)
    return _environment().get_template("memo.md.j2").render(memo=memo)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: Any) -> Any:
    """Everything that the template prints is escaped, unless it is Markdown already."""
    return value if value == " " else escape(value)
