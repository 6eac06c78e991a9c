"""A whole scenario in a short token that fits in a link, and back. What a token holds is checked like any file.

It holds ids and what an officer typed; texts of the catalogue are found again in the scenario that was opened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from alignment.catalogue import consistency
from alignment.catalogue.link_token import PATH, base64_of, compact, pack, refused, unpack
from alignment.catalogue.schema import validate
from alignment.catalogue.yaml12 import Document
from alignment.model.base import Id, Known
from alignment.model.message import InputError
from alignment.model.scenario import Component, Programme, Scenario

_MARK = 4
_NAMING = ("id", "title", "description")
_DECIDING = tuple(name for name in Scenario.model_fields if name not in (*_NAMING, "components", "memo"))
"""What decides the result: it always travels, so that a result does not change with the catalogue's programmes."""
_COMPONENT_TEXTS = ("note", "sources")
_MAPPINGS = ("full_delivery_eur", "priorities")
MAX_PROBLEMS = 50
"""With more, a link says only that it was altered: to explain each takes time, and a short link can hold thousands."""

_HOLDS = ({"opened"}, {"opened", "current"}, {"from", "current"})

_ID: TypeAdapter[str] = TypeAdapter(Id)

V = TypeVar("V")


@dataclass(frozen=True)
class LinkedScenario:
    """What a link holds: the scenario as it was opened and as it is now.

    `rebased`: what it was opened from differs from what it was when the link was made.
    """

    opened: Scenario
    current: Scenario
    rebased: bool


def same(opened: Scenario, current: Scenario) -> bool:
    """Whether nothing was changed; own words do not count, they do not travel as a change."""
    return current.model_copy(update={"memo": opened.memo}) == opened


def write_token(opened: Scenario, current: Scenario, *, whole: bool) -> str:
    """A token for a scenario; `whole`: with what was opened, else only what is needed beside it.

    Raises InputError U27 or U30 where it is too much for a link.
    """
    payload: dict[str, Any] = {"opened": _file(opened)} if whole else {"from": _mark(opened)}
    if not whole or not same(opened, current):
        payload["current"] = _current(opened, current, in_order=whole)
    return pack(payload)


def read_token(known: Known, token: str, opened: Scenario | None) -> LinkedScenario:
    """What a token holds; `opened` is what the link refers to, as it is now, or null.

    Raises InputError: U27 too long, U28 incomplete or altered, U29 of a newer version, U30 too large, U31 without what
    it was opened from, and the problems of the scenario in it.
    """
    payload = unpack(token)
    if payload.keys() not in _HOLDS:
        raise refused("U28")
    if "opened" in payload:
        base = _parsed(known, payload["opened"])
        current = _applied(known, payload["current"], base, in_order=True) if "current" in payload else base
        return LinkedScenario(base, current, rebased=False)
    if opened is None:
        raise refused("U31")
    current = _applied(known, payload["current"], opened, in_order=False)
    return LinkedScenario(opened, current, rebased=payload["from"] != _mark(opened))


# Writing


