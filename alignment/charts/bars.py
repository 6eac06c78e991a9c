"""Bars with a title above and a number at the right of each: what each component carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from alignment.charts.coverage import AROUND, AXIS, ROW_HEIGHT, finished
from alignment.charts.symbols import BLUE, INK


@dataclass(frozen=True)
class Bar:
    """One bar: its title, length in the unit of the axis, and the number as written."""

    title: str
    value: float
    said: str


def rows(bars: Sequence[Bar]) -> pd.DataFrame:
    """One row a bar, in the order given."""
    return pd.DataFrame(
        [
            {
                "place": place,
                "title": bar.title,
                "value": bar.value,
                "number": bar.said,
                "said": f"{bar.title}: {bar.said}",
            }
            for place, bar in enumerate(bars)
        ]
    )


@lru_cache(maxsize=64)
def spec(axis: str, count: int, most: float) -> dict[str, Any]:
    """The Vega-Lite specification for so many bars on an axis from 0 to `most`, without data; made once."""
    data = alt.NamedData(name="rows")
    y = alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[count - 0.42, -0.58], nice=False))
    x = alt.X(
        "value:Q",
        axis=alt.Axis(title=axis, labels=False, ticks=False, grid=False, **AXIS),
        scale=alt.Scale(domain=[0, most], nice=False),
    )
    told = {"description": alt.Description("said:N"), "tooltip": alt.Tooltip("said:N", title=" ")}
    written: dict[str, Any] = {"dy": -17, "fontSize": 13, "color": INK, "aria": False}
    title = alt.Chart(data).mark_text(align="left", limit=alt.ExprRef("width - 60"), **written)
    number = alt.Chart(data).mark_text(align="right", fontWeight="bold", **written)
    chart = alt.layer(
        alt.Chart(data).mark_bar(orient="horizontal", size=12, color=BLUE).encode(x=x, y=y, **told),
        title.encode(x=alt.value(0), y=y, text="title:N"),
        number.encode(x=alt.value("width"), y=y, text="number:N"),
    ).properties(height=ROW_HEIGHT * count + AROUND)
    return finished(chart)
