"""A document held against its model: pydantic's errors become problems with codes and places."""

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from alignment.catalogue.yaml12 import Document, Path
from alignment.model.base import LANGUAGES, Known
from alignment.model.message import Problem

M = TypeVar("M", bound=BaseModel)

_REFERENCE_CODES = {
    "target": "R01",
    "intervention": "R02",
    "source": "R03",
    "framework": "R05",
    "setting": "R06",
    "group": "R06",
    "pathway": "R06",
    "function": "R06",
    "evidence": "R06",
    "actor": "R07",
    "channel": "R08",
    "programme": "R09",
}
_TYPES = {
    "string_type": "text",
    "float_type": "number",
    "int_type": "whole",
    "bool_type": "flag",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "int_from_float": "whole",
}
_RANGES = {
    "greater_than_equal": "ge",
    "less_than_equal": "le",
    "greater_than": "gt",
    "less_than": "lt",
}
_OWN = {
    "empty_text": "S04",
    "bad_date": "S08",
    "period_reversed": "S09",
    "dose_or_budget": "S11",
    "link_missing": "S13",
    "strengths_order": "S14",
}


def nearest(word: str, known: Any) -> str | None:
    """The known word that a mistyped one most resembles, or null where none comes near."""
    words = [str(each) for each in known]
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return close[0]
    lowered = {each.lower(): each for each in words}
    return lowered.get(word.strip().lower())


def validate(model: type[M], document: Document, known: Known | None) -> tuple[M | None, list[Problem]]:
    """The document as a model, or null with every problem in it."""
    try:
        return model.model_validate(document.value, context=known), []
    except ValidationError as error:
        problems = [_problem(model, document, dict(each)) for each in error.errors(include_url=False)]
        return None, _once(problems)


def _once(problems: list[Problem]) -> list[Problem]:
    return list({(problem.place, repr(problem.params)): problem for problem in problems}.values())


def _problem(model: type[BaseModel], document: Document, error: dict[str, Any]) -> Problem:
    kind, where, context = error["type"], tuple(error["loc"]), error.get("ctx") or {}
    if where and where[-1] == "[key]":
        where = where[:-1]
    name = str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        suggestion = nearest(name, _keys_at(model, where[:-1]))
        return document.problem("S01", where, key=True, name=name, suggestion=suggestion)
    if kind == "missing":
        if name in LANGUAGES:
            return document.problem("S04", where[:-1], language=name)
        return document.problem("S02", where[:-1], name=name)
    if kind == "unknown_reference":
        return _unknown(document, where, context)
    if kind == "unknown_section":
        value, options = context["value"], context["known"]
        found = nearest(value, options)
        return document.problem("R04", where, value=value, source=context["source"], suggestion=found)
    if kind in _OWN:
        if kind == "empty_text" and name in LANGUAGES:
            context = {**context, "language": name}
        return document.problem(_OWN[kind], where, name=name, **context)
    return _value_problem(document, where, name, error, context)


def _unknown(document: Document, where: Path, context: dict[str, Any]) -> Problem:
    kind, value = context["kind"], context["value"]
    suggestion = nearest(value, context["known"])
    is_key = where in document.keys and where[-1] == value
    code = _REFERENCE_CODES[kind]
    return document.problem(code, where, key=is_key, kind=kind, value=value, suggestion=suggestion)


def _value_problem(
    document: Document, where: Path, name: str, error: dict[str, Any], context: dict[str, Any]
) -> Problem:
    kind, found = error["type"], error.get("input")
    shown = _shown(found)
    if kind in _TYPES:
        return document.problem("S03", where, name=name, expected=_TYPES[kind], found=_kind_of(found), value=shown)
    if kind in _RANGES:
        return document.problem("S06", where, name=name, value=shown, bound=_RANGES[kind], limit=context[_RANGES[kind]])
    if kind == "finite_number":
        return document.problem("S07", where, name=name, value=shown)
    if kind == "literal_error":
        options = [each.strip().strip("'") for each in str(context["expected"]).replace(" or ", ",").split(",")]
        suggestion = nearest(str(found), options)
        return document.problem("S05", where, name=name, value=shown, options=options, suggestion=suggestion)
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return document.problem("S10", where, name=name, value=shown)
    if kind == "too_short":
        return document.problem("S12", where, name=name)
    return document.problem("S03", where, name=name, expected="unclear", found=_kind_of(found), value=shown)


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _kind_of(value: Any) -> str:
    if value is None:
        return "nothing"
    names: dict[type, str] = {bool: "flag", int: "number", float: "number", str: "text", list: "list", dict: "mapping"}
    return names.get(type(value), "unclear")


def _keys_at(model: type[BaseModel], where: Path) -> list[str]:
    """The keys that the model knows at a path, for the suggestion beside an unknown key."""
    schema = model.model_json_schema(by_alias=True)
    node: dict[str, Any] = schema
    for step in where:
        node = _resolve(schema, node)
        if isinstance(step, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
    return list(_resolve(schema, node).get("properties", {}))


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            node = next((each for each in node["anyOf"] if each.get("type") != "null"), {})
        elif "allOf" in node:
            node = node["allOf"][0]
        else:
            return node
