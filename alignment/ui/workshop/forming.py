"""A form for one rule: every change is kept at once, and only the lines of that value are rewritten in the file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from alignment.api import workshop
from alignment.text.format import capital
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import note, paragraph, put
from alignment.ui.view import View
from alignment.ui.workshop import reasoning
from alignment.ui.workshop.work import Work

CHOICES = {
    "alignment": ("direct", "indirect", "none", "opposes"),
    "basis": ("stated", "derived"),
    "confidence": ("high", "medium", "low"),
}
RARE = ("in_force", "confirmed_until")
"""Keys that are seldom used: a rule that has them is edited as text for those."""


def show(work: Work) -> None:
    """The choice of a rule, its fields, and adding or removing one."""
    view = work.view
    rules = workshop.rules_of(work.text)
    if rules is None:
        st.warning(view.say("form.unreadable"))
        return
    if rules:
        index = _choose(work, rules)
        _fields(work, index, rules)
        _removing(work, index)
    else:
        put(paragraph(view.say("form.none")))
    _adding(work, rules)


def take(work: Work) -> Work:
    """Keeps what was typed since the last run."""
    return reasoning.take(work, _current(work, len(workshop.rules_of(work.text) or ())))


def _current(work: Work, count: int) -> int:
    """The place of the rule that is shown."""
    path, index = desk().bench.rule or ("", 0)
    return index if path == work.path and index < count else 0


def _choose(work: Work, rules: Sequence[Mapping[str, Any]]) -> int:
    bench, view = desk().bench, work.view
    current = _current(work, len(rules))
    bench.rule = (work.path, current)
    chosen: int = st.selectbox(
        view.say("form.rule"),
        range(len(rules)),
        format_func=lambda index: _rule_name(view, index, rules[index]),
        key=desks.named("form-rule", current),
        on_change=_chosen,
        args=(work.path,),
        width=620,
    )
    return chosen


def _chosen(path: str) -> None:
    index = desks.value_of("form-rule")
    if isinstance(index, int):
        desk().bench.rule = (path, index)


def _rule_name(view: View, index: int, rule: Mapping[str, Any]) -> str:
    target = str(rule.get("target") or view.say("form.no-target"))
    alignment = rule.get("alignment")
    said = view.speaker.say(f"alignment.{alignment}") if alignment in CHOICES["alignment"] else "…"
    return f"{index + 1}. {view.speaker.target(target)}: {said}"


def _fields(work: Work, index: int, rules: Sequence[Mapping[str, Any]]) -> None:
    rule, view, speaker = rules[index], work.view, work.view.speaker
    targets = view.catalogue.targets
    _select(work, index, "target", rule.get("target"), list(targets), speaker.target)
    with st.container(horizontal=True, gap="medium"):
        for key, options in CHOICES.items():
            words = "alignment" if key == "alignment" else key
            _select(work, index, key, rule.get(key), options, lambda each, words=words: speaker.say(f"{words}.{each}"))  # type: ignore[misc]
    when = rule.get("when") if isinstance(rule.get("when"), dict) else {}
    settings = [each.id for each in view.catalogue.types.settings]
    groups = [each.id for each in view.catalogue.types.groups]
    _many(work, index, "settings", (when or {}).get("settings"), settings, lambda each: speaker.term("settings", each))
    _many(work, index, "groups", rule.get("groups"), groups, lambda each: speaker.term("groups", each))
    reasoning.show(work, rules, index)
    _many(work, index, "sources", _cited(rule.get("sources")), _sections(view), lambda each: _section_name(view, each))
    _reviewed(work, index, str(rule.get("reviewed") or ""))
    rare = [key for key in RARE if key in rule] + [key for key in ("groups", "countries") if (when or {}).get(key)]
    if rare:
        put(note(view.say("form.rare", keys=", ".join(rare))))


def _widget(work: Work, index: int, key: str, value: object) -> str:
    """A widget's key, which is another for each rule, and shows what the file says."""
    return desks.seeded(_name(work, index, key), value)


def _name(work: Work, index: int, key: str) -> str:
    return f"form-{work.proposal.id}-{work.path}-{index}-{key}"


def _select(
    work: Work, index: int, key: str, value: object, options: Sequence[str], said: Callable[[str], str]
) -> None:
    listed = list(options) if value in options else [str(value or ""), *options]
    st.selectbox(
        work.view.say(f"form.{key}"),
        listed,
        format_func=lambda each: capital(said(each)) if each in options else each or work.view.say("form.empty"),
        key=_widget(work, index, key, value if value in options else str(value or "")),
        on_change=_set,
        args=(work, index, key),
        help=work.view.speaker.say(f"schema.Rule.{key}"),
        width=620 if key == "target" else 220,
    )


