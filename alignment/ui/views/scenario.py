"""The second page: change the doses, the setting and the groups, and see beside it what moves."""

from dataclasses import dataclass

import streamlit as st

from alignment.ui import address, composing, doses, effects, frame
from alignment.ui.desk import desk
from alignment.ui.drafts import named
from alignment.ui.parts import paragraph, put
from alignment.ui.turns import turn
from alignment.ui.view import current_view, set_view


def scenario_page() -> None:
    """All of it is a part that runs by itself: a change draws neither the navigation nor the foot anew."""
    _part()


@st.fragment
def _part() -> None:
    with turn():
        _body()


def _body() -> None:
    """On the left what the scenario holds, on the right what changing it does."""
    if desk().anew:
        desk().anew = False
        st.rerun()
    set_view(current_view().catalogue)
    view = current_view()
    places = frame.open_page(view.say("scenario.title"), view, later=True)
    put(paragraph(view.say("scenario.intro")))
    left, right = st.columns([5, 7], gap="large")
    with right, st.container(key="moves"):
        moved = effects.show(view)
    with left:
        composing.title(view)
        _doses(Live(places, moved, _shape()))
        composing.adding(view)
        composing.context(view)
        composing.measure(view)
    address.write(view.catalogue)


@dataclass(frozen=True)
class Live:
    """What follows a slider: where it is said, and which parts the page had when it was drawn."""

    places: frame.Places
    moved: effects.Places
    shape: tuple[bool, ...]


@st.fragment
def _doses(live: Live) -> None:
    """The sliders with all that follows them: moving one draws nothing else anew."""
    with turn():
        address.write(current_view().catalogue)
        if _shape() != live.shape:
            st.rerun()
        if current_view().assessment.scenario != named(desk().draft):
            set_view(current_view().catalogue)
        view = current_view()
        frame.tell(view, live.places)  # first, for it is what a visitor waits for
        effects.moves(view, live.moved)
        doses.show(view)


def _shape() -> tuple[bool, ...]:
    """Whether there is a way back, and a link: these are drawn with the whole page, as are their buttons."""
    return desk().draft.changed, address.fits()


scenario_page()
