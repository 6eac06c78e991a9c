"""Finding a rule, reading its reasoning, and seeing what rests on it."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd
import streamlit as st

from alignment import api
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.report.data import rule_place
from alignment.text.format import partial_date
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import fold, heading, listing, opened, paragraph, put, strong, table, terms
from alignment.ui.trace import cited
from alignment.ui.view import View
from alignment.ui.words import title_of

ROWS = 15
AGES = (0, 6, 12, 24, 36)
WIDTHS = {"intervention": 260, "target": 340}
"""Pixels."""


def show(view: View) -> None:
    """The wishes, the rules that meet them, and one rule in full."""
    _forget_what_went(view.catalogue)
    _wishes(view)
    wishes = desk().bench.wishes
    found = api.find_rules(view.catalogue, _filter(), date.today())
    put(paragraph(strong(view.say("find.found", n=len(found), total=len(view.catalogue.rules)))))
    if not found:
        return
    pages = -(-len(found) // ROWS)
    wishes.page = min(max(wishes.page, 1), pages)
    start = (wishes.page - 1) * ROWS
    listed = found[start : start + ROWS]
    table(pd.DataFrame([_row(view, each) for each in listed]), view.say("find.alt"))
    if pages > 1:
        _turning(view, pages)
    put(heading(view.say("find.one")))
    read(view, _chosen(view, found, listed))


def _forget_what_went(catalogue: Catalogue) -> None:
    """No wish for what a catalogue that changed does not have any more: its choice would not show it."""
    wishes = desk().bench.wishes
    wishes.intervention = wishes.intervention if wishes.intervention in catalogue.interventions else ""
    wishes.framework = wishes.framework if wishes.framework in catalogue.frameworks else ""


def _filter() -> api.RuleFilter:
    wishes = desk().bench.wishes
    names = ("intervention", "framework", "target", "alignment", "basis", "confidence")
    asked = {name: getattr(wishes, name) or None for name in names}
    return api.RuleFilter(**asked, months=wishes.months or None, words=wishes.words)


def _wishes(view: View) -> None:
    speaker, catalogue = view.speaker, view.catalogue
    with st.container(key="wishes", horizontal=True, vertical_alignment="bottom", gap="small"):
        _choice(view, "intervention", catalogue.interventions, speaker.intervention)
        _choice(view, "framework", catalogue.frameworks, speaker.framework)
        _choice(view, "target", _targets(view), speaker.target)
        st.text_input(
            view.say("find.words"),
            key=desks.seeded("find-words", desk().bench.wishes.words),
            on_change=_wish,
            args=("words",),
            max_chars=200,
            width=220,
        )
    _more_wishes(view)


def _more_wishes(view: View) -> None:
    """What a rule says and how well it is founded."""
    speaker, wishes = view.speaker, desk().bench.wishes
    wished = bool(wishes.alignment or wishes.basis or wishes.confidence or wishes.months)
    box = opened(view.say("find.more"), desks.steady("find-more"), at_once=wished)
    if box is None:
        return
    with box, st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _choice(
            view, "alignment", ("direct", "indirect", "none", "opposes"), lambda each: speaker.say(f"alignment.{each}")
        )
        _choice(view, "basis", ("stated", "derived"), lambda each: speaker.say(f"basis.{each}"))
        _choice(view, "confidence", ("high", "medium", "low"), lambda each: speaker.say(f"confidence.{each}"))
        st.selectbox(
            view.say("find.age"),
            AGES,
            format_func=lambda months: view.say("find.months", n=months) if months else view.say("find.any"),
            key=desks.seeded("find-months", wishes.months),
            on_change=_wish,
            args=("months",),
            width=190,
        )


def _targets(view: View) -> list[str]:
    """The targets to choose from: those of the framework, if one is chosen."""
    wishes = desk().bench.wishes
    found = view.catalogue.targets_of(wishes.framework) if wishes.framework else view.catalogue.targets.values()
    ids = [each.id for each in found]
    if wishes.target not in ids:
        wishes.target = ""
    return ids


def _choice(view: View, name: str, options: Iterable[str], said: Callable[[str], str]) -> None:
    st.selectbox(
        view.say(f"find.{name}"),
        ["", *options],
        format_func=lambda each: said(each) if each else view.say("find.any"),
        key=desks.seeded(f"find-{name}", getattr(desk().bench.wishes, name)),
        on_change=_wish,
        args=(name,),
        width=WIDTHS.get(name, 160),
    )


def _wish(name: str) -> None:
    wishes = desk().bench.wishes
    setattr(wishes, name, desks.value_of(f"find-{name}"))
    wishes.page = 1


def _turning(view: View, pages: int) -> None:
    st.number_input(
        view.say("find.page", total=pages),
        1,
        pages,
        key=desks.seeded("find-page", desk().bench.wishes.page),
        on_change=_wish_page,
        width=200,
    )


def _wish_page() -> None:
    desk().bench.wishes.page = desks.value_of("find-page")


def _row(view: View, located: LocatedRule) -> dict[str, str]:
    speaker, rule = view.speaker, located.rule
    return {
        view.say("find.intervention"): speaker.intervention(located.intervention),
        view.say("find.target"): speaker.target(rule.target),
        view.say("find.alignment"): speaker.say(f"alignment.{rule.alignment}"),
        view.say("find.when"): speaker.condition(rule.when) or view.say("find.always"),
        view.say("find.basis"): speaker.say(f"basis.{rule.basis}"),
        view.say("find.confidence"): speaker.say(f"confidence.{rule.confidence}"),
        view.say("find.reviewed"): partial_date(rule.reviewed, speaker.lang),
    }


def rule_name(view: View, located: LocatedRule) -> str:
    """A rule by its pair, with its condition where it has one: several rules may hold for one pair."""
    when = view.speaker.condition(located.rule.when)
    pair = view.say(
        "find.pair",
        intervention=view.speaker.intervention(located.intervention),
        target=view.speaker.target(located.rule.target),
    )
    return f"{pair}, {when}" if when else pair


def _chosen(view: View, found: list[LocatedRule], listed: list[LocatedRule]) -> LocatedRule:
    """The rule to read, of those in the table: the one chosen before stays as long as it meets the wishes."""
    keyed, wanted = keyed_rules(view.catalogue), {id(each) for each in listed}
    places = {key: each for key, each in keyed.items() if id(each) in wanted}
    before = desk().bench.rule
    if before in keyed and any(keyed[before] is each for each in found):
        places.setdefault(before, keyed[before])
    current = before if before in places else next(iter(places))
    key = st.selectbox(
        view.say("find.choose"),
        list(places),
        format_func=lambda each: rule_name(view, places[each]),
        key=desks.named("find-rule", current),
        on_change=_choose,
    )
    return places[key]


def _choose() -> None:
    place = desks.value_of("find-rule")
    if isinstance(place, tuple):
        desk().bench.rule = place


def keyed_rules(catalogue: Catalogue) -> dict[tuple[str, int], LocatedRule]:
    """All rules by their file and their place in it, from 0; in their own order."""
    seen: Counter[str] = Counter()
    keyed = {}
    for each in catalogue.rules:
        keyed[each.path, seen[each.path]] = each
        seen[each.path] += 1
    return keyed


def rule_key(catalogue: Catalogue, located: LocatedRule) -> tuple[str, int]:
    """A rule by its file and its place in it, from 0."""
    return next(key for key, each in keyed_rules(catalogue).items() if each is located)


def read(view: View, located: LocatedRule) -> None:
    """One rule in full, and the way to change it."""
    speaker, rule = view.speaker, located.rule
    put(heading(rule_name(view, located), 3))
    months = api.age_in_months(rule.reviewed, date.today())
    reviewed = view.say("find.aged", on=partial_date(rule.reviewed, speaker.lang), n=max(months, 0))
    facts = {
        "alignment": speaker.say(f"alignment.{rule.alignment}"),
        "rationale": speaker.text(rule.rationale),
        "when": speaker.condition(rule.when) or view.say("find.always"),
        "groups": speaker.terms("groups", rule.groups) if rule.groups else view.say("find.all-groups"),
        "basis": speaker.basis(located),
        "sources": "; ".join(cited(view, each) for each in rule.sources),
        "reviewed": reviewed,
        "place": rule_place(located) or "–",
    }
    put(terms((view.say(f"find.{name}"), said) for name, said in facts.items()))
    st.button(view.say("find.change"), key=desks.key("change-rule"), on_click=_change, args=(view.catalogue, located))
    _resting(view, located)


def _change(catalogue: Catalogue, located: LocatedRule) -> None:
    bench = desk().bench
    bench.section, bench.path, bench.as_form = "edit", located.path, True
    bench.rule = rule_key(catalogue, located)


def _resting(view: View, located: LocatedRule) -> None:
    reliance = _reliances(view.catalogue, view.catalogue.fingerprint)[view.catalogue.rules.index(located)]
    lines = []
    for weight in ("decides", "adds", "silent"):
        names = [each.scenario for each in reliance.results if each.weight == weight]
        if names:
            shown = view.speaker.listed(_title(view, name) for name in names)
            lines.append(view.say(f"find.weight.{weight}", n=len(names), names=shown))
    cases = [f"{view.speaker.text(each.case.name)} ({each.path}:{each.line})" for each in reliance.cases]
    nothing = not lines and not cases
    put(
        paragraph(strong(view.say("find.resting"))),
        listing(lines),
        *([paragraph(view.say("find.nothing"))] if nothing else []),
        *([fold(view.say("find.cases", n=len(cases)), listing(cases))] if cases else []),
    )


def _title(view: View, name: str) -> str:
    scenario = view.catalogue.find(name)
    return title_of(scenario, view.speaker) if scenario else name


@st.cache_resource(max_entries=2, show_spinner=False)
def _reliances(_catalogue: Catalogue, fingerprint: str) -> list[api.Reliance]:
    """What rests on each rule, in the order of the rules."""
    del fingerprint  # only the cache's key
    return list(api.reliances(_catalogue).values())
