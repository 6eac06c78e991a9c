"""The parts of a memo: sections, blocks, and footnotes that lead every figure to rules and sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from alignment.model.base import Citation
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Contribution, TargetResult
from alignment.report.data import rule_place
from alignment.report.markdown import Markdown, footnote
from alignment.text.speaker import Speaker


@dataclass(frozen=True)
class Block:
    """A paragraph, a list or a table."""

    kind: Literal["text", "list", "table"]
    text: str = ""
    items: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A heading with its blocks; one without blocks is left out."""

    heading: str
    blocks: list[Block]


@dataclass(frozen=True)
class Footnote:
    """A footnote by name."""

    name: str
    text: str


def paragraphs(*texts: str) -> list[Block]:
    """Each text that is not empty as a paragraph."""
    return [Block("text", text=text) for text in texts if text]


def bullets(items: Iterable[str]) -> list[Block]:
    """The items as a list, or nothing where there are none."""
    listed = list(items)
    return [Block("list", items=listed)] if listed else []


def table(header: list[str], rows: list[list[str]]) -> list[Block]:
    """A table, or nothing where it has no rows."""
    return [Block("table", header=header, rows=rows)] if rows else []


class Notes:
    """Footnotes in the order of their first use, and the sections of sources that the memo rests on."""

    def __init__(self) -> None:
        """Starts without footnotes."""
        self._texts: dict[str, str] = {}
        self.cited: dict[str, dict[str, None]] = {}

    @property
    def footnotes(self) -> list[Footnote]:
        """All footnotes so far."""
        return [Footnote(name, text) for name, text in self._texts.items()]

    def cite(self, sources: Iterable[Citation]) -> None:
        """Remembers that the memo rests on these sections."""
        for source in sources:
            self.cited.setdefault(source.source, {})[source.at] = None

    def add(self, name: str, text: str) -> Markdown:
        """Adds a footnote once and gives the reference to it."""
        self._texts.setdefault(name, text)
        return footnote(name)

    def facts(self, name: str, sources: tuple[Citation, ...], speaker: Speaker) -> Markdown:
        """A footnote with only sources, for a fact."""
        self.cite(sources)
        cited = "; ".join(speaker.citation(each) for each in sources)
        return self.add(name, speaker.say("memo.footnote.fact", sources=cited) + ".")

    def target(self, result: TargetResult, speaker: Speaker) -> Markdown:
        """A footnote with every rule behind the coverage of a target: doses, strengths, sources, place of the rule."""
        firing = [each for each in result.contributions if each.fires and each.located]
        steps = [self._step(each, each.located, speaker) for each in firing if each.located]
        if not steps:
            return Markdown("")
        text = speaker.say(
            "memo.footnote.target",
            target=speaker.target_code(result.target),
            steps="; ".join(steps),
            coverage=speaker.score(result.coverage),
        )
        return self.add(result.target, text)

    def _step(self, each: Contribution, located: LocatedRule, speaker: Speaker) -> str:
        return speaker.say(
            "memo.footnote.step",
            intervention=speaker.intervention(each.intervention),
            alignment=speaker.say(f"alignment.{each.alignment}"),
            dose=speaker.percent(each.dose),
            strength=speaker.score(speaker.catalogue.scale.strength(located.rule.alignment)),
            value=speaker.score(each.value),
            basis=speaker.basis(located),
            sources=self.sources(located, speaker),
            place=rule_place(located),
        )

    def sources(self, located: LocatedRule, speaker: Speaker) -> str:
        """The sources of a rule, by short id and section."""
        self.cite(located.rule.sources)
        return speaker.listed(f"{each.source} {each.at}" for each in located.rule.sources)
