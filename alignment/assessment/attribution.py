"""Who carries a result: exact Shapley values of coverage and score, and what is lost without each component."""

from dataclasses import dataclass

import numpy as np

from alignment.assessment.coverage import combine
from alignment.assessment.grid import Flags, Floats, Grid
from alignment.assessment.setup import TOLERANCE

BLOCK = 1 << 18
"""Cells (scenario, intervention, target) at a time, so that memory does not grow with the scenarios."""


@dataclass(frozen=True)
class Share:
    """What one component carries of a target: `value`, its Shapley value; `leave_one_out`, by how much C drops.

    `covered_without`: whether the target is covered when the component is left out.
    """

    intervention: str
    value: float
    leave_one_out: float
    covered_without: bool


@dataclass(frozen=True)
class TargetShares:
    """A target; the values of the shares add up to its coverage."""

    target: str
    coverage: float
    covered: bool
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class FrameworkShare:
    """What one component carries of a framework's score; `loses`: the targets no longer covered without it."""

    intervention: str
    value: float
    leave_one_out: float
    loses: tuple[str, ...]


@dataclass(frozen=True)
class FrameworkShares:
    """A policy framework; the values of the shares add up to its score."""

    framework: str
    score: float
    shares: tuple[FrameworkShare, ...]


@dataclass(frozen=True)
class Attribution:
    """All targets and policy frameworks of a scenario; components in the scenario's order."""

    targets: tuple[TargetShares, ...]
    frameworks: tuple[FrameworkShares, ...]


def shapley(contributions: Floats) -> Floats:
    """Shapley values of C for contributions a of shape (S, I, T), each 0 to 1; the same shape.

    phi_i = a_i times the integral over u in 0..1 of prod over j not i of (1 - u a_j) (DESIGN §5): the multilinear
    extension of Owen (1972). The integrand is a polynomial of degree I - 1, so Gauss-Legendre with ceil(I / 2) nodes
    is exact. The nodes lie inside 0..1, so no factor is 0 and the product without one is a division.
    """
    values = np.zeros_like(contributions)
    scenarios, interventions, targets = contributions.shape
    if not values.size:
        return values
    nodes, weights = np.polynomial.legendre.leggauss((interventions + 1) // 2)
    size = max(1, BLOCK // (interventions * targets))
    for start in range(0, scenarios, size):
        part = contributions[start : start + size]
        found = values[start : start + size]
        for node, weight in zip((nodes + 1.0) / 2.0, weights / 2.0, strict=True):
            rest = 1.0 - node * part
            product = rest.prod(axis=1, keepdims=True)
            product *= weight
            found += np.divide(product, rest, out=rest)
        found *= part
    return values


def leave_one_out(contributions: Floats) -> Floats:
    """By how much C drops without each: a_i times the product over the others of 1 - a_j, shape (S, I, T).

    Products before and after each, not a division: 1 - a may be 0.
    """
    rest = 1.0 - contributions
    before, after = np.ones_like(rest), np.ones_like(rest)
    np.cumprod(rest[:, :-1], axis=1, out=before[:, 1:])
    np.cumprod(rest[:, :0:-1], axis=1, out=after[:, -2::-1])
    return contributions * before * after


def attribute(grid: Grid) -> Attribution:
    """The shares of a scenario's components in every target and policy framework."""
    contributions = grid.contributions
    values = shapley(contributions[None])[0]
    drops = leave_one_out(contributions[None])[0]
    coverage = np.array([combine(column) for column in contributions.T.tolist()])
    covered = _direct(grid) & (coverage >= grid.threshold - TOLERANCE)
    without = _direct_without(grid) & (coverage - drops >= grid.threshold - TOLERANCE)
    return Attribution(
        targets=tuple(
            TargetShares(
                target, float(coverage[place]), bool(covered[place]), _shares(grid, values, drops, without, place)
            )
            for place, target in enumerate(grid.targets)
        ),
        frameworks=tuple(
            FrameworkShares(
                framework,
                float(weights @ coverage),
                _framework_shares(grid, values, drops, covered & ~without, weights),
            )
            for framework, weights in zip(grid.frameworks, grid.weights, strict=True)
        ),
    )


def _direct(grid: Grid) -> Flags:
    """Whether a direct rule fires for each target, (T,)."""
    firing = grid.direct & (grid.doses[:, None] > 0)
    return np.asarray(firing.any(axis=0), dtype=bool)


def _direct_without(grid: Grid) -> Flags:
    """Whether a direct rule still fires for each target when each component is left out, (I, T)."""
    firing = grid.direct & (grid.doses[:, None] > 0)
    return np.asarray(firing.sum(axis=0) - firing > 0, dtype=bool)


def _shares(grid: Grid, values: Floats, drops: Floats, without: Flags, place: int) -> tuple[Share, ...]:
    columns = zip(grid.interventions, values[:, place], drops[:, place], without[:, place], strict=True)
    return tuple(Share(name, float(value), float(drop), bool(kept)) for name, value, drop, kept in columns)


def _framework_shares(
    grid: Grid, values: Floats, drops: Floats, lost: Flags, weights: Floats
) -> tuple[FrameworkShare, ...]:
    """`lost` (I, T): which targets are no longer covered without each component."""
    counted = lost & (weights > 0)
    return tuple(
        FrameworkShare(
            name,
            float(values[row] @ weights),
            float(drops[row] @ weights),
            tuple(target for target, gone in zip(grid.targets, counted[row], strict=True) if gone),
        )
        for row, name in enumerate(grid.interventions)
    )
