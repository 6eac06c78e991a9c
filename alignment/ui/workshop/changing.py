"""Whether changed files are right, and what they do to rules, scores, gaps and cases."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from alignment.api import workshop
from alignment.charts import change_tables as tables
from alignment.model.catalogue import Catalogue
from alignment.model.message import Problem
from alignment.text.problems import describe
from alignment.ui import catalogue as catalogues
from alignment.ui.parts import begun, bullets, heading, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe

SHOWN = 40
"""Rows of a table before the rest is folded away."""


def check(contents: dict[str, bytes]) -> workshop.Checked:
    """The catalogue with changed files in place, or all its problems."""
    return workshop.check_contents(catalogues.root(), contents, catalogues.memory())


def compare(view: View, store: workshop.Workspace, catalogue: Catalogue) -> workshop.CatalogueChange:
    """What a changed catalogue does, beside the published one; reckoned once for each pair."""
    saved = tuple((each.id, each.revision, each.saved_at) for each in store.scenarios())
    known = (view.catalogue.fingerprint, catalogue.fingerprint, saved, date.today())
    return _compare(store, view.catalogue, catalogue, known)


@st.cache_resource(max_entries=32, show_spinner=False)
def _compare(
    _store: workshop.Workspace, _old: Catalogue, _new: Catalogue, known: tuple[object, ...]
) -> workshop.CatalogueChange:
    del known  # only the cache's key
    return workshop.compare_with(_store, _old, _new)


def problems(view: View, found: Sequence[Problem], path: str) -> None:
    """Every problem with its line, those of the open file first."""
    if not found:
        st.success(view.say("differ.no-problems"))
        return
    ordered = sorted(found, key=lambda each: (each.path != path, each.place))
    lines = [f"**{safe(view.say('differ.problems', n=len(found)))}**", ""]
    for problem in ordered:
        message, hint = describe(problem, view.speaker.lang)
        place = view.say("broken.place", path=problem.path, line=problem.line, column=problem.column)
        lines.append(f"- **{safe(place)}** \\[{problem.code}\\]: {safe(message)} {safe(hint)}")
    st.error("\n".join(lines))


def consequences(view: View, change: workshop.CatalogueChange) -> None:
    """What changes for rules, programmes and saved scenarios, and which cases fail."""
    speaker = view.speaker
    if change.empty:
        put(paragraph(view.say("differ.nothing")))
    bullets(summary(view, change))
    _table(view, "rules", tables.rules_table(change, speaker))
    _others(view, change)
    _table(view, "results", tables.results_table(change.scenarios, speaker))
    _table(view, "frameworks", tables.frameworks_table(change.scenarios, speaker))
    _table(view, "carrying", tables.carrying_table(change.scenarios, speaker))
    _missing(view, change)
    _table(view, "cases", tables.cases_table(change.cases_failing, speaker))


def summary(view: View, change: workshop.CatalogueChange) -> list[str]:
    """The change in a few sentences, the one that stops publication last."""
    results = [target for scenario in change.scenarios for target in scenario.targets]
    statuses = [each for each in results if each.old and each.new and each.old.status != each.new.status]
    opened = sum(len(each.opened) for each in change.scenarios)
    closed = sum(len(each.closed) for each in change.scenarios)
    told = [view.say("differ.sum-rules", n=len(change.rules))] if change.rules else []
    if change.rules or change.others or results:
        told.append(view.say("differ.sum-results", n=len(results), scenarios=len(change.scenarios)))
    if results:
        told.append(view.say("differ.sum-statuses", n=len(statuses), opened=opened, closed=closed))
    failing = len(change.cases_failing)
    told.append(view.say("differ.sum-cases", n=failing) if failing else view.say("differ.cases-hold"))
    return told


def _table(view: View, name: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        return
    title = view.say(f"differ.{name}")
    put(heading(title, 3), begun(frame, title, SHOWN, lambda n: view.say("differ.more", n=n)))


def _others(view: View, change: workshop.CatalogueChange) -> None:
    """What changed beside rules, in words."""
    if not change.others:
        return
    put(heading(view.say("differ.others"), 3))
    lines = [
        view.say(
            "differ.other",
            kind=view.say(f"differ.other-kind.{each.kind}"),
            id=each.id,
            change=view.say(f"differ.kind.{each.change}"),
        )
        for each in change.others
    ]
    bullets(lines[:SHOWN])
    if len(lines) > SHOWN:
        put(paragraph(view.say("differ.more", n=len(lines) - SHOWN)))


def _missing(view: View, change: workshop.CatalogueChange) -> None:
    """Scenarios that can no longer be assessed, or could not before."""
    for scenario in change.scenarios:
        ids = dict.fromkeys(each for side in (scenario.old, scenario.new) for each in side.missing)
        gone = [f"{name} ({view.speaker.say(f'kind.{kind}')})" for kind, name in ids]
        if gone:
            title = tables.scenario_title(scenario, view.speaker)
            st.warning(safe(view.say("differ.missing", title=title, names=view.speaker.listed(gone))))