def _file(scenario: Scenario, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The scenario, or these of its keys, as in a file; the frameworks always, since the tool has others by default."""
    include = None if names is None else set(names)
    found = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True, include=include)
    return {**found, "frameworks": list(scenario.frameworks)}


def _current(opened: Scenario, current: Scenario, *, in_order: bool) -> dict[str, Any]:
    """What decides the result, and the texts that are not those of `opened`."""
    file = _file(current, (*_NAMING, *_DECIDING))
    found: dict[str, Any] = {"components": _components(opened, current)}
    found |= {name: file.get(name) for name in _NAMING if getattr(current, name) != getattr(opened, name)}
    found |= {name: file[name] for name in _DECIDING if name in file}
    if not in_order:
        found |= {name: dict(sorted(found[name].items())) for name in _MAPPINGS if name in found}
    return found


def _components(opened: Scenario, current: Scenario) -> list[dict[str, Any]]:
    found = []
    alike = _alike(opened)
    seen: dict[str, int] = {}
    for component in current.components:
        usual = seen.get(component.intervention, 0)
        seen[component.intervention] = usual + 1
        found.append(_component(component, alike.get(component.intervention, []), usual))
    return found


def _alike(opened: Scenario) -> dict[str, list[Component]]:
    """The components of each intervention."""
    found: dict[str, list[Component]] = {}
    for each in opened.components:
        found.setdefault(each.intervention, []).append(each)
    return found


def _component(component: Component, alike: list[Component], usual: int) -> dict[str, Any]:
    """A component without the texts that it shares with one of the same intervention.

    `like`: with which one, if not the usual one; null: with none, so that it never gets the texts of one added later.
    """
    values = component.model_dump(mode="json", exclude_defaults=True)
    found = {name: value for name, value in values.items() if name not in _COMPONENT_TEXTS}
    others: dict[int | None, Component] = {**dict(enumerate(alike)), None: _bare(component)}
    places = sorted(others, key=lambda place: (place != usual, place is None))
    like = min(places, key=lambda place: len(_own_texts(component, others[place])))
    for name in _own_texts(component, others[like]):
        found[name] = values.get(name, [] if name == "sources" else None)
    return found if like == usual else {**found, "like": like}


def _bare(component: Component) -> Component:
    return component.model_copy(update={"note": None, "sources": ()})


def _own_texts(component: Component, other: Component) -> list[str]:
    return [name for name in _COMPONENT_TEXTS if getattr(component, name) != getattr(other, name)]


def _mark(scenario: Scenario) -> str:
    """Some characters that differ where a scenario does; own words aside, which change while it stays the same."""
    found = _file(scenario)
    found.pop("memo", None)
    digest = sha256(compact(found).encode("ascii")).digest()
    return base64_of(digest[:_MARK])


# Reading


def _parsed(known: Known, value: Any) -> Scenario:
    """The scenario in a value, checked as the file that it could have been. Raises InputError."""
    if not isinstance(value, dict):
        raise refused("U28")
    name = value.get("id")
    if isinstance(name, str) and not _is_id(name):  # the name of an uploaded file, which held no id
        named = {key: each for key, each in value.items() if key != "id"}
        return _parsed(known, named).model_copy(update={"id": Path(f"{name}.yaml").stem})
    model = Programme if "sources" in value else Scenario
    _refuse_nonsense(model, known, value)
    document = Document(PATH, value)
    scenario, problems = validate(model, document, known)
    problems += consistency.check_scenario(document)
    if scenario is None or problems:
        raise InputError(problems)
    return scenario


def _refuse_nonsense(model: type[Scenario], known: Known, value: dict[str, Any]) -> None:
    """Refuses what no link ever held, before the problems in it are explained one by one. Raises InputError U28."""
    try:
        model.model_validate(value, context=known)
    except ValidationError as error:
        if error.error_count() > MAX_PROBLEMS:
            raise refused("U28") from None
        if any(each["type"] == "extra_forbidden" for each in error.errors(include_url=False, include_context=False)):
            raise refused("U28") from None


def _is_id(name: str) -> bool:
    try:
        _ID.validate_python(name)
    except ValidationError:
        return False
    return True


def _applied(known: Known, value: Any, opened: Scenario, *, in_order: bool) -> Scenario:
    """The scenario in a value, with the texts that it leaves to `opened`. Raises InputError."""
    if not isinstance(value, dict) or not value.keys() <= {*_NAMING, *_DECIDING, "components"}:
        raise refused("U28")
    likes = _likes(value.get("components"))
    parsed = _parsed(known, value)
    fields = {name: getattr(parsed, name) for name in _DECIDING}
    fields |= {name: getattr(parsed, name) for name in _NAMING if name in value}
    if any(fields.get(name, "") is None for name, field in type(opened).model_fields.items() if field.is_required()):
        raise refused("U28")
    if not in_order:
        fields |= {name: _as_opened(fields[name], getattr(opened, name)) for name in _MAPPINGS}
    fields["components"] = _with_texts(parsed.components, value["components"], likes, opened)
    return opened.model_copy(update=fields)


def _likes(listed: Any) -> list[int | None]:
    """Takes from raw components with which component of `opened` each shares its texts. Raises InputError U28."""
    found: list[int | None] = []
    seen: dict[str, int] = {}
    for each in listed if isinstance(listed, list) else []:
        raw = each if isinstance(each, dict) else {}
        usual = seen.get(str(raw.get("intervention")), 0)
        seen[str(raw.get("intervention"))] = usual + 1
        like = raw.pop("like", usual)
        if like is not None and (type(like) is not int or like < 0):
            raise refused("U28")
        found.append(like)
    return found


def _with_texts(
    components: tuple[Component, ...], raw: list[dict[str, Any]], likes: list[int | None], opened: Scenario
) -> tuple[Component, ...]:
    found = []
    alike = _alike(opened)
    for component, own, like in zip(components, raw, likes, strict=True):
        others = alike.get(component.intervention, [])
        other = others[like] if like is not None and like < len(others) else _bare(component)
        texts = {name: getattr(other, name) for name in _COMPONENT_TEXTS if name not in own}
        found.append(component.model_copy(update=texts))
    return tuple(found)


def _as_opened(values: dict[str, V], opened: dict[str, V]) -> dict[str, V]:
    """The order of what was opened first, then the rest."""
    return {name: values[name] for name in (*opened, *values) if name in values}
