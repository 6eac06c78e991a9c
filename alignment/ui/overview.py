"""The top of the coverage page: the answer, and coverage per target as chart and table."""

from collections import Counter

import streamlit as st

from alignment.charts import coverage, tables
from alignment.model.result import FrameworkResult
from alignment.ui import answer as answers
from alignment.ui.parts import bullets, table
from alignment.ui.view import View
from alignment.ui.words import safe


def answer(view: View) -> None:
    """The sentence that answers the question, and the frameworks at a glance."""
    with st.container(key="answer", border=True):
        st.markdown(f"**{safe(answers.headline(view.assessment, view.speaker))}**")
        bullets(answers.carried(view.assessment, view.speaker))
    if not view.assessment.frameworks:
        return
    frame = tables.glance_table(view.assessment, view.speaker).fillna("")
    table(frame, view.say("answer.glance"))


def legend(view: View) -> None:
    """How to read the words and the numbers."""
    scale = view.catalogue.scale
    strengths = {name: view.speaker.score(scale.strength(name)) for name in ("direct", "indirect")}
    with st.expander(view.say("legend.heading")):
        st.markdown(view.say("legend.status") + " " + view.say("legend.mark").replace("*", "\\*"))
        threshold = view.speaker.score(view.assessment.threshold)
        st.markdown(view.say("legend.coverage", threshold=threshold, **strengths))
        st.markdown(view.say("legend.interval"))
        st.markdown(view.say("legend.score"))
        st.markdown(safe(view.speaker.text(view.catalogue.scale.note)))
        st.markdown(safe(view.speaker.text(scale.note)))


def targets(view: View) -> None:
    """Per framework the coverage of each target, as a chart and as a table."""
    if not view.assessment.frameworks:
        return
    st.header(view.say("targets.heading"), anchor=False)
    threshold = view.speaker.score(view.assessment.threshold)
    st.caption(view.say("targets.explained", threshold=threshold))
    for framework in view.assessment.frameworks:
        found = view.catalogue.frameworks[framework.framework]
        name = view.speaker.framework(framework.framework)
        st.subheader(
            safe(view.say("targets.framework", framework=name, title=view.speaker.text(found.title))), anchor=False
        )
        st.markdown(safe(_score(view, framework)))
        _chart_and_table(view, framework.framework)


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


def _chart_and_table(view: View, framework: str) -> None:
    found = tables.shown_targets(view.assessment, framework)
    left, right = st.columns([5, 6], gap="large")
    with left:
        st.vega_lite_chart(
            coverage.rows(found, view.speaker),
            coverage.spec(coverage.words(view.assessment, view.speaker), len(found)),
            theme=None,
            key=f"chart-{framework}",
            alt=coverage.finding(view.assessment, framework, view.speaker),
        )
    name = view.speaker.framework(framework)
    table(tables.targets_table(found, view.speaker), view.say("chart.table-alt", framework=name), right)


def others(view: View) -> None:
    """Commitments, models and lenses of the scenario: which of their targets are touched."""
    found = tables.others(view.assessment)
    if not found:
        return
    st.header(view.say("others.heading"), anchor=False)
    st.caption(view.say("others.explained"))
    for framework, results in found.items():
        touched = [each for each in results if each.status in ("direct", "indirect")]
        name = view.speaker.framework(framework)
        st.subheader(safe(_touched(view, framework, len(touched), len(results))), anchor=False)
        if touched:
            table(tables.touched_table(touched, view.speaker), view.say("others.alt", framework=name))
        counts = Counter(each.status for each in results)
        rest = {status: counts[status] for status in ("none", "conditional", "unassessed")}
        st.caption(safe(view.say("others.rest", **rest)))


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
