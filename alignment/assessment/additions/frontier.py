"""What each budget can reach: the best F that is found at once, from what stays to everything at its upper limit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from alignment.assessment.additions.build import value
from alignment.assessment.additions.greedy import Search, quick_doses, rank
from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.additions.result import FrontierPoint

POINTS = 20


def frontier_budgets(problem: AllocationProblem) -> tuple[float, ...]:
    """Budgets from the cost of the lowest doses to that of the highest, the budget asked for among them."""
    costs = problem.option_costs
    least, most = float(costs[problem.lowest].sum()), float(costs[problem.highest].sum())
    budgets = set(np.linspace(least, most, POINTS).tolist())
    if problem.budget is not None and problem.budget >= least:
        budgets.add(problem.budget)
    return tuple(sorted(budgets))


def frontier(problem: AllocationProblem, budgets: Sequence[float] | None = None) -> Iterator[FrontierPoint]:
    """The best F for each budget in EUR, ascending; more money never gives less.

    A budget below the cost of what stays has no answer and is left out.
    """
    least = float(problem.option_costs[problem.lowest].sum())
    best = None
    for budget in sorted(budgets if budgets is not None else frontier_budgets(problem)):
        if budget < least * (1 - 1e-12):
            continue
        asked = replace(problem, budget=budget, objective="score")
        doses = quick_doses(asked)
        if best is not None:
            search = Search(asked)
            options = {(int(o), float(d)): k for k, (o, d) in enumerate(zip(asked.owner, asked.dose, strict=True))}
            choice = np.array([options[row, float(dose)] for row, dose in enumerate(best)], dtype=np.intp)
            again = search.doses(search.swap(search.climb(choice, per_euro=True)))
            doses = max((doses, again), key=lambda each: rank(asked, each))
        best = doses
        yield FrontierPoint(budget, value(asked, doses), asked.spent(doses))
