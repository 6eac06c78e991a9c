"""Every answer against brute force over all allocations; bounds and stops; the real catalogue."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment import api
from alignment.assessment.additions.build import value
from alignment.assessment.additions.exact import exact
from alignment.assessment.additions.frontier import frontier
from alignment.assessment.additions.greedy import quick_doses
from alignment.assessment.additions.problem import AllocationProblem
from alignment.assessment.additions.result import Allocation, Objective
from alignment.assessment.additions.solve import solve
from alignment.assessment.assess import assess
from alignment.assessment.grid import Floats
from tests.assessment.additions.questions import Question, affordable, allocations, questions
from tests.assessment.strategies import SERVES

SHARES = st.sampled_from([0.2, 0.5, 0.8, 1.0, 2.0])
OBJECTIVES: tuple[Objective, ...] = ("score", "covered", "weakest")


def answer(problem: AllocationProblem, *, proof: bool = False) -> Allocation:
    *_, last = solve(problem, proof=proof)
    assert last.best is not None
    return last.best


def doses(problem: AllocationProblem, found: Allocation) -> Floats:
    given = {each.intervention: each.dose for each in found.doses}
    return np.array([given.get(name, 0.0) for name in problem.interventions])


def reaches_all(problem: AllocationProblem, chosen: Floats) -> bool:
    return bool(problem.covered(chosen)[problem.reachable].all())


@given(questions(limits=False), st.data())
def test_the_numbers_are_those_of_the_assessment(question: Question, data: st.DataObject) -> None:
    problem = question.problem("cost")
    chosen = data.draw(st.sampled_from(list(allocations(question, problem))[:50]))
    world = question.world
    components = tuple(
        each.model_copy(update={"dose": float(dose)})
        for each, dose in zip(world.scenario.components, chosen, strict=True)
    )
    result = assess(world.catalogue, world.scenario.model_copy(update={"components": components}), world.on)
    themes = [each for each in result.targets if each.link == "theme"]
    assert [each.target for each in themes] == list(problem.targets)
    assert problem.coverage(chosen) == pytest.approx([each.coverage for each in themes], abs=1e-12)
    assert problem.covered(chosen).tolist() == [each.covered for each in themes]


@settings(max_examples=60)
@given(questions(), SHARES, st.sampled_from(OBJECTIVES))
def test_the_proven_answer_is_the_best_of_all_allocations(
    question: Question, share: float, objective: Objective
) -> None:
    problem = question.problem(objective, budget=share * question.everything)
    found, quick = answer(problem, proof=True), answer(problem)
    feasible = [each for each in allocations(question, problem) if affordable(problem, each)]
    if not feasible:
        assert found.clash
        assert quick.clash
        assert found.value is None
        return
    best = max(value(problem, each) for each in feasible)
    assert found.value == pytest.approx(best, abs=1e-9)
    assert found.proven
    assert found.bound == pytest.approx(best, abs=1e-9)
    chosen = doses(problem, quick)
    assert affordable(problem, chosen)
    assert any(np.array_equal(chosen, each) for each in feasible)
    assert quick.value is not None
    assert quick.value <= best + 1e-9
    assert quick.proven or quick.bound is None


@settings(max_examples=60)
@given(questions(), st.sampled_from([None, 0.3, 0.7, 1.5]))
def test_the_cheapest_cover_is_the_cheapest_of_all_allocations(question: Question, share: float | None) -> None:
    problem = question.problem("cost", budget=None if share is None else share * question.everything)
    found = answer(problem, proof=True)
    covering = [each for each in allocations(question, problem) if reaches_all(problem, each)]
    costs = [problem.spent(each) for each in covering]
    if covering and (problem.budget is None or min(costs) <= problem.budget * (1 + 1e-12)):
        assert not found.clash
        assert found.value == pytest.approx(min(costs), abs=1e-3)
        assert found.proven
        assert reaches_all(problem, doses(problem, found))
        quick = answer(problem)
        assert reaches_all(problem, doses(problem, quick))
        assert quick.value is not None
        assert quick.value >= min(costs) - 1e-3
    else:
        assert found.clash
        assert found.value is None
        least = next((each.params["value"] for each in found.clash if each.code == "least"), None)
        if covering and problem.spent(problem.dose[problem.lowest]) <= (problem.budget or math.inf):
            assert least == pytest.approx(min(costs), abs=1e-3)


@settings(max_examples=80)
@given(questions(), st.sampled_from([None, None, 0.5, 1.5]))
def test_the_fewest_additions_are_the_fewest_of_all(question: Question, share: float | None) -> None:
    problem = question.problem("fewest", budget=None if share is None else share * question.everything)
    found = answer(problem)
    covering = [
        each for each in allocations(question, problem) if reaches_all(problem, each) and affordable(problem, each)
    ]
    if not covering:
        assert found.clash
        return
    changed = [each > problem.present for each in covering]
    fewest = min(int(each.sum()) for each in changed)
    assert found.value == fewest
    assert found.bound == fewest
    least = min(float((each - problem.present).sum()) for each in covering if (each > problem.present).sum() == fewest)
    assert float((doses(problem, found) - problem.present).sum()) == pytest.approx(least)
    sets = {tuple(np.array(problem.interventions)[each]) for each in changed if int(each.sum()) == fewest}
    assert not found.more_sets
    assert {tuple(sorted(each)) for each in found.sets} == {tuple(sorted(each)) for each in sets}


@settings(max_examples=200)
@given(questions(), SHARES, st.sampled_from(["fewest", "cost", "score"]))
def test_limits_that_clash_are_a_smallest_set(question: Question, share: float, objective: Objective) -> None:
    budget = share * question.everything if objective == "score" else None
    problem = question.problem(objective, budget=budget)
    found = answer(problem)
    if not found.clash:
        return  # whether there is an answer, the tests above tell
    named = {each.params["intervention"] for each in found.clash if each.code in ("upper", "lower")}
    if objective == "score":
        for name in named:
            kept = {other: limit for other, limit in question.lower.items() if other in named and other != name}
            assert not answer(question.problem(objective, budget=budget, lower=kept)).clash
        kept = {name: limit for name, limit in question.lower.items() if name in named}
        assert answer(question.problem(objective, budget=budget, lower=kept)).clash
    else:
        target = next(each.params["targets"][0] for each in found.clash if each.code == "targets")
        kept = {name: limit for name, limit in question.upper.items() if name in named}
        missed = question.problem(objective, upper=kept)
        assert target not in covered_at_most(missed)
        for name in named:
            fewer = question.problem(objective, upper={other: kept[other] for other in kept if other != name})
            assert target in covered_at_most(fewer)


def covered_at_most(problem: AllocationProblem) -> set[str]:
    flags = problem.covered(problem.dose[problem.highest])
    return {target for target, covered in zip(problem.targets, flags, strict=True) if covered}


@settings(max_examples=30)
@given(questions())
def test_more_money_never_gives_less(question: Question) -> None:
    problem = question.problem("score", budget=question.everything)
    points = list(frontier(problem))
    values = [each.value for each in points]
    assert values == sorted(values)
    assert all(each.spent <= each.budget * (1 + 1e-9) for each in points)
    if points:
        top = problem.weights @ problem.coverage(problem.dose[problem.highest])
        if points[-1].budget >= problem.spent(problem.dose[problem.highest]):
            assert values[-1] == pytest.approx(float(top), abs=1e-12)
        feasible = [each for each in allocations(question, problem) if problem.spent(each) <= points[0].budget]
        best = max((float(problem.weights @ problem.coverage(each)) for each in feasible), default=0.0)
        assert values[0] <= best + 1e-12


def random_problem(seed: int, count: int = 7, targets: int = 25) -> AllocationProblem:
    """Larger than the worlds, still small enough for all allocations."""
    random = np.random.default_rng(seed)
    levels = np.array([0.0, 0.25, 0.5, 1.0])
    strengths = random.choice([0.0, 0.4, 0.8, 1.0], (count, targets), p=[0.6, 0.2, 0.15, 0.05])
    weights = random.uniform(0.5, 2.0, targets)
    owner = np.repeat(np.arange(count), len(levels))
    dose = np.tile(levels, count)
    highest = np.arange(1, count + 1) * len(levels) - 1
    costs = random.uniform(1e5, 2e6, count).round(-3)
    return AllocationProblem(
        objective="score",
        scenario="random",
        interventions=tuple(f"i{each}" for each in range(count)),
        targets=tuple(f"t{each}" for each in range(targets)),
        present=np.zeros(count),
        costs=costs,
        owner=owner,
        dose=dose,
        lowest=highest - len(levels) + 1,
        highest=highest,
        rest=1.0 - dose[:, None] * strengths[owner],
        direct=(strengths[owner] > 0.5) & (dose[:, None] > 0),
        strengths=strengths,
        direct_rules=strengths > 0.5,
        weights=weights / weights.sum(),
        threshold=0.6,
        top=1.0,
        budget=float(costs.sum() * 0.35),
        lower={},
        upper={},
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_what_a_search_has_found_holds_whenever_it_is_stopped(seed: int, objective: Objective) -> None:
    problem = replace(random_problem(seed), objective=objective)
    options = [problem.dose[problem.owner == row] for row in range(len(problem.interventions))]
    every = np.array(list(product(*options)))
    every = every[(every * problem.costs).sum(axis=1) <= problem.budget]
    best = max(value(problem, each) for each in every)
    start = quick_doses(problem)
    assert value(problem, start) >= (0.995 if objective == "score" else 0.8) * best
    found = [step.best for step in exact(problem, start, limit=1.0)]
    for each in found:
        assert each is not None
        assert each.value is not None
        assert each.value <= best + 1e-9
        assert each.bound is None or each.bound >= best - 1e-9
        assert not each.proven or each.value == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("programme", ["dtz-1.0", "sufasec", "tdh-asia", "iwf-portals", "disrupting-harm"])
def test_the_fewest_additions_agree_with_the_gaps(programme: str) -> None:
    catalogue = api.open_catalogue()
    scenario = catalogue.programmes[programme]
    result = api.assess_scenario(catalogue, scenario)
    *_, last = api.allocate(catalogue, scenario, api.Question())
    found = last.best
    assert found is not None
    kinds = {gap.target: gap.kind for gap in result.gaps if gap.severity > 0}
    closable = {
        gap.target for gap in result.gaps if gap.severity > 0 and gap.closes and not any(c.when for c in gap.closes)
    }
    assert {target for target in kinds if target in found.reachable} == closable
    assert set(found.unreachable) == {target for target in kinds if target not in closable}
    assert set(found.covered) == set(found.reachable)


def problems(question: Question, objective: Objective, **changes: object) -> list[str]:
    with pytest.raises(api.InputError) as caught:
        question.problem(objective, **changes)
    return [each.code for each in caught.value.problems]


@settings(max_examples=20)
@given(questions(limits=False))
def test_all_that_is_wrong_is_said_at_once(question: Question) -> None:
    for budget in (0.0, -1.0, math.inf, math.nan):
        assert "U05" in problems(question, "score", budget=budget)
    assert problems(question, "score", levels=(0.0, 1.5)) == ["U08", "U07"] or "U08" in problems(
        question, "score", levels=(0.0, 1.5)
    )
    assert "U08" in problems(question, "fewest", levels=())
    assert set(problems(question, "covered", upper={"fishing": 0.5})) == {"U07", "U09"}
    assert problems(
        question,
        "fewest",
        lower={"care": 2.0} if "care" in question.world.catalogue.interventions else {"teaching": -0.1},
    ) == ["U10"]


def test_a_limit_below_what_is_there_is_refused() -> None:
    catalogue = api.open_catalogue()
    scenario = catalogue.programmes["sufasec"]
    with pytest.raises(api.InputError) as caught:
        api.allocate(catalogue, scenario, api.Question(upper={"safe-environments": 0.5, "safe-environment": 1.0}))
    assert [each.code for each in caught.value.problems] == ["U09", "U10"]
    assert caught.value.problems[0].params["suggestion"] == "safe-environments"
    assert len(SERVES) == 4
