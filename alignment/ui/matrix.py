"""The matrix of interventions and targets; choosing a cell shows its reasons."""

from typing import Any

import streamlit as st

from alignment.charts import tables
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.view import View
from alignment.ui.words import safe

FEW = 5
"""So many columns are wide enough for every word on one line."""
LOW, HIGH = 40, 65
"""The heights of a row in pixels; Streamlit wraps the text of cells in rows higher than 64."""
WIDE, NARROW, VERDICTS = 330, 200, 114


def show(view: View) -> None:
    """A matrix for each framework."""
    if not view.assessment.doses:
        st.markdown(safe(view.say("matrix.empty")))
        return
    st.markdown(view.say("matrix.explained").replace("*", "\\*"))
    for framework in view.assessment.frameworks:
        _matrix(view, framework.framework)


def _matrix(view: View, framework: str) -> None:
    name = view.speaker.framework(framework)
    frame = tables.matrix(view.assessment, framework, view.speaker)
    styles = tables.matrix_styles(view.assessment, framework, frame)
    st.subheader(safe(name), anchor=False)
    widget = desks.key(f"matrix-{framework}-{desk().stated_only}")
    st.dataframe(
        frame.style.apply(lambda _: styles, axis=None),
        key=widget,
        hide_index=True,
        column_config=_columns(view, framework),
        height="content",
        row_height=LOW if len(frame.columns) <= FEW + 1 else HIGH,
        on_select=lambda: _choose(view, framework, widget),
        selection_mode="single-cell",
        alt=view.say("matrix.alt", framework=name),
    )


def _columns(view: View, framework: str) -> dict[str, Any]:
    results = tables.shown_targets(view.assessment, framework)
    titles = st.column_config.TextColumn(width=WIDE if len(results) <= FEW else NARROW, pinned=True)
    columns: dict[str, Any] = {view.say("column.intervention"): titles}
    for result in results:
        title = safe(view.speaker.text(view.catalogue.targets[result.target].target.title))
        columns[tables.code(result.target, view.speaker)] = st.column_config.TextColumn(width=VERDICTS, help=title)
    return columns


def _choose(view: View, framework: str, widget: str) -> None:
    """Takes over the cell that was chosen; the column of titles only chooses an intervention."""
    cells = st.session_state[widget]["selection"]["cells"]
    if not cells:
        return
    row, column = cells[0]
    results = tables.shown_targets(view.assessment, framework)
    named = {tables.code(each.target, view.speaker): each.target for each in results}
    target = named.get(column) or (desk().cell or ("", results[0].target))[1]
    desk().cell = (list(view.assessment.doses)[row], target)
