"""A symbol beside each word, so that no meaning hangs on colour alone, and the colours most used."""

from alignment.charts.palette import light
from alignment.model.result import Contribution

SYMBOLS = {
    "direct": "●",
    "indirect": "○",
    "conditional": "◇",
    "none": "–",
    "unassessed": "?",
    "opposes": "×",
}

INK = light("ink")
BLUE = light("blue")


def verdict(contribution: Contribution) -> str:
    """The verdict on one pair: a status, or `opposes`."""
    if contribution.located is None:
        return "unassessed"
    if contribution.reason.code == "unmet":
        return "conditional"
    return str(contribution.alignment)


def is_derived(contribution: Contribution) -> bool:
    """Whether the verdict rests on a derived rule."""
    return contribution.located is not None and contribution.located.rule.basis == "derived"
