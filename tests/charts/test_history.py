"""The chart of scores over states."""

import json

import pytest

from alignment.charts import history
from alignment.charts.history import Point

POINTS = [
    Point(1, "BHOS", 0.25, "BHOS, stand 1"),
    Point(1, "SRGR", 0.5, "SRGR, stand 1"),
    Point(2, "BHOS", 0.75, "BHOS, stand 2"),
]


def test_one_row_a_point() -> None:
    frame = history.rows(POINTS)
    assert list(frame.columns) == ["state", "series", "value", "said"]
    assert frame.to_numpy().tolist() == [[each.state, each.series, each.value, each.said] for each in POINTS]
    assert list(history.rows([]).columns) == list(frame.columns)


@pytest.mark.parametrize(("comma", "decimals"), [(True, "replace("), (False, "format(")])
def test_what_is_drawn(comma: bool, decimals: str) -> None:
    spec = history.spec("Stand", "Score", comma=comma)
    json.dumps(spec, allow_nan=False)
    line, marks = spec["layer"]
    for layer in (line, marks):
        assert layer["encoding"]["x"]["field"] == "state"
        assert layer["encoding"]["y"]["scale"]["domain"] == [0, 1]
        assert layer["encoding"]["y"]["axis"]["labelExpr"].startswith(decimals)
    assert line["mark"]["interpolate"] == "step-after"
    assert marks["encoding"]["description"]["field"] == "said"


def test_lines_differ_by_more_than_colour() -> None:
    line, marks = history.spec("Stand", "Score", comma=True)["layer"]
    assert line["encoding"]["strokeDash"]["field"] == "series"
    assert marks["encoding"]["shape"]["field"] == "series"
    assert len({json.dumps(each) for each in history.DASHES}) == len(history.DASHES) == len(history.COLOURS)
    assert len(set(history.COLOURS)) == len(history.COLOURS)


def test_it_holds_no_data_and_is_made_once() -> None:
    spec = history.spec("Stand", "Score", comma=True)
    assert spec is history.spec("Stand", "Score", comma=True)
    assert spec is not history.spec("State", "Score", comma=False)
    assert not {"data", "datasets"} & spec.keys()
