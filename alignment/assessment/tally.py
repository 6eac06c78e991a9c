"""What a stream of draws adds up to, block by block: mean, quantiles, shares. Memory does not grow with the draws."""

import numpy as np

from alignment.assessment.grid import Floats

BINS = 1 << 14
"""Of the histogram that gives the quantiles: 0.00006 each, far finer than the draws are."""

TAIL = 0.05
"""What is left out at either end of an interval: nine draws in ten lie within it."""


class Tally:
    """The values of K quantities, each 0 to 1, over a growing number of draws."""

    def __init__(self, count: int) -> None:
        """`count` quantities, no draws yet."""
        self.draws = 0
        self._sums = np.zeros(count)
        self._squares = np.zeros(count)
        self._least = np.ones(count)
        self._most = np.zeros(count)
        self._bins = np.zeros((count, BINS), dtype=np.int64)

    def add(self, values: Floats) -> None:
        """Adds n draws, shape (K, n)."""
        self.draws += values.shape[1]
        self._sums += values.sum(axis=1)
        self._squares += (values * values).sum(axis=1)
        self._least = np.minimum(self._least, values.min(axis=1, initial=1.0))
        self._most = np.maximum(self._most, values.max(axis=1, initial=0.0))
        places = np.minimum((values * BINS).astype(np.int64), BINS - 1)
        for row, found in enumerate(places):
            self._bins[row] += np.bincount(found, minlength=BINS)

    @property
    def means(self) -> Floats:
        """Means, (K,), within the least and the most that were seen."""
        return np.clip(self._sums / max(self.draws, 1), self._least, self._most)

    @property
    def variances(self) -> Floats:
        """Variances, (K,)."""
        return np.maximum(self._squares / max(self.draws, 1) - self.means**2, 0.0)

    @property
    def interval(self) -> tuple[Floats, Floats]:
        """Between what at least nine draws in ten lie, (K,) each.

        Stretched to hold the mean where nearly all draws are alike and a few lie far off, or where all share a bin.
        """
        means = self.means
        return np.minimum(self.quantiles(TAIL), means), np.maximum(self.quantiles(1.0 - TAIL), means)

    def quantiles(self, share: float) -> Floats:
        """The value below which this share of the draws lies, (K,), to a bin's width."""
        reached = np.cumsum(self._bins, axis=1)
        wanted = share * self.draws
        place = np.argmax(reached >= max(wanted, 1.0), axis=1)
        rows = np.arange(len(place))
        before = reached[rows, place] - self._bins[rows, place]
        within = (wanted - before) / np.maximum(self._bins[rows, place], 1)
        found: Floats = np.clip((place + within) / BINS, self._least, self._most)
        return found
