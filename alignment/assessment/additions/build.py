"""From doses to a result in words that a person can check: what is added, what it costs, what it covers."""

import math
from dataclasses import replace

import numpy as np

from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.additions.result import Allocated, Allocation
from alignment.assessment.grid import Flags, Floats
from alignment.model.message import Reason


def allocation(
    problem: AllocationProblem, doses: Floats, *, bound: float | None = None, proven: bool = False
) -> Allocation:
    """The result for doses (N,)."""
    return replace(_result(problem, doses), value=value(problem, doses), bound=bound, proven=proven)


def no_answer(problem: AllocationProblem, clash: tuple[Reason, ...]) -> Allocation:
    """The result where limits clash: the doses stay as they are."""
    return replace(_result(problem, problem.present), clash=clash)


def value(problem: AllocationProblem, doses: Floats) -> float:
    """How good doses (N,) are by the objective; of cost and fewest less is better."""
    coverage = problem.coverage(doses)
    match problem.objective:
        case "fewest":
            return float((doses > problem.present).sum())
        case "score":
            return float(problem.weights @ coverage)
        case "covered":
            return float(problem.covered(doses).sum())
        case "cost":
            return problem.spent(doses)
        case "weakest":
            return lowest(problem, coverage)


def lowest(problem: AllocationProblem, coverage: Floats) -> float:
    """The lowest C of the reachable targets; 1 where there are none."""
    return float(coverage[problem.reachable].min(initial=1.0))


def _result(problem: AllocationProblem, doses: Floats) -> Allocation:
    before, after = problem.coverage(problem.present), problem.coverage(doses)
    return Allocation(
        objective=problem.objective,
        budget=problem.budget,
        spent=_known(problem.spent(doses)),
        value=None,
        bound=None,
        proven=False,
        doses=tuple(
            Allocated(name, float(dose), float(present), _known(float(dose * cost)))
            for name, dose, present, cost in zip(
                problem.interventions, doses, problem.present, problem.costs, strict=True
            )
            if dose > 0
        ),
        covered=_names(problem, problem.covered(doses)),
        covered_before=_names(problem, problem.covered(problem.present)),
        reachable=_names(problem, problem.reachable),
        unreachable=_names(problem, ~problem.reachable),
        score=float(problem.weights @ after),
        score_before=float(problem.weights @ before),
        weakest=lowest(problem, after),
        weakest_before=lowest(problem, before),
        spent_before=_known(problem.spent(problem.present)),
    )


def _names(problem: AllocationProblem, flags: Flags) -> tuple[str, ...]:
    return tuple(np.array(problem.targets, dtype=object)[flags])


def _known(cost: float) -> float | None:
    return None if math.isnan(cost) else cost
