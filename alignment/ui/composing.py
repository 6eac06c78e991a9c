"""The left side of the scenario page: components with their doses, context, yardstick."""

from functools import partial

import streamlit as st

from alignment.model.scenario import Component
from alignment.text.format import money
from alignment.ui import desk as desks
from alignment.ui import drafts
from alignment.ui.changes import dose_of, dose_words
from alignment.ui.desk import desk
from alignment.ui.parts import heading, note, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe


def title(view: View) -> None:
    """What the scenario is called."""
    st.text_input(
        view.say("scenario.name"),
        key=desks.seeded("title", view.speaker.text(desk().draft.current.title)),
        max_chars=200,
        help=view.say("scenario.name-help"),
        on_change=_retitle,
    )


def components(view: View) -> None:
    """A slider for each component."""
    scenario = desk().draft.current
    if scenario.components:
        put(heading(view.say("scenario.doses")), note(view.say("scenario.doses-explained")))
    else:
        put(heading(view.say("scenario.doses")), paragraph(view.say("scenario.no-components")))
    step = drafts.slider_step(desk().draft.opened)
    for index, component in enumerate(scenario.components):
        _component(view, index, component, step)


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
    put(paragraph(told))
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


def adding(view: View) -> None:
    """Adding a component, and removing one."""
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
    names = [view.speaker.intervention(each.intervention) for each in scenario.components]
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
    put(heading(view.say("scenario.context")))
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
    put(heading(view.say("scenario.measure")))
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
        put(note(view.say("scenario.priorities-explained")))
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
