"""Frameworks with their targets: what is policy in practice now, beside what would fit, and the facts about them."""

import pandas as pd
import streamlit as st

from alignment.model.framework import Fact, Finding
from alignment.text.format import capital, money, partial_date
from alignment.ui import desk as desks
from alignment.ui.parts import grid, heading, paragraph, put
from alignment.ui.view import View


def frameworks(view: View) -> None:
    """One framework: what it is, its targets with what happens in practice, and its figures."""
    say, speaker = view.say, view.speaker
    found = view.catalogue.frameworks
    name = st.selectbox(
        say("column.framework"),
        list(found),
        format_func=lambda each: speaker.text(found[each].title),
        key=desks.key("library-framework"),
    )
    framework = found[name]
    kind = capital(speaker.say(f"kind-of-framework.{framework.kind}"))
    rows = pd.DataFrame([_row(view, each.id) for each in view.catalogue.targets_of(name)])
    pieces = [
        paragraph(f"{kind}. {speaker.text(framework.description)} ({speaker.citations(framework.sources)})"),
        grid(rows, say("library.targets-alt", framework=speaker.framework(name))),
    ]
    if framework.facts:
        facts = pd.DataFrame([_fact(view, each) for each in framework.facts])
        pieces += [heading(say("library.facts")), grid(facts, say("library.facts"))]
    put(*pieces)


def _row(view: View, target_id: str) -> dict[str, str]:
    say, speaker = view.say, view.speaker
    located = view.catalogue.targets[target_id]
    target, practice = located.target, located.target.practice
    row = {
        say("column.target"): f"{target.code} {speaker.text(target.title)}",
        say("library.what"): speaker.text(target.description),
    }
    if located.framework.kind == "policy":
        link = capital(speaker.say(f"link.{target.link}"))
        row[say("apart.link")] = f"{link}. {speaker.text(target.link_reason)}".strip()
        row[say("library.instruments")] = (
            " ".join(f"{speaker.text(each.text)} ({speaker.citations(each.sources)})" for each in practice.instruments)
            if practice
            else ""
        )
        row[say("library.names-children")] = _finding(view, practice.names_exploited_children if practice else None)
        row[say("library.monitored")] = _finding(view, practice.monitored if practice else None)
    row[say("library.source")] = speaker.citations(target.sources)
    return row


def _finding(view: View, finding: Finding | None) -> str:
    if finding is None:
        return ""
    answer = capital(view.say(f"library.answer.{finding.answer}"))
    return f"{answer}. {view.speaker.text(finding.text)} ({view.speaker.citations(finding.sources)})"


def _fact(view: View, fact: Fact) -> dict[str, str]:
    say, speaker = view.say, view.speaker
    return {
        say("column.target"): fact.target or "",
        say("library.what"): speaker.text(fact.what),
        say("library.figure-value"): money(fact.amount, fact.currency, speaker.lang),
        say("library.when"): partial_date(fact.year, speaker.lang),
        say("library.status"): say(f"library.fact-status.{fact.status}"),
        say("library.source"): speaker.citations([fact.source]),
    }
