"""The reasoning of a rule in the form: like the text of a file it waits in the browser until it is kept."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from alignment.api import workshop
from alignment.model.base import LANGUAGES
from alignment.ui.desk import desk
from alignment.ui.editor import Typed, editor, received, words_of
from alignment.ui.parts import paragraph, put
from alignment.ui.workshop.work import CONFLICT, Work
from alignment.ui.workshop.writing import document

HEIGHT = 130
"""Pixels."""

Rules = Sequence[Mapping[str, Any]]


def show(work: Work, rules: Rules, index: int) -> None:
    """A field for each language."""
    for lang in LANGUAGES:
        field = _field(rules, index, lang)
        text = _shown(work, field, said(rules[index], lang))
        label = work.view.say(f"form.rationale-{lang}")
        with st.container(key=f"reasoning-label-{lang}"):
            put(paragraph(label))
        editor(
            f"{document(work)}#{field}",
            text,
            _stamp(work, field, text),
            markers=(),
            words=words_of(work.view.speaker.messages),
            completions={},
            label=label,
            key=_key(work, field),
            height=HEIGHT,
            plain=True,
            settled=desk().bench.left_at.get(work.name, 0),
            on_typed=lambda: _on_typed(work, index),
        )


def said(rule: Mapping[str, Any], lang: str) -> str:
    """The reasoning in a language, empty where there is none."""
    rationale = rule.get("rationale")
    found = rationale.get(lang) if isinstance(rationale, dict) else None
    return found if isinstance(found, str) else "" if found is None else str(found)


def _shown(work: Work, field: str, text: str) -> str:
    """The text with the spaces that somebody is typing, which the file does without."""
    typed = desk().bench.spaced.get((work.name, field), text)
    return typed if _plain(typed) == text else text


def _plain(text: str) -> str:
    return " ".join(text.split())


def take(work: Work, index: int) -> Work:
    """Keeps what was typed since the last run."""
    for lang in LANGUAGES:
        rules = workshop.rules_of(work.text) or []
        if index >= len(rules):
            break
        field = _field(rules, index, lang)
        text = _shown(work, field, said(rules[index], lang))
        typed = received(f"{document(work)}#{field}", text, key=_key(work, field))
        if typed is not None:
            _keep(work, rules, index, lang, typed)
            work = work.anew()
    return work


def _on_typed(work: Work, index: int) -> None:
    take(work.anew(), index)


def _keep(work: Work, rules: Rules, index: int, lang: str, typed: Typed) -> None:
    """Writes it into the file; on another text than there is now, both are shown to choose from."""
    old, before, text = rules[index].get("rationale"), said(rules[index], lang), _plain(typed.text)
    bench, field = desk().bench, _field(rules, index, lang)
    stamp = _stamp(work, field, _shown(work, field, before))
    try:
        rationale = {**(old if isinstance(old, dict) else {}), lang: text}
        changed = work.text if text == before else workshop.change_rule(work.text, index, {"rationale": rationale})
    except workshop.CannotSplice:
        bench.tell("warning", work.view.say("form.as-text-please"))
        return
    if changed != work.text and typed.revision != stamp:
        bench.refused[work.name] = (changed, CONFLICT)
    elif changed == work.text or work.put(changed, work.stamp):
        bench.spaced[work.name, field] = typed.text


def _field(rules: Rules, index: int, lang: str) -> str:
    """Names a field by what its rule is about, since its place changes when one before it goes."""
    target = str(rules[index].get("target"))
    same = sum(str(each.get("target")) == target for each in rules[:index])
    return f"{target}-{same}-{lang}"


def _key(work: Work, field: str) -> str:
    return "reasoning-" + re.sub("[^a-z0-9]+", "-", f"{work.proposal.id}-{work.path}-{field}")


def _stamp(work: Work, field: str, text: str) -> int:
    """Rises when the text of this field changes, not with the rest of the file."""
    bench = desk().bench
    known = bench.fields.get((work.name, field))
    if known is None or known[0] != text:
        known = bench.fields[work.name, field] = (text, bench.stamp(work.name, work.stamp))
    return known[1]
