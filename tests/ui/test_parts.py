"""The parts that pages are made of: every text is shown as it is, and what folds holds all that it should."""

import pandas as pd
import pytest
from lxml import html
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from alignment.ui.parts import begun, fold, grid, listing, note, paragraph, terms

NASTY = '<img src=x onerror="alert(1)"> & "</details>"'


def read(piece: Markup) -> html.HtmlElement:
    return html.fragment_fromstring(str(piece), create_parent="div")


def test_every_text_is_shown_as_it_is() -> None:
    rows = pd.DataFrame({NASTY: [NASTY]})
    for piece in (paragraph(NASTY), note(NASTY), listing([NASTY]), terms([(NASTY, NASTY)]), grid(rows, NASTY)):
        found = read(fold(NASTY, piece))
        assert not found.xpath(".//img")
        assert found.xpath("./details/summary")[0].text_content() == NASTY
        assert NASTY in found.xpath("./details/*[2]")[0].text_content()


@pytest.mark.parametrize("opened", [True, False])
def test_what_folds_is_open_only_if_asked(opened: bool) -> None:
    (found,) = read(fold("More", paragraph("text"), open_=opened)).xpath("./details")
    assert ("open" in found.attrib) is opened


@pytest.mark.parametrize(("rows", "folded"), [(0, 0), (3, 0), (4, 1), (10, 7)])
def test_the_first_rows_are_shown_and_the_rest_folds(rows: int, folded: int) -> None:
    frame = pd.DataFrame({"number": [str(each) for each in range(rows)]})
    found = read(begun(frame, "Numbers", 3, lambda n: f"{n} more"))
    assert len(found.xpath("./div//tbody/tr")) == rows - folded
    assert [each.text_content() for each in found.xpath("./details/summary")] == ([f"{folded} more"] if folded else [])
    assert len(found.xpath("./details//tbody/tr")) == folded
    assert [each.text_content() for each in found.xpath(".//tbody/tr")] == [str(each) for each in range(rows)]


def test_what_is_opened_is_drawn_only_then_and_at_once_if_asked() -> None:
    def page() -> None:
        import streamlit as st

        from alignment.ui.parts import opened

        for name, at_once in (("shut", False), ("open", True)):
            box = opened("Title", name, at_once=at_once)
            if box is not None:
                box.text(name)
        st.text("end")

    app = AppTest.from_function(page).run()
    assert [each.value for each in app.text] == ["open", "end"]
    app.session_state["shut"] = True
    app.run()
    assert {each.value for each in app.text} >= {"shut", "end"}
