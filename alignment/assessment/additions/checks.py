"""What can be wrong with a question about additions; all of it is reported at once."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from alignment.assessment.additions.result import Objective
from alignment.assessment.grid import Floats
from alignment.assessment.setup import TOLERANCE, Setup, summed_doses
from alignment.model.message import Problem
from alignment.model.scenario import Scenario

NEED_BUDGET = ("score", "covered", "weakest")


def known_costs(scenario: Scenario, names: Sequence[str]) -> Floats:
    """The cost of full delivery of each intervention in EUR, (N,); NaN where the scenario does not give it."""
    return np.array([scenario.full_delivery_eur.get(name, math.nan) for name in names], dtype=np.float64)


def check(
    setup: Setup,
    objective: Objective,
    budget: float | None,
    levels: Sequence[float],
    names: Sequence[str],
    lower: Mapping[str, float],
    upper: Mapping[str, float],
) -> list[Problem]:
    """The problems with a budget, costs, dose levels and limits, for interventions that may be added or raised."""
    return [
        *_money(setup.scenario, objective, budget),
        *_levels(levels),
        *_limits(setup, names, lower, upper),
    ]


def _money(scenario: Scenario, objective: Objective, budget: float | None) -> Iterator[Problem]:
    if budget is not None and not (math.isfinite(budget) and budget > 0):
        yield Problem("--budget", 1, 1, "U05", {"value": budget})
    if budget is None and objective in NEED_BUDGET:
        yield Problem("--objective", 1, 1, "U07", {"objective": objective})
    if objective != "fewest" or budget is not None:
        for name in summed_doses(scenario):
            if name not in scenario.full_delivery_eur:
                yield Problem(str(scenario.id), 1, 1, "U06", {"intervention": name})


def _levels(levels: Sequence[float]) -> Iterator[Problem]:
    if not any(level > 0 for level in levels) or not all(0 <= level <= 1 for level in levels):
        yield Problem("--levels", 1, 1, "U08", {"value": ", ".join(f"{level:g}" for level in levels)})


def _limits(
    setup: Setup, names: Sequence[str], lower: Mapping[str, float], upper: Mapping[str, float]
) -> Iterator[Problem]:
    present = summed_doses(setup.scenario)
    for option, limits in (("--min", lower), ("--max", upper)):
        for name, limit in limits.items():
            dose = present.get(name, 0.0)
            low = option == "--max" and (limit < dose - TOLERANCE or limit < lower.get(name, 0.0))
            if name not in names:
                yield Problem(option, 1, 1, "U09", {"value": name})
            elif not 0 <= limit <= 1 or low:
                yield Problem(option, 1, 1, "U10", {"intervention": name, "limit": limit, "dose": dose})
