"""An allocation as numbers: who may get which dose at what cost, and what each dose adds to each target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from alignment.assessment.additions.checks import check, known_costs
from alignment.assessment.additions.result import Objective
from alignment.assessment.grid import Flags, Floats, make_grid
from alignment.assessment.setup import TOLERANCE, Setup, summed_doses
from alignment.model.message import InputError

LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)

Rows = np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class AllocationProblem:
    """N interventions that may be added or raised, T theme targets, K options (an intervention at a dose).

    Per intervention (N,): `present`, the scenario's dose; `costs` of full delivery in EUR, NaN where unknown; `lowest`
    and `highest`, its first and last option. Per option (K,), those of an intervention together, doses ascending:
    `owner`, `dose`. `rest` (K, T): 1 - w r. `direct` (K, T): a direct rule fires. Per pair (N, T): `strengths`,
    `direct_rules`. `weights` (T,): v / sum(v). `reachable` (T,): covered with everything at its highest level, before
    the officer's limits `lower` and `upper`.
    """

    objective: Objective
    scenario: str
    interventions: tuple[str, ...]
    targets: tuple[str, ...]
    present: Floats
    costs: Floats
    owner: Rows
    dose: Floats
    lowest: Rows
    highest: Rows
    rest: Floats
    direct: Flags
    strengths: Floats
    direct_rules: Flags
    weights: Floats
    threshold: float
    top: float
    budget: float | None
    lower: Mapping[str, float]
    upper: Mapping[str, float]

    @property
    def option_costs(self) -> Floats:
        """The cost of each option in EUR, (K,); 0 for dose 0, NaN where unknown."""
        costs: Floats = np.where(self.dose > 0, self.dose * self.costs[self.owner], 0.0)
        return costs

    @property
    def reachable(self) -> Flags:
        """Which targets are covered with every intervention at the highest level, whatever the limits, (T,)."""
        return self.covered(np.maximum(self.present, self.top))

    def coverage(self, doses: Floats) -> Floats:
        """C of each target for doses (N,), (T,)."""
        coverage: Floats = 1.0 - (1.0 - doses[:, None] * self.strengths).prod(axis=0)
        return coverage

    def covered(self, doses: Floats) -> Flags:
        """Which targets doses (N,) cover, (T,): a direct rule fires and C reaches the threshold."""
        fires = (self.direct_rules & (doses[:, None] > 0)).any(axis=0)
        return np.asarray(fires & (self.coverage(doses) >= self.threshold - TOLERANCE), dtype=bool)

    def covers_all(self, doses: Floats) -> bool:
        """Whether doses (N,) cover every reachable target."""
        return bool(self.covered(doses)[self.reachable].all())

    def spent(self, doses: Floats) -> float:
        """What doses (N,) cost, EUR; NaN where a cost is unknown."""
        return float(np.where(doses > 0, doses * self.costs, 0.0).sum())

    def affords(self, doses: Floats) -> bool:
        """Whether doses (N,) stay within the budget, if there is one."""
        return self.budget is None or self.spent(doses) <= self.budget * (1.0 + 1e-12)


def make_problem(
    setup: Setup,
    objective: Objective,
    *,
    budget: float | None = None,
    levels: Sequence[float] = LEVELS,
    lower: Mapping[str, float] | None = None,
    upper: Mapping[str, float] | None = None,
) -> AllocationProblem:
    """The numbers of an allocation. Raises InputError with all that is wrong with what was asked."""
    lower, upper = dict(lower or {}), dict(upper or {})
    scenario = setup.scenario
    present = summed_doses(scenario)
    names = list(present)
    if objective == "fewest":
        others = [each for each in setup.catalogue.interventions if each not in present]
        names += [each for each in others if budget is None or each in scenario.full_delivery_eur]
    problems = check(setup, objective, budget, levels, names, lower, upper)
    if problems:
        raise InputError(problems)
    doses = np.array([present.get(name, 0.0) for name in names])
    grid = make_grid(setup, names)
    options = [_options(dose, name, levels, lower, upper) for dose, name in zip(doses, names, strict=True)]
    counts = np.array([len(each) for each in options], dtype=np.intp)
    owner = np.repeat(np.arange(len(names)), counts)
    dose = np.concatenate([*options, np.empty(0)])
    strengths, direct = grid.strengths[:, grid.theme], grid.direct[:, grid.theme]
    weights = grid.priorities[grid.theme]
    highest = np.cumsum(counts) - 1
    return AllocationProblem(
        objective=objective,
        scenario=str(scenario.id),
        interventions=tuple(names),
        targets=tuple(target for target, theme in zip(grid.targets, grid.theme, strict=True) if theme),
        present=doses,
        costs=known_costs(scenario, names),
        owner=owner,
        dose=dose,
        lowest=highest - counts + 1,
        highest=highest,
        rest=1.0 - dose[:, None] * strengths[owner],
        direct=direct[owner] & (dose[:, None] > 0),
        strengths=strengths,
        direct_rules=direct,
        weights=weights / (weights.sum() or 1.0),
        threshold=grid.threshold,
        top=max(levels),
        budget=budget,
        lower=lower,
        upper=upper,
    )


def _options(
    present: float, name: str, levels: Sequence[float], lower: Mapping[str, float], upper: Mapping[str, float]
) -> Floats:
    """The doses of an intervention: at least what it has and the lower limit, at most the upper limit."""
    least = max(present, lower.get(name, 0.0))
    most = max(least, upper.get(name, max(levels)))
    between = {level for level in levels if least < level <= most}
    return np.array(sorted({least, most, *between} if name in upper else {least, *between}))
