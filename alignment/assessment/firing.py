"""Which rule decides a pair, whether it fires, and why."""

from alignment.assessment.setup import Setup, unmet
from alignment.model.case import Status
from alignment.model.catalogue import LocatedRule
from alignment.model.message import Reason
from alignment.model.result import Contribution
from alignment.model.rule import Condition

FITTING = ("direct", "indirect")


def contribution(setup: Setup, intervention: str, target: str, dose: float) -> Contribution:
    """What a component of a dose adds to a target, with the rule that decides and the reason.

    Where several rules of a pair are met (one per setting), the strongest that fires counts once.
    """
    rules = setup.of_pair(intervention, target)
    if not rules:
        return Contribution(intervention, target, dose, None, False, 0.0, Reason("not-assessed"))
    decisive = max(rules, key=lambda located: _rank(setup, located))
    rule = decisive.rule
    fires = dose > 0 and rule.alignment in FITTING and setup.meets(rule)
    value = dose * setup.strength(decisive) if fires else 0.0
    return Contribution(intervention, target, dose, decisive, fires, value, _reason(setup, decisive, dose, fires))


def _rank(setup: Setup, located: LocatedRule) -> tuple[bool, bool, float, float]:
    """A rule that is met and fits goes first, then one that would fit elsewhere, then the others, by strength.

    Of equally strong ones the surest, so that their order in the file means nothing.
    """
    met, fits = setup.meets(located.rule), located.rule.alignment in FITTING
    factor = setup.catalogue.scale.factor_of(located.rule.confidence)
    return met and fits, fits, setup.strength(located), -factor


def _reason(setup: Setup, located: LocatedRule, dose: float, fires: bool) -> Reason:
    rule = located.rule
    if fires:
        strength = setup.strength(located)
        return Reason("fires", {"dose": dose, "strength": strength, "value": dose * strength})
    missing = unmet(rule, setup.settings, setup.groups, setup.countries)
    if missing and rule.alignment in FITTING:
        return Reason("unmet", {"missing": missing, "needs": needs(located)})
    if rule.alignment in FITTING:
        return Reason("no-dose")
    return Reason(rule.alignment)


def needs(located: LocatedRule) -> dict[str, tuple[str, ...]]:
    """What a rule needs of the context: settings, groups (its conditions and whom it reaches), countries."""
    rule, when = located.rule, located.rule.when
    return {
        "settings": (when.settings if when else None) or (),
        "groups": tuple(dict.fromkeys([*((when.groups if when else None) or ()), *(rule.groups or ())])),
        "countries": (when.countries if when else None) or (),
    }


def status(contributions: tuple[Contribution, ...]) -> Status:
    """The ordinal status of a target, which needs no numbers (DESIGN §5)."""
    firing = {each.alignment for each in contributions if each.fires}
    if "direct" in firing:
        return "direct"
    if "indirect" in firing:
        return "indirect"
    if any(each.reason.code == "unmet" for each in contributions):
        return "conditional"
    if any(each.located is None for each in contributions):
        return "unassessed"
    return "none"


def needed(setup: Setup, located: LocatedRule) -> Condition | None:
    """What a rule asks that this context lacks, groups included; null where it is met."""
    if setup.meets(located.rule):
        return None
    asked = needs(located)
    return Condition(**{kind: values or None for kind, values in asked.items()})
