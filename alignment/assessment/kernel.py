"""Coverage and scores of many scenarios at once: the same rules, other doses."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from alignment.assessment.grid import Flags, Floats
from alignment.assessment.products import Recipe, blocks, make_recipe
from alignment.assessment.setup import TOLERANCE

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Plan:
    """What is worked out once for strengths of shape (I, T); made by `make_plan`.

    `factors`: the intervention and the strength of each factor row 1 - w r, one for every strength above 0 that an
    intervention has anywhere. `recipe` says which rows each target multiplies; `block`, how many scenarios at a time.
    """

    interventions: int
    factors: tuple[tuple[int, float], ...]
    recipe: Recipe
    block: int | None


def make_plan(strengths: Floats, block: int | None = None) -> Plan:
    """The plan for strengths (I, T), each 0 to 1; quick and small when they take few different values.

    Without `block` as many scenarios at a time as fit in the cache. Raises ValueError unless `block` is above 0.
    """
    if block is not None and block < 1:
        raise ValueError("a block holds at least one scenario")
    interventions, targets = strengths.shape
    needed: list[list[int]] = [[] for _ in range(targets)]
    factors: list[tuple[int, float]] = []
    for intervention in range(interventions):
        for level in np.unique(strengths[intervention]).tolist():
            if level:
                for target in np.flatnonzero(strengths[intervention] == level):
                    needed[target].append(len(factors))
                factors.append((intervention, level))
    return Plan(interventions, tuple(factors), make_recipe(needed, len(factors)), block)


def coverage_blocks(plan: Plan, doses: Floats) -> Iterator[tuple[slice, Floats]]:
    """Coverage C = 1 - prod(1 - w r) of S scenarios, block by block: which scenarios, and C of shape (T, n).

    `doses` (I, S), each 0 to 1, is read one block at a time: an array, also one on disk (numpy.memmap) or broadcast.
    C is a view of a buffer that the next block overwrites: reduce it or copy it. Apart from `doses` memory does not
    grow with S. A product is taken, no logarithm, so a contribution of 1 gives exactly 1. Raises ValueError unless
    there are doses for each intervention of the plan.
    """
    if doses.shape[0] != plan.interventions:
        raise ValueError(f"doses of {doses.shape[0]} interventions for strengths of {plan.interventions}")

    def fill(part: slice, factors: Floats) -> None:
        for (intervention, level), factor in zip(plan.factors, factors, strict=True):
            np.multiply(doses[intervention, part], level, out=factor)
        np.subtract(1.0, factors, out=factors)

    return blocks(plan.recipe, doses.shape[1], fill, plan.block)


def scores(plan: Plan, doses: Floats, weights: Floats) -> Floats:
    """Framework scores F = sum of v C, (F, S), for weights (F, T) whose rows add up to 1 (`Grid.weights`)."""
    found = np.empty((weights.shape[0], doses.shape[1]))
    for part, coverage in coverage_blocks(plan, doses):
        found[:, part] = weights @ coverage
    return found


def covered(plan: Plan, doses: Floats, direct: Flags, threshold: float) -> Counts:
    """How many targets each scenario covers, (S,): a direct rule fires (dose above 0) and C reaches the threshold.

    `direct` (I, T): whether the pair's rule is direct (`Grid.direct`); a target that is not to be counted has none.
    """
    counted = direct.any(axis=0)
    of_target = direct.T[counted].astype(np.float32)
    found = np.zeros(doses.shape[1], dtype=np.int64)
    for part, coverage in coverage_blocks(plan, doses):
        present = (doses[:, part] > 0).astype(np.float32)
        reaches = coverage[counted] >= threshold - TOLERANCE
        reaches &= of_target @ present > 0
        found[part] = reaches.sum(axis=0)
    return found
