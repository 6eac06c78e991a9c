"""From a citation to all that rests on it, and where two frameworks meet."""

from collections import Counter, defaultdict

import pandas as pd
import streamlit as st

from alignment import api
from alignment.model.catalogue import Catalogue
from alignment.model.framework import Section, Source
from alignment.ui import desk as desks
from alignment.ui.parts import heading, listing, note, opened, paragraph, put, table
from alignment.ui.view import View


def follow(view: View) -> None:
    """A source, a section, and what rests on it; then all sections of the source."""
    uses = _uses(view.catalogue, view.catalogue.fingerprint)
    sources = view.catalogue.sources
    name = st.selectbox(
        view.say("sources.source"),
        list(sources),
        format_func=lambda each: view.speaker.text(sources[each].title),
        key=desks.key("sources-source"),
    )
    source = sources[name]
    used = st.toggle(view.say("sources.only-used"), value=True, key=desks.key("sources-used"))
    sections = [each for each in source.sections if uses[name, each.at] or not used]
    if sections:
        section = st.selectbox(
            view.say("sources.section"),
            sections,
            format_func=lambda each: view.say(
                "sources.section-option", at=each.at, title=view.speaker.text(each.title)
            ),
            key=desks.key("sources-section"),
        )
        _resting(view, uses[name, section.at])
    box = opened(view.say("sources.overview"), desks.steady("sources-overview"))
    if box is None:
        return
    with box:
        rows = [_row(view, source, each, uses[name, each.at]) for each in sections]
        table(pd.DataFrame(rows), view.say("sources.table-alt", title=view.speaker.text(source.title)))


@st.cache_resource(max_entries=2, show_spinner=False)
def _uses(_catalogue: Catalogue, fingerprint: str) -> dict[tuple[str, str], tuple[api.Resting, ...]]:
    """What rests on each section, by source and section."""
    del fingerprint  # only the cache's key
    return {(each.source, each.at): each.resting for each in api.section_uses(_catalogue)}


def _resting(view: View, resting: tuple[api.Resting, ...]) -> None:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for each in resting:
        by_kind[each.kind].append(each.id)
    pieces = [
        piece
        for kind, ids in by_kind.items()
        for piece in (heading(view.say(f"sources.kind.{kind}")), listing(_named(view, kind, ids)))
    ]
    put(*(pieces or [paragraph(view.say("sources.nothing"))]))


def _named(view: View, kind: str, ids: list[str]) -> list[str]:
    """What rests on a section, in words."""
    if kind == "rule":
        return _rules(view, set(ids))
    if kind == "target":
        return [view.speaker.target(each) for each in ids]
    if kind == "case":
        places = {f"{each.path}:{each.line}": each.case for each in view.catalogue.cases}
        return [f"{view.speaker.text(places[each].name)} ({each})" for each in ids]
    if kind == "recommendation":
        return [view.speaker.text(view.catalogue.recommendations[each].title) for each in ids]
    return ids


def _rules(view: View, ids: set[str]) -> list[str]:
    return [
        view.say(
            "sources.rule",
            intervention=view.speaker.intervention(located.intervention),
            target=view.speaker.target_code(located.rule.target),
            alignment=view.speaker.say(f"alignment.{located.rule.alignment}"),
            basis=view.speaker.basis(located),
            rationale=view.speaker.text(located.rule.rationale),
        )
        for located in view.catalogue.rules
        if f"{located.intervention} → {located.rule.target}" in ids
    ]


def _row(view: View, source: Source, section: Section, resting: tuple[api.Resting, ...]) -> dict[str, str]:
    counts = Counter(each.kind for each in resting)
    told = ", ".join(view.speaker.say(f"resting.{kind}", n=count) for kind, count in counts.items())
    why = view.speaker.text(section.unused)
    empty = view.say("sources.unused", why=why) if why else view.say("sources.unused-unknown")
    return {
        view.say("sources.section"): section.at,
        view.say("sources.title"): view.speaker.text(section.title),
        view.say("sources.resting"): told or empty,
    }


def crosswalk(view: View) -> None:
    """Two frameworks, and which of their targets meet through which interventions."""
    say, speaker = view.say, view.speaker
    put(note(say("sources.crosswalk-explained")))
    names = list(view.catalogue.frameworks)
    left, right = st.columns(2)
    title = {each: speaker.text(view.catalogue.frameworks[each].title) for each in names}
    first = left.selectbox(say("sources.first"), names, format_func=title.__getitem__, key=desks.key("walk-first"))
    second = right.selectbox(
        say("sources.second"),
        names,
        index=min(1, len(names) - 1),
        format_func=title.__getitem__,
        key=desks.key("walk-second"),
    )
    if first == second:
        st.info(say("sources.same"))
        return
    found = api.crosswalk_frameworks(view.catalogue, first, second, stated_only=desks.desk().stated_only)
    totals = [len(view.catalogue.targets_of(name)) for name in (first, second)]
    counts = {"n": totals[0] - len(found.alone_first), "m": totals[1] - len(found.alone_second)}
    short = {"first": speaker.framework(first), "second": speaker.framework(second)}
    put(paragraph(say("sources.met", **short, **counts, total=totals[0], other=totals[1])))
    rows = [
        {
            short["first"]: speaker.target(each.first),
            short["second"]: speaker.target(each.second),
            say("sources.through"): speaker.inlines(path.intervention for path in each.paths),
        }
        for each in found.meetings
    ]
    if rows:
        table(pd.DataFrame(rows), say("sources.crosswalk-alt", **short))
    else:
        put(paragraph(say("sources.no-meetings")))
