"""The best doses for a budget: greedy + swap beside the proof by HiGHS."""

import statistics
import time

import numpy as np
from measure import Section, milli, seconds, strengths

from alignment.assessment.additions.exact import exact
from alignment.assessment.additions.greedy import quick_doses
from alignment.assessment.additions.problem import LEVELS, AllocationProblem

INTERVENTIONS, TARGETS, INSTANCES = 24, 200, 5
DENSITY, SHARE = 0.25, 0.2
"""Of pairs with a strength; of the cost of everything in full that the budget covers."""
RUNS, LIMIT = 5, 60.0
GOAL_SECONDS, GOAL_GAP = 0.1, 0.005


def problem(seed: int) -> AllocationProblem:
    """Random strengths, costs and weights; a budget for a share of everything at full delivery."""
    random = np.random.default_rng(seed)
    rules = strengths(INTERVENTIONS, TARGETS, DENSITY, seed)
    costs, weights = random.uniform(1e5, 1e6, INTERVENTIONS), random.uniform(0.5, 2.0, TARGETS)
    direct = rules == rules.max()
    owner, dose = np.repeat(np.arange(INTERVENTIONS), len(LEVELS)), np.tile(LEVELS, INTERVENTIONS)
    lowest = np.arange(INTERVENTIONS) * len(LEVELS)
    return AllocationProblem(
        objective="score",
        scenario="random",
        interventions=tuple(f"intervention-{number}" for number in range(INTERVENTIONS)),
        targets=tuple(f"target-{number}" for number in range(TARGETS)),
        present=np.zeros(INTERVENTIONS),
        costs=costs,
        owner=owner,
        dose=dose,
        lowest=lowest,
        highest=lowest + len(LEVELS) - 1,
        rest=1.0 - dose[:, None] * rules[owner],
        direct=direct[owner] & (dose[:, None] > 0),
        strengths=rules,
        direct_rules=direct,
        weights=weights / weights.sum(),
        threshold=0.6,
        top=1.0,
        budget=SHARE * float(costs.sum()),
        lower={},
        upper={},
    )


def allocation() -> Section:
    """Several random problems, each at once and with its proof."""
    found = [_one(seed) for seed in range(1, INSTANCES + 1)]
    rows = [row for row, _, _ in found]
    times = [quick for _, quick, _ in found]
    gaps = [gap for _, _, gap in found if gap is not None]
    reached = max(times) < GOAL_SECONDS and max(gaps, default=0.0) <= GOAL_GAP
    return Section(
        "The best score for a budget",
        f"{INTERVENTIONS} interventions x {TARGETS} targets, {len(LEVELS)} dose levels, a strength for "
        f"{100 * DENSITY:.0f} % of the pairs, random costs and weights, a budget of {100 * SHARE:.0f} % of everything "
        f"in full. Greedy + swap (`quick_doses`): medians of {RUNS} runs. HiGHS: one run, seconds of the clock, at most"
        f" {LIMIT:.0f}.",
        (
            "problem",
            "greedy + swap, ms",
            "its score",
            "HiGHS, s",
            "its score",
            "its bound",
            "greedy below it, %",
            "proven",
        ),
        rows,
        f"Goal: under {GOAL_SECONDS} s and within {100 * GOAL_GAP} % of the bound where it is proven: "
        f"{'reached' if reached else 'not reached'} ({len(gaps)} of {INSTANCES} proven).",
    )


def _one(seed: int) -> tuple[tuple[str, ...], float, float | None]:
    """A row of the table, the seconds of greedy + swap, and its gap where the best is proven."""
    asked = problem(seed)
    doses = quick_doses(asked)
    quick = statistics.median(seconds(lambda: quick_doses(asked)) for _ in range(RUNS))
    score = float(asked.weights @ asked.coverage(doses))
    began = time.perf_counter()
    best = None
    for progress in exact(asked, doses, LIMIT, LIMIT):
        best = progress.best
    spent = time.perf_counter() - began
    assert best is not None
    assert best.bound is not None
    gap = (best.bound - score) / best.bound
    row = (
        f"{seed}",
        milli(quick),
        f"{score:.6f}",
        f"{spent:.1f}",
        f"{best.value:.6f}",
        f"{best.bound:.6f}",
        f"{100 * gap:.3f}",
        "yes" if best.proven else "no",
    )
    return row, quick, gap if best.proven else None
