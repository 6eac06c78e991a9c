"""The parts of a memo: sections, blocks, and footnotes that lead every figure to rules and sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from alignment.model.base import Citation
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Contribution, TargetResult
from alignment.report.data import rule_place
from alignment.report.markdown import Markdown, footnote
from alignment.text.speaker import CONDITIONS, Speaker


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

    def __init__(self, speaker: Speaker) -> None:
        """Starts without footnotes."""
        self._speaker = speaker
        self._texts: dict[str, str] = {}
        self.cited: dict[str, dict[str, None]] = {}

    @property
    def footnotes(self) -> list[Footnote]:
        """All footnotes so far."""
        return [Footnote(name, text) for name, text in self._texts.items()]

    def sources(self, sources: Iterable[Citation]) -> str:
        """Citations in words; remembers that the memo rests on these sections."""
        listed = list(sources)
        for source in listed:
            self.cited.setdefault(source.source, {})[source.at] = None
        return self._speaker.citations(listed)

    def add(self, name: str, text: str) -> Markdown:
        """Adds a footnote once and gives the reference to it."""
        self._texts.setdefault(name, text)
        return footnote(name)

    def fact(self, name: str, sources: Iterable[Citation]) -> Markdown:
        """A footnote with only sources, for a fact."""
        return self.add(name, self._speaker.say("memo.footnote.fact", sources=self.sources(sources)))

    def target(self, result: TargetResult) -> Markdown:
        """A footnote with every rule behind the coverage of a target: dose, strength, sources, place of the rule."""
        speaker = self._speaker
        name, coverage = speaker.target_code(result.target), speaker.score(result.coverage)
        firing = [self._step(each, each.located) for each in result.contributions if each.fires and each.located]
        if firing:
            text = speaker.say("memo.footnote.target", target=name, steps="; ".join(firing), coverage=coverage)
            return self.add(result.target, text)
        verdicts = [self.verdict(each) for each in result.contributions if each.located]
        about = self.sources(speaker.catalogue.targets[result.target].target.sources)
        steps = "; ".join(verdicts) or speaker.say("memo.footnote.no-rule")
        text = speaker.say("memo.footnote.nothing", target=name, steps=steps, coverage=coverage, sources=about)
        return self.add(result.target, text)

    def pairs(self, name: str, pairs: Iterable[Contribution], title: str) -> Markdown:
        """A footnote with the verdict of each pair of one component, by target."""
        speaker = self._speaker
        steps = [
            speaker.say("memo.footnote.pair", target=speaker.target_code(each.target), verdict=self._verdict(each))
            for each in pairs
        ]
        return self.add(name, speaker.say("memo.footnote.pairs", title=title, steps="; ".join(steps)))

    def verdict(self, each: Contribution) -> str:
        """The verdict of a pair by intervention, with what it needs and where it stands."""
        intervention = self._speaker.intervention(each.intervention)
        return self._speaker.say("memo.footnote.pair", target=intervention, verdict=self._verdict(each))

    def _step(self, each: Contribution, located: LocatedRule) -> str:
        speaker = self._speaker
        return speaker.say(
            "memo.footnote.step",
            intervention=speaker.intervention(each.intervention),
            alignment=speaker.say(f"alignment.{each.alignment}"),
            dose=speaker.percent(each.dose),
            strength=speaker.score(speaker.catalogue.scale.strength(located.rule.alignment)),
            value=speaker.score(each.value),
            rule=self._rule(located),
        )

    def _verdict(self, each: Contribution) -> str:
        speaker = self._speaker
        if each.located is None:
            return speaker.say("status.unassessed")
        needs = speaker.needs(each.reason.params["needs"], CONDITIONS) if each.reason.code == "unmet" else ""
        key = "memo.footnote.verdict-if" if needs else "memo.footnote.verdict"
        alignment = speaker.say(f"alignment.{each.alignment}")
        return speaker.say(key, alignment=alignment, needs=needs, rule=self._rule(each.located))

    def _rule(self, located: LocatedRule) -> str:
        sources = self.sources(located.rule.sources)
        place, basis = rule_place(located), self._speaker.basis(located)
        return self._speaker.say("memo.footnote.rule", basis=basis, sources=sources, place=place)
