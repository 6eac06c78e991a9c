"""Covering all that can be covered at least cost: build up, then take away what is not needed."""

import numpy as np

from alignment.assessment.additions.greedy import Choice, Search, guide_of
from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.grid import Floats


def quick_cover(problem: AllocationProblem) -> Floats:
    """Doses (N,) that cover every reachable target, cheap by swaps; the highest options cover them all."""
    search = _Search(problem)
    tops = [problem.highest, search.climb(problem.lowest, per_euro=True), search.climb(problem.lowest, per_euro=False)]
    found = [search.cheaper(choice) for choice in tops if search.covers(choice)]
    best = min(found, key=lambda choice: (round(float(search.costs[choice].sum()), 6), tuple(-problem.dose[choice])))
    return search.doses(best)


class _Search(Search):
    """Moves that keep every reachable target covered, or come nearer to that; the budget does not bind here."""

    def __init__(self, problem: AllocationProblem) -> None:
        super().__init__(problem, guide_of(problem))
        self.budget = np.inf

    def covers(self, choice: Choice) -> bool:
        return self.problem.covers_all(self.doses(choice))

    def cheaper(self, choice: Choice) -> Choice:
        """Takes the move of one or two interventions that saves most and keeps all covered, until none does."""
        while choice.size:
            worth, cost = self._pairs(choice)
            kept = worth >= self.problem.reachable.sum() - 0.25
            saved = np.where(kept & ~self._barred(choice), self.costs[choice].sum() - cost, -np.inf)
            best = int(saved.argmax())
            if saved.flat[best] <= 1e-9:
                return choice
            moved = self._both(choice, best)
            if not self.covers(moved):
                return choice
            choice = moved
        return choice
