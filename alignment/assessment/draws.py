"""Strengths drawn again and again within their intervals: what each judgement could also have counted for."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from alignment.assessment.grid import Floats, Grid
from alignment.assessment.setup import Pair
from alignment.model.rule import Scale

BLOCK = 8192
"""Draws at a time: what a block needs stays in the processor's cache, and memory does not grow with the draws."""

MOST_DRAWS = 10_000_000


@dataclass(frozen=True)
class Sampling:
    """How many draws, from which seed. `shared`: what "direct" and "indirect" count for is one judgement in each draw.

    Not shared: each rule has a draw of its own over its whole interval, whatever the other rules have.
    """

    seed: int = 2022
    draws: int = 10_000
    shared: bool = True


@dataclass(frozen=True, eq=False)
class Block:
    """A block of n draws: what direct and indirect count for, (n,) each, 0 to 1, indirect always below direct."""

    sampling: Sampling
    scale: Scale
    number: int
    size: int
    direct: Floats
    indirect: Floats

    def strength(self, pair: Pair, *, direct: bool, share: float) -> Floats:
        """The strength of a pair's rule in each draw, (n,), 0 to 1.

        `share` is the half-width as a multiple of the scale's. The level of the verdict moves with all other rules;
        what a lower confidence adds to the half-width is noise of the rule's own, cut off halfway between the levels,
        so that an indirect rule never counts for more than a direct one. The noise depends on seed and pair only:
        another scenario or rule never changes it.
        """
        half = self.scale.half_width
        if not self.sampling.shared:
            middle = self.scale.strength("direct" if direct else "indirect")
            return np.clip(middle + self._noise(pair) * (half * share), 0.0, 1.0)
        level = self.direct if direct else self.indirect
        own = half * (share - least_share(self.scale))
        if own <= 0:
            return level
        most = np.minimum(own, (self.direct - self.indirect) / 2.0)
        return np.clip(level + self._noise(pair) * most, 0.0, 1.0)

    def _noise(self, pair: Pair) -> Floats:
        """Uniform in -1..1."""
        key = int.from_bytes(hashlib.sha256("\0".join(pair).encode()).digest()[:8], "big")
        return np.random.default_rng([self.sampling.seed, self.number, key]).uniform(-1.0, 1.0, self.size)


def least_share(scale: Scale) -> float:
    """The stretch of the most confident rules: the part of every half-width that all rules share."""
    return min(scale.confidence.high, scale.confidence.medium, scale.confidence.low)


def blocks(scale: Scale, sampling: Sampling) -> Iterator[Block]:
    """The draws, block by block."""
    for number, start in enumerate(range(0, sampling.draws, BLOCK)):
        size = min(BLOCK, sampling.draws - start)
        direct, indirect = _levels(scale, np.random.default_rng([sampling.seed, number]), size)
        yield Block(sampling, scale, number, size, direct, indirect)


def _levels(scale: Scale, random: np.random.Generator, size: int) -> tuple[Floats, Floats]:
    """Both levels, each uniform over its interval, given that indirect stays below direct."""
    half = scale.half_width * least_share(scale)
    middle = np.array([[scale.strengths.direct], [scale.strengths.indirect]])
    levels = np.empty((2, size))
    todo = np.arange(size)
    while todo.size:
        drawn = np.clip(middle + random.uniform(-half, half, (2, todo.size)), 0.0, 1.0)
        levels[:, todo] = drawn
        todo = todo[drawn[1] >= drawn[0]]
    return levels[0], levels[1]


def uncovered(grid: Grid, block: Block) -> Floats:
    """1 - C of each target in each draw, shape (T, n), from the rules that fire; pairs without a rule count as 0."""
    rest = np.ones((len(grid.targets), block.size))
    for place, target in enumerate(grid.targets):
        for row in np.flatnonzero(grid.strengths[:, place] * grid.doses):
            pair = (grid.interventions[row], target)
            strength = block.strength(pair, direct=bool(grid.direct[row, place]), share=grid.shares[row, place])
            rest[place] *= 1.0 - grid.doses[row] * strength
    return rest


def unknown_rest(grid: Grid) -> Floats:
    """The factor by which pairs without a rule could at most shrink 1 - C, (T,): the product of 1 - w."""
    rest: Floats = np.where(grid.unassessed, 1.0 - grid.doses[:, None], 1.0).prod(axis=0)
    return rest
