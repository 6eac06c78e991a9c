"""The fewest interventions to add or raise, by trying every set, the smallest first."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice
from math import comb

import numpy as np

from alignment.assessment.additions.build import allocation, no_answer
from alignment.assessment.additions.clash import over_budget
from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.additions.result import Progress
from alignment.assessment.grid import Floats
from alignment.assessment.kernel import covered, make_plan

FEW = 20
"""So many sets are listed."""

BLOCK = 4096
"""Sets tried at a time."""


def fewest(problem: AllocationProblem) -> Iterator[Progress]:
    """Tries sets of 0, 1, 2 … interventions at their upper limits until some cover every reachable target.

    Of the sets of that size the one is taken whose doses, on the levels, add least in total; within the budget if one
    is given. With every intervention at its upper limit all reachable targets are covered.
    """
    tried = _Trial(problem)
    useful = tried.useful
    for size in range(len(useful) + 1):
        found: list[tuple[int, ...]] = []
        done, total = 0, comb(len(useful), size)
        sets = combinations(useful, size)
        while block := list(islice(sets, BLOCK)):
            found += tried.covering(block)
            done += len(block)
            yield Progress((size + done / total) / (len(useful) + 1), None)
        answers = [(each, best) for each in found if (best := tried.least(each)) is not None]
        if answers:
            _, best = min(answers, key=lambda each: (round(float(each[1].sum()), 9), each[0]))
            names = [tuple(problem.interventions[row] for row in sorted({*tried.raised, *each})) for each, _ in answers]
            value = float((best > problem.present).sum())
            answer = allocation(problem, best, bound=value, proven=True)
            yield Progress(1.0, replace(answer, sets=tuple(names[:FEW]), more_sets=len(names) > FEW))
            return
    yield Progress(1.0, no_answer(problem, over_budget(problem, None)))


class _Trial:
    """What sets of interventions at their upper limits cover, the others at their lowest dose.

    What a lower limit raises counts as raised whatever its dose, and so may go to its upper limit with any set.
    """

    def __init__(self, problem: AllocationProblem) -> None:
        self.problem = problem
        self.low, self.high = problem.dose[problem.lowest], problem.dose[problem.highest]
        self.raised = [int(row) for row in np.flatnonzero(self.low > problem.present)]
        self.open = problem.reachable & ~problem.covered(self.low)
        self.low[self.raised] = self.high[self.raised]
        self.plan = make_plan(problem.strengths[:, self.open])
        self.direct = problem.direct_rules[:, self.open]
        helps = (problem.strengths[:, self.open] > 0).any(axis=1) & (self.high > self.low)
        self.useful = [int(row) for row in np.flatnonzero(helps)]

    def covering(self, sets: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Those of some sets of one size that cover every open target; the sets are scenarios to the kernel."""
        doses = np.repeat(self.low[:, None], len(sets), axis=1)
        rows = np.array(sets, dtype=np.intp).reshape(len(sets), -1)
        for column in rows.T:
            doses[column, np.arange(len(sets))] = self.high[column]
        counts = covered(self.plan, doses, self.direct, self.problem.threshold)
        return [each for each, count in zip(sets, counts, strict=True) if count == self.open.sum()]

    def least(self, rows: tuple[int, ...]) -> Floats | None:
        """The doses (N,) that cover all with the least added by a set, or null where none fits the budget."""
        problem = self.problem
        rows = (*self.raised, *rows)
        first = [problem.lowest[row] + (row not in self.raised) for row in rows]
        options = [np.arange(start, problem.highest[row] + 1) for start, row in zip(first, rows, strict=True)]
        grids = np.meshgrid(*options, indexing="ij")
        chosen = np.stack([each.ravel() for each in grids], axis=1) if rows else np.empty((1, 0), dtype=np.intp)
        base = problem.dose[problem.lowest]
        order = np.lexsort((self._costs(chosen), problem.dose[chosen].sum(axis=1).round(9)))
        for place in order:
            doses = base.copy()
            doses[list(rows)] = problem.dose[chosen[place]]
            if problem.affords(doses) and problem.covers_all(doses):
                return doses
        return None

    def _costs(self, chosen: np.ndarray[tuple[int, int], np.dtype[np.intp]]) -> Floats:
        costs: Floats = np.nan_to_num(self.problem.option_costs)[chosen].sum(axis=1)
        return costs
