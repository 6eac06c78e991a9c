"""As little as a Streamlit app can be that has two pages and, on each, a chart that follows a slider."""

from typing import Any

import pandas as pd
import streamlit as st

SPEC: dict[str, Any] = {
    "mark": "point",
    "encoding": {
        "x": {"field": "coverage", "type": "quantitative", "scale": {"domain": [0, 1]}},
        "y": {"field": "place", "type": "ordinal"},
    },
    "usermeta": {"embedOptions": {"renderer": "svg"}},
}
POINTS = 5


def one() -> None:
    """The page that opens."""
    show("One")


def two() -> None:
    """The page that is gone to."""
    show("Two")


def show(title: str) -> None:
    """A title, a slider and its chart."""
    st.title(title, anchor=False)
    dose = st.slider("Dose", 0, 100, value=100, step=5, key=f"dose-{title}")
    rows = [{"place": place, "coverage": dose / 100 * (place + 1) / POINTS} for place in range(POINTS)]
    st.vega_lite_chart(pd.DataFrame(rows), SPEC, theme=None, key=f"chart-{title}")


def main() -> None:
    """One run of the page."""
    pages = [st.Page(one, title="One", url_path="one", default=True), st.Page(two, title="Two", url_path="two")]
    page = st.navigation(pages, position="hidden")
    for each in pages:
        st.page_link(each)
    page.run()


main()
