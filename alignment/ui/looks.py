"""The style sheet of the pages: the palette as properties, charts in the theme's colours, and the files in assets."""

from functools import cache
from pathlib import Path

from alignment.charts.palette import DRAWN, PALETTE

ASSETS = Path(__file__).parent / "assets"
SHEETS = ("style", "parts", "memo", "print")
"""In this order, for a later rule wins."""

_SYSTEM = {"ground": "Canvas", "interval": "Canvas"}
"""What stands for a colour where the visitor's system decides on colours; all others are text."""


@cache
def sheet() -> str:
    """The whole style sheet; made once."""
    files = [(ASSETS / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return "\n".join([_properties(), _charts(), *files])


def _properties() -> str:
    """Every colour as a property. It follows the `color-scheme` of where it is used, which Streamlit's theme sets."""
    plain = "".join(f"--{name}:{colour.light};" for name, colour in PALETTE.items())
    both = "".join(f"--{name}:light-dark({colour.light},{colour.dark});" for name, colour in PALETTE.items())
    return f":root{{color-scheme:light dark;{plain}}}\n@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}"


def _charts() -> str:
    """Charts are drawn in light colours, as attributes of an SVG; rules on these attributes put the theme's there."""
    rules = [_painted(PALETTE[name].light, f"var(--{name})") for name in DRAWN]
    system = [_painted(PALETTE[name].light, _SYSTEM.get(name, "CanvasText")) for name in DRAWN]
    return "\n".join([*rules, "@media (forced-colors:active){", *system, "}"])


def _painted(colour: str, shown: str) -> str:
    chart = '[data-testid="stVegaLiteChart"] svg'
    return "".join(f'{chart} [{kind}="{colour}"]{{{kind}:{shown}}}' for kind in ("fill", "stroke"))
