"""What each budget can reach: a line with points, and where the present budget stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from alignment.charts.coverage import AXIS, THRESHOLD, finished
from alignment.charts.symbols import BLUE

HEIGHT = 260


@dataclass(frozen=True)
class Point:
    """A budget in EUR, what it reaches, and both as written; `chosen`: the budget that was asked for."""

    budget: float
    value: float
    said: str
    chosen: bool


def rows(points: Sequence[Point]) -> pd.DataFrame:
    """One row a point, from the smallest budget."""
    return pd.DataFrame(
        [{"budget": each.budget, "value": each.value, "said": each.said, "chosen": each.chosen} for each in points]
    )


@lru_cache(maxsize=64)
def spec(budget_axis: str, value_axis: str, most: float, *, comma: bool) -> dict[str, Any]:
    """The Vega-Lite specification on a value axis from 0 to `most`, without data; made once."""
    data = alt.NamedData(name="rows")
    thousands = (
        "replace(replace(format(datum.value, ',.0f'), ',', '.'), ',', '.')" if comma else "format(datum.value, ',.0f')"
    )
    decimals = "replace(format(datum.value, '.1~f'), '.', ',')" if comma else "format(datum.value, '.1~f')"
    x = alt.X("budget:Q", axis=alt.Axis(title=budget_axis, labelExpr=thousands, tickCount=5, **AXIS))
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(title=value_axis, labelExpr=decimals, tickCount=5, **AXIS),
        scale=alt.Scale(domain=[0, most], nice=False),
    )
    told = {"description": alt.Description("said:N"), "tooltip": alt.Tooltip("said:N", title=" ")}
    line = alt.Chart(data).mark_line(interpolate="step-after", color=BLUE, strokeWidth=2, aria=False)
    points = alt.Chart(data).mark_point(filled=True, size=60, color=BLUE, opacity=1)
    chosen = alt.Chart(data).mark_point(size=220, color=THRESHOLD, strokeWidth=2.5, shape="diamond", opacity=1)
    return finished(
        alt.layer(
            line.encode(x=x, y=y),
            points.encode(x=x, y=y, **told),
            chosen.transform_filter("datum.chosen").encode(x=x, y=y, **told),
        ).properties(height=HEIGHT)
    )
