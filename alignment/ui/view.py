"""What a page shows in one run: the catalogue, who says it, and the assessment of the open scenario."""

import gc
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import streamlit as st

from alignment import api
from alignment.model.catalogue import Catalogue
from alignment.model.result import Assessment
from alignment.model.scenario import Scenario
from alignment.text.speaker import Speaker
from alignment.ui.desk import desk
from alignment.ui.drafts import named


@dataclass(frozen=True)
class View:
    """One run of a page."""

    catalogue: Catalogue
    speaker: Speaker

    @cached_property
    def assessment(self) -> Assessment:
        """The open scenario as it is now; kept from run to run."""
        return self._kept("now", named(desk().draft))

    @cached_property
    def opened(self) -> Assessment:
        """The open scenario as it was opened; kept from run to run."""
        return self._kept("opened", desk().draft.opened)

    def _kept(self, name: str, scenario: Scenario) -> Assessment:
        state = desk()
        known = (scenario, state.stated_only, self.catalogue.fingerprint, date.today())
        if name not in state.assessed or state.assessed[name][0] != known:
            state.assessed[name] = (known, self.assess(scenario))
        return state.assessed[name][1]

    def assess(self, scenario: Scenario) -> Assessment:
        """Assesses with the visitor's choice of rules."""
        return api.assess_scenario(self.catalogue, scenario, stated_only=desk().stated_only)

    def say(self, key: str, **params: object) -> str:
        """A text of the interface."""
        return self.speaker.say(f"ui.{key}", **params)


def set_view(catalogue: Catalogue) -> None:
    """Starts a run with a catalogue in the visitor's language."""
    st.session_state["view"] = View(catalogue, Speaker(catalogue, desk().lang))


def current_view() -> View:
    """The view of this run."""
    view: View = st.session_state["view"]
    return view


@st.cache_resource(show_spinner=False)
def freeze() -> bool:
    """Once, after the first run: takes what is loaded out of the garbage collection that follows every run."""
    gc.collect()
    gc.freeze()
    return True
