"""What a tally says of a stream of draws is what numpy says of all the draws at once."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from alignment.assessment.grid import Floats
from alignment.assessment.tally import BINS, TAIL, Tally

CLOSE = 1e-12
ROUND = [0.0, 0.25, 0.5, 0.6, 1.0, 1 / BINS, 1 - 1e-16, 5e-324]

shares = st.sampled_from([0.0, TAIL, 0.5, 1.0 - TAIL, 1.0]) | st.floats(0, 1)
some_values = st.tuples(st.integers(1, 3), st.integers(1, 60)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.sampled_from(ROUND) | st.floats(0, 1))
)


def tally_of(values: Floats, cuts: tuple[int, ...] = ()) -> Tally:
    tally = Tally(len(values))
    for block in np.split(values, sorted(cuts), axis=1):
        tally.add(block)
    return tally


def assert_quantile(tally: Tally, values: Floats, share: float) -> None:
    """Between the order statistics about the share, to a bin's width, and within what was seen."""
    count = values.shape[1]
    first, last = (min(count, max(1, math.ceil(share * count + slack))) for slack in (-1e-9, 1e-9))
    for found, row in zip(tally.quantiles(share), np.sort(values, axis=1), strict=True):
        assert row[first - 1] - 1 / BINS <= found <= row[last - 1] + 1 / BINS
        assert row[0] <= found <= row[-1]


@settings(max_examples=40)
@given(some_values, shares)
def test_a_tally_is_what_numpy_says_of_the_same_values(values: Floats, share: float) -> None:
    tally = tally_of(values)
    assert tally.draws == values.shape[1]
    assert tally.means == pytest.approx(values.mean(axis=1), abs=CLOSE)
    assert tally.variances == pytest.approx(values.var(axis=1), abs=CLOSE)
    assert (tally.variances >= 0).all()
    assert ((values.min(axis=1) <= tally.means) & (tally.means <= values.max(axis=1))).all()
    assert_quantile(tally, values, share)


@settings(max_examples=40)
@given(some_values, shares, st.lists(st.integers(0, 60), max_size=4))
def test_any_split_into_blocks_gives_the_same(values: Floats, share: float, cuts: list[int]) -> None:
    whole, split = tally_of(values), tally_of(values, tuple(min(each, values.shape[1]) for each in cuts))
    assert split.draws == whole.draws
    assert split.means == pytest.approx(whole.means, abs=CLOSE)
    assert split.variances == pytest.approx(whole.variances, abs=CLOSE)
    assert np.array_equal(split.quantiles(share), whole.quantiles(share))


@settings(max_examples=40)
@given(some_values)
def test_quantiles_rise_with_the_share_and_the_interval_holds_the_mean(values: Floats) -> None:
    tally = tally_of(values)
    found = np.array([tally.quantiles(share) for share in (0.0, TAIL, 0.3, 0.5, 0.8, 1.0 - TAIL, 1.0)])
    assert (np.diff(found, axis=0) >= -CLOSE).all()
    low, upper = tally.interval
    assert ((low <= tally.means) & (tally.means <= upper)).all()
    within = (values >= low[:, None] - 1 / BINS) & (values <= upper[:, None] + 1 / BINS)
    assert (within.mean(axis=1) >= 1.0 - 2.0 * TAIL - 1e-9).all()


@pytest.mark.parametrize("draws", [1, 19, 20, 21, 5000])
def test_quantiles_of_many_smooth_values_are_those_of_numpy(draws: int) -> None:
    values = np.random.default_rng(7).beta(2.0, 5.0, (4, draws))
    for share in (TAIL, 0.5, 1.0 - TAIL):
        expected = np.quantile(values, share, axis=1, method="inverted_cdf")
        assert tally_of(values).quantiles(share) == pytest.approx(expected, abs=1.01 / BINS)


def test_one_draw_is_its_own_mean_and_quantile() -> None:
    tally = tally_of(np.array([[0.0], [0.123456789], [1.0]]))
    assert tally.means.tolist() == [0.0, 0.123456789, 1.0]
    assert tally.variances.tolist() == [0.0, 0.0, 0.0]
    for share in (0.0, TAIL, 0.5, 1.0):
        assert tally.quantiles(share).tolist() == [0.0, 0.123456789, 1.0]


def test_where_nearly_all_draws_are_the_same_the_interval_still_holds_the_mean() -> None:
    low, upper = tally_of(np.array([[0.2, *[1.0] * 99], [1.0 - 1e-9, *[1.0 - 2e-9] * 99]])).interval
    assert low == pytest.approx([0.992, 1.0], abs=1 / BINS)
    assert upper == pytest.approx([1.0, 1.0], abs=1 / BINS)
    assert low[1] <= 1.0 - 1.99e-9 <= upper[1]


def test_no_quantities_is_no_trouble() -> None:
    tally = tally_of(np.ones((0, 5)))
    assert tally.draws == 5
    assert tally.means.shape == tally.variances.shape == tally.quantiles(TAIL).shape == (0,)
