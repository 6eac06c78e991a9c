"""Looking back: every state of the rules, the scores at each, the way back to one, and who did what."""

from datetime import date

import pandas as pd
import streamlit as st

from alignment.api import workshop
from alignment.charts import history as chart
from alignment.report import trail as report
from alignment.text.format import fixed
from alignment.ui import catalogue as catalogues
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import heading, paragraph, put, table
from alignment.ui.view import View
from alignment.ui.words import safe, title_of
from alignment.ui.workshop import who
from alignment.ui.workshop.dates import moment
from alignment.ui.workshop.telling import attempt

ENTRIES = 25
DRAFTS = ("file-written", "words-written")
"""What is recorded at every pause in typing."""


def show(view: View, store: workshop.Workspace) -> None:
    """States, scores over time, going back, the trail."""
    put(paragraph(view.say("history.intro")))
    store.note_present()
    states = store.states()
    _states(view, states)
    _scores(view, store, states)
    _back(view, store, states)
    _trail(view, store)


def _states(view: View, states: list[workshop.State]) -> None:
    put(heading(view.say("history.states")))
    names = view.say("history.states-columns").split("; ")
    rows = [
        [
            str(each.id),
            moment(each.at, view.speaker.lang),
            _kind(view, each),
            _title(view, each),
            report.person(each.by, view.speaker.messages),
        ]
        for each in reversed(states)
    ]
    table(pd.DataFrame(rows, columns=names), view.say("history.states"))


def _kind(view: View, state: workshop.State) -> str:
    return view.say(f"history.kind.{state.kind}" if state.id > 1 else "history.kind.first")


def _title(view: View, state: workshop.State) -> str:
    return (
        state.title if state.kind == "published" else view.say("history.outside" if state.id > 1 else "history.began")
    )


def _scores(view: View, store: workshop.Workspace, states: list[workshop.State]) -> None:
    """The scores of one programme at every state: a line for each framework, and a table."""
    put(heading(view.say("history.scores")))
    names = [*view.catalogue.programmes, *view.catalogue.scenarios]
    if not names:
        put(paragraph(view.say("history.no-scores")))
        return
    bench = desk().bench
    if bench.scores_of not in names:
        bench.scores_of = desk().active if desk().active in names else names[0]
    chosen = st.selectbox(
        view.say("history.of"),
        names,
        format_func=lambda each: title_of(
            view.catalogue.programmes.get(each) or view.catalogue.scenarios[each], view.speaker
        ),
        key=desks.seeded("scores-of", bench.scores_of),
        on_change=_choose_scores,
        width=520,
    )
    found = _history(store, chosen, (date.today(), *((each.id, each.fingerprint) for each in states)))
    frameworks = list(dict.fromkeys(result.framework for each in found for result in each.frameworks))
    if not frameworks:
        put(paragraph(view.say("history.no-scores")))
        return
    points = [
        chart.Point(
            each.state.id,
            view.speaker.framework(result.framework),
            result.score,
            view.say(
                "history.point",
                framework=view.speaker.framework(result.framework),
                state=each.state.id,
                score=view.speaker.score(result.score),
                n=result.covered,
                total=result.targets,
            ),
        )
        for each in found
        for result in each.frameworks
    ]
    st.vega_lite_chart(
        chart.rows(points),
        chart.spec(view.say("history.axis-state"), view.say("history.axis-score"), comma=view.speaker.lang == "nl"),
        theme=None,
        key="scores-over-time",
        alt=_finding(view, points),
    )
    columns = [view.say("history.state"), *(view.speaker.framework(each) for each in frameworks)]
    rows = [[str(each.state.id), *(_score(view, each, name) for name in frameworks)] for each in reversed(found)]
    table(pd.DataFrame(rows, columns=columns), view.say("history.scores"))


def _finding(view: View, points: list[chart.Point]) -> str:
    """What the chart shows: first and last score of each framework."""
    told = []
    for series in dict.fromkeys(each.series for each in points):
        values = [each.value for each in points if each.series == series]
        first, last = (fixed(value, view.speaker.lang) for value in (values[0], values[-1]))
        told.append(view.say("history.finding", framework=series, first=first, last=last))
    return " ".join(told)


