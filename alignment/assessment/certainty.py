"""How sure an assessment is, from every side: draws, decisive steps, other formulas, and scenarios side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from alignment.assessment.aggregation import Alternative, find_alternatives
from alignment.assessment.draws import MOST_DRAWS, Sampling
from alignment.assessment.flipping import Flips
from alignment.assessment.flips import find_flips
from alignment.assessment.ranking import Ordinal, compare_words
from alignment.assessment.robustness import Robustness, robustness_steps
from alignment.assessment.setup import Setup
from alignment.assessment.standing import make_standing
from alignment.model.message import InputError, Problem
from alignment.model.result import Assessment


@dataclass(frozen=True)
class Certainty:
    """One or more scenarios; what is listed per scenario is in the order of `assessments`."""

    assessments: tuple[Assessment, ...]
    ordinals: tuple[Ordinal, ...]
    flips: tuple[Flips, ...]
    alternatives: tuple[tuple[Alternative, ...], ...]
    robustness: Robustness


def make_sampling(draws: int | None = None, seed: int | None = None, *, shared: bool = True) -> Sampling:
    """How to draw; what is left out is as usual. Raises InputError for draws outside 1 to 10 million or a seed < 0."""
    usual = Sampling()
    sampling = Sampling(usual.seed if seed is None else seed, usual.draws if draws is None else draws, shared)
    problems = []
    if not 1 <= sampling.draws <= MOST_DRAWS:
        problems.append(Problem("--draws", 1, 1, "U11", {"value": sampling.draws, "most": MOST_DRAWS}))
    if sampling.seed < 0:
        problems.append(Problem("--seed", 1, 1, "U12", {"value": sampling.seed}))
    if problems:
        raise InputError(problems)
    return sampling


def certainty_steps(
    setups: Sequence[Setup], assessments: Sequence[Assessment], sampling: Sampling
) -> Iterator[Certainty]:
    """What is known without a single draw, then with more and more draws, until there are as many as asked."""
    ordinals = tuple(each for pair in combinations(assessments, 2) for each in compare_words(*pair))
    flips = find_flips(setups)
    alternatives = find_alternatives([make_standing(setup) for setup in setups])
    for found in robustness_steps(setups, sampling):
        yield Certainty(tuple(assessments), ordinals, flips, alternatives, found)
