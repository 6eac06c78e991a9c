"""The palette: each colour by what it is for, as it is on a light and on a dark ground.

Charts and pictures are drawn in the light colours; on the page a style sheet made from this table gives each its dark
counterpart (`alignment.ui.looks`), so a chart follows the visitor's system without being drawn again.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """One colour on a light and on a dark ground, as #rrggbb."""

    light: str
    dark: str


PALETTE = {
    # Grounds and text.
    "ground": Colour("#ffffff", "#14181d"),
    "raised": Colour("#f3f5f8", "#1e242b"),
    "ink": Colour("#1a1a1a", "#e8eaed"),
    "quiet": Colour("#4d5560", "#b3bac4"),
    "link": Colour("#01689b", "#8ab8f0"),
    # Lines: a rule parts, an edge bounds a control.
    "rule": Colour("#c3cad3", "#46505c"),
    "grid": Colour("#e3e6ea", "#2c343d"),
    "edge": Colour("#767f8a", "#8b95a1"),
    # Marks of charts.
    "blue": Colour("#154273", "#a9c8ee"),
    "interval": Colour("#d3e0ee", "#2c3f57"),
    "interval-edge": Colour("#5c80aa", "#7396c0"),
    "threshold": Colour("#8a4b00", "#f0b36b"),
    "before": Colour("#6b6b6b", "#9ba3ad"),
    # Lines of a chart beside the blue, told apart by dash and mark as well.
    "series-2": Colour("#c67a00", "#f0a03c"),
    "series-3": Colour("#0a7d3c", "#63e09a"),
    "series-4": Colour("#7b0f3a", "#b8559f"),
    "series-5": Colour("#757c99", "#978a80"),
    "series-6": Colour("#2a8fe6", "#4a86e0"),
    # Behind a status or verdict, which is always written out in ink with its symbol.
    "direct": Colour("#a4c6ea", "#2f568a"),
    "indirect": Colour("#d6e8fa", "#1c3551"),
    "conditional": Colour("#fdecc0", "#50420f"),
    "none": Colour("#ffffff", "#14181d"),
    "unassessed": Colour("#dfe2e6", "#363b43"),
    "opposes": Colour("#f0c3b5", "#6e3c33"),
    # What asks for attention, and its ground.
    "warning": Colour("#8a4b00", "#f0b36b"),
    "warning-ground": Colour("#fdf6e7", "#2b2417"),
    "error": Colour("#a30000", "#ffb3ab"),
    "error-ground": Colour("#fdf1f0", "#392021"),
    "success": Colour("#1d6b1f", "#a5d6a7"),
    "success-ground": Colour("#eff7ef", "#1b2e1e"),
}
"""Names are also those of the style sheet's properties: `--ink`."""

STATUSES = ("direct", "indirect", "conditional", "none", "unassessed", "opposes")
SERIES = ("blue", "series-2", "series-3", "series-4", "series-5", "series-6")

DRAWN = ("ground", "ink", "quiet", "grid", "edge", "interval", "interval-edge", "threshold", *SERIES)
"""What charts are drawn with: no two have the same light colour, for by that the style sheet knows them."""


def light(name: str) -> str:
    """A colour as charts, pictures and documents have it.

    Raises:
        KeyError: no such colour.
    """
    return PALETTE[name].light
