"""The memo: finding what it says, and writing it in every format, charts included."""

import time
from datetime import date

from measure import RUNS, Section, medians

from alignment.api import make_memo, open_catalogue
from alignment.charts import pictures
from alignment.report.document import Document
from alignment.report.formats import FORMATS, Format
from alignment.report.memo.wish import Wish

PROGRAMME = "dtz-building-back-better"
TODAY = date(2026, 11, 22)


def writing() -> Section:
    """Each format beside Markdown, in turns, once everything is loaded."""
    catalogue = open_catalogue()
    scenario = catalogue.programmes[PROGRAMME]

    def made() -> Document:
        return make_memo(catalogue, [scenario], Wish(kind="decision"), today=TODAY)

    document = made()
    rows = []
    for name, each in FORMATS.items():

        def write(each: Format = each) -> bytes:
            pictures.forget()  # the chart is drawn each time
            return each.write(document)

        took, markdown = medians(write, lambda: FORMATS["md"].write(document), clock=time.perf_counter)
        rows.append((f"writing {name}", f"{took:.3f}", f"{markdown:.4f}", f"{took / markdown:.0f}"))
    took, markdown = medians(made, lambda: FORMATS["md"].write(document), clock=time.perf_counter)
    rows.append(("finding what it says (10,000 draws)", f"{took:.3f}", f"{markdown:.4f}", f"{took / markdown:.0f}"))
    return Section(
        "The memo",
        f"A decision memo on {PROGRAMME}; seconds of the clock, medians of {RUNS} runs, beside writing it in Markdown.",
        ("", "s", "Markdown s", "ratio"),
        rows,
    )
