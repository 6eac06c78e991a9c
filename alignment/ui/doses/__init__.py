"""The doses of the scenario: a slider for each component, and what is done with them.

The sliders are the browser's own. They work with the keyboard and a screen reader as everywhere, and a page with a
dozen of them stands sooner than with as many elements of Streamlit.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from alignment.model.scenario import Component
from alignment.text.format import money
from alignment.ui import desk as desks
from alignment.ui import drafts
from alignment.ui.changes import dose_of, dose_words
from alignment.ui.desk import desk
from alignment.ui.parts import fold, heading, note, paragraph, put, terms
from alignment.ui.view import View

HERE = Path(__file__).parent
WHOLE = 100
"""Percent."""


def show(view: View) -> None:
    """A slider for each component, and what full delivery of each is."""
    scenario = desk().draft.current
    if not scenario.components:
        put(heading(view.say("scenario.doses")), paragraph(view.say("scenario.no-components")))
        return
    put(heading(view.say("scenario.doses")), note(view.say("scenario.doses-explained")))
    key = desks.key("doses")
    data = {
        "rows": [_row(view, each) for each in scenario.components],
        "step": min(map(drafts.slider_step, (desk().draft.opened, scenario))),
        "lang": view.speaker.lang,
    }
    _component()(
        key=key,
        data=data,
        on_moved_change=lambda: _move(key),
        on_removed_change=lambda: _remove(key),
        on_own_change=lambda: _to_dose(key),
    )
    kinds = dict.fromkeys(each.intervention for each in scenario.components)
    put(fold(view.say("scenario.full-deliveries"), terms(_full(view, each) for each in kinds)))


def _row(view: View, component: Component) -> dict[str, Any]:
    """What the browser shows of a component; one with a budget has a sentence instead of a slider."""
    name, inline = view.speaker.intervention(component.intervention), view.speaker.inline(component.intervention)
    remove = {"word": view.say("scenario.remove"), "label": view.say("scenario.remove-one", intervention=inline)}
    if component.dose is not None:
        return {"name": name, "percent": round(component.dose * WHOLE, 1), "remove": remove}
    own = view.say("scenario.budget-to-dose", intervention=inline)
    return {"name": name, "told": _told(view, component), "own": own, "remove": remove}


def _told(view: View, component: Component) -> str:
    """The budget of a component and the dose that comes of it."""
    scenario, lang = desk().draft.current, view.speaker.lang
    return view.say(
        "scenario.budget",
        intervention=view.speaker.intervention(component.intervention),
        dose=dose_words(component, scenario, view.speaker),
        budget=money(component.budget_eur or 0.0, "EUR", lang),
        full=money(scenario.full_delivery_eur[component.intervention], "EUR", lang),
    )


def _full(view: View, intervention: str) -> tuple[str, str]:
    kind = view.catalogue.interventions[intervention]
    return view.speaker.intervention(intervention), view.speaker.text(kind.full_delivery)


def moved(sent: object, count: int) -> dict[int, int]:
    """The doses that the browser sent, percent by the component's number; empty for anything else."""
    pairs = sent if isinstance(sent, list) else []
    if not all(isinstance(each, list) and len(each) == 2 for each in pairs):
        return {}
    if not all(_number(index, count - 1) and _number(percent, WHOLE) for index, percent in pairs):
        return {}
    return dict(pairs)


def _number(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def chosen(sent: object, count: int) -> int | None:
    """The number of the component that the browser sent; None for anything else."""
    return sent if isinstance(sent, int) and _number(sent, count - 1) else None


def _sent(key: str, name: str) -> object:
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None


def _count() -> int:
    return len(desk().draft.current.components)


def _move(key: str) -> None:
    for index, percent in moved(_sent(key, "moved"), _count()).items():
        desks.edit(drafts.with_dose, index, percent / WHOLE)


def _remove(key: str) -> None:
    index = chosen(_sent(key, "removed"), _count())
    if index is not None:
        desks.edit(drafts.without, index)
        desk().version += 1


def _to_dose(key: str) -> None:
    index = chosen(_sent(key, "own"), _count())
    if index is not None:
        scenario = desk().draft.current
        desks.edit(drafts.with_dose, index, round(dose_of(scenario.components[index], scenario), 2))


@cache
def _component() -> ComponentRenderer:
    code, looks = ((HERE / f"doses.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component("alignment-doses", js=code, css=looks, isolate_styles=False)