def _many(work: Work, index: int, key: str, value: object, options: Sequence[str], said: Callable[[str], str]) -> None:
    chosen = [str(each) for each in value] if isinstance(value, list | tuple) else []
    st.multiselect(
        work.view.say(f"form.{key}"),
        [*options, *(each for each in chosen if each not in options)],
        format_func=said,
        key=_widget(work, index, key, chosen),
        on_change=_set,
        args=(work, index, key),
        help=work.view.say(f"form.{key}-help"),
        placeholder=work.view.say(f"form.{key}-none"),
    )


def _reviewed(work: Work, index: int, value: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            work.view.say("form.reviewed"),
            key=_widget(work, index, "reviewed", value),
            on_change=_set,
            args=(work, index, "reviewed"),
            help=work.view.speaker.say("schema.Rule.reviewed"),
            max_chars=10,
            width=220,
        )
        today = date.today().isoformat()
        st.button(
            work.view.say("form.today"),
            key=desks.key("form-today"),
            on_click=_change,
            args=(work, index, {"reviewed": today}),
            disabled=value == today,
        )


def _sections(view: View) -> list[str]:
    """Every section of every source, as `source|section`."""
    return [f"{source.id}|{section.at}" for source in view.catalogue.sources.values() for section in source.sections]


def _section_name(view: View, each: str) -> str:
    source, _, at = each.partition("|")
    found = view.catalogue.sources.get(source)
    section = next((section for section in found.sections if section.at == at), None) if found else None
    title = view.speaker.text(section.title) if section else ""
    return f"{view.speaker.source(source)}, {at}" + (f": {title}" if title and title != at else "")


def _cited(value: object) -> list[str]:
    listed = value if isinstance(value, list) else []
    return [f"{each.get('source')}|{each.get('at')}" for each in listed if isinstance(each, dict)]


def _set(work: Work, index: int, key: str) -> None:
    """Writes what a widget holds now into the file."""
    value = desks.value_of(_name(work, index, key))
    _change(work, index, _as_field(work, index, key, value))


def _as_field(work: Work, index: int, key: str, value: Any) -> dict[str, Any]:
    """A widget's value as a key of the rule; what is empty leaves an optional key out."""
    if key == "settings":
        rules = workshop.rules_of(work.text) or ()
        when = rules[index].get("when") if index < len(rules) else None
        rest = {name: each for name, each in when.items() if name != "settings"} if isinstance(when, dict) else {}
        changed = {**rest, "settings": value} if value else rest
        return {"when": changed or None}
    if key == "groups":
        return {"groups": value or None}
    if key == "sources":
        return {"sources": [dict(zip(("source", "at"), each.split("|", 1), strict=True)) for each in value]}
    return {key: value}


def _change(work: Work, index: int, fields: Mapping[str, Any]) -> None:
    _put(work, lambda: workshop.change_rule(work.text, index, fields))


def _put(work: Work, change: Callable[[], str]) -> bool:
    """Keeps the file with a change; one whose way of writing allows no such change is left to the editor."""
    try:
        text = change()
    except workshop.CannotSplice:
        desk().bench.tell("warning", work.view.say("form.as-text-please"))
        return False
    return work.put(text, work.stamp)


def _removing(work: Work, index: int) -> None:
    st.button(
        work.view.say("form.remove"),
        key=desks.key("form-remove"),
        on_click=_remove,
        args=(work, index),
        help=work.view.say("form.remove-help"),
    )


def _remove(work: Work, index: int) -> None:
    if _put(work, lambda: workshop.remove_rule(work.text, index)):
        desk().bench.rule = None
        desk().version += 1


def _adding(work: Work, rules: Sequence[Mapping[str, Any]]) -> None:
    """A new rule; targets without one come first."""
    view = work.view
    present = {str(each.get("target")) for each in rules}
    options = sorted(view.catalogue.targets, key=lambda each: each in present)
    chosen = st.session_state.get(desks.key("form-new-target"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            view.say("form.new-target"),
            options,
            format_func=lambda each: (
                view.speaker.target(each) + (f" ({view.say('form.has-rule')})" if each in present else "")
            ),
            key=desks.named("form-new-target", chosen if chosen in options else next(iter(options), None)),
            width=520,
        )
        st.button(view.say("form.add"), key=desks.key("form-add"), on_click=_add, args=(work, len(rules)))


def _add(work: Work, count: int) -> None:
    """A rule of which every judgement is still to be made: as it is, it cannot be published."""
    target = desks.value_of("form-new-target")
    if target not in work.view.catalogue.targets:
        return
    rule = {
        "target": target,
        "alignment": "",
        "basis": "",
        "confidence": "",
        "rationale": {"nl": "", "en": ""},
        "sources": [],
        "reviewed": date.today().isoformat(),
    }
    if _put(work, lambda: workshop.add_rule(work.text, rule)):
        desk().bench.rule = (work.path, count)
        desk().bench.tell("success", work.view.say("form.added", target=work.view.speaker.target(target)))
