"""The left side of the scenario page: title, adding a component, context, yardstick."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from alignment.text.format import small
from alignment.ui import desk as desks
from alignment.ui import drafts
from alignment.ui.desk import desk
from alignment.ui.parts import heading, note, opened, paragraph, put
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


def _retitle() -> None:
    desks.edit(drafts.with_title, desks.value_of("title"))


def adding(view: View) -> None:
    """Adding a component."""
    present = {each.intervention for each in desk().draft.current.components}
    absent = [each for each in view.catalogue.interventions if each not in present]
    st.selectbox(
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


def _add() -> None:
    chosen = desks.value_of("add")
    if chosen is not None:
        desks.edit(drafts.with_added, chosen)
        desk().version += 1


def context(view: View) -> None:
    """The setting and the groups, and changing them."""
    now = desk().draft.current.context
    chosen = (("settings", now.settings), ("groups", now.groups))
    told = (f"{view.say(f'scenario.{kind}')}: {_named(view, kind, terms)}." for kind, terms in chosen)
    put(heading(view.say("scenario.context")), paragraph(*told))
    box = opened(view.say("scenario.change-context"), desks.steady("context"))
    if box is None:
        return
    for kind, terms in chosen:
        box.multiselect(
            view.say(f"scenario.{kind}"),
            [each.id for each in getattr(view.catalogue.types, kind)],
            format_func=partial(view.speaker.term, kind),
            key=desks.seeded(kind, list(terms)),
            on_change=_context,
            args=(kind,),
            placeholder=view.say(f"scenario.{kind}-placeholder"),
            help=view.say(f"scenario.{kind}-help"),
            select_all=False,
        )


def _named(view: View, kind: str, terms: Sequence[str]) -> str:
    return small(view.speaker.terms(kind, terms) or view.say(f"scenario.{kind}-placeholder"))


def _context(kind: str) -> None:
    desks.edit(drafts.with_context, **{kind: desks.value_of(kind)})


def measure(view: View) -> None:
    """Frameworks, threshold and the weight of each target."""
    box = opened(view.say("scenario.measure"), desks.steady("measure"))
    if box is None:
        return
    with box:
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
    put(heading(view.say("scenario.priorities"), 3), note(view.say("scenario.priorities-explained")))
    for result in view.assessment.targets:
        if result.link == "theme":
            weight = view.assessment.scenario.priorities.get(result.target, 1.0)
            st.number_input(
                safe(view.speaker.target(result.target)),
                min_value=0.1,
                max_value=10.0,
                step=0.5,
                format="%g",
                key=desks.seeded(f"weight-{result.target}", weight),
                on_change=_weight,
                args=(result.target,),
            )


def _weight(target: str) -> None:
    desks.edit(drafts.with_priority, target, desks.value_of(f"weight-{target}"))
