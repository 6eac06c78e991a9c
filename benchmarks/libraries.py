"""The same work by pymcdm and scikit-criteria, which score alternatives by criteria."""

import warnings

import numpy as np
from measure import Action, Section, doses, medians, milli, strengths, times
from pymcdm.methods import TOPSIS, WSM
from skcriteria import mkdm

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.agg.topsis import TOPSIS as SkTOPSIS

from alignment.assessment.grid import Floats
from alignment.assessment.kernel import coverage_blocks, make_plan, scores
from alignment.assessment.ranking import rank_shares

INTERVENTIONS, TARGETS = 24, 200
DRAWS, SAMPLE = 10_000, 500
GOAL = 100


def as_it_is(column: Floats, cost: bool) -> Floats:
    """No normalisation: coverage is a share of 0 to 1 already, so that pymcdm's weighted sum is our score."""
    del cost
    return column


def scoring() -> Section:
    """Scores of N alternatives by 200 criteria."""
    rows = [row for count, runs in ((1_000, 9), (100_000, 3)) for row in _scoring(count, runs)]
    return Section(
        "Scores of N scenarios over 200 targets",
        "In: a matrix of N alternatives x 200 criteria (coverages, 0 to 1) and 200 weights; out: N scores. The three "
        "weighted sums give the same numbers: pymcdm without normalisation, scikit-criteria with making its decision "
        "matrix (`mkdm`), both with their checks of the input. TOPSIS is another method, for comparison of cost. Our "
        "chain starts earlier: doses (24 x N) and rules to coverage and F, the plan included. N = 1,000: medians of 9 "
        "runs; N = 100,000: of 3.",
        ("", "N", "ms", "ms / ms of our weighted sum"),
        rows,
    )


def _scoring(count: int, runs: int) -> list[tuple[str, ...]]:
    rules, given = strengths(INTERVENTIONS, TARGETS), doses(INTERVENTIONS, count)
    weights, kinds, best = np.random.default_rng(3).dirichlet(np.ones(TARGETS)), np.ones(TARGETS), [max] * TARGETS
    matrix = np.empty((count, TARGETS))
    for part, coverage in coverage_blocks(make_plan(rules), given):
        matrix[part] = coverage.T
    methods: dict[str, Action] = {
        "our weighted sum of a coverage matrix": lambda: matrix @ weights,
        "pymcdm, weighted sum": lambda: WSM(as_it_is)(matrix, weights, kinds),
        "scikit-criteria, weighted sum": lambda: WeightedSumModel().evaluate(mkdm(matrix, best, weights=weights)),
        "pymcdm, TOPSIS": lambda: TOPSIS()(matrix, weights, kinds),
        "scikit-criteria, TOPSIS": lambda: SkTOPSIS().evaluate(mkdm(matrix, best, weights=weights)),
        "our whole chain: doses and rules to F": lambda: scores(make_plan(rules), given, weights[None]),
    }
    ours = matrix @ weights
    assert np.allclose(WSM(as_it_is)(matrix, weights, kinds), ours, rtol=0, atol=1e-12)
    assert np.allclose(WeightedSumModel().evaluate(mkdm(matrix, best, weights=weights)).e_.score, ours)
    assert np.allclose(scores(make_plan(rules), given, weights[None])[0], ours, rtol=0, atol=1e-12)
    found = medians(*methods.values(), runs=runs)
    return [
        (name, f"{count:,}", milli(each), times(each / found[0])) for name, each in zip(methods, found, strict=True)
    ]


def acceptability() -> Section:
    """In which share of 10,000 draws of the weights each of 50 alternatives takes each rank."""
    random = np.random.default_rng(4)
    matrix, weights = random.random((50, 20)), random.dirichlet(np.ones(20), DRAWS)
    few = weights[:SAMPLE]
    ways = (
        lambda: rank_shares(matrix @ weights.T),
        lambda: _by_pymcdm(matrix, few),
        lambda: _by_skcriteria(matrix, few),
    )
    expected = rank_shares(matrix @ few.T)
    assert np.allclose(ways[1](), expected)
    assert np.allclose(ways[2](), expected)
    ours, first, second = medians(*ways, runs=5)
    first, second = first * DRAWS / SAMPLE, second * DRAWS / SAMPLE
    return Section(
        "10,000 draws of weights, 50 alternatives x 20 criteria",
        "Weighted sum and ranks for each draw, and how often each alternative takes each rank; the same shares from "
        f"all three. The two loops are timed on {SAMPLE} draws and scaled; medians of 5 runs.",
        ("", "ms", "ms / ours"),
        [
            ("`rank_shares`, all draws at once", milli(ours), "1.0"),
            ("loop over pymcdm", milli(first), times(first / ours)),
            ("loop over scikit-criteria", milli(second), times(second / ours)),
        ],
        f"Goal: {GOAL} times pymcdm: {'reached' if first / ours >= GOAL else 'not reached'}.",
    )


def _by_pymcdm(matrix: Floats, draws: Floats) -> Floats:
    method, kinds = WSM(as_it_is), np.ones(matrix.shape[1])
    counts = np.zeros((len(matrix), len(matrix)))
    for weights in draws:
        ranks = method.rank(method(matrix, weights, kinds))
        counts[np.arange(len(matrix)), ranks.astype(int) - 1] += 1
    return counts / len(draws)


def _by_skcriteria(matrix: Floats, draws: Floats) -> Floats:
    method, best = WeightedSumModel(), [max] * matrix.shape[1]
    counts = np.zeros((len(matrix), len(matrix)))
    for weights in draws:
        ranks = method.evaluate(mkdm(matrix, best, weights=weights)).rank_
        counts[np.arange(len(matrix)), ranks - 1] += 1
    return counts / len(draws)
