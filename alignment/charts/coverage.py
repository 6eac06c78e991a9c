"""Coverage per target: a bar for the interval, a mark for the coverage, a line for the threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from alignment.charts.palette import light
from alignment.charts.symbols import BLUE, INK
from alignment.model.change import TargetState
from alignment.model.result import Assessment, TargetResult
from alignment.text.speaker import Speaker

ROW_HEIGHT = 34
AROUND = 62
ROOM = 45
"""Pixels for what stands at the right of each row."""
FONT = "'Source Sans', 'Source Sans Pro', sans-serif"
THRESHOLD = light("threshold")
NO_POINT = ("unassessed",)

_MARKS = {"direct": "circle", "indirect": "circle", "conditional": "diamond", "none": "stroke", "unassessed": "stroke"}


Layer = Any
"""A layer of the chart: Altair gives its methods no types that lead back to a chart."""

AXIS: dict[str, Any] = {
    "labelColor": INK,
    "titleColor": INK,
    "titleFontWeight": "normal",
    "labelFontSize": 12,
    "titleFontSize": 13,
    "gridColor": light("grid"),
    "domainColor": light("edge"),
    "tickColor": light("edge"),
    "aria": False,
}
"""How an axis with numbers along it is written."""


@dataclass(frozen=True)
class Words:
    """The words and numbers in the chart itself."""

    axis: str
    threshold: str
    threshold_value: float
    comma: bool


def words(assessment: Assessment, speaker: Speaker) -> Words:
    """The words of the chart for an assessment."""
    return Words(
        axis=speaker.say("ui.chart.axis"),
        threshold=speaker.say("ui.chart.threshold", threshold=speaker.score(assessment.threshold)),
        threshold_value=assessment.threshold,
        comma=speaker.lang == "nl",
    )


def rows(results: Sequence[TargetResult], speaker: Speaker) -> pd.DataFrame:
    """One row a target."""
    return pd.DataFrame([_row(place, result, speaker) for place, result in enumerate(results)])


def _row(place: int, result: TargetResult, speaker: Speaker) -> dict[str, Any]:
    located = speaker.catalogue.targets[result.target]
    return {
        "place": place,
        "target": f"{speaker.target_code(result.target)} {speaker.text(located.target.title)}",
        "status": result.status,
        "coverage": result.coverage,
        "low": result.low,
        "high": result.high,
        "value": amount(result, speaker),
        "said": describe(result, speaker),
    }


def amount(result: TargetResult | TargetState, speaker: Speaker) -> str:
    """The coverage as written; where nothing was assessed there is no number to show."""
    return speaker.score(result.coverage) if result.status != "unassessed" else "?"


def describe(result: TargetResult, speaker: Speaker) -> str:
    """One target in words, for the mark's name and its tooltip."""
    return speaker.say(
        "ui.chart.mark",
        target=speaker.target(result.target),
        status=speaker.say(f"status.{result.status}"),
        coverage=speaker.score(result.coverage),
        low=speaker.score(result.low),
        high=speaker.score(result.high),
    )


@lru_cache(maxsize=64)
def spec(words: Words, count: int) -> dict[str, Any]:
    """The Vega-Lite specification for so many targets, without data; made once."""
    data = alt.NamedData(name="rows")
    y = alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[count - 0.42, -0.58], nice=False))
    layers = [
        _interval(data, y, words),
        *_threshold(data, words),
        _points(data, y),
        _unassessed(data, y),
        *_titles(data, y),
        _values(data, y),
    ]
    return finished(alt.layer(*layers).properties(height=ROW_HEIGHT * count + AROUND))


def still(assessment: Assessment, results: Sequence[TargetResult], speaker: Speaker, width: int) -> dict[str, Any]:
    """The chart with its data in it, so many pixels wide, for a document; targets of several frameworks together."""
    found = rows(results, speaker)
    found = found.astype(object).where(found.notna(), None)
    made = spec(words(assessment, speaker), len(results))
    return {**made, "width": width, "data": {"values": found.to_dict("records")}}


