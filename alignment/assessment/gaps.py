"""Gaps: which theme targets are not covered, of what kind, how severe, and what would close them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from alignment.assessment.coverage import combine
from alignment.assessment.firing import FITTING, needed
from alignment.assessment.setup import TOLERANCE, Setup
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Closing, Gap, TargetResult
from alignment.model.rule import Condition

SMALLEST_DOSE = 0.01
"""The dose named where any dose above 0 would do (a direct rule is all that is missing)."""

Reach = Literal["structural", "context", "allocation"]


@dataclass(frozen=True)
class _Option:
    """An intervention's strongest rule for a target; `when` is what it needs that this context lacks."""

    intervention: str
    strength: float
    direct: bool
    when: Condition | None


def find_gaps(setup: Setup, results: Iterable[TargetResult]) -> tuple[Gap, ...]:
    """The gaps among the theme targets, most severe first."""
    themes = [result for result in results if result.link == "theme"]
    highest = max((setup.priority(result.target) for result in themes), default=1.0)
    gaps = [gap for result in themes if (gap := gap_of(setup, result, highest))]
    return tuple(sorted(gaps, key=lambda gap: -gap.severity))


def gap_of(setup: Setup, result: TargetResult, highest: float) -> Gap | None:
    """The gap of a theme target, or null; `highest` is the highest priority among the theme targets."""
    if result.covered:
        return _doubt(setup, result)
    here, anywhere = _options(setup, result.target, here=True), _options(setup, result.target, here=False)
    reach: Reach = "structural"
    if _covers(setup, here):
        reach = "allocation"
    elif _covers(setup, anywhere):
        reach = "context"
    closes: tuple[Closing, ...] = ()
    if reach == "allocation":
        closes = _closings(setup, result, here, full_dose=False)
    elif reach == "context":
        closes = _closings(setup, result, anywhere, full_dose=True)
    kind = "unassessed" if result.status == "unassessed" else reach
    return Gap(result.target, _severity(setup, result, highest), kind, closes)


def _severity(setup: Setup, result: TargetResult, highest: float) -> float:
    """(v / max v) (1 - min(C, cap) / tau); cap = tau where a direct rule fires, else tau / 2."""
    cap = setup.threshold if result.status == "direct" else setup.threshold / 2.0
    return setup.priority(result.target) / highest * (1.0 - min(result.coverage, cap) / setup.threshold)


def _doubt(setup: Setup, result: TargetResult) -> Gap | None:
    if result.probability < setup.catalogue.scale.certainty - TOLERANCE:
        return Gap(result.target, 0.0, "certainty", ())
    firing = [each.located.rule for each in result.contributions if each.fires and each.located]
    if any(rule.groups is None for rule in firing):
        return None
    reached = {group for rule in firing for group in rule.groups or ()}
    ordered = [group.id for group in setup.catalogue.types.groups]
    left_out = tuple(group for group in ordered if group in setup.groups - reached)
    if not left_out:
        return None
    return Gap(result.target, 0.0, "scope", (), left_out, tuple(group for group in ordered if group in reached))


def _options(setup: Setup, target: str, *, here: bool) -> list[_Option]:
    """Each intervention's strongest fitting rule for a target: in this context, or with every condition met."""
    options = []
    for intervention in setup.catalogue.interventions:
        rules = [
            located
            for located in setup.of_pair(intervention, target)
            if located.rule.alignment in FITTING and (not here or setup.meets(located.rule))
        ]
        if rules:
            best = max(rules, key=lambda located: (setup.strength(located), setup.meets(located.rule)))
            options.append(_option(setup, intervention, best))
    return options


def _option(setup: Setup, intervention: str, located: LocatedRule) -> _Option:
    direct = located.rule.alignment == "direct"
    return _Option(intervention, setup.strength(located), direct, needed(setup, located))


def _covers(setup: Setup, options: list[_Option]) -> bool:
    full = combine(option.strength for option in options)
    return any(option.direct for option in options) and full >= setup.threshold - TOLERANCE


def _closings(setup: Setup, result: TargetResult, options: list[_Option], *, full_dose: bool) -> tuple[Closing, ...]:
    single = [closing for option in options if (closing := _alone(setup, result, option, full_dose=full_dose))]
    if single:
        return tuple(sorted(single, key=lambda closing: (closing.added, -closing.coverage)))
    return _together(setup, result, options)


def _others(result: TargetResult, interventions: set[str]) -> tuple[float, bool]:
    """Coverage by the other components, and whether a direct rule fires among them."""
    firing = [each for each in result.contributions if each.fires and each.intervention not in interventions]
    return combine(each.value for each in firing), any(each.alignment == "direct" for each in firing)


def _alone(setup: Setup, result: TargetResult, option: _Option, *, full_dose: bool) -> Closing | None:
    """The smallest total dose at which one intervention covers the target, or null where it cannot alone."""
    others, direct = _others(result, {option.intervention})
    if not (direct or option.direct):
        return None
    present = setup.doses.get(option.intervention, 0.0)
    dose, any_dose = 1.0, False
    if not full_dose:
        open_share = (1.0 - others) * option.strength
        needed = (setup.threshold - others) / open_share if open_share > 0 else 0.0
        dose = round(max(needed, present, SMALLEST_DOSE), 12)
        any_dose = max(needed, present) < SMALLEST_DOSE
    coverage = combine([others, min(dose, 1.0) * option.strength])
    if dose > 1.0 or coverage < setup.threshold - TOLERANCE:
        return None
    added = max(0.0, dose - present)
    return Closing(option.intervention, dose, added, coverage, option.when, any_dose=any_dose)


def _together(setup: Setup, result: TargetResult, options: list[_Option]) -> tuple[Closing, ...]:
    """The fewest strongest interventions that cover the target together, each at dose 1."""
    _, direct = _others(result, set())
    ranked = sorted(options, key=lambda option: _remaining(setup, result, option))
    if not direct:
        first = next((option for option in ranked if option.direct), None)
        if first is None:
            return ()
        ranked = [first, *(option for option in ranked if option is not first)]
    chosen: list[_Option] = []
    for option in ranked:
        chosen.append(option)
        others, _ = _others(result, {each.intervention for each in chosen})
        coverage = combine([others, *(each.strength for each in chosen)])
        if coverage >= setup.threshold - TOLERANCE:
            return tuple(
                Closing(
                    each.intervention,
                    1.0,
                    1.0 - setup.doses.get(each.intervention, 0.0),
                    coverage,
                    each.when,
                    together=True,
                )
                for each in chosen
            )
    return ()


def _remaining(setup: Setup, result: TargetResult, option: _Option) -> float:
    """By what factor raising an intervention to dose 1 shrinks the uncovered part; smaller is stronger."""
    value = next((each.value for each in result.contributions if each.intervention == option.intervention), 0.0)
    return (1.0 - option.strength) / (1.0 - value) if value < 1.0 else 1.0
