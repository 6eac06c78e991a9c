"""Sets a document with typst; also as a process: `python -m alignment.report.typesetting < data`."""

import json
import sys
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from alignment.charts.places import EXPORTS, FONTS

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = EXPORTS / "templates" / "memo.typ"


def typeset(data: str) -> bytes:
    """The data (JSON) of `exports/templates/memo.typ` as PDF/UA-1, without a network. Raises TypstError and OSError."""
    import typst  # 60 MB: only where a PDF is asked for

    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": data},
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(json.loads(data)["date"]).replace(tzinfo=UTC),
    )


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(sys.stdin.buffer.read().decode("utf-8")))
