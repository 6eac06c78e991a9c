"""Asking what should be added to a scenario."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from alignment.assessment.setup import Setup, assessment_date, prepare
from alignment.catalogue.schema import nearest
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError, Problem
from alignment.model.scenario import Scenario

if TYPE_CHECKING:  # numpy comes late: most commands do without it
    from alignment.assessment.additions.problem import AllocationProblem
    from alignment.assessment.additions.result import FrontierPoint, Objective, Progress


@dataclass(frozen=True)
class Question:
    """What is asked of additions.

    `objective`: `fewest` without a budget, else `score`, unless chosen. `budget`: EUR. `levels`: the doses to choose
    from (0, 0.25 … 1 unless given). `lower`, `upper`: limits on doses by intervention.
    """

    objective: "Objective | None" = None
    budget: float | None = None
    levels: tuple[float, ...] | None = None
    lower: Mapping[str, float] = field(default_factory=dict)
    upper: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """Search at most so many seconds; in slices of time, after each of which it can be stopped, or, faster, in one."""

    seconds: float = 60.0
    in_slices: bool = True


def allocate(
    catalogue: Catalogue,
    scenario: Scenario,
    question: Question,
    *,
    proof: Proof | None = None,
    stated_only: bool = False,
    today: date | None = None,
) -> "Iterator[Progress]":
    """What should be added: the steps of the search, of which the last holds the answer. Raises InputError.

    With `proof` the search goes on until nothing can be better.
    """
    from alignment.assessment.additions.exact import FIRST_SLICE
    from alignment.assessment.additions.solve import solve

    on = assessment_date(scenario, today or date.today())
    problem = _problem(prepare(catalogue, scenario, on, stated_only=stated_only), question)
    if proof is None:
        return solve(problem)
    first = FIRST_SLICE if proof.in_slices else proof.seconds
    return solve(problem, proof=True, limit=proof.seconds, first=first)


def frontier(
    catalogue: Catalogue,
    scenario: Scenario,
    question: Question,
    *,
    stated_only: bool = False,
    today: date | None = None,
) -> "Iterator[FrontierPoint]":
    """The best score that some twenty budgets can reach, the budget asked for among them. Raises InputError."""
    from alignment.assessment.additions import frontier as curve

    on = assessment_date(scenario, today or date.today())
    setup = prepare(catalogue, scenario, on, stated_only=stated_only)
    return curve.frontier(_problem(setup, replace(question, objective="score", budget=question.budget or 1.0)))


def _problem(setup: Setup, question: Question) -> "AllocationProblem":
    from alignment.assessment.additions.problem import LEVELS, make_problem

    try:
        return make_problem(
            setup,
            question.objective or ("fewest" if question.budget is None else "score"),
            budget=question.budget,
            levels=question.levels or LEVELS,
            lower=question.lower,
            upper=question.upper,
        )
    except InputError as error:
        known = list(setup.catalogue.interventions)
        raise InputError([_suggest(problem, known) for problem in error.problems]) from None


def _suggest(problem: Problem, known: list[str]) -> Problem:
    """A limit on what is no intervention, with the nearest that is."""
    value = problem.params.get("value")
    if problem.code != "U09" or value in known:
        return problem
    return replace(problem, params={**problem.params, "suggestion": nearest(str(value), known)})
