"""Actors, channels side by side, and decisions."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from alignment.model.base import Remark
from alignment.model.decision import Decision
from alignment.model.intervention import Actor, Channel
from alignment.text.format import money, partial_date
from alignment.ui import desk as desks
from alignment.ui.parts import fold, grid, heading, note, paragraph, put, table
from alignment.ui.records import remarks
from alignment.ui.view import View


def actors(view: View) -> None:
    """Who works in the field, by work and kind; one of them in full."""
    say, speaker, everyone = view.say, view.speaker, list(view.catalogue.actors.values())
    left, right = st.columns(2)
    works = [each for each in view.catalogue.interventions if any(each in one.interventions for one in everyone)]
    work = left.selectbox(
        say("library.filter-work"),
        ["", *works],
        format_func=lambda each: speaker.intervention(each) if each else say("library.everything"),
        key=desks.key("library-work"),
    )
    kinds = list(dict.fromkeys(each.kind for each in everyone))
    kind = right.selectbox(
        say("library.filter-kind"),
        ["", *kinds],
        format_func=lambda each: _kind(view, each) if each else say("library.everything"),
        key=desks.key("library-kind"),
    )
    found = [each for each in everyone if work in ("", *each.interventions) and kind in ("", each.kind)]
    if not found:
        put(paragraph(say("library.none-found")))
        return
    table(pd.DataFrame([_row(view, each) for each in found]), say("library.actors-alt"))
    chosen = st.selectbox(say("library.actor"), found, format_func=speaker.actor, key=desks.key("library-actor"))
    _actor(view, chosen)


def _kind(view: View, kind: str) -> str:
    key = f"actor-kind.{kind}"
    return view.speaker.say(key) if view.speaker.messages.has(key) else kind


def _row(view: View, actor: Actor) -> dict[str, str]:
    return {
        view.say("library.name"): view.speaker.actor(actor),
        view.say("library.actor-kind"): _kind(view, actor.kind),
        view.say("library.does"): view.speaker.inlines(actor.interventions),
    }


def _actor(view: View, actor: Actor) -> None:
    members = f"{view.say('library.members')}: {', '.join(actor.members)}"
    put(
        heading(view.speaker.actor(actor)),
        paragraph(f"{view.speaker.text(actor.description)} ({view.speaker.citations(actor.sources)})"),
        *([paragraph(members)] if actor.members else []),
        *remarks(view, "library.strengths", actor.strengths),
        *remarks(view, "library.limits", actor.limits),
    )


def channels(view: View) -> None:
    """The channels side by side, then the sources of what is said of them."""
    say, speaker = view.say, view.speaker
    put(note(say("library.channels-explained")))
    found = list(view.catalogue.channels.values())
    if not found:
        return
    rows = [
        {
            say("library.channel"): speaker.text(each.title),
            say("library.advantages"): _texts(view, each.advantages),
            say("library.drawbacks"): _texts(view, each.drawbacks),
            say("library.instruments"): _texts(view, each.instruments),
            say("library.runs-under"): ", ".join(speaker.target_code(target) for target in each.targets),
        }
        for each in found
    ]
    put(grid(pd.DataFrame(rows), say("library.channels-alt")), *(_channel(view, each) for each in found))


def _channel(view: View, channel: Channel) -> Markup:
    """What is said of a channel, with its sources."""
    speaker = view.speaker
    said = [
        piece
        for name in ("advantages", "drawbacks", "instruments")
        for piece in remarks(view, f"library.{name}", getattr(channel, name))
    ]
    described = paragraph(f"{speaker.text(channel.description)} ({speaker.citations(channel.sources)})")
    return fold(speaker.text(channel.title), described, *said)


def _texts(view: View, found: tuple[Remark, ...]) -> str:
    return " ".join(f"{number}. {view.speaker.text(each.text)}" for number, each in enumerate(found, start=1))


def decisions(view: View) -> None:
    """What parliament and minister decided."""
    if not view.catalogue.decisions:
        put(paragraph(view.say("library.no-decisions")))
        return
    rows = pd.DataFrame([_decision(view, each) for each in view.catalogue.decisions])
    put(note(view.say("library.decisions-explained")), grid(rows, view.say("library.decisions-alt")))


def _decision(view: View, decision: Decision) -> dict[str, str]:
    speaker, say = view.speaker, view.say
    amounts = [
        f"{speaker.text(each.what)}: {money(each.amount, each.currency, speaker.lang)}" for each in decision.amounts
    ]
    votes = decision.votes.in_favour if decision.votes else None
    told = [speaker.text(decision.outcome), *amounts, *([say("library.votes", n=votes)] if votes is not None else [])]
    return {
        say("library.date"): partial_date(decision.date, speaker.lang) if decision.date else say("library.nothing"),
        say("library.decision"): speaker.text(decision.title),
        say("library.figure-kind"): say(f"library.decision-kind.{decision.kind}"),
        say("library.outcome"): "; ".join(each.rstrip(".") for each in told) + ".",
        say("library.source"): "; ".join(filter(None, (decision.document, speaker.citations(decision.sources)))),
    }
