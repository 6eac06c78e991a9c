"""How sure results are: coverage, score and order of scenarios over many draws of the strengths (DESIGN §5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from alignment.assessment.draws import Block, Sampling, blocks, uncovered, unknown_rest
from alignment.assessment.grid import Floats, Grid, make_grid
from alignment.assessment.ranking import rank_shares
from alignment.assessment.setup import TOLERANCE, Setup
from alignment.assessment.tally import Tally

STEP = 32
"""Blocks between two looks at what was found so far."""


@dataclass(frozen=True)
class TargetCertainty:
    """One target over the draws; all numbers 0 to 1.

    `mean`, `low`, `upper`: of C with pairs without a rule as 0; at least nine draws in ten lie between low and upper,
    and so does the mean. `high`: the upper end with every pair without a rule in full. `p_covered`: share of the draws
    in which a direct rule fires and C reaches the threshold; `p_possible`: the same if every pair without a rule were
    direct and in full.
    """

    target: str
    mean: float
    variance: float
    low: float
    upper: float
    high: float
    p_covered: float
    p_possible: float


@dataclass(frozen=True)
class FrameworkCertainty:
    """The score F of a policy framework over the draws; the fields as those of a target."""

    framework: str
    mean: float
    low: float
    upper: float
    high: float


@dataclass(frozen=True)
class ScenarioCertainty:
    """One scenario over the draws."""

    scenario: str
    targets: tuple[TargetCertainty, ...]
    frameworks: tuple[FrameworkCertainty, ...]

    def target(self, target_id: str) -> TargetCertainty:
        """The result of one target. Raises KeyError if there is none."""
        for each in self.targets:
            if each.target == target_id:
                return each
        raise KeyError(target_id)


@dataclass(frozen=True)
class Ranks:
    """How often a scenario takes each rank by its score in a framework, first to last; the shares add up to 1."""

    scenario: str
    framework: str
    p_rank: tuple[float, ...]


@dataclass(frozen=True)
class Duel:
    """In which share of the draws the first scenario scores higher than the second, and in which they are equal.

    `p_least`, `p_most`: the same if every pair without a rule counted against, or for, the first.
    """

    framework: str
    first: str
    second: str
    p_first: float
    p_equal: float
    p_least: float
    p_most: float


@dataclass(frozen=True)
class Robustness:
    """What `sampling` gave after so many `draws`; scenarios in the order asked."""

    sampling: Sampling
    draws: int
    scenarios: tuple[ScenarioCertainty, ...]
    ranks: tuple[Ranks, ...]
    duels: tuple[Duel, ...]


def robustness(setups: Sequence[Setup], sampling: Sampling) -> Robustness:
    """The result after all draws."""
    *_, last = robustness_steps(setups, sampling)
    return last


def robustness_steps(setups: Sequence[Setup], sampling: Sampling) -> Iterator[Robustness]:
    """The result so far, now and then, and after all draws; stopping early leaves what was found by then."""
    study = _Study(setups, sampling)
    for block in blocks(setups[0].catalogue.scale, sampling):
        study.add(block)
        if (block.number + 1) % STEP == 0 and study.draws < sampling.draws:
            yield study.result()
    yield study.result()


class _Study:
    """Adds up the draws of several scenarios, which all see the same strengths."""

    def __init__(self, setups: Sequence[Setup], sampling: Sampling) -> None:
        self.sampling = sampling
        self.names = [str(setup.scenario.id) for setup in setups]
        self.running = [_Running(make_grid(setup)) for setup in setups]
        frameworks = dict.fromkeys(name for each in self.running for name in each.grid.frameworks)
        self.matches = [_Match(name, self.running) for name in frameworks]

    @property
    def draws(self) -> int:
        return self.running[0].targets.draws

    def add(self, block: Block) -> None:
        """Adds a block of draws."""
        scores = [each.add(block) for each in self.running]
        for match in self.matches:
            match.add(scores)

    def result(self) -> Robustness:
        """What was found so far."""
        return Robustness(
            sampling=self.sampling,
            draws=self.draws,
            scenarios=tuple(each.result(name) for name, each in zip(self.names, self.running, strict=True)),
            ranks=tuple(ranks for match in self.matches for ranks in match.ranks(self.names)),
            duels=tuple(duel for match in self.matches for duel in match.duels(self.names)),
        )


class _Running:
    """One scenario: tallies of coverage and scores, and how often each target was covered."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.targets = Tally(len(grid.targets))
        self.low = Tally(len(grid.frameworks))
        self.high = Tally(len(grid.frameworks))
        self.rest = unknown_rest(grid)
        present = grid.doses[:, None] > 0
        self.direct = (grid.direct & present).any(axis=0)
        self.maybe = self.direct | (grid.unassessed & present).any(axis=0)
        self.covered = np.zeros(len(grid.targets))
        self.possible = np.zeros(len(grid.targets))

    def add(self, block: Block) -> tuple[Floats, Floats]:
        """Adds a block; gives the scores (F, n), with pairs without a rule as 0 and in full."""
        open_parts = uncovered(self.grid, block)
        coverage = 1.0 - open_parts
        highest = 1.0 - open_parts * self.rest[:, None]
        reached = self.grid.threshold - TOLERANCE
        self.targets.add(coverage)
        self.covered += (coverage >= reached).sum(axis=1) * self.direct
        self.possible += (highest >= reached).sum(axis=1) * self.maybe
        # the weights add up to 1 but for rounding
        scores = (np.minimum(self.grid.weights @ coverage, 1.0), np.minimum(self.grid.weights @ highest, 1.0))
        self.low.add(scores[0])
        self.high.add(scores[1])
        return scores

    def result(self, name: str) -> ScenarioCertainty:
        low, upper = self.targets.interval
        columns = zip(
            self.grid.targets,
            self.targets.means,
            self.targets.variances,
            low,
            upper,
            upper + (1.0 - upper) * (1.0 - self.rest),  # the upper end itself where nothing is unknown
            self.covered / self.targets.draws,
            self.possible / self.targets.draws,
            strict=True,
        )
        frameworks = zip(
            self.grid.frameworks,
            self.low.means,
            *self.low.interval,
            self.high.interval[1],
            strict=True,
        )
        return ScenarioCertainty(
            scenario=name,
            targets=tuple(TargetCertainty(target, *map(float, numbers)) for target, *numbers in columns),
            frameworks=tuple(FrameworkCertainty(each, *map(float, numbers)) for each, *numbers in frameworks),
        )


