"""The state of the rules: what is old, derived, unassessed, no longer confirmed, or shown by no case."""

from datetime import date

import pandas as pd
import streamlit as st

from alignment import api
from alignment.charts import change_tables as tables
from alignment.model.catalogue import Catalogue
from alignment.model.health import RuleHealth
from alignment.model.rule import Confidence
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import begun, bullets, fold, grid, heading, paragraph, put, table
from alignment.ui.view import View
from alignment.ui.words import safe

TOP = 20
LEVELS: tuple[Confidence, ...] = ("low", "medium", "high")


def show(view: View) -> None:
    """Five lists, the most pressing first."""
    put(paragraph(view.say("upkeep.intro")))
    st.number_input(
        view.say("upkeep.months"),
        1,
        600,
        key=desks.seeded("upkeep-months", desk().bench.months),
        on_change=_months,
        help=view.say("upkeep.months-help"),
        width=280,
    )
    health = _health(view.catalogue, view.catalogue.fingerprint, date.today(), desk().bench.months)
    _summary(view, health)
    _stale(view, health)
    _verdicts(view, health)
    _list(view, "lapses", len(health.lapses), tables.lapses_table(health.lapses, view.speaker))
    _derived(view, health)
    _list(view, "untouched", len(health.untouched), tables.pairs_table(health.untouched, view.speaker))


def _months() -> None:
    desk().bench.months = desks.value_of("upkeep-months")


@st.cache_resource(max_entries=8, show_spinner=False)
def _health(_catalogue: Catalogue, fingerprint: str, today: date, months: int) -> RuleHealth:
    del fingerprint  # only the cache's key
    return api.rule_health(_catalogue, months=months, today=today)


def _summary(view: View, health: RuleHealth) -> None:
    counts = {
        "stale": len(health.stale),
        "verdicts": len(health.verdicts),
        "lapses": len(health.lapses),
        "low": len(health.derived("low")),
        "untouched": len(health.untouched),
    }
    bullets(view.say(f"upkeep.sum.{name}", n=count) for name, count in counts.items())


def _stale(view: View, health: RuleHealth) -> None:
    _list(view, "stale", len(health.stale), tables.ages_table(health.stale, view.speaker))
    if health.future:
        st.warning(safe(view.say("upkeep.future", n=len(health.future))))
        table(tables.ages_table(health.future, view.speaker), view.say("upkeep.future", n=len(health.future)))


def _verdicts(view: View, health: RuleHealth) -> None:
    put(heading(view.say("upkeep.verdicts")), paragraph(view.say("upkeep.verdicts-explained", n=health.without_rule)))
    _shown(view, "verdicts", tables.verdicts_table(health.verdicts, view.speaker))


def _derived(view: View, health: RuleHealth) -> None:
    put(heading(view.say("upkeep.derived")), paragraph(view.say("upkeep.derived-explained")))
    for level in LEVELS:
        rules = health.derived(level)
        title = view.say("upkeep.derived-level", n=len(rules), confidence=view.speaker.say(f"confidence.{level}"))
        nothing = paragraph(view.say("upkeep.nothing"))
        put(fold(title, grid(tables.derived_table(rules, view.speaker), title) if rules else nothing))


def _list(view: View, name: str, count: int, frame: pd.DataFrame) -> None:
    put(heading(view.say(f"upkeep.{name}")), paragraph(view.say(f"upkeep.{name}-explained", n=count)))
    _shown(view, name, frame)


def _shown(view: View, name: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        put(paragraph(view.say("upkeep.nothing")))
        return
    put(begun(frame, view.say(f"upkeep.{name}"), TOP, lambda n: view.say("differ.more", n=n)))
