"""Who carries a framework: the share of each component, and what is lost without it."""

import pandas as pd
import streamlit as st

from alignment import api
from alignment.assessment.attribution import FrameworkShares, TargetShares
from alignment.charts import bars
from alignment.report.shares import drop_words, ranked, target_share
from alignment.text.format import capital
from alignment.ui.desk import desk
from alignment.ui.parts import bullets, table
from alignment.ui.view import View
from alignment.ui.words import safe


def show(view: View) -> None:
    """A chart and a table for each framework; each target can be unfolded."""
    found = api.attribute_scenario(view.catalogue, view.assessment.scenario, stated_only=desk().stated_only)
    st.header(view.speaker.say("certainty.heading-shares"), anchor=False)
    st.caption(safe(view.say("certainty.shares-explained")))
    for framework in found.frameworks:
        _framework(view, framework)
    themes = {each.target for each in view.assessment.targets if each.link == "theme"}
    carried = [each for each in found.targets if each.target in themes and ranked(each.shares)]
    if carried:
        with st.expander(view.say("certainty.target")):
            for each in carried:
                _target(view, each)


def _framework(view: View, framework: FrameworkShares) -> None:
    name, shares = view.speaker.framework(framework.framework), ranked(framework.shares)
    heading = view.speaker.say("share.framework", framework=name, score=view.speaker.score(framework.score))
    st.subheader(safe(heading), anchor=False)
    if not shares:
        st.markdown(safe(view.say("certainty.shares-nothing", framework=name)))
        return
    drawn = [
        bars.Bar(view.speaker.intervention(each.intervention), each.value, view.speaker.score(each.value))
        for each in shares
    ]
    left, right = st.columns([5, 6], gap="large")
    names = view.speaker.listed(f"{each.title} {each.said}" for each in drawn)
    with left:
        st.vega_lite_chart(
            bars.rows(drawn),
            bars.spec(view.say("certainty.shares-axis"), len(drawn), round(shares[0].value * 1.05, 3)),
            theme=None,
            key=f"shares-{framework.framework}",
            alt=view.say("certainty.shares-chart-alt", framework=name, names=names),
        )
    rows = [
        {
            view.say("column.intervention"): view.speaker.intervention(each.intervention),
            view.say("certainty.share"): view.speaker.score(each.value),
            view.say("certainty.without"): capital(drop_words(each.leave_one_out, view.speaker)),
            view.say("certainty.loses"): view.speaker.listed(map(view.speaker.target_code, each.loses)) or "–",
        }
        for each in shares
    ]
    table(pd.DataFrame(rows), view.say("certainty.shares-alt", framework=name), right)


def _target(view: View, target: TargetShares) -> None:
    coverage = view.speaker.score(target.coverage)
    heading = view.speaker.say("share.target", target=view.speaker.target(target.target), coverage=coverage)
    st.markdown(f"**{safe(heading)}**")
    bullets(target_share(each, covered=target.covered, speaker=view.speaker) for each in ranked(target.shares))
