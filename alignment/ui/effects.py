"""The right side of the scenario page: what moves compared with the scenario as it was opened, and keeping it."""

import streamlit as st

from alignment import api
from alignment.charts import coverage, tables
from alignment.ui import desk as desks
from alignment.ui import keeping
from alignment.ui.desk import desk
from alignment.ui.parts import table
from alignment.ui.view import View
from alignment.ui.words import safe


def show(view: View) -> None:
    """Status and coverage from old to new, the chart of each framework, the file to download."""
    st.header(view.say("scenario.changes"), anchor=False)
    frame = tables.changes_table(view.opened, view.assessment, view.speaker)
    with st.container(key="moved"):  # a screen reader says what stands here when it changes
        st.markdown(safe(_said(view, len(frame))))
    if not frame.empty:
        table(frame, view.say("scenario.moves-alt"))
    for framework in view.assessment.frameworks:
        _chart(view, framework.framework)
    _tables(view)
    _download(view)


def _said(view: View, moved: int) -> str:
    if not desk().draft.changed:
        return view.say("scenario.no-changes")
    if not moved:
        return view.say("scenario.no-moves")
    old, new = (sum(each.covered for each in side.targets) for side in (view.opened, view.assessment))
    total = sum(each.link == "theme" for each in view.assessment.targets)
    enough = view.say("scenario.enough-same" if old == new else "scenario.enough", old=old, new=new, total=total)
    return f"{view.say('scenario.moved', n=moved)} {enough}"


def _chart(view: View, framework: str) -> None:
    found = tables.shown_targets(view.assessment, framework)
    before = {each.target: each for each in view.opened.targets}
    st.subheader(safe(view.speaker.framework(framework)), anchor=False)
    st.vega_lite_chart(
        coverage.rows(found, view.speaker, before),
        coverage.spec(coverage.words(view.assessment, view.speaker), len(found)),
        theme=None,
        key=f"moves-{framework}",
        alt=coverage.finding(view.assessment, framework, view.speaker),
    )


def _tables(view: View) -> None:
    """The figures of the charts as tables, drawn when they are unfolded."""
    box = st.expander(view.say("scenario.tables"), key=desks.key("tables"), on_change="rerun")
    if box.open:
        for framework in view.assessment.frameworks:
            found = tables.shown_targets(view.assessment, framework.framework)
            name = view.speaker.framework(framework.framework)
            table(tables.targets_table(found, view.speaker), view.say("chart.table-alt", framework=name), box)


def _download(view: View) -> None:
    st.header(view.say("scenario.save"), anchor=False)
    keeping.show(view)
    st.markdown(safe(view.say("scenario.download-help")))
    scenario = view.assessment.scenario
    st.download_button(
        view.say("scenario.download"),
        lambda: api.scenario_yaml(scenario).encode("utf-8"),
        file_name=f"{scenario.id}.yaml",
        mime="application/yaml",
        key="download-scenario",
        on_click="ignore",
    )
