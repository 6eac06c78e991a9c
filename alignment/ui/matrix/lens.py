"""Looking at a scenario otherwise than it is: other frameworks, as if in a setting, as if for a group of children."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from alignment import api
from alignment.charts import matrix, tables
from alignment.model.result import Assessment
from alignment.model.scenario import Scenario
from alignment.text.speaker import Speaker
from alignment.ui import desk as desks
from alignment.ui import drafts
from alignment.ui.desk import Look, desk
from alignment.ui.parts import opened, paragraph, put
from alignment.ui.view import View

NAMED = 12
"""Up to so many targets are named of which the alignment changes; of more, only the number is said."""


@dataclass(frozen=True)
class Lens:
    """A scenario as it is looked at: `seen`, and `own`, the same targets with the scenario's own context."""

    scenario: Scenario
    own: Assessment
    seen: Assessment
    speaker: Speaker

    @property
    def in_context(self) -> bool:
        """Whether the setting or the group is another than the scenario's."""
        return self.seen.scenario.context != self.scenario.context

    @property
    def in_frameworks(self) -> bool:
        """Whether the frameworks are others than the scenario's."""
        return set(self.seen.scenario.frameworks) != set(self.scenario.frameworks)

    @cached_property
    def grid(self) -> dict[str, Any]:
        """The matrix of what is seen."""
        return matrix.grid(self.seen, self.speaker)


def lens(view: View) -> Lens:
    """The open scenario through what the visitor chose; kept for as long as the page and the choice stay."""
    look = desk().look
    chosen = (look.frameworks, look.setting, look.group)
    known = st.session_state.get("lens")
    if known is None or known[0] is not view or known[1] != chosen:
        known = (view, chosen, _lens(view, look))
        st.session_state["lens"] = known
    found: Lens = known[2]
    return found


def _lens(view: View, look: Look) -> Lens:
    scenario = view.assessment.scenario
    own = view.assess(api.look_at(scenario, look.frameworks)) if look.frameworks else view.assessment
    seen = api.look_at(own.scenario, setting=look.setting, group=look.group)
    same = seen.context == scenario.context
    return Lens(scenario, own, own if same else view.assess(seen), view.speaker)


def controls(view: View) -> None:
    """The choice of frameworks, setting and group."""
    box = opened(view.say("matrix.otherwise"), desks.steady("lens-choices"), at_once=desk().look != Look())
    if box is not None:
        with box:
            _choices(view)


def _choices(view: View) -> None:
    scenario = view.assessment.scenario
    frameworks = list(view.catalogue.frameworks)
    st.multiselect(
        view.say("matrix.frameworks"),
        frameworks,
        format_func=view.speaker.framework,
        key=desks.seeded("look-frameworks", list(desk().look.frameworks or _once(scenario, frameworks))),
        on_change=_frameworks,
        args=(_once(scenario, frameworks), frameworks),
        placeholder=view.say("scenario.frameworks-placeholder"),
        help=view.say("matrix.frameworks-help"),
        select_all=False,
    )
    left, right = st.columns(2)
    with left:
        _context(view, "setting", "settings", scenario.context.settings)
    with right:
        _context(view, "group", "groups", scenario.context.groups)


def _once(scenario: Scenario, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in dict.fromkeys(scenario.frameworks) if each in known)


def _frameworks(own: tuple[str, ...], known: Sequence[str]) -> None:
    """Takes over the frameworks in the order of the catalogue; none, or the scenario's own, is the scenario's own."""
    chosen = set(desks.value_of("look-frameworks"))
    desk().look.frameworks = () if chosen == set(own) else tuple(each for each in known if each in chosen)


def _context(view: View, name: str, kind: str, own: Sequence[str]) -> None:
    """A choice of one setting or group, or as in the scenario."""
    terms = [each.id for each in getattr(view.catalogue.types, kind)]
    as_is = view.say("matrix.as-scenario", now=_now(view, kind, own))
    st.selectbox(
        view.say(f"matrix.{name}"),
        ["", *terms],
        format_func=lambda term: view.speaker.term(kind, term) if term else as_is,
        key=desks.seeded(f"look-{name}", getattr(desk().look, name)),
        on_change=lambda: setattr(desk().look, name, desks.value_of(f"look-{name}")),
    )


def _now(view: View, kind: str, terms: Sequence[str]) -> str:
    if terms:
        return view.speaker.terms(kind, terms)
    return view.say("change.no-settings" if kind == "settings" else "change.all-groups")


def told(view: View, found: Lens) -> None:
    """What is looked at otherwise, what that changes, and the ways to keep it or to go back."""
    if not found.in_context and not found.in_frameworks:
        return
    with st.container(key="lens", border=True):
        put(paragraph(" ".join(_sentences(view, found))))
        with st.container(horizontal=True):
            if found.in_context:
                take = view.say("matrix.take")
                st.button(take, key=desks.key("lens-take"), on_click=_take, args=(found.seen.scenario,))
            st.button(view.say("matrix.back"), key=desks.key("lens-back"), on_click=_back)


def _sentences(view: View, found: Lens) -> list[str]:
    said = []
    if found.in_frameworks:
        own = view.speaker.listed(map(view.speaker.framework, dict.fromkeys(found.scenario.frameworks)))
        said.append(view.say("matrix.other-frameworks", own=own))
    if found.in_context:
        said.append(view.say("matrix.as-if", changes=view.speaker.listed(_changes(view, found))))
        said.append(_moved(view, found))
    return [*said, view.say("matrix.not-changed")]


def _changes(view: View, found: Lens) -> list[str]:
    now, own = found.seen.scenario.context, found.scenario.context
    pairs = (("settings", now.settings, own.settings), ("groups", now.groups, own.groups))
    return [
        view.say(f"matrix.as-if-{kind}", new=_now(view, kind, new), old=_now(view, kind, old))
        for kind, new, old in pairs
        if new != old
    ]


def _moved(view: View, found: Lens) -> str:
    """Of which targets on the matrix the alignment changes."""
    before = {each.target: each for each in found.own.targets}
    moved = [
        each.target
        for each in found.seen.targets
        if each.link in tables.SHOWN and tables.has_moved(before[each.target], each)
    ]
    if len(moved) > NAMED:
        return view.say("matrix.moved-many", n=len(moved))
    names = view.speaker.listed(map(view.speaker.target_code, moved))
    return view.say("matrix.moved", n=len(moved), names=names)


def _take(scenario: Scenario) -> None:
    context = scenario.context
    desks.edit(drafts.with_context, settings=context.settings, groups=context.groups)
    desk().look = Look(frameworks=desk().look.frameworks)


def _back() -> None:
    desk().look = Look()
