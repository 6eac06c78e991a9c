"""The right side of the scenario page: what moves compared with the scenario as it was opened, and keeping it."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from alignment import api
from alignment.charts import tables
from alignment.ui import keeping
from alignment.ui.desk import desk
from alignment.ui.drafts import named
from alignment.ui.overview import chart
from alignment.ui.parts import grid, heading, note, paragraph, put
from alignment.ui.view import View


@dataclass(frozen=True)
class Places:
    """Where it stands: the sentence that a screen reader says when it changes, and the tables."""

    said: DeltaGenerator
    tables: DeltaGenerator


def show(view: View) -> Places:
    """Where it is said what moves, and below it the file to download."""
    put(heading(view.say("scenario.changes")))
    places = Places(st.container(key="moved"), st.container())
    _download(view)
    return places


def moves(view: View, places: Places) -> None:
    """Status and coverage from old to new, and the tracks of each framework."""
    frame = tables.changes_table(view.opened, view.assessment, view.speaker)
    put(paragraph(_said(view, len(frame))), where=places.said)
    pieces = [] if frame.empty else [grid(frame, view.say("scenario.moves-alt"))]
    if view.assessment.frameworks:
        pieces.append(note(view.say("scenario.tracks", threshold=view.speaker.score(view.assessment.threshold))))
    for each in view.assessment.frameworks:
        pieces += [heading(view.speaker.framework(each.framework), 3), chart(view, each.framework, view.opened)]
    put(*pieces, where=places.tables)


def _said(view: View, moved: int) -> str:
    if not desk().draft.changed:
        return view.say("scenario.no-changes")
    if not moved:
        return view.say("scenario.no-moves")
    old, new = (sum(each.covered for each in side.targets) for side in (view.opened, view.assessment))
    total = sum(each.link == "theme" for each in view.assessment.targets)
    enough = view.say("scenario.enough-same" if old == new else "scenario.enough", old=old, new=new, total=total)
    return f"{view.say('scenario.moved', n=moved)} {enough}"


def _download(view: View) -> None:
    put(heading(view.say("scenario.save")))
    keeping.show(view)
    put(paragraph(view.say("scenario.download-help")))
    state = desk()  # what is open when the button is pressed, for a slider does not draw it anew
    st.download_button(
        view.say("scenario.download"),
        lambda: api.scenario_yaml(named(state.draft)).encode("utf-8"),
        file_name=f"{view.assessment.scenario.id}.yaml",
        mime="application/yaml",
        key="download-scenario",
        on_click="ignore",
    )
