"""A chart in the rows of a table: for each, a track from 0 to 1 with an interval, a mark and the threshold.

What it shows stands as numbers and words in the same row, so a screen reader is spared it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alignment.model.result import TargetResult


@dataclass(frozen=True)
class Track:
    """One row: where the interval begins and ends, and where the mark stands, all from 0 to 1.

    `kind`: the status of a target, which gives the mark its shape; `before`: where the mark stood, if elsewhere.
    """

    low: float
    high: float
    at: float
    kind: str
    before: float | None = None


def of(result: TargetResult, before: TargetResult | None = None) -> Track:
    """The track of a target with the interval of its strengths; `before`: the target in the scenario as opened."""
    moved = before is not None and abs(before.coverage - result.coverage) > 1e-9
    old = before.coverage if before is not None and moved else None
    return Track(result.low, result.high, result.coverage, str(result.status), old)


def drawn(tracks: Sequence[Track], threshold: float) -> list[Markup]:
    """The tracks as HTML."""
    return [_track(each, threshold) for each in tracks]


def lengths(values: Sequence[float]) -> list[Markup]:
    """Plain bars, as HTML; the longest value fills its cell."""
    most = max(values, default=0.0) or 1.0
    bar = Markup('<span class="track" aria-hidden="true"><span class="bar" style="width:{}%"></span></span>')
    return [bar.format(_percent(value / most)) for value in values]


def _track(track: Track, threshold: float) -> Markup:
    width = max(track.high - track.low, 0.0)
    before = Markup("") if track.before is None else _part("before", Markup("left:{}%").format(_percent(track.before)))
    return Markup('<span class="track" aria-hidden="true">{}{}{}{}</span>').format(
        _part("range", Markup("left:{}%;width:{}%").format(_percent(track.low), _percent(width))),
        _part("threshold", Markup("left:{}%").format(_percent(threshold))),
        before,
        _part(f"mark {track.kind}", Markup("left:{}%").format(_percent(track.at))),
    )


def _part(name: str, style: str) -> Markup:
    return Markup('<span class="{}" style="{}"></span>').format(name, style)


def _percent(value: float) -> str:
    return f"{100 * min(max(value, 0.0), 1.0):.2f}"
