"""The open scenario beside others: in words first, then how often each comes out highest."""

import pandas as pd
import streamlit as st

from alignment.assessment.certainty import Certainty
from alignment.report import certain as sentences
from alignment.ui import desk as desks
from alignment.ui.certain import AS_OPENED
from alignment.ui.desk import desk
from alignment.ui.frame import option_name
from alignment.ui.parts import bullets, grid, heading, listing, paragraph, put, strong
from alignment.ui.view import View
from alignment.ui.words import title_of

MOST = 4


def compare(view: View, found: Certainty) -> None:
    """The choice of others, and what can be said of the order."""
    put(heading(view.say("certainty.compare")))
    choose(view)
    if len(found.assessments) < 2:
        put(paragraph(view.say("certainty.alone")))
        return
    titles = sentences.titles_of(found, view.speaker)
    put(
        heading(view.speaker.say("certainty.heading-words"), 3),
        listing(sentences.ordinal_sentence(each, titles, view.speaker) for each in found.ordinals),
        listing(sentences.differences(found.assessments, view.speaker)),
        heading(view.speaker.say("certainty.heading-ranks"), 3),
    )
    _ranks(view, found, titles)
    bullets(sentences.duel_sentence(each, titles, view.speaker) for each in found.robustness.duels)


def choose(view: View) -> None:
    """The choice of others, which stays the same from page to page."""
    catalogue = view.catalogue
    names = {
        option: option_name(catalogue, view.speaker, option)
        for option in desks.options(catalogue)
        if option != desk().active
    }
    if desk().draft.changed:
        opened = title_of(desk().draft.opened, view.speaker)
        names = {AS_OPENED: view.say("certainty.as-opened", title=opened), **names}
    chosen = [each for each in desk().against if each in names]
    st.multiselect(
        view.say("certainty.against"),
        list(names),
        format_func=names.__getitem__,
        key=desks.seeded("against", chosen),
        max_selections=MOST,
        placeholder=view.say("certainty.against-placeholder"),
        on_change=_against,
    )


def _against() -> None:
    desk().against = tuple(desks.value_of("against"))


def _ranks(view: View, found: Certainty, titles: dict[str, str]) -> None:
    """How often each scenario takes each place, framework by framework."""
    for framework in dict.fromkeys(each.framework for each in found.robustness.ranks):
        rows = []
        for each in found.robustness.ranks:
            if each.framework == framework:
                row = {view.say("certainty.scenario"): titles[each.scenario]}
                for place, share in enumerate(each.p_rank, 1):
                    heading = view.say("certainty.place", n=place)
                    row[heading] = sentences.frequency(share, view.speaker, "share")
                rows.append(row)
        name = view.speaker.framework(framework)
        put(paragraph(strong(name)), grid(pd.DataFrame(rows), view.say("certainty.ranks-alt", framework=name)))
