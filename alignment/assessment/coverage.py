"""The arithmetic of coverage: C = 1 - prod(1 - w r), its bounds, interval and probability (DESIGN §5)."""

import math
from collections.abc import Callable, Iterable

from alignment.assessment.setup import TOLERANCE
from alignment.model.result import Contribution
from alignment.model.rule import Scale


def combine(values: Iterable[float]) -> float:
    """1 - prod(1 - a) over contributions a in 0..1, without cancellation; 0 for none. Order does not matter."""
    total = 0.0
    for value in sorted(values):
        total += value * (1.0 - total)
    return total


def bounds(values: list[float]) -> tuple[float, float]:
    """The largest contribution and the sum capped at 1; 0, 0 where nothing fires."""
    return (max(values, default=0.0), min(1.0, math.fsum(values)))


def strength_at(scale: Scale, contribution: Contribution, position: float) -> float:
    """A firing rule's strength at a position u in 0..1 of its interval: mid + (2u - 1) half-width, clipped to 0..1."""
    assert contribution.located
    rule = contribution.located.rule
    middle, half = scale.strength(rule.alignment), scale.half_width_of(rule.confidence)
    return min(1.0, max(0.0, middle + (2.0 * position - 1.0) * half))


def coverage_at(scale: Scale, contributions: Iterable[Contribution], position: float) -> float:
    """Coverage with all strengths at the same position of their intervals; rises with the position."""
    return combine(each.dose * strength_at(scale, each, position) for each in contributions if each.fires)


def interval(scale: Scale, contributions: tuple[Contribution, ...]) -> tuple[float, float]:
    """Low and high coverage: all strengths at one end; high also counts every pair without a rule in full."""
    unknown = [each.dose for each in contributions if each.located is None]
    low, high = coverage_at(scale, contributions, 0.0), coverage_at(scale, contributions, 1.0)
    return low, combine([high, *unknown])


def probability(scale: Scale, contributions: tuple[Contribution, ...], threshold: float) -> float:
    """P(C >= threshold) when one u, uniform in 0..1, moves all strengths together; no samples: C rises with u."""
    reaches = _reaches(scale, contributions, threshold)
    if reaches(0.0):
        return 1.0
    if not reaches(1.0):
        return 0.0
    below, above = 0.0, 1.0
    for _ in range(60):
        middle = (below + above) / 2.0
        below, above = (below, middle) if reaches(middle) else (middle, above)
    return 1.0 - above


def _reaches(scale: Scale, contributions: tuple[Contribution, ...], threshold: float) -> Callable[[float], bool]:
    return lambda position: coverage_at(scale, contributions, position) >= threshold - TOLERANCE
