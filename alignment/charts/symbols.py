"""A symbol beside each word, so that no meaning hangs on colour alone, and the colours."""

from alignment.model.result import Contribution

SYMBOLS = {
    "direct": "●",
    "indirect": "○",
    "conditional": "◇",
    "none": "–",
    "unassessed": "?",
    "opposes": "×",
}

INK = "#1a1a1a"
QUIET = "#555555"
BLUE = "#154273"
BACKGROUNDS = {
    "direct": "#bcd3ea",
    "indirect": "#e3edf7",
    "conditional": "#fdf3d6",
    "none": "#ffffff",
    "unassessed": "#efefef",
    "opposes": "#f6d9d5",
}
"""Behind the words of a table; with ink on top each has a contrast above 10, with the quiet grey above 6."""


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
