"""From a question about additions to its answer, at once or with a proof."""

from collections.abc import Iterator
from dataclasses import replace

from alignment.assessment.additions.build import allocation, no_answer, value
from alignment.assessment.additions.cheapest import quick_cover
from alignment.assessment.additions.clash import find_clash, over_budget, unlimited
from alignment.assessment.additions.exact import FIRST_SLICE, LIMIT, exact
from alignment.assessment.additions.fewest import fewest
from alignment.assessment.additions.greedy import quick_doses
from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.additions.result import Progress


def solve(
    problem: AllocationProblem, *, proof: bool = False, limit: float = LIMIT, first: float = FIRST_SLICE
) -> Iterator[Progress]:
    """The answer, or what of it was found after each step; the last step holds an allocation.

    With `proof` HiGHS goes on until nothing can be better or `limit` seconds have passed, with a first step after
    `first` seconds; `fewest` is always proven.
    """
    clash = find_clash(problem)
    if clash:
        yield Progress(1.0, no_answer(problem, clash))
    elif problem.objective == "fewest":
        yield from fewest(problem)
    elif not problem.targets:
        doses = problem.dose[problem.lowest]
        yield Progress(1.0, allocation(problem, doses, bound=value(problem, doses), proven=True))
    elif problem.objective == "cost":
        yield from _cheapest(problem, proof=proof, limit=limit, first=first)
    elif proof:
        yield from exact(problem, quick_doses(problem), limit, first)
    else:
        yield Progress(1.0, allocation(problem, quick_doses(problem)))


def _cheapest(problem: AllocationProblem, *, proof: bool, limit: float, first: float) -> Iterator[Progress]:
    """Covering all at least cost; that the budget is too small is only said where it is proven."""
    free = unlimited(problem)
    doses = quick_cover(free)
    if problem.affords(doses) and not proof:
        yield Progress(1.0, allocation(problem, doses))
        return
    for step in exact(free, doses, limit, first):
        assert step.best is not None
        assert step.best.value is not None
        found = replace(step.best, budget=problem.budget)
        if problem.budget is not None and step.best.value > problem.budget * (1 + 1e-12):
            least = step.best.value if step.best.proven else step.best.bound
            if step.share < 1.0 or least is None or least <= problem.budget:
                found = replace(no_answer(problem, over_budget(problem, step.best.value)), proven=step.best.proven)
            else:
                found = no_answer(problem, over_budget(problem, least))
        yield Progress(step.share, found)
