"""Charts as pictures for documents, each drawn once."""

import json
from functools import lru_cache
from typing import Any

from alignment.charts import apart, drawing


def svg(spec: dict[str, Any]) -> str:
    """A specification with its data as SVG."""
    return _drawn("svg", json.dumps(spec, sort_keys=True)).decode("utf-8")


def png(spec: dict[str, Any]) -> bytes:
    """A specification with its data as PNG on white, twice as dense as the screen's pixels."""
    return _drawn("png", json.dumps({**spec, "background": "white"}, sort_keys=True))


def forget() -> None:
    """Draws every chart anew the next time."""
    _drawn.cache_clear()


@lru_cache(maxsize=64)
def _drawn(kind: str, spec: str) -> bytes:
    if apart.preferred():
        return apart.run(drawing.__name__, kind, given=spec.encode("utf-8"))
    return drawing.draw(kind, spec)
