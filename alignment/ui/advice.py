"""What the study advises and warns of, and whether the scenario meets it."""

import pandas as pd

from alignment.model.result import Advice
from alignment.text.format import capital
from alignment.ui.parts import grid, heading, note, put
from alignment.ui.view import View

SYMBOLS = {"met": "✓", "partly": "◐", "not-met": "×", "unknown": "?"}


def show(view: View) -> None:
    """A table of recommendations, conditions and cautions; nothing where the catalogue has none."""
    if not view.assessment.advice:
        return
    frame = pd.DataFrame([_row(view, each) for each in view.assessment.advice])
    put(
        heading(view.say("advice.heading")),
        note(view.say("advice.explained")),
        grid(frame, view.say("advice.heading")),
    )


def _row(view: View, advice: Advice) -> dict[str, str]:
    recommendation = advice.recommendation
    return {
        view.say("advice.what"): view.speaker.text(recommendation.title),
        view.say("column.kind"): capital(view.speaker.say(f"kind-of-advice.{recommendation.kind}")),
        view.say("advice.state-column"): f"{SYMBOLS[advice.state]} {view.speaker.say(f'state.{advice.state}')}",
        view.say("column.why"): view.speaker.advice(advice),
        view.say("trace.sources"): view.speaker.citations(recommendation.sources),
    }
