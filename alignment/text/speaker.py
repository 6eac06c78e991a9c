"""Codes, ids and results as words in one language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from alignment.model.base import Citation, Text
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.intervention import Actor
from alignment.model.message import Reason
from alignment.model.result import Advice, Closing, Contribution, Elsewhere
from alignment.model.rule import Condition
from alignment.text import format as formats
from alignment.text.messages import messages

CONDITIONS = ("settings", "groups", "countries")


class Speaker:
    """Says what a catalogue and its results hold, in Dutch or English."""

    def __init__(self, catalogue: Catalogue, lang: str) -> None:
        """`lang` is `nl` or `en`."""
        self.catalogue = catalogue
        self.lang = lang
        self.messages = messages(lang)

    def say(self, key: str, /, **params: Any) -> str:
        """An interface text."""
        return self.messages.say(key, **params)

    def text(self, text: Text | None) -> str:
        """A bilingual text, empty where there is none."""
        return text.in_language(self.lang) if text else ""

    def number(self, value: float, decimals: int = 2) -> str:
        """A number with at most so many decimals."""
        return formats.number(value, self.lang, decimals)

    def score(self, value: float) -> str:
        """A coverage or score with two decimals; what is not quite 1 is not shown as 1."""
        if 0.995 <= value < 1.0 - 1e-9:
            return f"> {formats.fixed(0.99, self.lang)}"
        return formats.fixed(value, self.lang)

    def percent(self, value: float) -> str:
        """A share as a percentage."""
        return formats.percent(value, self.lang)

    def day(self, value: date) -> str:
        """A date in words."""
        return formats.day(value, self.lang)

    def listed(self, items: Iterable[str], *, alternatives: bool = False) -> str:
        """A list in a sentence, joined by "and", or by "or" for alternatives."""
        return formats.listed(items, self.lang, alternatives=alternatives)

    def intervention(self, intervention: str) -> str:
        """The title of an intervention type."""
        found = self.catalogue.interventions.get(intervention)
        return self.text(found.title) if found else intervention

    def inline(self, intervention: str) -> str:
        """The title of an intervention type within a sentence: without the capital, unless it is an abbreviation."""
        return formats.small(self.intervention(intervention))

    def inlines(self, interventions: Iterable[str]) -> str:
        """Titles of intervention types as a list within a sentence."""
        return self.listed([self.inline(each) for each in interventions])

    def actor(self, actor: Actor) -> str:
        """The name of an actor in this language."""
        return actor.english_name or actor.name if self.lang == "en" else actor.name

    def framework(self, framework: str) -> str:
        """The short name of a framework: BHOS."""
        found = self.catalogue.frameworks.get(framework)
        return self.text(found.short) if found else framework

    def target_code(self, target: str) -> str:
        """A target by framework and code: BHOS 3.1."""
        found = self.catalogue.targets.get(target)
        return f"{self.text(found.framework.short)} {found.target.code}" if found else target

    def target(self, target: str) -> str:
        """A target with its title: BHOS 3.1 (SRGR en hiv/aids)."""
        found = self.catalogue.targets.get(target)
        return f"{self.target_code(target)} ({self.text(found.target.title)})" if found else target

    def targets_word(self, framework: str, count: int) -> str:
        """The framework's own word for so many targets: beleidsartikelen."""
        word = self.catalogue.frameworks[framework].word
        return self.text(word.one if count == 1 else word.other)

    def term(self, kind: str, term: str) -> str:
        """The title of an entry of a closed list (`settings`, `groups`, `pathways`, `functions`, `evidence`)."""
        titles = {each.id: each.title for each in getattr(self.catalogue.types, kind)}
        return self.text(titles.get(term)) or term

    def terms(self, kind: str, terms: Iterable[str]) -> str:
        """Titles of a closed list as a list within a sentence."""
        return self.listed([formats.small(self.term(kind, each)) for each in terms])

    def citation(self, citation: Citation) -> str:
        """A citation in words: the source's title with its section."""
        source = self.catalogue.sources.get(citation.source)
        title = self.text(source.title) if source else citation.source
        return self.say("source.citation", title=title, at=citation.at)

    def citations(self, citations: Iterable[Citation]) -> str:
        """Citations in short, sections together by source: `studie 2022, 4.4.1 en 5.2.2`."""
        sections: dict[str, list[str]] = {}
        for each in citations:
            sections.setdefault(each.source, []).append(each.at)
        return "; ".join(
            self.say("source.citation", title=self.source(source), at=self.listed(dict.fromkeys(places)))
            for source, places in sections.items()
        )

    def source(self, source: str) -> str:
        """The short name of a source."""
        found = self.catalogue.sources.get(source)
        return self.text(found.short) if found else source

    def condition(self, when: Condition | None) -> str:
        """What a rule needs, in words; empty where it needs nothing."""
        if when is None:
            return ""
        return self.needs({kind: getattr(when, kind) or () for kind in CONDITIONS}, CONDITIONS)

    def needs(self, needs: Mapping[str, Iterable[str]], kinds: Iterable[str]) -> str:
        """What a rule needs of the context, in words, of some kinds of condition."""
        needs = {kind: needs.get(kind, ()) for kind in kinds}
        parts = []
        for kind in ("settings", "groups"):
            if needs.get(kind):
                parts.append(self.say(f"condition.{kind}", names=self.terms(kind, needs[kind])))
        if needs.get("countries"):
            names = [formats.country(code, self.lang) for code in needs["countries"]]
            parts.append(self.say("condition.countries", names=self.listed(names)))
        return self.listed(parts)

    def why(self, contribution: Contribution) -> str:
        """Why a contribution is as it is: the reason and, where there is a rule, its reasoning."""
        reason, params = contribution.reason, dict(contribution.reason.params)
        if reason.code == "unmet":
            params = {"needs": self.needs(params["needs"], params["missing"])}
        elif reason.code == "fires":
            params = {
                "alignment": self.say(f"alignment.{contribution.alignment}"),
                "dose": self.percent(params["dose"]),
                "strength": self.score(params["strength"]),
                "value": self.score(params["value"]),
            }
        sentence = self.say(f"reason.{reason.code}", **params)
        if contribution.located:
            return f"{sentence} {self.text(contribution.located.rule.rationale)}"
        return sentence

    def basis(self, located: LocatedRule) -> str:
        """Whether a rule is stated or derived, and with what confidence."""
        rule = located.rule
        return self.say(
            "rule.basis", basis=self.say(f"basis.{rule.basis}"), confidence=self.say(f"confidence.{rule.confidence}")
        )

    def rule(self, located: LocatedRule) -> str:
        """A rule on one line, by its ids."""
        rule = located.rule
        return self.say(
            "cli.rule",
            intervention=located.intervention,
            target=rule.target,
            alignment=self.say(f"alignment.{rule.alignment}"),
            basis=self.basis(located),
            when=f", {self.condition(rule.when)}" if rule.when else "",
            sources=", ".join(str(each) for each in rule.sources),
        )

    def notice(self, notice: Reason) -> str:
        """A notice as a sentence."""
        params = dict(notice.params)
        if "kind" in params:
            params["name"] = self._named(params["kind"], params["id"])
        if isinstance(params.get("on"), date):
            params["on"] = self.day(params["on"])
        for key in ("from", "until"):
            if isinstance(params.get(key), str):
                params[key] = formats.partial_date(params[key], self.lang)
        if "target" in params:
            params["name"] = self.target_code(params["target"])
        if "interventions" in params:
            params["names"] = formats.capital(self.inlines(params["interventions"]))
            params["n"] = len(params["interventions"])
        for key in ("text", "title"):
            if isinstance(params.get(key), Text):
                params[key] = self.text(params[key])
        if "sources" in params:
            params["sources"] = self.citations(params["sources"])
        return self.say(f"notice.{notice.code}", **params)

    def _named(self, kind: str, name: str) -> str:
        if kind == "framework":
            return self.say("notice.kind.framework", name=self.framework(name))
        return self.say(f"notice.kind.{kind}", name=self.target_code(name) if kind == "target" else name)

    def advice(self, advice: Advice) -> str:
        """Why a recommendation is in its state; its own text where the file gives no reason for that state."""
        why = advice.recommendation.why
        reasons = {"met": why.met, "partly": why.partly, "not-met": why.not_met, "unknown": why.unknown}
        return self.text(reasons[advice.state] or advice.recommendation.text)

    def closing(self, closing: Closing) -> str:
        """What would close a gap, in words: the intervention, its dose and what it needs."""
        key = "closing.in-setting" if closing.when else "closing.any-dose" if closing.any_dose else "closing.dose"
        return self.say(
            key,
            intervention=self.inline(closing.intervention),
            dose=formats.percent_up(closing.dose, self.lang),
            coverage=self.score(closing.coverage),
            when=self.condition(closing.when),
        )

    def elsewhere(self, elsewhere: Elsewhere) -> str:
        """Where else a component could be carried, in words."""
        key = "elsewhere.here" if elsewhere.fires else "elsewhere.if"
        return self.say(
            key,
            target=self.target_code(elsewhere.target),
            alignment=self.say(f"alignment.{elsewhere.alignment}"),
            when=self.condition(elsewhere.when),
        )
