"""Which judgement decides, what nobody has assessed, who carries it, and whether another formula matters."""

import pandas as pd

from alignment.assessment.certainty import Certainty
from alignment.assessment.flipping import Flip
from alignment.report import certain as sentences
from alignment.text.format import capital
from alignment.ui.parts import begun, fold, heading, listing, note, paragraph, put
from alignment.ui.view import View

FIRST = 6
"""So many sentences are shown at once; the rest can be unfolded."""


def flips(view: View, found: Certainty) -> None:
    """The steps that change something, weightiest first."""
    put(heading(view.speaker.say("certainty.heading-flips")), note(view.say("certainty.flips-explained")))
    if found.flips[0].steps:
        _sentences(view, found, found.flips[0].steps)
    else:
        put(paragraph(view.speaker.say("certainty.flips", n=0)))


def unassessed(view: View, found: Certainty) -> None:
    """What a first verdict could change, target by target."""
    groups = sentences.grouped(found.flips[0].unassessed)
    if not groups:
        return
    put(heading(view.speaker.say("certainty.heading-unassessed")), note(view.say("certainty.unassessed-explained")))
    titles = sentences.titles_of(found, view.speaker)
    rows = [_unassessed(view, group, titles) for group in groups]
    alt = view.say("certainty.unassessed-alt")
    put(begun(pd.DataFrame(rows), alt, FIRST, lambda n: view.say("certainty.more", n=n)))


def _unassessed(view: View, group: list[Flip], titles: dict[str, str]) -> dict[str, str]:
    flip, speaker = group[0], view.speaker
    changes = sentences.change_words(flip.changes, titles, speaker, flip.target)
    return {
        view.say("column.target"): speaker.target(str(flip.target)),
        view.say("certainty.without-verdict"): capital(speaker.inlines(str(each.intervention) for each in group)),
        view.say("certainty.if"): capital(speaker.say(f"alignment.{flip.new}")),
        view.say("certainty.then"): speaker.listed(changes),
    }


def _sentences(view: View, found: Certainty, listed: tuple[Flip, ...]) -> None:
    told = sentences.flip_sentences(listed, sentences.titles_of(found, view.speaker), view.speaker)
    more = [fold(view.say("certainty.more", n=len(told) - FIRST), listing(told[FIRST:]))] if told[FIRST:] else []
    put(listing(told[:FIRST]), *more)


def alternatives(view: View, found: Certainty) -> None:
    """What other ways of adding up would say."""
    titles = sentences.titles_of(found, view.speaker)
    put(
        heading(view.speaker.say("certainty.heading-alternatives")),
        note(view.say("certainty.alternatives-explained")),
        listing(sentences.alternative_sentences(found.alternatives[0], titles, view.speaker)),
    )
