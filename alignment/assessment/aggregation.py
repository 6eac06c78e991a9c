"""Other ways to add contributions up, as a check: would another formula say something else?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from alignment.assessment.coverage import combine
from alignment.assessment.flipping import Change
from alignment.assessment.setup import TOLERANCE
from alignment.assessment.standing import Standing, order_changes, target_changes
from alignment.model.result import Contribution, TargetResult

Formula = Literal["max", "sum", "power"]


def _power(contribution: Contribution) -> float:
    """1 - (1 - r)^w: the dose as an exponent, so that half a dose twice is one whole."""
    strength = contribution.reason.params["strength"]  # value / dose would be 1 for the smallest doses
    return float(1.0 - (1.0 - strength) ** contribution.dose)


FORMULAS: dict[Formula, Callable[[Sequence[Contribution]], float]] = {
    "max": lambda firing: max((each.value for each in firing), default=0.0),
    "sum": lambda firing: min(1.0, sum(each.value for each in firing)),
    "power": lambda firing: combine(map(_power, firing)),
}
"""The largest contribution; the sum capped at 1; 1 - prod((1 - r)^w)."""


@dataclass(frozen=True)
class Alternative:
    """What one other formula gives: coverage by target, scores by framework, and what changes in words.

    `changes`: which targets are covered and in which order the scenarios stand; no status depends on the formula.
    """

    formula: Formula
    coverage: tuple[tuple[str, float], ...]
    scores: tuple[tuple[str, float], ...]
    changes: tuple[Change, ...]


def find_alternatives(standings: Sequence[Standing]) -> tuple[tuple[Alternative, ...], ...]:
    """For each scenario what the other formulas give."""
    found: list[list[Alternative]] = [[] for _ in standings]
    for formula in FORMULAS:
        varied = [_varied(each, formula) for each in standings]
        for place, (before, after) in enumerate(zip(standings, varied, strict=True)):
            found[place].append(_alternative(formula, before, after, standings, varied))
    return tuple(map(tuple, found))


def _alternative(
    formula: Formula, before: Standing, after: Standing, standings: Sequence[Standing], varied: Sequence[Standing]
) -> Alternative:
    scores = [(name, score) for name in before.setup.frameworks if (score := after.score(name)) is not None]
    orders = (change for name, _ in scores for change in order_changes(standings, varied, name))
    moved = target_changes(before, after.setup, after.results.values())
    return Alternative(
        formula=formula,
        coverage=tuple((name, result.coverage) for name, result in after.results.items()),
        scores=tuple(scores),
        changes=(*(change for change in moved if change.kind == "covered"), *orders),
    )


def _varied(standing: Standing, formula: Formula) -> Standing:
    return standing.with_results(_recombined(standing, each, formula) for each in standing.results.values())


def _recombined(standing: Standing, result: TargetResult, formula: Formula) -> TargetResult:
    """The result by another formula; its interval and probability belong to the usual one and stay as they are."""
    coverage = FORMULAS[formula]([each for each in result.contributions if each.fires])
    covered = result.status == "direct" and coverage >= standing.setup.threshold - TOLERANCE
    return replace(result, coverage=coverage, covered=covered)