def finished(chart: Layer) -> dict[str, Any]:
    """The chart as a specification without data, drawn as SVG so that each mark can be named."""
    chart = chart.configure(font=FONT, background="transparent", view=alt.ViewConfig(stroke=None))
    made: dict[str, Any] = chart.to_dict(validate=False)
    made.pop("datasets", None)
    made.pop("data", None)
    for layer in made["layer"]:
        if layer.get("data") == {"name": "rows"}:
            del layer["data"]
    made["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    return made


def _x(words: Words) -> alt.X:
    labels = "replace(format(datum.value, '.1f'), '.', ',')" if words.comma else "format(datum.value, '.1f')"
    axis = alt.Axis(
        title=words.axis,
        labelExpr=labels,
        values=[0, 0.2, 0.4, 0.6, 0.8, 1],
        labelOverlap=False,
        **AXIS,
    )
    return alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))


def _said() -> dict[str, Any]:
    return {"description": alt.Description("said:N"), "tooltip": alt.Tooltip("said:N", title=" ")}


def _interval(data: alt.NamedData, y: alt.Y, words: Words) -> Layer:
    bar = alt.Chart(data).mark_bar(
        orient="horizontal",
        size=11,
        fill=light("interval"),
        stroke=light("interval-edge"),
        strokeWidth=1,
        aria=False,
    )
    return bar.encode(x=_x(words), x2="high:Q", y=y, tooltip=alt.Tooltip("said:N", title=" "))


def _threshold(data: alt.NamedData, words: Words) -> list[Layer]:
    once = alt.Chart(data).transform_filter("datum.place == 0")
    rule = once.mark_rule(color=THRESHOLD, strokeDash=[5, 4], strokeWidth=1.5, aria=False)
    right = words.threshold_value <= 0.6
    word = once.mark_text(
        text=words.threshold,
        align="left" if right else "right",
        dx=5 if right else -5,
        y=-11,
        color=THRESHOLD,
        fontSize=12,
        aria=False,
    )
    at = alt.X(datum=words.threshold_value)
    return [rule.encode(x=at), word.encode(x=at)]


def _points(data: alt.NamedData, y: alt.Y) -> Layer:
    statuses = [status for status in _MARKS if status not in NO_POINT]
    shapes = alt.Scale(domain=statuses, range=[_MARKS[status] for status in statuses])
    fill = alt.condition("datum.status == 'direct'", alt.value(BLUE), alt.value(light("ground")))
    point = alt.Chart(data).mark_point(size=130, stroke=BLUE, strokeWidth=2.5, opacity=1)
    shown = point.transform_filter("datum.status != 'unassessed'")
    shape = alt.Shape("status:N", scale=shapes, legend=None)
    return shown.encode(x=alt.X("coverage:Q"), y=y, shape=shape, fill=fill, **_said())


def _unassessed(data: alt.NamedData, y: alt.Y) -> Layer:
    mark = alt.Chart(data).mark_text(text="?", fontSize=18, fontWeight="bold", color=BLUE)
    return mark.transform_filter("datum.status == 'unassessed'").encode(x=alt.X("coverage:Q"), y=y, **_said())


def _titles(data: alt.NamedData, y: alt.Y) -> list[Layer]:
    """The titles above the bars, on white so that the threshold does not run through them."""
    kept: dict[str, Any] = {
        "align": "left",
        "dy": -17,
        "fontSize": 13,
        "limit": alt.ExprRef(f"width - {ROOM}"),
        "aria": False,
    }
    marks = [
        alt.Chart(data).mark_text(
            **kept, color=light("ground"), stroke=light("ground"), strokeWidth=5, strokeJoin="round"
        ),
        alt.Chart(data).mark_text(**kept, color=INK),
    ]
    return [mark.encode(x=alt.value(0), y=y, text="target:N") for mark in marks]


def _values(data: alt.NamedData, y: alt.Y) -> Layer:
    value = alt.Chart(data).mark_text(align="right", dy=-17, fontSize=13, fontWeight="bold", color=INK, aria=False)
    return value.encode(x=alt.value("width"), y=y, text="value:N")
