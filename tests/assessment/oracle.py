"""The method of DESIGN §5 written a second time, plainly and slowly, as the judge of alignment.assessment.

Nothing here imports the code under test; only the models are shared.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alignment.model.base import first_day, last_day
from alignment.model.rule import Rule
from alignment.model.scenario import Scenario
from tests.assessment.strategies import World

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Pair:
    """What one component means for one target: the rules that apply, and the strongest that fires."""

    intervention: str
    dose: float
    rules: tuple[Rule, ...]
    firing: Rule | None

    def interval(self, world: World, u: float) -> float:
        assert self.firing
        scale = world.catalogue.scale
        factor = {"high": scale.confidence.high, "medium": scale.confidence.medium, "low": scale.confidence.low}
        half = scale.half_width * factor[self.firing.confidence]
        return min(1.0, max(0.0, self.strength(world) + (2 * u - 1) * half))

    def strength(self, world: World) -> float:
        assert self.firing
        return strength(world, self.firing)


def strength(world: World, rule: Rule) -> float:
    strengths = world.catalogue.scale.strengths
    return {"direct": strengths.direct, "indirect": strengths.indirect}.get(rule.alignment, 0.0)


def threshold(world: World) -> float:
    given = world.scenario.threshold
    return world.catalogue.scale.threshold if given is None else given


def doses(scenario: Scenario) -> dict[str, float]:
    """Summed within an intervention, capped at 1; those of 0 are left out."""
    total: dict[str, float] = {}
    for each in scenario.components:
        dose = each.dose
        if dose is None:
            assert each.budget_eur is not None
            dose = min(1.0, each.budget_eur / scenario.full_delivery_eur[each.intervention])
        total[each.intervention] = total.get(each.intervention, 0.0) + dose
    return {name: min(1.0, dose) for name, dose in total.items() if dose > 0}


def days_away(rule: Rule, on: date) -> int:
    """Days between a date and the period in which a rule is in force; 0 within it."""
    start = rule.in_force.start if rule.in_force else None
    until = rule.in_force.until if rule.in_force else None
    if start and on < first_day(start):
        return (first_day(start) - on).days
    if until and on > last_day(until):
        return (on - last_day(until)).days
    return 0


def rules_of(world: World, intervention: str, target: str, stated_only: bool = False) -> tuple[Rule, ...]:
    """The rules of a pair in the version nearest to the date."""
    found = [
        each.rule
        for each in world.catalogue.rules
        if each.intervention == intervention and each.rule.target == target
        if not (stated_only and each.rule.basis == "derived")
    ]
    nearest = min((days_away(rule, world.on) for rule in found), default=0)
    return tuple(rule for rule in found if days_away(rule, world.on) == nearest)


def groups_of(world: World) -> set[str]:
    """The scenario's groups; none given means all children."""
    children = {each.id for each in world.catalogue.types.groups if each.child}
    return set(world.scenario.context.groups) or children


def is_met(world: World, rule: Rule) -> bool:
    context = world.scenario.context
    when = rule.when
    if when and when.settings and not any(each in context.settings for each in when.settings):
        return False
    if when and when.countries and not any(each in context.countries for each in when.countries):
        return False
    if when and when.groups and not any(each in groups_of(world) for each in when.groups):
        return False
    return not rule.groups or any(each in groups_of(world) for each in rule.groups)


def fits(rule: Rule) -> bool:
    return rule.alignment in ("direct", "indirect")


def pairs(world: World, target: str, stated_only: bool = False) -> list[Pair]:
    found = []
    for intervention, dose in doses(world.scenario).items():
        rules = rules_of(world, intervention, target, stated_only)
        firing: Rule | None = None
        for rule in rules:
            stronger = firing is None or strength(world, rule) > strength(world, firing)
            if firing and strength(world, rule) == strength(world, firing):
                surest = ("high", "medium", "low")  # of equally strong rules the surest counts
                stronger = surest.index(rule.confidence) < surest.index(firing.confidence)
            if fits(rule) and is_met(world, rule) and stronger:
                firing = rule
        found.append(Pair(intervention, dose, rules, firing))
    return found


def status(found: Iterable[Pair]) -> str:
    listed = list(found)
    firing = [each.firing.alignment for each in listed if each.firing]
    if "direct" in firing:
        return "direct"
    if firing:
        return "indirect"
    if any(fits(rule) for each in listed for rule in each.rules):
        return "conditional"
    return "unassessed" if any(not each.rules for each in listed) else "none"


def combined(values: Iterable[float]) -> float:
    return 1.0 - math.prod(1.0 - each for each in values)


def coverage(world: World, found: Iterable[Pair]) -> float:
    return combined(each.dose * each.strength(world) for each in found if each.firing)


def coverage_at(world: World, found: Iterable[Pair], u: float) -> float:
    return combined(each.dose * each.interval(world, u) for each in found if each.firing)


def high(world: World, found: list[Pair]) -> float:
    unknown = [each.dose for each in found if not each.rules]
    return combined([coverage_at(world, found, 1.0), *unknown])


def is_covered(world: World, found: list[Pair]) -> bool:
    return status(found) == "direct" and coverage(world, found) >= threshold(world) - TOLERANCE


def priority(world: World, target: str) -> float:
    return world.scenario.priorities.get(target, 1.0)


def theme_targets(world: World, framework: str | None = None) -> list[str]:
    """The targets that give gaps and enter a score, of the scenario's frameworks or of one."""
    names = [framework] if framework else list(world.scenario.frameworks)
    return [
        f"{name}-{each.code}"
        for name in names
        for each in world.catalogue.frameworks[name].targets
        if each.link == "theme"
    ]
