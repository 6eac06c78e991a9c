"""Draws a chart with vl-convert; also as a process: `python -m alignment.charts.drawing svg < specification`."""

import sys
from functools import cache
from io import BytesIO

from alignment.charts.places import FONTS

SCALE = 2.0
"""Pixels of a PNG per pixel of the chart."""

COLOURS = 64
"""How many colours a PNG has."""


def draw(kind: str, spec: str) -> bytes:
    """A Vega-Lite specification with its data (JSON) as `svg` or `png`, without a browser and without a network."""
    import vl_convert  # 80 MB: only where a picture is asked for

    _register_fonts()
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])).encode("utf-8")
    from PIL import Image

    drawn = vl_convert.vegalite_to_png(spec, scale=SCALE, allowed_base_urls=[])
    small = BytesIO()
    # An eighth of the bytes: a chart has few colours.
    Image.open(BytesIO(drawn)).convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


@cache
def _register_fonts() -> None:
    """Lets charts be measured with the fonts of the memo as PDF, which are then those that draw them."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(sys.argv[1], sys.stdin.buffer.read().decode("utf-8")))
