"""The record of facts of a programme."""

from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from alignment.model.base import Period, Remark
from alignment.model.scenario import Figure, Programme
from alignment.text.format import country, money, partial_date
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import grid, heading, listing, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe


def programmes(view: View) -> None:
    """One programme in full, and a way to open it."""
    names = list(view.catalogue.programmes)
    if not names:
        return
    chosen = next((each for each in (desk().record, desk().active) if each in names), names[0])
    name = st.selectbox(
        view.say("library.programme"),
        names,
        format_func=lambda each: view.speaker.text(view.catalogue.programmes[each].title),
        key=desks.seeded("library-programme", chosen),
        on_change=_choose,
    )
    programme = view.catalogue.programmes[name]
    if desk().active == name:
        st.success(safe(view.say("library.opened", title=view.speaker.text(programme.title))))
    else:
        open_it = partial(desks.open_from_catalogue, view.catalogue, name)
        st.button(view.say("library.open"), key=desks.key("library-open"), on_click=open_it)
    put(
        heading(view.speaker.text(programme.title)),
        paragraph(view.speaker.text(programme.description)),
        listing(_facts(view, programme)),
        *_components(view, programme),
        *_figures(view, programme),
        *_partners(view, programme),
        *remarks(view, "library.differences", programme.differences),
    )


def _choose() -> None:
    desk().record = desks.value_of("library-programme")


def remarks(view: View, above: str, found: tuple[Remark, ...]) -> list[Markup]:
    """Remarks under a heading, each with its sources; nothing where there are none."""
    return [heading(view.say(above), 3), listing(remark(view, each) for each in found)] if found else []


def remark(view: View, each: Remark) -> str:
    """A remark with its sources."""
    return f"{view.speaker.text(each.text).rstrip('.')} ({view.speaker.citations(each.sources)})."


def period(view: View, found: Period | None) -> str:
    """A period in words."""
    if found is None or not (found.start or found.until):
        return view.say("library.nothing")
    ends = [partial_date(end, view.speaker.lang) if end else "…" for end in (found.start, found.until)]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)


def _facts(view: View, programme: Programme) -> list[str]:
    speaker, say = view.speaker, view.say
    facts = [f"{say('library.period')}: {period(view, programme.period)}"]
    if programme.part_of:
        whole = view.catalogue.programmes[programme.part_of]
        facts.append(f"{say('library.part-of')}: {speaker.text(whole.title)}")
    for budget in programme.budgets:
        amount = money(budget.amount, budget.currency, speaker.lang)
        shown = say("library.at-least", amount=amount) if budget.at_least else amount
        facts.append(f"{say('library.budget')}: {shown} ({speaker.citations([budget.source])})")
    names = sorted(country(code, speaker.lang) for code in programme.context.countries)
    if names:
        facts.append(f"{say('library.countries')}: {', '.join(names)}")
    if programme.country_count:
        count, source = programme.country_count.count, speaker.citations([programme.country_count.source])
        facts.append(f"{say('library.countries')}: {say('library.country-count', n=count, source=source)}")
    facts += [f"{say('library.funding')}: {remark(view, each)}" for each in programme.funding]
    return facts


def _components(view: View, programme: Programme) -> list[Markup]:
    speaker, say = view.speaker, view.say
    rows = [
        {
            say("library.component"): speaker.intervention(each.intervention),
            say("library.note"): speaker.text(each.note),
            say("library.source"): speaker.citations(each.sources),
        }
        for each in programme.components
    ]
    return _listed(view, "components", rows)


def _listed(view: View, name: str, rows: list[dict[str, str]]) -> list[Markup]:
    """Rows under their heading; nothing where there are none."""
    shown = grid(pd.DataFrame(rows), view.say(f"library.{name}-alt"))
    return [heading(view.say(f"library.{name}"), 3), shown] if rows else []


def _figures(view: View, programme: Programme) -> list[Markup]:
    return _listed(view, "figures", [_figure(view, each) for each in programme.figures])


def _figure(view: View, figure: Figure) -> dict[str, str]:
    speaker, say = view.speaker, view.say
    value = speaker.number(figure.value)
    shown = say("library.at-least", amount=value) if figure.at_least else value
    return {
        say("library.figure-kind"): say(f"library.kind.{figure.kind}"),
        say("library.figure-what"): speaker.text(figure.what),
        say("library.figure-value"): f"{shown} {speaker.text(figure.unit)}",
        say("library.place"): speaker.listed(country(code, speaker.lang) for code in figure.countries),
        say("library.when"): period(view, figure.period) if figure.period else "",
        say("library.source"): speaker.citations([figure.source]),
    }


def _partners(view: View, programme: Programme) -> list[Markup]:
    speaker, say = view.speaker, view.say
    rows = [
        {
            say("library.countries"): speaker.listed(country(code, speaker.lang) for code in each.countries),
            say("library.lead"): ", ".join(each.lead),
            say("library.local"): ", ".join(each.partners),
            say("library.source"): speaker.citations([each.source]),
        }
        for each in programme.partners
    ]
    return _listed(view, "partners", rows)
