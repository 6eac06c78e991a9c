"""Rules: finding some of them, and what rests on each: results of programmes and scenarios, and worked cases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from alignment.assessment.cases import CaseResult
from alignment.model.base import LANGUAGES, last_day
from alignment.model.catalogue import Catalogue, LocatedCase, LocatedRule
from alignment.model.result import Assessment, Contribution, TargetResult

Weight = Literal["decides", "adds", "silent"]


@dataclass(frozen=True)
class RuleFilter:
    """Which rules are wanted; what is null or empty is not asked. `months`: reviewed longer ago than so many."""

    intervention: str | None = None
    framework: str | None = None
    target: str | None = None
    alignment: str | None = None
    basis: str | None = None
    confidence: str | None = None
    months: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Resting:
    """A result that a rule has a say in.

    `decides`: without the rule the status would be another; `adds`: it counts beside others; `silent`: it makes that
    the pair is assessed, but counts for nothing here.
    """

    scenario: str
    target: str
    weight: Weight


@dataclass(frozen=True)
class Reliance:
    """All that rests on one rule."""

    results: tuple[Resting, ...]
    cases: tuple[LocatedCase, ...]


def find_rules(catalogue: Catalogue, wanted: RuleFilter, today: date) -> list[LocatedRule]:
    """The rules that meet every wish, in the order of the files."""
    return [each for each in catalogue.rules if _meets(catalogue, each, wanted, today)]


def _meets(catalogue: Catalogue, located: LocatedRule, wanted: RuleFilter, today: date) -> bool:
    rule = located.rule
    asked = {
        "intervention": located.intervention,
        "framework": catalogue.targets[rule.target].framework.framework,
        "target": rule.target,
        "alignment": rule.alignment,
        "basis": rule.basis,
        "confidence": rule.confidence,
    }
    if any(getattr(wanted, name) not in (None, value) for name, value in asked.items()):
        return False
    if wanted.months is not None and age_in_months(rule.reviewed, today) < wanted.months:
        return False
    said = " ".join(rule.rationale.in_language(lang) for lang in LANGUAGES).casefold()
    return all(word in said for word in wanted.words.casefold().split())


def age_in_months(reviewed: str, today: date) -> int:
    """Whole months between the last day that a date may mean and today; negative where it lies ahead."""
    then = last_day(reviewed)
    months = (today.year - then.year) * 12 + today.month - then.month
    return months - 1 if today.day < then.day else months


def reliances(
    catalogue: Catalogue, assessments: Iterable[Assessment], cases: Iterable[CaseResult]
) -> dict[LocatedRule, Reliance]:
    """What rests on every rule; the assessments and cases are those of this very catalogue."""
    results: dict[LocatedRule, list[Resting]] = {each: [] for each in catalogue.rules}
    touched: dict[LocatedRule, list[LocatedCase]] = {each: [] for each in catalogue.rules}
    for assessment in assessments:
        for target in assessment.targets:
            for located, weight in _weights(target):
                results[located].append(Resting(assessment.scenario.id or "", target.target, weight))
    for result in cases:
        for located in touched_by(result):
            touched[located].append(result.located)
    return {each: Reliance(tuple(results[each]), tuple(touched[each])) for each in catalogue.rules}


def touched_by(result: CaseResult) -> list[LocatedRule]:
    """The rules that decide something at a target that a case names, each once."""
    named = result.located.case.expect.targets
    found = {
        each.located: None
        for target in result.assessment.targets
        if target.target in named
        for each in target.contributions
        if each.located
    }
    return list(found)


def untouched_rules(catalogue: Catalogue, results: Iterable[CaseResult]) -> list[LocatedRule]:
    """The rules that decide nothing in any case that names their target."""
    touched = {located for result in results for located in touched_by(result)}
    return [located for located in catalogue.rules if located not in touched]


def _weights(target: TargetResult) -> Iterator[tuple[LocatedRule, Weight]]:
    firing = [each for each in target.contributions if each.fires]
    for each in target.contributions:
        if each.located:
            yield each.located, _weight(each, firing)


def _weight(chosen: Contribution, firing: list[Contribution]) -> Weight:
    if not chosen.fires:
        return "silent"
    others = {each.alignment for each in firing if each is not chosen}
    return "adds" if chosen.alignment in others or "direct" in others else "decides"
