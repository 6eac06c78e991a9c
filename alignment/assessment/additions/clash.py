"""Why there is no answer: the limits that cannot go together, none of which can be missed."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from alignment.assessment.additions.problem import AllocationProblem
from alignment.model.message import Reason


def find_clash(problem: AllocationProblem) -> tuple[Reason, ...]:
    """The limits and the budget that clash, before any search: coverage and cost only rise with doses."""
    return _too_dear(problem) or _out_of_reach(problem)


def over_budget(problem: AllocationProblem, least: float | None) -> tuple[Reason, ...]:
    """The budget against covering all, which costs `least` EUR, null where that is not known."""
    targets = tuple(target for target, reached in zip(problem.targets, problem.reachable, strict=True) if reached)
    told = (Reason("budget", {"value": problem.budget}), Reason("targets", {"targets": targets}))
    return told if least is None else (*told, Reason("least", {"value": least}))


def _too_dear(problem: AllocationProblem) -> tuple[Reason, ...]:
    """The budget against the cost of what stays and of the lower limits."""
    if problem.budget is None:
        return ()
    stays = problem.spent(problem.present)
    least = problem.spent(problem.dose[problem.lowest])
    if problem.affords(problem.dose[problem.lowest]):
        return ()
    reasons = [Reason("budget", {"value": problem.budget})]
    if stays > 0:
        reasons.append(Reason("stays", {"cost": stays}))
    if stays <= problem.budget:
        raising = {name: limit for name, limit in problem.lower.items() if _raises(problem, name, limit)}
        extra = {name: _extra(problem, name, limit) for name, limit in raising.items()}
        open_money = problem.budget * (1 + 1e-12) - stays
        needed = _needed(list(extra), lambda kept: sum(extra[name] for name in kept) > open_money)
        reasons += [Reason("lower", {"intervention": name, "limit": problem.lower[name]}) for name in needed]
    return (*reasons, Reason("least", {"value": least}))


def _raises(problem: AllocationProblem, name: str, limit: float) -> bool:
    return bool(limit > problem.present[problem.interventions.index(name)])


def _extra(problem: AllocationProblem, name: str, limit: float) -> float:
    row = problem.interventions.index(name)
    return float((limit - problem.present[row]) * problem.costs[row])


def _out_of_reach(problem: AllocationProblem) -> tuple[Reason, ...]:
    """The upper limits against a target that could be covered without them."""
    if problem.objective not in ("fewest", "cost"):
        return ()
    missed = problem.reachable & ~problem.covered(problem.dose[problem.highest])
    if not missed.any():
        return ()
    place = int(np.flatnonzero(missed)[0])

    def fails(kept: list[str]) -> bool:
        doses = np.array(
            [
                problem.dose[problem.highest[row]] if name in kept or name not in problem.upper else problem.top
                for row, name in enumerate(problem.interventions)
            ]
        )
        return not bool(problem.covered(doses)[place])

    needed = _needed(list(problem.upper), fails)
    limits = [Reason("upper", {"intervention": name, "limit": problem.upper[name]}) for name in needed]
    return (Reason("targets", {"targets": (problem.targets[place],)}), *limits)


def _needed(names: list[str], fails: Callable[[list[str]], bool]) -> list[str]:
    """A smallest part of the names that still fails: each is left out in turn where it can be missed."""
    kept = list(names)
    for name in names:
        without = [each for each in kept if each != name]
        if fails(without):
            kept = without
    return kept


def unlimited(problem: AllocationProblem) -> AllocationProblem:
    """The same problem without the budget."""
    return replace(problem, budget=None)
