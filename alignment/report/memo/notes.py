"""The footnotes of a memo, which lead every figure to rules and sources."""

from collections.abc import Iterable

from alignment.assessment.robustness import Robustness
from alignment.model.base import Citation
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Contribution, FrameworkResult, TargetResult
from alignment.report.certain import method
from alignment.report.data import rule_place
from alignment.report.document import Footnote, Ref, line
from alignment.text.speaker import Speaker


def part(result: TargetResult, speaker: Speaker) -> str:
    """A target with its coverage; one that nobody has assessed has none, and says so."""
    unknown = result.status == "unassessed"
    coverage = speaker.say("status.unassessed") if unknown else speaker.score(result.coverage)
    return speaker.say("memo.footnote.part", target=speaker.target_code(result.target), coverage=coverage)


class Notes:
    """Footnotes by name, and the sections of sources that the memo rests on."""

    def __init__(self, speaker: Speaker) -> None:
        """Starts without footnotes."""
        self._speaker = speaker
        self._texts: dict[str, str] = {}
        self.cited: dict[str, dict[str, None]] = {}

    @property
    def footnotes(self) -> dict[str, Footnote]:
        """All footnotes so far, by name."""
        return {name: Footnote(name, line(text)) for name, text in self._texts.items()}

    def sources(self, sources: Iterable[Citation]) -> str:
        """Citations in words; remembers that the memo rests on these sections."""
        listed = list(sources)
        for source in listed:
            self.cited.setdefault(source.source, {})[source.at] = None
        return self._speaker.citations(listed)

    def add(self, name: str, text: str) -> Ref:
        """Adds a footnote once and gives the reference to it."""
        self._texts.setdefault(name, text)
        return Ref(name)

    def fact(self, name: str, sources: Iterable[Citation], document: str = "") -> Ref:
        """A footnote with only sources, for a fact; `document`: the number of the document it is about."""
        key = "memo.footnote.document" if document else "memo.footnote.fact"
        return self.add(name, self._speaker.say(key, sources=self.sources(sources), document=document))

    def target(self, result: TargetResult, scenario: str = "") -> Ref:
        """A footnote with the sources of every rule behind the coverage of a target, and where the rules stand.

        `scenario` tells the footnotes of several scenarios apart.
        """
        speaker, name = self._speaker, "-".join(part for part in (result.target, scenario) if part)
        title, coverage = speaker.target_code(result.target), speaker.score(result.coverage)
        firing = [each.located for each in result.contributions if each.fires and each.located]
        if firing:
            return self.add(name, self._sum(title, coverage, firing))
        steps = self._places([each.located for each in result.contributions if each.located])
        about = self.sources(speaker.catalogue.targets[result.target].target.sources)
        text = speaker.say("memo.footnote.nothing", target=title, steps=steps, coverage=coverage, sources=about)
        return self.add(name, text)

    def framework(self, result: FrameworkResult, targets: Iterable[TargetResult], word: str, scenario: str = "") -> Ref:
        """A footnote with the coverages that a score is the mean of, and the sources of the rules behind them."""
        speaker, found = self._speaker, list(targets)
        parts = "; ".join(part(each, speaker) for each in found)
        rules = [each.located for target in found for each in target.contributions if each.fires and each.located]
        text = speaker.say("memo.footnote.framework", n=result.targets, word=word, parts=parts)
        name = "-".join(part for part in ("score", result.framework, scenario) if part)
        sources = self.sources(dict.fromkeys(source for each in rules for source in each.rule.sources))
        return self.add(name, f"{text} {speaker.say('memo.footnote.from', sources=sources)}" if sources else text)

    def scale(self) -> Ref:
        """A footnote on the strengths, the threshold and their uncertainty: a convention, and where it stands."""
        note = self._speaker.text(self._speaker.catalogue.scale.note)
        return self.add("scale", self._speaker.say("memo.footnote.scale", note=note))

    def draws(self, robustness: Robustness) -> Ref:
        """A footnote on how often the strengths were drawn."""
        said = method(robustness, self._speaker)
        return self.add("draws", self._speaker.say("memo.footnote.draws", method=said))

    def component(self, framework: str, intervention: str, targets: Iterable[TargetResult]) -> Ref:
        """A footnote with the rules by which a component counts in a framework."""
        rules = [
            each.located
            for target in targets
            if target.framework == framework
            for each in target.contributions
            if each.fires and each.located and each.intervention == intervention
        ]
        return self.add(f"share-{framework}-{intervention}", self._places(rules))

    def _sum(self, title: str, coverage: str, rules: list[LocatedRule]) -> str:
        stated = sum(each.rule.basis == "stated" for each in rules)
        return self._speaker.say(
            "memo.footnote.sum",
            n=len(rules),
            target=title,
            coverage=coverage,
            stated=stated,
            derived=len(rules) - stated,
            places=self._places(rules),
        )

    def _places(self, rules: Iterable[LocatedRule]) -> str:
        """The sources of rules and where the rules stand."""
        found = list(rules)
        if not found:
            return self._speaker.say("memo.footnote.no-rules")
        sources = self.sources(dict.fromkeys(source for each in found for source in each.rule.sources))
        places = self._speaker.listed(dict.fromkeys(rule_place(each) or "" for each in found))
        return self._speaker.say("memo.footnote.places", sources=sources, places=places)

    def pairs(self, name: str, pairs: Iterable[Contribution], title: str) -> Ref:
        """A footnote with the rules on some pairs of one component."""
        rules = [each.located for each in pairs if each.located]
        return self.add(name, self._speaker.say("memo.footnote.about", title=title, places=self._places(rules)))
