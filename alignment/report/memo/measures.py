"""What the numbers in the columns of a memo are, for the formats that hold data."""

from alignment.report.document import Measure, Unit
from alignment.text.speaker import Speaker

_MEASURES: dict[str, tuple[tuple[str, Unit], ...]] = {
    "coverage": (("coverage", "score"),),
    "range": (("low", "score"), ("high", "score")),
    "bounds": (("bounds-low", "score"), ("bounds-high", "score")),
    "draws": (("draws-low", "score"), ("draws-high", "score")),
    "share": (("share", "share"),),
    "severity": (("severity", "score"),),
    "share-of": (("dose", "share"), ("strength", "score"), ("contribution", "score")),
    "share-value": (("share-value", "score"),),
    "drop": (("drop", "score"),),
    "covered-count": (("covered-count", "count"), ("targets", "count")),
    "score": (("score", "score"),),
    "unassessed": (("unassessed", "count"),),
    "amount": (("amount", "amount"),),
}
"""The measures of a column by its name."""


def measures_of(column: str, speaker: Speaker) -> tuple[Measure, ...]:
    """What the numbers in a column are, in order; nothing for a column of words."""
    return tuple(Measure(name, speaker.say(f"memo.measure.{name}"), unit) for name, unit in _MEASURES.get(column, ()))
