"""Who carries a framework: the share of each component, and what is lost without it."""

import pandas as pd
from markupsafe import Markup

from alignment import api
from alignment.assessment.attribution import FrameworkShares, TargetShares
from alignment.report.shares import drop_words, ranked, target_share
from alignment.text.format import capital
from alignment.ui.desk import desk
from alignment.ui.parts import Drawn, fold, grid, heading, listing, note, paragraph, put, strong
from alignment.ui.tracks import lengths
from alignment.ui.view import View


def show(view: View) -> None:
    """A chart and a table for each framework; each target can be unfolded."""
    found = api.attribute_scenario(view.catalogue, view.assessment.scenario, stated_only=desk().stated_only)
    put(heading(view.speaker.say("certainty.heading-shares")), note(view.say("certainty.shares-explained")))
    for framework in found.frameworks:
        _framework(view, framework)
    themes = {each.target for each in view.assessment.targets if each.link == "theme"}
    carried = [each for each in found.targets if each.target in themes and ranked(each.shares)]
    if carried:
        put(fold(view.say("certainty.target"), *(piece for each in carried for piece in _target(view, each))))


def _framework(view: View, framework: FrameworkShares) -> None:
    name, shares = view.speaker.framework(framework.framework), ranked(framework.shares)
    title = view.speaker.say("share.framework", framework=name, score=view.speaker.score(framework.score))
    if not shares:
        put(heading(title, 3), paragraph(view.say("certainty.shares-nothing", framework=name)))
        return
    rows = [
        {
            view.say("column.intervention"): view.speaker.intervention(each.intervention),
            view.say("certainty.share"): view.speaker.score(each.value),
            view.say("certainty.without"): capital(drop_words(each.leave_one_out, view.speaker)),
            view.say("certainty.loses"): view.speaker.listed(map(view.speaker.target_code, each.loses)) or "–",
        }
        for each in shares
    ]
    bars = Drawn(view.say("certainty.shares-axis"), 1, lengths([each.value for each in shares]))
    put(heading(title, 3), grid(pd.DataFrame(rows), view.say("certainty.shares-alt", framework=name), bars))


def _target(view: View, target: TargetShares) -> tuple[Markup, ...]:
    coverage = view.speaker.score(target.coverage)
    title = view.speaker.say("share.target", target=view.speaker.target(target.target), coverage=coverage)
    said = (target_share(each, covered=target.covered, speaker=view.speaker) for each in ranked(target.shares))
    return paragraph(strong(title)), listing(said)
