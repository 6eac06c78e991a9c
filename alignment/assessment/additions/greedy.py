"""Greedy + swap: a good answer at once, by moves of one or two interventions at a time."""

from collections.abc import Callable, Iterator

import numpy as np

from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.grid import Flags, Floats

FLOOR = 1e-12
"""Stands for 1 - w r = 0 while moves are weighed, so that a factor can be taken out again by division."""

GAIN = 1e-12
"""What a move must bring to be made."""

PART = 1 << 22
"""Cells weighed at a time where a move cannot be weighed by a matrix product."""

Choice = np.ndarray[tuple[int], np.dtype[np.intp]]


class Search:
    """Moves through the options of a problem; `worth` of a state is to be raised.

    `guide` gives the worth of many states at once from 1 - C (n, T) and the direct rules that fire (n, T), to (n,);
    without it the worth is F, which a matrix product weighs for all pairs of moves together.
    """

    def __init__(self, problem: AllocationProblem, guide: Callable[[Floats, Floats], Floats] | None = None) -> None:
        self.problem = problem
        self.guide = guide
        self.rest = np.maximum(problem.rest, FLOOR)
        self.costs = np.nan_to_num(problem.option_costs)
        self.budget = np.inf if problem.budget is None else problem.budget * (1 + 1e-12)
        self.same: Flags = problem.owner[:, None] == problem.owner[None, :]
        self.fires = problem.direct.astype(np.float64)

    def doses(self, choice: Choice) -> Floats:
        """The doses of a choice, (N,)."""
        return self.problem.dose[choice]

    def climb(self, choice: Choice, *, per_euro: bool) -> Choice:
        """Raises one intervention at a time, by most worth or most worth per euro, until nothing more fits or helps."""
        while True:
            worth, cost = self._singles(choice)
            extra = cost - self.costs[choice].sum()
            gain = worth - self._worth(choice)
            rank = gain / np.maximum(extra, 1e-9) if per_euro else gain
            rank[(cost > self.budget) | (gain <= GAIN) | (extra < 0)] = -np.inf
            best = int(rank.argmax()) if rank.size else 0
            if not rank.size or rank[best] == -np.inf:
                return choice
            choice = self._moved(choice, best)

    def swap(self, choice: Choice) -> Choice:
        """Moves two interventions at a time, the best pair first, until no pair helps within the budget."""
        while choice.size:
            worth, cost = self._pairs(choice)
            worth[self._barred(choice) | (cost > self.budget)] = -np.inf
            best = int(worth.argmax())
            if not worth.flat[best] > self._worth(choice) + GAIN:
                return choice
            choice = self._both(choice, best)
        return choice

    def _barred(self, choice: Choice) -> Flags:
        """Pairs (K, K) of options of one intervention, unless the second is what it has: then only the first moves."""
        barred = self.same.copy()
        barred[:, choice] = False
        return barred

    def _both(self, choice: Choice, pair: int) -> Choice:
        first, second = divmod(pair, len(self.costs))
        return self._moved(self._moved(choice, second), first)

    def _moved(self, choice: Choice, option: int) -> Choice:
        moved = choice.copy()
        moved[self.problem.owner[option]] = option
        return moved

    def _state(self, choice: Choice) -> tuple[Floats, Floats]:
        return self.rest[choice].prod(axis=0), self.fires[choice].sum(axis=0)

    def _worth(self, choice: Choice) -> float:
        rest, fires = self._state(choice)
        if self.guide is None:
            return -float(self.problem.weights @ rest)
        return float(self.guide(rest[None], fires[None])[0])

    def _singles(self, choice: Choice) -> tuple[Floats, Floats]:
        rest, fires = self._state(choice)
        current = choice[self.problem.owner]
        ratio = self.rest / self.rest[current]
        cost = self.costs[choice].sum() + self.costs - self.costs[current]
        if self.guide is None:
            return -(ratio @ (self.problem.weights * rest)), cost
        return self.guide(rest * ratio, fires + self.fires - self.fires[current]), cost

    def _pairs(self, choice: Choice) -> tuple[Floats, Floats]:
        rest, fires = self._state(choice)
        current = choice[self.problem.owner]
        ratio = self.rest / self.rest[current]
        extra = self.costs - self.costs[current]
        cost = self.costs[choice].sum() + extra[:, None] + extra[None, :]
        if self.guide is None:
            return -((ratio * (self.problem.weights * rest)) @ ratio.T), cost
        options, targets = ratio.shape
        more = self.fires - self.fires[current]
        worth = np.empty((options, options))
        size = max(1, PART // max(1, options * targets))
        for start in range(0, options, size):
            part = slice(start, start + size)
            states = (rest * ratio[part, None] * ratio[None]).reshape(-1, targets)
            firing = (fires + more[part, None] + more[None]).reshape(-1, targets)
            worth[part] = self.guide(states, firing).reshape(-1, options)
        return worth, cost


def quick_doses(problem: AllocationProblem) -> Floats:
    """Good doses for score, covered or weakest within the budget, (N,); the lowest doses fit the budget."""
    best: Floats | None = None
    for search in searches(problem):
        for per_euro in (True, False):
            choice = search.swap(search.climb(problem.lowest, per_euro=per_euro))
            doses = search.doses(choice)
            if best is None or rank(problem, doses) > rank(problem, best):
                best = doses
    assert best is not None
    return best


def searches(problem: AllocationProblem) -> Iterator[Search]:
    """The ways to weigh moves: F itself; for other objectives a guide that also rewards what comes nearer."""
    if problem.objective == "score":
        yield Search(problem)
    else:
        yield Search(problem, guide_of(problem))
        yield Search(problem)


def guide_of(problem: AllocationProblem) -> Callable[[Floats, Floats], Floats]:
    """The worth of states: targets covered, then how near the others are; or how low the lowest targets are."""
    if problem.objective == "weakest":
        reached = problem.reachable

        def weakest(rest: Floats, fires: Floats) -> Floats:
            worst = rest[:, reached]
            size = np.maximum(worst.max(axis=1, initial=0.0), FLOOR)
            smooth = size * ((worst / size[:, None]) ** 16).sum(axis=1) ** (1 / 16)
            found: Floats = -smooth - 1e-3 * (rest @ problem.weights)
            return found

        return weakest

    def covered(rest: Floats, fires: Floats) -> Floats:
        near = np.minimum((1.0 - rest) / problem.threshold, 1.0)
        direct = fires > 0.5
        enough = direct & (rest <= 1.0 - problem.threshold + 1e-9) & problem.reachable
        share = (
            (near * np.where(direct, 1.0, 0.5))[:, problem.reachable].mean(axis=1) if problem.reachable.any() else 0.0
        )
        found: Floats = enough.sum(axis=1) + 0.5 * share - 1e-3 * (rest @ problem.weights)
        return found

    return covered


def rank(problem: AllocationProblem, doses: Floats) -> tuple[float, float, float]:
    """The order among answers: the objective, then F, then the lowest cost; higher is better."""
    coverage = problem.coverage(doses)
    score, cost = float(problem.weights @ coverage), problem.spent(doses)
    if problem.objective == "score":
        return score, -cost, 0.0
    if problem.objective == "covered":
        return float(problem.covered(doses).sum()), score, -cost
    if problem.objective == "weakest":
        return float(coverage[problem.reachable].min(initial=1.0)), score, -cost
    return -cost, score, 0.0
