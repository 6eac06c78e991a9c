"""The top of the coverage page: the answer, and coverage per target as chart and table."""

from collections import Counter

import streamlit as st
from markupsafe import Markup

from alignment.charts import tables
from alignment.model.result import Assessment, FrameworkResult
from alignment.ui import answer as answers
from alignment.ui import tracks
from alignment.ui.parts import Drawn, fold, grid, heading, listing, note, paragraph, put, strong, table, terms
from alignment.ui.view import View


def answer(view: View) -> None:
    """The sentence that answers the question, and the frameworks at a glance."""
    with st.container(key="answer", border=True):
        put(
            paragraph(strong(answers.headline(view.assessment, view.speaker))),
            listing(answers.carried(view.assessment, view.speaker)),
        )
    if not view.assessment.frameworks:
        return
    frame = tables.glance_table(view.assessment, view.speaker).fillna("")
    table(frame, view.say("answer.glance"))


def legend(view: View) -> None:
    """How to read the words and the numbers."""
    scale = view.catalogue.scale
    strengths = {name: view.speaker.score(scale.strength(name)) for name in ("direct", "indirect")}
    threshold = view.speaker.score(view.assessment.threshold)
    explained = {
        "status": f"{view.say('legend.status')} {view.say('legend.mark')}",
        "coverage": view.say("legend.coverage", threshold=threshold, **strengths),
        "interval": view.say("legend.interval"),
        "score": view.say("legend.score"),
    }
    pairs = ((view.say(f"legend.word.{name}"), text) for name, text in explained.items())
    put(fold(view.say("legend.heading"), terms(pairs), paragraph(view.speaker.text(scale.note))))


def targets(view: View) -> None:
    """Per framework the coverage of each target, as a chart and as a table."""
    if not view.assessment.frameworks:
        return
    threshold = view.speaker.score(view.assessment.threshold)
    put(heading(view.say("targets.heading")), note(view.say("targets.explained", threshold=threshold)))
    for framework in view.assessment.frameworks:
        found = view.catalogue.frameworks[framework.framework]
        name = view.speaker.framework(framework.framework)
        put(
            heading(view.say("targets.framework", framework=name, title=view.speaker.text(found.title)), 3),
            paragraph(_score(view, framework)),
            chart(view, framework.framework),
        )


def _score(view: View, result: FrameworkResult) -> str:
    speaker = view.speaker
    return view.say(
        "targets.score",
        score=speaker.score(result.score),
        low=speaker.score(result.low),
        high=speaker.score(result.high),
        covered=result.covered,
        total=result.targets,
        word=speaker.targets_word(result.framework, result.targets),
        weakest=speaker.target_code(result.weakest) if result.weakest else view.say("targets.no-weakest"),
        unassessed=result.unassessed,
    )


def chart(view: View, framework: str, opened: Assessment | None = None) -> Markup:
    """The targets of a framework with their tracks.

    `opened`: marks where each stood in the scenario as opened, and leaves room beside the table for the sliders.
    """
    found = tables.shown_targets(view.assessment, framework)
    before = {each.target: each for each in opened.targets} if opened else {}
    drawn = tracks.drawn([tracks.of(each, before.get(each.target)) for each in found], view.assessment.threshold)
    name = view.speaker.framework(framework)
    heading = view.say("chart.track", threshold=view.speaker.score(view.assessment.threshold))
    return grid(
        tables.targets_table(found, view.speaker, dense=opened is not None),
        view.say("chart.table-alt", framework=name),
        Drawn(heading, 2, drawn),
    )


def others(view: View) -> None:
    """Commitments, models and lenses of the scenario: which of their targets are touched."""
    found = tables.others(view.assessment)
    if not found:
        return
    pieces = [heading(view.say("others.heading")), note(view.say("others.explained"))]
    for framework, results in found.items():
        touched = [each for each in results if each.status in ("direct", "indirect")]
        name = view.speaker.framework(framework)
        pieces.append(heading(_touched(view, framework, len(touched), len(results)), 3))
        if touched:
            pieces.append(grid(tables.touched_table(touched, view.speaker), view.say("others.alt", framework=name)))
        counts = Counter(each.status for each in results)
        rest = {status: counts[status] for status in ("none", "conditional", "unassessed")}
        pieces.append(note(view.say("others.rest", **rest)))
    put(*pieces)


def _touched(view: View, framework: str, count: int, total: int) -> str:
    found = view.catalogue.frameworks[framework]
    return view.say(
        "others.framework",
        framework=view.speaker.framework(framework),
        kind=view.speaker.say(f"kind-of-framework.{found.kind}"),
        n=count,
        total=total,
        word=view.speaker.targets_word(framework, total),
    )
