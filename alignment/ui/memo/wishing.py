"""What is asked of the memo: its kind, its language, against what, and which sections."""

from typing import get_args

import streamlit as st

from alignment.model.base import LANGUAGES
from alignment.model.scenario import MemoPlace, Scenario
from alignment.report.document import Kind
from alignment.report.memo.wish import KINDS, SECTIONS, Wish
from alignment.text.format import capital
from alignment.ui import certain, rivals
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import opened
from alignment.ui.view import View

STAYS = "annexes"
"""The section that is in the memo whatever is chosen: how it was made."""


def ask(view: View) -> None:
    """The choices, as they are now."""
    asked = desk().memo
    st.radio(
        view.say("memo.kind"),
        KINDS,
        format_func=lambda kind: capital(view.speaker.say(f"memo.kind.{kind}")),
        key=desks.seeded("memo-kind", asked.kind),
        on_change=_choose_kind,
    )
    if asked.kind == "comparison":
        rivals.choose(view)
    st.radio(
        view.say("memo.language"),
        LANGUAGES,
        format_func=lambda lang: capital(view.speaker.say(f"language.{lang}")),
        key=desks.seeded("memo-language", language()),
        on_change=_choose_language,
        horizontal=True,
    )
    box = opened(view.say("memo.sections"), desks.steady("memo-sections"))
    if box is not None:
        with box:
            _sections(view, asked.kind)
            _choose_from_frameworks(view)


def _choose_from_frameworks(view: View) -> None:
    st.multiselect(
        view.say("memo.frameworks"),
        list(view.catalogue.frameworks),
        format_func=view.speaker.framework,
        key=desks.seeded("memo-frameworks", list(_frameworks())),
        on_change=_choose_frameworks,
        placeholder=view.say("scenario.frameworks-placeholder"),
        help=view.say("memo.frameworks-help"),
        select_all=False,
    )


def language() -> str:
    """The language of the memo: that of the interface until another is chosen."""
    return desk().memo_lang or desk().lang


def scenarios(view: View) -> tuple[Scenario, ...]:
    """What the memo is about; a comparison is about several."""
    others = certain.rivals(view) if desk().memo.kind == "comparison" else ()
    return (view.assessment.scenario, *others)


def wish() -> Wish:
    """What is asked, as the memo takes it."""
    asked = desk().memo
    chosen = tuple(each for each in SECTIONS[asked.kind] if each not in asked.left_out)
    return Wish(
        kind=asked.kind,
        lang=language(),
        sections=None if len(chosen) == len(SECTIONS[asked.kind]) else chosen,
        frameworks=asked.frameworks.get(desk().active),
        stated_only=desk().stated_only,
    )


def sections_of(kind: Kind) -> tuple[str, ...]:
    """The sections in which own words can stand; a comparison, which is about several scenarios, has none."""
    return () if kind == "comparison" else tuple(each for each in SECTIONS[kind] if each in get_args(MemoPlace))


def _sections(view: View, kind: Kind) -> None:
    for each in SECTIONS[kind]:
        if each != STAYS:
            st.checkbox(
                view.speaker.say(f"memo.heading.{each}"),
                key=desks.seeded(f"memo-section-{each}", each not in desk().memo.left_out),
                on_change=_choose_section,
                args=(each,),
            )


def _frameworks() -> tuple[str, ...]:
    return desk().memo.frameworks.get(desk().active) or desk().draft.current.frameworks


def _choose_kind() -> None:
    desk().memo.kind = desks.value_of("memo-kind")


def _choose_language() -> None:
    desk().memo_lang = desks.value_of("memo-language")


def _choose_section(section: str) -> None:
    wanted = desks.value_of(f"memo-section-{section}")
    (desk().memo.left_out.discard if wanted else desk().memo.left_out.add)(section)


def _choose_frameworks() -> None:
    chosen, asked = tuple(desks.value_of("memo-frameworks")), desk().memo.frameworks
    asked.pop(desk().active, None)
    if chosen and chosen != desk().draft.current.frameworks:
        asked[desk().active] = chosen
