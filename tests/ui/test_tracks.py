"""Tracks in the rows of a table: where interval, mark and threshold stand, and that nothing else is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from alignment.api import assess_scenario, open_catalogue
from alignment.charts.tables import shown_targets
from alignment.ui.tracks import Track, drawn, lengths, of

PROGRAMME = "dtz-building-back-better"
UNIT = st.floats(0, 1)


def places(track: str) -> dict[str, dict[str, float]]:
    """Each part of a track by its class, with what its style says, in percent."""
    found = html.fragment_fromstring(track)
    assert found.get("aria-hidden") == "true"
    assert not found.text_content()
    return {
        str(each.get("class")): {
            name: float(number) for name, number in re.findall(r"(\w+):([\d.]+)%", str(each.get("style")))
        }
        for each in found
    }


@given(UNIT, UNIT, UNIT, UNIT)
def test_all_stands_where_the_numbers_say(low: float, high: float, at: float, threshold: float) -> None:
    low, high = sorted((low, high))
    found = places(drawn([Track(low, high, at, "direct")], threshold)[0])
    assert found["range"]["left"] == pytest.approx(100 * low, abs=0.05)
    assert found["range"]["width"] == pytest.approx(100 * (high - low), abs=0.05)
    assert found["mark direct"]["left"] == pytest.approx(100 * at, abs=0.05)
    assert found["threshold"]["left"] == pytest.approx(100 * threshold, abs=0.05)
    assert "before" not in found


def test_where_it_stood_is_marked_only_where_it_moved() -> None:
    catalogue = open_catalogue()
    scenario = catalogue.programmes[PROGRAMME]
    opened = assess_scenario(catalogue, scenario)
    after = assess_scenario(catalogue, scenario.model_copy(update={"components": scenario.components[:3]}))
    before = {each.target: each for each in opened.targets}
    tracks = [of(each, before[each.target]) for each in shown_targets(after, "bhos")]
    for track, result in zip(tracks, shown_targets(after, "bhos"), strict=True):
        old = before[result.target].coverage
        assert track.before == (old if abs(old - result.coverage) > 1e-9 else None)
        assert ("before" in places(drawn([track], 0.6)[0])) == (track.before is not None)
    assert any(each.before is not None for each in tracks)
    assert any(each.before is None for each in tracks)


@pytest.mark.parametrize("kind", ["direct", "indirect", "conditional", "none", "unassessed"])
def test_each_status_has_its_mark(kind: str) -> None:
    assert f"mark {kind}" in places(drawn([Track(0, 1, 0.4, kind)], 0.6)[0])


@given(st.lists(st.floats(0, 3), max_size=6))
def test_the_longest_bar_fills_its_cell(values: list[float]) -> None:
    widths = [places(each)["bar"]["width"] for each in lengths(values)]
    assert len(widths) == len(values)
    if any(value > 1e-6 for value in values):
        assert max(widths) == 100.0
    for width, value in zip(widths, values, strict=True):
        assert width == pytest.approx(100 * value / (max(values) or 1), abs=0.05)
