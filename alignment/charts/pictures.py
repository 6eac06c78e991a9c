"""Charts as pictures: Vega-Lite drawn without a browser and without a network (vl-convert)."""

import json
from functools import lru_cache
from io import BytesIO
from typing import Any

SCALE = 2.0
"""Pixels of a PNG per pixel of the chart."""

COLOURS = 64
"""How many colours a PNG has."""


def svg(spec: dict[str, Any]) -> str:
    """A specification with its data as SVG."""
    return _svg(json.dumps(spec, sort_keys=True))


def png(spec: dict[str, Any]) -> bytes:
    """A specification with its data as PNG on white, twice as dense as the screen's pixels."""
    return _png(json.dumps({**spec, "background": "white"}, sort_keys=True))


def forget() -> None:
    """Draws every chart anew the next time."""
    _svg.cache_clear()
    _png.cache_clear()


@lru_cache(maxsize=32)
def _svg(spec: str) -> str:
    import vl_convert  # 80 MB: only where a picture is asked for

    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


@lru_cache(maxsize=32)
def _png(spec: str) -> bytes:
    import vl_convert
    from PIL import Image

    drawn = vl_convert.vegalite_to_png(spec, scale=SCALE, allowed_base_urls=[])
    small = BytesIO()
    # An eighth of the bytes: a chart has few colours.
    Image.open(BytesIO(drawn)).convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()