class _Match:
    """The scenarios held against one framework, compared by their scores in every draw."""

    def __init__(self, framework: str, running: Sequence[_Running]) -> None:
        self.framework = framework
        self.places = [
            (place, each.grid.frameworks.index(framework))
            for place, each in enumerate(running)
            if framework in each.grid.frameworks
        ]
        count = len(self.places)
        self.draws = 0
        self.shares = np.zeros((count, count))
        self.pairs = list(combinations(range(count), 2))
        self.counts = np.zeros((len(self.pairs), 4))

    def add(self, scores: Sequence[tuple[Floats, Floats]]) -> None:
        low = np.stack([scores[place][0][row] for place, row in self.places])
        high = np.stack([scores[place][1][row] for place, row in self.places])
        self.draws += low.shape[1]
        self.shares += rank_shares(low) * low.shape[1]
        for row, (a, b) in enumerate(self.pairs):
            gap = low[a] - low[b]
            self.counts[row] += (
                (gap > TOLERANCE).sum(),
                (np.abs(gap) <= TOLERANCE).sum(),
                (low[a] > high[b] + TOLERANCE).sum(),
                (high[a] > low[b] + TOLERANCE).sum(),
            )

    def ranks(self, names: Sequence[str]) -> Iterator[Ranks]:
        for (place, _), shares in zip(self.places, self.shares, strict=True):
            yield Ranks(names[place], self.framework, tuple(float(each) for each in shares / self.draws))

    def duels(self, names: Sequence[str]) -> Iterator[Duel]:
        for (a, b), counts in zip(self.pairs, self.counts, strict=True):
            first, second = names[self.places[a][0]], names[self.places[b][0]]
            yield Duel(self.framework, first, second, *(float(each) for each in counts / self.draws))
