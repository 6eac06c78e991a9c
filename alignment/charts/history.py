"""Scores over the states of a catalogue: a line for each framework, told apart by dash and mark as well as colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from alignment.charts.coverage import AXIS, finished
from alignment.charts.palette import SERIES, light
from alignment.charts.symbols import INK

HEIGHT = 260
COLOURS = [light(each) for each in SERIES]
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]]


@dataclass(frozen=True)
class Point:
    """The score of a framework (0 to 1) at a state, and both as written."""

    state: int
    series: str
    value: float
    said: str


def rows(points: Sequence[Point]) -> pd.DataFrame:
    """One row a point."""
    columns = ["state", "series", "value", "said"]
    return pd.DataFrame([[each.state, each.series, each.value, each.said] for each in points], columns=columns)


@lru_cache(maxsize=8)
def spec(state_axis: str, score_axis: str, *, comma: bool) -> dict[str, Any]:
    """The Vega-Lite specification, without data; made once."""
    decimals = "replace(format(datum.value, '.1f'), '.', ',')" if comma else "format(datum.value, '.1f')"
    legend = alt.Legend(title=None, orient="top", labelColor=INK, labelFontSize=12, symbolStrokeWidth=2, aria=False)
    base = alt.Chart(alt.NamedData(name="rows")).encode(
        x=alt.X("state:O", axis=alt.Axis(title=state_axis, labelAngle=0, **AXIS)),
        y=alt.Y(
            "value:Q",
            axis=alt.Axis(title=score_axis, labelExpr=decimals, tickCount=5, **AXIS),
            scale=alt.Scale(domain=[0, 1]),
        ),
        color=alt.Color("series:N", scale=alt.Scale(range=COLOURS), legend=legend, sort=None),
    )
    line = base.mark_line(strokeWidth=2, interpolate="step-after", aria=False).encode(
        strokeDash=alt.StrokeDash("series:N", scale=alt.Scale(range=DASHES), legend=legend, sort=None)
    )
    marks = base.mark_point(filled=True, size=60, opacity=1).encode(
        shape=alt.Shape("series:N", legend=legend, sort=None),
        description=alt.Description("said:N"),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    return finished(alt.layer(line, marks).properties(height=HEIGHT))