def _score(view: View, each: workshop.StateScores, framework: str) -> str:
    found = next((result for result in each.frameworks if result.framework == framework), None)
    if found is None:
        return view.say("differ.not-there")
    return view.say("differ.score", score=view.speaker.score(found.score), n=found.covered, total=found.targets)


def _choose_scores() -> None:
    desk().bench.scores_of = desks.value_of("scores-of")


@st.cache_resource(max_entries=32, show_spinner=False)
def _history(_store: workshop.Workspace, scenario: str, known: tuple[object, ...]) -> list[workshop.StateScores]:
    del known  # only part of the cache's key
    return workshop.score_history(_store, [scenario], catalogues.memory())


def _back(view: View, store: workshop.Workspace, states: list[workshop.State]) -> None:
    """A proposal that brings an earlier state back; it takes the same way as every other."""
    put(heading(view.say("history.back")))
    earlier = {each.id: each for each in reversed(states[:-1])}
    if not earlier:
        put(paragraph(view.say("history.no-earlier")))
        return
    put(paragraph(view.say("history.back-help")))
    person = who.ask(view)
    number = st.selectbox(
        view.say("history.to"),
        list(earlier),
        format_func=lambda each: view.say(
            "history.state-name",
            number=each,
            at=moment(earlier[each].at, view.speaker.lang),
            title=_title(view, earlier[each]),
        ),
        key=desks.key("back-to"),
        width=520,
    )
    if person is None:
        st.info(view.say("steps.say-who"))
        return
    st.button(
        view.say("history.propose"), key=desks.key("back"), on_click=_roll_back, args=(view, store, person, number)
    )


def _roll_back(view: View, store: workshop.Workspace, person: workshop.Person, number: int) -> None:
    bench = desk().bench

    def step() -> None:
        proposal = store.roll_back(person, number, view.say("history.back-title", number=number))
        bench.proposal = bench.reading = proposal.id
        bench.section = "proposals"

    if attempt(view, step):
        bench.tell("success", view.say("history.proposed"))


def _trail(view: View, store: workshop.Workspace) -> None:
    """Who did what, newest first, as far as it is untouched."""
    put(heading(view.say("history.trail")))
    broken = store.check_trail()
    if broken is None:
        put(paragraph(view.say("history.unbroken")))
    else:
        st.error(safe(view.say("history.broken", number=broken)))
    bench = desk().bench
    st.toggle(
        view.say("history.all-drafts"),
        key=desks.seeded("trail-drafts", bench.trail_drafts),
        on_change=_choose_drafts,
        help=view.say("history.all-drafts-help"),
    )
    # What was changed afterwards may be nothing that can be shown: only what comes before it is relied upon.
    before = min((each for each in (broken, bench.trail_before) if each is not None), default=None)
    entries = store.trail(ENTRIES, before, () if bench.trail_drafts else DRAFTS)
    names = view.say("history.trail-columns").split("; ")
    texts = view.speaker.messages
    rows = [
        [
            str(each.seq),
            moment(each.at, view.speaker.lang),
            report.person(each.who, texts),
            report.action(each, texts),
            report.subject(each, texts),
            report.detail(each, texts),
        ]
        for each in entries
    ]
    table(pd.DataFrame(rows, columns=names), view.say("history.trail"))
    with st.container(horizontal=True, gap="small"):
        if bench.trail_before is not None:
            st.button(view.say("history.newest"), key=desks.key("trail-newest"), on_click=_turn, args=(None,))
        if len(entries) == ENTRIES and entries[-1].seq > 1:
            st.button(view.say("history.older"), key=desks.key("trail-older"), on_click=_turn, args=(entries[-1].seq,))


def _turn(before: int | None) -> None:
    desk().bench.trail_before = before


def _choose_drafts() -> None:
    bench = desk().bench
    bench.trail_drafts, bench.trail_before = desks.value_of("trail-drafts"), None
