"""A document held against its model: pydantic's errors become problems with codes and places."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from alignment.catalogue.yaml12 import Document, Path
from alignment.model.base import LANGUAGES, Known
from alignment.model.message import Problem

M = TypeVar("M", bound=BaseModel)

HINTS = 200
"""So many errors of one file get a suggestion, which takes time to find."""

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
    "bad_date": "S08",
    "period_reversed": "S09",
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
        errors: list[dict[str, Any]] = [dict(each) for each in error.errors(include_url=False)]
        places = {each["loc"][:depth] for each in errors for depth in range(len(each["loc"]))}
        # a list counts as too short where its only entry is faulty: that entry is what to mend
        real = [each for each in errors if not (each["type"] == "too_short" and each["loc"] in places)]
        return None, [_problem(model, document, each, place < HINTS) for place, each in enumerate(real)]


@dataclass(frozen=True)
class _Error:
    """One of pydantic's errors, with what is needed to turn it into a problem."""

    model: type[BaseModel]
    document: Document
    kind: str
    where: Path
    found: Any
    context: dict[str, Any]
    hints: bool

    def nearest(self, word: str, known: Callable[[], Iterable[str]]) -> str | None:
        """A suggestion; none for the later ones of very many errors, which would take long."""
        return nearest(word, known()) if self.hints else None

    @property
    def name(self) -> str:
        return str(self.where[-1]) if self.where else ""

    def problem(self, code: str, **params: Any) -> Problem:
        return self.document.problem(code, self.where, name=self.name, **params)


def _problem(model: type[BaseModel], document: Document, raw: dict[str, Any], hints: bool) -> Problem:
    where = tuple(raw["loc"])
    where = where[:-1] if where and where[-1] == "[key]" else where
    error = _Error(model, document, raw["type"], where, raw.get("input"), raw.get("ctx") or {}, hints)
    if error.kind in _RANGES:
        return _out_of_range(error)
    if error.kind in _OWN:
        return error.problem(_OWN[error.kind], **error.context)
    return _HANDLERS.get(error.kind, _wrong_type)(error)


def _unknown_key(error: _Error) -> Problem:
    suggestion = error.nearest(error.name, lambda: _keys_at(error.model, error.where[:-1]))
    return error.document.problem("S01", error.where, key=True, name=error.name, suggestion=suggestion)


def _missing(error: _Error) -> Problem:
    if error.name in LANGUAGES:
        return error.document.problem("S04", error.where[:-1], language=error.name)
    return error.document.problem("S02", error.where[:-1], name=error.name)


def _empty_text(error: _Error) -> Problem:
    if error.name in LANGUAGES:
        return error.problem("S04", language=error.name)
    return error.problem("S15")


def _unknown_reference(error: _Error) -> Problem:
    kind, value = error.context["kind"], error.context["value"]
    suggestion = error.nearest(value, lambda: error.context["known"])
    is_key = error.where in error.document.keys and error.where[-1] == value
    code = _REFERENCE_CODES[kind]
    return error.document.problem(code, error.where, key=is_key, kind=kind, value=value, suggestion=suggestion)


def _unknown_section(error: _Error) -> Problem:
    value = error.context["value"]
    suggestion = error.nearest(value, lambda: error.context["known"])
    return error.problem("R04", value=value, source=error.context["source"], suggestion=suggestion)


def _out_of_range(error: _Error) -> Problem:
    bound = _RANGES[error.kind]
    return error.problem("S06", value=_shown(error.found), bound=bound, limit=error.context[bound])


def _not_in_list(error: _Error) -> Problem:
    options = [each.strip().strip("'") for each in str(error.context["expected"]).replace(" or ", ",").split(",")]
    suggestion = error.nearest(str(error.found), lambda: options)
    return error.problem("S05", value=_shown(error.found), options=options, suggestion=suggestion)


def _wrong_type(error: _Error) -> Problem:
    expected = _TYPES.get(error.kind, "unclear")
    return error.problem("S03", expected=expected, found=_kind_of(error.found), value=_shown(error.found))


_HANDLERS: dict[str, Callable[[_Error], Problem]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "empty_text": _empty_text,
    "dose_or_budget": lambda error: error.document.problem("S11", error.where, **error.context),
    "unknown_reference": _unknown_reference,
    "unknown_section": _unknown_section,
    "literal_error": _not_in_list,
    "finite_number": lambda error: error.problem("S07", value=_shown(error.found)),
    "string_pattern_mismatch": lambda error: error.problem("S10", value=_shown(error.found)),
    "string_too_long": lambda error: error.problem("S10", value=_shown(error.found)),
    "too_short": lambda error: error.problem("S12"),
}


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
