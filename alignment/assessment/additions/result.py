"""What an allocation says: doses, what they cost and cover, how good that is, and how sure it is the best."""

from dataclasses import dataclass
from typing import Literal

from alignment.model.message import Reason

Objective = Literal["fewest", "score", "covered", "cost", "weakest"]


@dataclass(frozen=True)
class Allocated:
    """An intervention with its dose, the dose that the scenario has now (0 to 1), and its cost in EUR if known."""

    intervention: str
    dose: float
    present: float
    cost_eur: float | None


@dataclass(frozen=True)
class Allocation:
    """Doses for an objective; those above 0 are listed, the scenario's own first.

    `value`: the number of interventions added or raised (fewest), F over all theme targets together (score), the
    number covered, the cost in EUR, or the lowest C of the reachable targets (weakest); null where no answer is
    feasible. `bound`: no answer can be better than that; null where nothing is proven. `covered`, `reachable`,
    `unreachable`: theme targets. `sets`: for fewest every set of that size, the first 20; `more_sets`: there are more.
    `clash`: the limits that leave no answer, none of which can be missed; empty where there is one.
    """

    objective: Objective
    budget: float | None
    spent: float | None
    value: float | None
    bound: float | None
    proven: bool
    doses: tuple[Allocated, ...]
    covered: tuple[str, ...]
    covered_before: tuple[str, ...]
    reachable: tuple[str, ...]
    unreachable: tuple[str, ...]
    score: float
    score_before: float
    weakest: float
    weakest_before: float
    spent_before: float | None
    sets: tuple[tuple[str, ...], ...] = ()
    more_sets: bool = False
    clash: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far a search is: the share of the work or time done (0 to 1, null if unknown) and the best so far."""

    share: float
    best: Allocation | None


@dataclass(frozen=True)
class FrontierPoint:
    """The best F that was found for a budget in EUR, and what of it is spent."""

    budget: float
    value: float
    spent: float
