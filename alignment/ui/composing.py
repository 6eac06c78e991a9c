"""The left side of the scenario page: components with their doses, context, yardstick."""

from functools import partial

import streamlit as st

from alignment.model.scenario import Component, Scenario
from alignment.text.format import money
from alignment.ui import desk as desks
from alignment.ui import drafts
from alignment.ui.changes import dose_of, dose_words
from alignment.ui.desk import desk
from alignment.ui.view import View
from alignment.ui.words import safe


def components(view: View) -> None:
    """A slider for each component, removing one, and adding another."""
    scenario = desk().draft.current
    title = view.speaker.text(scenario.title)
    st.text_input(
        view.say("scenario.name"),
        key=desks.seeded("title", title),
        max_chars=200,
        help=view.say("scenario.name-help"),
        on_change=_retitle,
    )
    st.header(view.say("scenario.doses"), anchor=False)
    if not scenario.components:
        st.markdown(safe(view.say("scenario.no-components")))
    else:
        st.caption(safe(view.say("scenario.doses-explained")))
    step = drafts.slider_step(desk().draft.opened)
    for index, component in enumerate(scenario.components):
        _component(view, index, component, step)
    _adding(view)


def _retitle() -> None:
    desks.edit(drafts.with_title, desks.value_of("title"))


def _component(view: View, index: int, component: Component, step: int) -> None:
    name = view.speaker.intervention(component.intervention)
    if component.dose is None:
        _budget(view, index, component, name)
        return
    kind = view.catalogue.interventions[component.intervention]
    st.slider(
        safe(name),
        0,
        100,
        step=step,
        format="%d%%",
        key=desks.seeded(f"dose-{index}", round(component.dose * 100)),
        on_change=_dose,
        args=(index,),
        help=safe(view.say("scenario.full-delivery", text=view.speaker.text(kind.full_delivery))),
    )


def _budget(view: View, index: int, component: Component, name: str) -> None:
    scenario, lang = desk().draft.current, view.speaker.lang
    full = scenario.full_delivery_eur[component.intervention]
    told = view.say(
        "scenario.budget",
        intervention=name,
        dose=dose_words(component, scenario, view.speaker),
        budget=money(component.budget_eur or 0.0, "EUR", lang),
        full=money(full, "EUR", lang),
    )
    st.markdown(safe(told))
    st.button(
        safe(view.say("scenario.budget-to-dose", intervention=view.speaker.inline(component.intervention))),
        key=desks.key(f"budget-{index}"),
        on_click=_to_dose,
        args=(index,),
    )


def _dose(index: int) -> None:
    desks.edit(drafts.with_dose, index, desks.value_of(f"dose-{index}") / 100)


def _to_dose(index: int) -> None:
    scenario = desk().draft.current
    dose = round(dose_of(scenario.components[index], scenario), 2)
    desks.edit(drafts.with_dose, index, dose)


def _adding(view: View) -> None:
    present = {each.intervention for each in desk().draft.current.components}
    absent = [each for each in view.catalogue.interventions if each not in present]
    left, right = st.columns(2)
    left.selectbox(
        view.say("scenario.add"),
        absent,
        index=None,
        format_func=view.speaker.intervention,
        key=desks.key("add"),
        placeholder=view.say("scenario.choose"),
        help=safe(view.say("scenario.add-help")),
        on_change=_add,
        disabled=not absent,
    )
    scenario = desk().draft.current
    names = [_component_name(view, scenario, each) for each in scenario.components]
    if names:
        right.selectbox(
            view.say("scenario.remove"),
            range(len(names)),
            index=None,
            format_func=names.__getitem__,
            key=desks.key("remove"),
            placeholder=view.say("scenario.choose"),
            on_change=_remove,
        )


def _component_name(view: View, scenario: Scenario, component: Component) -> str:
    return f"{view.speaker.intervention(component.intervention)} ({dose_words(component, scenario, view.speaker)})"


def _add() -> None:
    chosen = desks.value_of("add")
    if chosen is not None:
        desks.edit(drafts.with_added, chosen)
        desk().version += 1


def _remove() -> None:
    chosen = desks.value_of("remove")
    if chosen is not None:
        desks.edit(drafts.without, chosen)
        desk().version += 1


def context(view: View) -> None:
    """The setting and the groups."""
    st.header(view.say("scenario.context"), anchor=False)
    now = desk().draft.current.context
    for kind, chosen in (("settings", now.settings), ("groups", now.groups)):
        terms = [each.id for each in getattr(view.catalogue.types, kind)]
        st.multiselect(
            view.say(f"scenario.{kind}"),
            terms,
            format_func=partial(view.speaker.term, kind),
            key=desks.seeded(kind, list(chosen)),
            on_change=_context,
            args=(kind,),
            placeholder=view.say(f"scenario.{kind}-placeholder"),
            help=view.say(f"scenario.{kind}-help"),
            select_all=False,
        )


def _context(kind: str) -> None:
    desks.edit(drafts.with_context, **{kind: desks.value_of(kind)})


def measure(view: View) -> None:
    """Frameworks, threshold and the weight of each target."""
    st.header(view.say("scenario.measure"), anchor=False)
    scenario = desk().draft.current
    st.multiselect(
        view.say("scenario.frameworks"),
        list(view.catalogue.frameworks),
        format_func=view.speaker.framework,
        key=desks.seeded("frameworks", list(scenario.frameworks)),
        on_change=_frameworks,
        placeholder=view.say("scenario.frameworks-placeholder"),
        help=view.say("scenario.frameworks-help"),
        select_all=False,
    )
    usual = view.catalogue.scale.threshold
    threshold = scenario.threshold if scenario.threshold is not None else usual
    st.select_slider(
        view.say("scenario.threshold"),
        sorted({usual, threshold, desk().draft.opened.threshold or usual, *(step / 20 for step in range(1, 21))}),
        format_func=view.speaker.score,
        key=desks.seeded("threshold", threshold),
        on_change=_threshold,
        args=(usual,),
        help=safe(view.say("scenario.threshold-help", default=view.speaker.score(usual))),
    )
    _priorities(view)


def _frameworks() -> None:
    chosen = desks.value_of("frameworks")
    if chosen:
        desks.edit(drafts.Draft.update, frameworks=tuple(chosen))


def _threshold(usual: float) -> None:
    value, opened = desks.value_of("threshold"), desk().draft.opened.threshold
    same = value == (usual if opened is None else opened)
    desks.edit(drafts.Draft.update, threshold=opened if same else value)


def _priorities(view: View) -> None:
    box = st.expander(view.say("scenario.priorities"), key=desks.key("priorities"), on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(safe(view.say("scenario.priorities-explained")))
        for result in view.assessment.targets:
            if result.link == "theme":
                st.number_input(
                    safe(view.speaker.target(result.target)),
                    min_value=0.1,
                    max_value=10.0,
                    step=0.5,
                    format="%g",
                    key=desks.seeded(
                        f"weight-{result.target}", view.assessment.scenario.priorities.get(result.target, 1.0)
                    ),
                    on_change=_weight,
                    args=(result.target,),
                )


def _weight(target: str) -> None:
    desks.edit(drafts.with_priority, target, desks.value_of(f"weight-{target}"))
