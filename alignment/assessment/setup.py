"""What an assessment starts from: summed doses, resolved context, and the rules that apply on its date."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from alignment.model.base import Period, first_day
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.rule import Condition, Rule
from alignment.model.scenario import Component, Scenario

TOLERANCE = 1e-9

Pair = tuple[str, str]


@dataclass(frozen=True)
class Setup:
    """A scenario made ready: `doses` above 0 in the scenario's order, the context as sets, rules by pair.

    `frameworks`: those of the scenario, once each; a default that the catalogue lacks is left out.
    """

    catalogue: Catalogue
    scenario: Scenario
    on: date
    threshold: float
    stated_only: bool
    frameworks: tuple[str, ...]
    doses: dict[str, float]
    settings: frozenset[str]
    groups: frozenset[str]
    countries: frozenset[str]
    rules: dict[Pair, tuple[LocatedRule, ...]]

    def meets(self, rule: Rule) -> bool:
        """Whether the context meets the rule's conditions and the rule reaches one of the scenario's groups."""
        return not unmet(rule, self.settings, self.groups, self.countries)

    def strength(self, located: LocatedRule) -> float:
        """The strength of a rule's alignment, 0 to 1."""
        return self.catalogue.scale.strength(located.rule.alignment)

    def of_pair(self, intervention: str, target: str) -> tuple[LocatedRule, ...]:
        """The applicable rules of a pair; empty means not assessed."""
        return self.rules.get((intervention, target), ())

    def priority(self, target: str) -> float:
        """The weight of a target, 1 unless the scenario says otherwise."""
        return self.scenario.priorities.get(target, 1.0)


def assessment_date(scenario: Scenario, today: date) -> date:
    """The date whose policy versions apply: `on`, else the start of the period, else today."""
    if scenario.on:
        return first_day(scenario.on)
    if scenario.period and scenario.period.start:
        return first_day(scenario.period.start)
    return today


def dose_of(component: Component, full_delivery_eur: dict[str, float]) -> float:
    """The dose of a component, 0 to 1; a budget counts as its share of full delivery, at most 1.

    Raises ValueError where a budget has no full-delivery cost: a missing cost never becomes a full dose.
    """
    if component.dose is not None:
        return component.dose
    cost = full_delivery_eur.get(component.intervention)
    if cost is None or component.budget_eur is None:
        raise ValueError(component.intervention)
    return min(1.0, component.budget_eur / cost)


def summed_doses(scenario: Scenario) -> dict[str, float]:
    """Dose per intervention, summed and capped at 1, in the scenario's order; 0 for a candidate."""
    parts: dict[str, list[float]] = {}
    for component in scenario.components:
        parts.setdefault(component.intervention, []).append(dose_of(component, scenario.full_delivery_eur))
    return {intervention: min(1.0, math.fsum(sorted(doses))) for intervention, doses in parts.items()}


def unmet(rule: Rule, settings: Iterable[str], groups: Iterable[str], countries: Iterable[str]) -> tuple[str, ...]:
    """Which of a rule's conditions the context does not meet: of `settings`, `groups`, `countries`."""
    when = rule.when or Condition()
    missing = []
    if when.settings and not set(when.settings) & set(settings):
        missing.append("settings")
    if any(limit and not set(limit) & set(groups) for limit in (when.groups, rule.groups)):
        missing.append("groups")
    if when.countries and not set(when.countries) & set(countries):
        missing.append("countries")
    return tuple(missing)


def prepare(catalogue: Catalogue, scenario: Scenario, on: date, *, stated_only: bool = False) -> Setup:
    """Everything an assessment needs, resolved once."""
    context = scenario.context
    children = [group.id for group in catalogue.types.groups if group.child]
    return Setup(
        catalogue=catalogue,
        scenario=scenario,
        on=on,
        threshold=scenario.threshold if scenario.threshold is not None else catalogue.scale.threshold,
        stated_only=stated_only,
        frameworks=tuple(name for name in dict.fromkeys(scenario.frameworks) if name in catalogue.frameworks),
        doses={intervention: dose for intervention, dose in summed_doses(scenario).items() if dose > 0},
        settings=frozenset(context.settings),
        groups=frozenset(context.groups or children),
        countries=frozenset(context.countries),
        rules=applicable_rules(catalogue, on, stated_only=stated_only),
    )


@lru_cache(maxsize=64)
def applicable_rules(catalogue: Catalogue, on: date, *, stated_only: bool) -> dict[Pair, tuple[LocatedRule, ...]]:
    """The rules of each pair in the version in force on a date, else in the nearest version (kept: do not change)."""
    chosen = {}
    for pair, located in catalogue.rules_by_pair.items():
        rules = [each for each in located if not (stated_only and each.rule.basis == "derived")]
        if rules:
            away = [abs((each.rule.in_force or Period()).distance(on)) for each in rules]
            chosen[pair] = tuple(each for each, days in zip(rules, away, strict=True) if days == min(away))
    return chosen
