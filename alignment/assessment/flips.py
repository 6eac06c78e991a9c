"""Which single judgement or choice decides: what one step in a verdict, dose, priority or threshold would change."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from alignment.assessment.assess import result_of, target_result
from alignment.assessment.firing import contribution
from alignment.assessment.flipping import Change, Flip, Flips, sort_key
from alignment.assessment.setup import TOLERANCE, Pair, Setup
from alignment.assessment.standing import Standing, make_standing, order_changes, target_changes
from alignment.model.catalogue import LocatedRule, LocatedTarget
from alignment.model.result import TargetResult
from alignment.model.rule import Alignment

VERDICT_STEPS: dict[Alignment, tuple[Alignment, ...]] = {
    "direct": ("indirect",),
    "indirect": ("direct", "none"),
    "none": ("indirect",),
    "opposes": ("none",),
}
ASSESSED_AS: tuple[Alignment, ...] = ("direct", "indirect", "none")
DOSE_STEP = 0.25
THRESHOLD_STEP = 0.1
PRIORITY_STEP = 2.0


def find_flips(setups: Sequence[Setup]) -> tuple[Flips, ...]:
    """For each scenario the steps that alter a status, a gap or the order of the scenarios, weightiest first.

    A verdict moves along none, indirect, direct; a dose moves to the next quarter up or down, a threshold by 0.1, a
    priority is doubled or halved. Apart from these: each verdict that a pair without a rule could get. The steps are
    taken one at a time.
    """
    standings = [make_standing(setup) for setup in setups]
    return tuple(_of_scenario(place, standings) for place in range(len(standings)))


def _of_scenario(place: int, standings: Sequence[Standing]) -> Flips:
    steps = (
        *_verdicts(place, standings),
        *_doses(place, standings),
        *_thresholds(standings[place]),
        *_priorities(place, standings),
    )
    return Flips(_telling(steps), _telling(_assessments(place, standings)))


def _telling(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    return tuple(sorted((flip for flip in flips if flip.changes), key=sort_key))


def _verdicts(place: int, standings: Sequence[Standing]) -> Iterator[Flip]:
    own = standings[place]
    for target in own.targets.values():
        open_gap = own.gaps.get(target.id) is not None
        for intervention in own.setup.catalogue.interventions:
            if intervention not in own.setup.doses and not open_gap:
                continue  # what is not part of the scenario can only change what is said of a gap
            for located in own.setup.of_pair(intervention, target.id):
                for new in VERDICT_STEPS[located.rule.alignment]:
                    changes = _with_rule(place, standings, target, located, new)
                    old = located.rule.alignment
                    yield Flip("verdict", intervention, target.id, old, new, changes, located)


def _with_rule(
    place: int, standings: Sequence[Standing], target: LocatedTarget, located: LocatedRule, new: Alignment
) -> tuple[Change, ...]:
    """What another verdict in a rule changes: the same rule speaks in every scenario."""
    changed = LocatedRule(
        located.intervention, located.rule.model_copy(update={"alignment": new}), located.path, located.line
    )
    setups = [_replaced(each.setup, located, changed) for each in standings]
    moved: dict[int, TargetResult] = {}
    for other, (setup, standing) in enumerate(zip(setups, standings, strict=True)):
        if setup is not None and target.id in standing.targets:
            moved[other] = _reweighed(setup, standing, target, located.intervention)
    own = setups[place]
    assert own is not None
    changes = target_changes(standings[place], own, [moved[place]])
    return (*changes, *_order(place, standings, {other: [result] for other, result in moved.items()}))


def _replaced(setup: Setup, located: LocatedRule, changed: LocatedRule) -> Setup | None:
    """The setup with one rule replaced, or null where that rule does not apply."""
    rules = setup.of_pair(*located.pair)
    if not any(each is located for each in rules):
        return None
    others = tuple(changed if each is located else each for each in rules)
    return replace(setup, rules={**setup.rules, located.pair: others})


def _reweighed(setup: Setup, standing: Standing, target: LocatedTarget, intervention: str) -> TargetResult:
    """The result of a target after the rules of one pair changed."""
    before = standing.results[target.id]
    dose = setup.doses.get(intervention)
    if dose is None:
        return before
    new = contribution(setup, intervention, target.id, dose)
    contributions = tuple(new if each.intervention == intervention else each for each in before.contributions)
    return result_of(setup, target, contributions)


def _assessments(place: int, standings: Sequence[Standing]) -> Iterator[Flip]:
    """What a first verdict would change where nobody has assessed a pair of this scenario."""
    own = standings[place]
    model = next(iter(own.setup.catalogue.rules), None)
    for target in own.targets.values():
        for intervention in own.setup.doses:
            if model is None or own.setup.of_pair(intervention, target.id):
                continue
            for new in ASSESSED_AS:
                pair = (intervention, target.id)
                moved = {
                    other: [_reweighed(_assumed(standing.setup, pair, model, new), standing, target, intervention)]
                    for other, standing in enumerate(standings)
                    if target.id in standing.targets and not standing.setup.of_pair(*pair)
                }
                changes = target_changes(own, _assumed(own.setup, pair, model, new), moved[place])
                yield Flip(
                    "assessment", intervention, target.id, None, new, (*changes, *_order(place, standings, moved))
                )


def _assumed(setup: Setup, pair: Pair, model: LocatedRule, alignment: Alignment) -> Setup:
    """The setup with a plain rule for a pair that has none."""
    intervention, target = pair
    changes = {
        "target": target,
        "alignment": alignment,
        "confidence": "medium",
        "when": None,
        "groups": None,
        "in_force": None,
    }
    located = LocatedRule(intervention, model.rule.model_copy(update=changes), "", 0)
    return replace(setup, rules={**setup.rules, pair: (located,)})


def _doses(place: int, standings: Sequence[Standing]) -> Iterator[Flip]:
    own = standings[place]
    for intervention, dose in own.setup.doses.items():
        for new in _next_doses(dose):
            doses = {**own.setup.doses, intervention: new}
            setup = replace(own.setup, doses={name: each for name, each in doses.items() if each > 0})
            moved = [
                target_result(setup, target)
                for target in own.targets.values()
                if own.setup.of_pair(intervention, target.id) or new == 0
            ]
            changes = target_changes(own, setup, moved)
            yield Flip("dose", intervention, None, dose, new, (*changes, *_order(place, standings, {place: moved})))


def _next_doses(dose: float) -> list[float]:
    """The next quarter below and above a dose, within 0 to 1."""
    steps = [step * DOSE_STEP for step in range(round(1 / DOSE_STEP) + 1)]
    below = [step for step in steps if step < dose - TOLERANCE]
    above = [step for step in steps if step > dose + TOLERANCE]
    return [*below[-1:], *above[:1]]


def _thresholds(own: Standing) -> Iterator[Flip]:
    old = own.setup.threshold
    for new in (round(old - THRESHOLD_STEP, 12), round(old + THRESHOLD_STEP, 12)):
        if 0 < new <= 1:
            setup = replace(own.setup, threshold=new)
            moved = [
                result_of(setup, target, own.results[target.id].contributions)
                for target in own.targets.values()
                if target.link == "theme"
            ]
            yield Flip("threshold", None, None, old, new, target_changes(own, setup, moved))


def _priorities(place: int, standings: Sequence[Standing]) -> Iterator[Flip]:
    """A priority is a view on the policy, so a step moves it in every scenario that knows the target."""
    own = standings[place]
    for target in own.targets.values():
        if target.link != "theme":
            continue
        old = own.setup.priority(target.id)
        for factor in (PRIORITY_STEP, 1.0 / PRIORITY_STEP):
            weights = [each.setup.priority(target.id) * factor for each in standings]
            if not all(0 < weight < math.inf for weight in weights):
                continue  # a float cannot hold it
            varied = [each.with_priority(target.id, weight) for each, weight in zip(standings, weights, strict=True)]
            first = varied[place].first_gap_change(own)
            changes = (*first, *order_changes(standings, varied, target.framework.framework))
            yield Flip("priority", None, target.id, old, old * factor, changes)


def _order(place: int, standings: Sequence[Standing], moved: dict[int, list[TargetResult]]) -> tuple[Change, ...]:
    """Changes in the order of the scenarios, by any framework whose targets moved in this scenario."""
    if len(standings) < 2:
        return ()
    frameworks = dict.fromkeys(result.framework for result in moved[place])
    varied = [each.with_results(moved[other]) if other in moved else each for other, each in enumerate(standings)]
    return tuple(change for name in frameworks for change in order_changes(standings, varied, name))
