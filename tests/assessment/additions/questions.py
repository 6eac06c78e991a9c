"""Random small questions for Hypothesis, and brute force over every allocation as their judge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from alignment.assessment.additions.problem import AllocationProblem, make_problem
from alignment.assessment.additions.result import Objective
from alignment.assessment.grid import Floats
from alignment.assessment.setup import Setup, prepare
from alignment.model.scenario import Component
from tests.assessment.strategies import SERVES, World, shares, worlds

LEVELS = ((0.0, 0.5, 1.0), (0.0, 0.25, 0.5, 0.75, 1.0), (0.0, 1.0), (0.3, 0.9))
COSTS = (1e5, 2.5e5, 1e6)


@dataclass(frozen=True)
class Question:
    """A world, what is asked of it, and the problem that was made of it."""

    world: World
    setup: Setup
    levels: tuple[float, ...]
    lower: dict[str, float]
    upper: dict[str, float]

    def __repr__(self) -> str:
        """Short enough to read in a failure."""
        return f"Question({self.world!r}, {self.levels}, {self.lower}, {self.upper})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def problem(self, objective: Objective, **changes: Any) -> AllocationProblem:
        asked: dict[str, Any] = {"levels": self.levels, "lower": self.lower, "upper": self.upper, **changes}
        return make_problem(self.setup, objective, **asked)

    @property
    def everything(self) -> float:
        """What full delivery of all components costs."""
        scenario = self.world.scenario
        return sum(scenario.full_delivery_eur[each] for each in {c.intervention for c in scenario.components}) or 1.0


@st.composite
def questions(draw: st.DrawFn, *, limits: bool = True) -> Question:
    """A scenario with parts and candidates, all with costs; limits on a few."""
    world = draw(worlds())
    names = list(world.catalogue.interventions)
    doses = {name: draw(st.sampled_from([None, 0.0, 0.0]) | shares()) for name in names}
    components = tuple(Component(intervention=name, dose=dose) for name, dose in doses.items() if dose is not None)
    costs = {name: draw(st.sampled_from(COSTS)) for name in SERVES}
    scenario = world.scenario.model_copy(update={"components": components, "full_delivery_eur": costs})
    world = replace(world, scenario=scenario)
    upper, lower = {}, {}
    for component in components if limits else ():
        limit = draw(st.sampled_from([None, None, None, 0.4, 0.75]))
        if limit is not None and limit >= (component.dose or 0.0):
            kind = draw(st.booleans())
            (upper if kind else lower)[component.intervention] = limit
    setup = prepare(world.catalogue, scenario, world.on)
    return Question(world, setup, draw(st.sampled_from(LEVELS)), lower, upper)


def allocations(question: Question, problem: AllocationProblem) -> Iterator[Floats]:
    """Every allocation: of each intervention what it has or the lower limit, and all levels and limits above."""
    options = []
    for name, present in zip(problem.interventions, problem.present.tolist(), strict=True):
        least = max(present, question.lower.get(name, 0.0))
        most = question.upper.get(name, max(*question.levels, least))
        found = {level for level in question.levels if least <= level <= most} | {least}
        options.append(sorted(found | ({most} if name in question.upper else set())))
    for chosen in product(*options):
        yield np.array(chosen)


def affordable(problem: AllocationProblem, doses: Floats) -> bool:
    cost = sum(float(d * c) for d, c in zip(doses, problem.costs, strict=True) if d > 0)
    return problem.budget is None or cost <= problem.budget * (1 + 1e-12)
