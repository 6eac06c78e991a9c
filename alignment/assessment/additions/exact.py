"""The proof: HiGHS through scipy, in slices of time, with the best so far and the bound after each.

Coverage is linear in y = log(1 - C): y_t is the sum of log(1 - w r) over the options chosen. F is not: each target
gets a z_t at least exp(y_t), held from below by tangents of exp, and the problem is solved again with tangents at what
was found until nothing is gained. An option with w r = 1 stands for minus infinity; it lets z_t and y_t off instead.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from alignment.assessment.additions.build import allocation, value
from alignment.assessment.additions.greedy import rank
from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.additions.result import Progress
from alignment.assessment.grid import Floats
from alignment.assessment.setup import TOLERANCE

FIRST_SLICE = 0.5
LIMIT = 60.0
"""Seconds: a slice is twice the one before; after the limit the best so far and its bound stand."""

CLOSED = 1e-9
"""The gap between what was found and what is proven that counts as none."""

DEEPEST = 30.0
"""exp(-30) is nothing: no tangent lies lower."""

TANGENTS = (0.0, 0.15, 0.35, 0.6, 0.9, 1.25, 1.7, 2.3, 3.0, 4.0, 5.5, 8.0, 15.0, DEEPEST)
"""Where exp(-y) gets its first tangents: close together where it bends."""


def exact(
    problem: AllocationProblem, start: Floats, limit: float = LIMIT, first: float = FIRST_SLICE
) -> Iterator[Progress]:
    """From feasible doses (N,) on to the best, step by step; the last step is proven unless time ran out.

    Between steps the caller can stop; what was found and its bound hold. `first`: seconds until the first step; HiGHS
    begins anew in each step, so that who needs no stop does better with one long slice.
    """
    model = _Model(problem, start)
    if len(problem.owner) == len(problem.interventions) or not model.useful.size:  # nothing to choose, or no use
        yield Progress(1.0, allocation(problem, start, bound=value(problem, start), proven=True))
        return
    began, best, bound, length = time.monotonic(), start, None, min(first, limit)
    while True:
        doses, found, ended = model.solve(length)
        bound = found if bound is None or (found is not None and _tighter(problem, found, bound)) else bound
        if doses is not None and _better(problem, doses, best):
            best = doses
        proven = bound is not None and _gap(problem, best, bound) <= CLOSED
        spent = time.monotonic() - began
        shown = _meaning(problem, best, bound, proven=proven)
        over = proven or spent >= limit or (ended and not model.refine(doses))
        yield Progress(1.0 if over else min(0.99, spent / limit), allocation(problem, best, bound=shown, proven=proven))
        if over:
            return
        length = min(length if ended else 2.0 * length, max(0.1, limit - spent))


def _better(problem: AllocationProblem, doses: Floats, best: Floats) -> bool:
    if problem.objective == "cost" and not problem.covers_all(doses):
        return False
    return problem.affords(doses) and rank(problem, doses) > rank(problem, best)


def _tighter(problem: AllocationProblem, new: float, old: float) -> bool:
    return new > old if problem.objective == "cost" else new < old


def _gap(problem: AllocationProblem, doses: Floats, bound: float) -> float:
    found = value(problem, doses)
    if problem.objective == "cost":
        return (found - bound) / max(1.0, abs(found))
    if problem.objective == "covered":
        return found - np.floor(bound + 1e-6) if found > bound else float(np.floor(bound + 1e-6) - found)
    return bound - found


def _meaning(problem: AllocationProblem, doses: Floats, bound: float | None, *, proven: bool) -> float | None:
    """The bound as it is told: never past what was found."""
    found = value(problem, doses)
    if bound is None or proven:
        return found if proven else None
    if problem.objective == "covered":
        return max(found, float(np.floor(bound + 1e-6)))
    return min(found, bound) if problem.objective == "cost" else max(found, bound)


@dataclass
class _Columns:
    """Where the variables stand: x of the options, then y, z or b of the targets, then the level of the weakest."""

    options: int
    targets: int

    @property
    def count(self) -> int:
        return self.options + 2 * self.targets + 1


@dataclass
class _Rows:
    """Constraints low <= row <= high, as triplets."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, terms: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        """One constraint on a sum of terms: column and factor."""
        self.rows += [len(self.low)] * len(terms)
        self.columns += terms.keys()
        self.values += terms.values()
        self.low.append(low)
        self.high.append(high)


class _Model:
    """The problem as HiGHS takes it; `refine` adds tangents."""

    def __init__(self, problem: AllocationProblem, start: Floats) -> None:
        self.problem = problem
        self.scale = max(1.0, float(np.nanmax(problem.option_costs, initial=1.0)))
        self.useful = self._columns_of_targets()
        self.tangents_at: list[set[float]] = [set() for _ in self.useful]
        self.columns = _Columns(len(problem.owner), len(self.useful))
        self.sums = self._sums()
        self.rows = _Rows()
        self._structure()
        if problem.objective == "score":
            for target in range(len(self.useful)):
                for step in TANGENTS:
                    if step <= max(0.15, -float(self.lowest[target])):
                        self._tangent(target, -step)
            self.refine(start)
        elif problem.objective == "weakest":
            self._weakest()
        else:
            self._cover()

    def _columns_of_targets(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Targets with something to gain, one of each that have the same rules; `weights` adds the others up."""
        problem = self.problem
        counted = np.ones(len(problem.targets), dtype=bool) if problem.objective == "score" else problem.reachable
        keys: dict[bytes, int] = {}
        weights: dict[int, float] = {}
        for target in np.flatnonzero(counted & problem.strengths.any(axis=0)):
            key = problem.rest[:, target].tobytes() + problem.direct[:, target].tobytes()
            first = keys.setdefault(key, int(target))
            share = float(problem.weights[target]) if problem.objective == "score" else 1.0
            weights[first] = weights.get(first, 0.0) + share
        self.weights = np.array(list(weights.values()))
        return np.array(list(weights), dtype=np.intp)

    def _sums(self) -> Floats:
        """log(1 - w r) of each option and target, (K, U); 0 where it is minus infinity, which `certain` marks."""
        rest = self.problem.rest[:, self.useful]
        self.certain = rest <= 0.0
        sums: Floats = np.log(np.where(self.certain, 1.0, rest))
        lowest = np.full((len(self.problem.interventions), len(self.useful)), 0.0)
        np.minimum.at(lowest, self.problem.owner, sums)
        self.lowest = lowest.sum(axis=0)
        return sums

    def _y(self, target: int) -> int:
        return self.columns.options + target

    def _z(self, target: int) -> int:
        return self.columns.options + self.columns.targets + target

    @property
    def _level(self) -> int:
        return self.columns.count - 1

    def _structure(self) -> None:
        problem = self.problem
        for first, last in zip(problem.lowest, problem.highest, strict=True):
            self.rows.add(dict.fromkeys(range(first, last + 1), 1.0), 1.0, 1.0)
        for target in range(len(self.useful)):
            options = np.flatnonzero(self.sums[:, target])
            terms = {int(option): float(self.sums[option, target]) for option in options}
            self.rows.add({**terms, self._y(target): -1.0}, 0.0, 0.0)
        if problem.budget is not None:
            costs = problem.option_costs / self.scale
            terms = {int(option): float(costs[option]) for option in np.flatnonzero(costs)}
            self.rows.add(terms, high=problem.budget * (1 + 1e-12) / self.scale)

    def _tangent(self, target: int, at: float) -> None:
        """Holds z >= exp(at) (1 + y - at), unless an option makes the target certain."""
        height = float(np.exp(at))
        certain = {int(option): 1.0 for option in np.flatnonzero(self.certain[:, target])}
        self.rows.add({self._z(target): 1.0, self._y(target): -height, **certain}, low=height * (1.0 - at))

    def _cover(self) -> None:
        """Lets b be 1 only where a direct rule fires and C reaches the threshold; for cost every b is 1."""
        problem = self.problem
        enough = float(np.log(1.0 - problem.threshold + TOLERANCE))
        for target, column in enumerate(self.useful):
            certain = {int(option): enough for option in np.flatnonzero(self.certain[:, target])}
            self.rows.add({self._y(target): 1.0, self._z(target): -enough, **certain}, high=0.0)
            firing = {int(option): -1.0 for option in np.flatnonzero(problem.direct[:, column])}
            self.rows.add({self._z(target): 1.0, **firing}, high=0.0)

    def _weakest(self) -> None:
        """Holds the level at or above every y, unless an option makes the target certain."""
        for target in range(len(self.useful)):
            certain = {int(option): -DEEPEST for option in np.flatnonzero(self.certain[:, target])}
            self.rows.add({self._y(target): 1.0, self._level: -1.0, **certain}, high=0.0)

    def refine(self, doses: Floats | None) -> bool:
        """Adds tangents where the curve lies above those that are there; false where there is nothing to add."""
        if self.problem.objective != "score" or doses is None:
            return False
        index = {
            (int(o), float(d)): k for k, (o, d) in enumerate(zip(self.problem.owner, self.problem.dose, strict=True))
        }
        chosen = [index[row, float(dose)] for row, dose in enumerate(doses)]
        added = False
        for target in range(len(self.useful)):
            at = max(-DEEPEST, float(self.sums[chosen, target].sum()))
            if not self.certain[chosen, target].any() and at not in self.tangents_at[target]:
                self.tangents_at[target].add(at)
                self._tangent(target, at)
                added = True
        return added

    def solve(self, seconds: float) -> tuple[Floats | None, float | None, bool]:
        """Doses if any were found, a bound on the objective if any, and whether the slice was long enough."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_array

        rows, count = self.rows, self.columns.count
        matrix = coo_array((rows.values, (rows.rows, rows.columns)), shape=(len(rows.low), count)).tocsr()
        kinds = np.zeros(count)
        kinds[: self.columns.options] = 1
        low, high = self._bounds()
        if self.problem.objective in ("cost", "covered"):
            kinds[self._z(0) : self._level] = 1
        found = milp(
            self._aim(),
            integrality=kinds,
            bounds=Bounds(low, high),
            constraints=LinearConstraint(matrix, np.array(rows.low), np.array(rows.high)),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        doses = None if found.x is None else self._doses(found.x)
        bound = None if found.mip_dual_bound is None else self._bound(float(found.mip_dual_bound))
        return doses, bound, found.status != 1

    def _bounds(self) -> tuple[Floats, Floats]:
        count, objective = self.columns.count, self.problem.objective
        low, high = np.zeros(count), np.ones(count)
        low[self._y(0) : self._z(0)] = self.lowest
        high[self._y(0) : self._z(0)] = 0.0
        if objective == "cost":
            low[self._z(0) : self._level] = 1.0
        low[self._level], high[self._level] = (-DEEPEST, 0.0) if objective == "weakest" else (0.0, 0.0)
        return low, high

    def _aim(self) -> Floats:
        """What is minimised: the weighted z, the cost, minus the number covered, or the level."""
        aim, problem = np.zeros(self.columns.count), self.problem
        match problem.objective:
            case "score":
                aim[self._z(0) : self._level] = self.weights
            case "cost":
                aim[: self.columns.options] = problem.option_costs / self.scale
            case "covered":
                aim[self._z(0) : self._level] = -self.weights
            case _:
                aim[self._level] = 1.0
        return aim

    def _bound(self, dual: float) -> float | None:
        """The bound of HiGHS in the terms of the objective."""
        if not np.isfinite(dual):
            return None
        match self.problem.objective:
            case "score":
                return float(self.weights.sum() - dual)
            case "cost":
                return dual * self.scale
            case "covered":
                return -dual
            case _:
                return float(1.0 - np.exp(dual))

    def _doses(self, found: Floats) -> Floats:
        problem = self.problem
        return np.array(
            [
                problem.dose[first + int(found[first : last + 1].argmax())]
                for first, last in zip(problem.lowest, problem.highest, strict=True)
            ]
        )
