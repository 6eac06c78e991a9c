"""Checks across entries, on the raw documents, so that they run whatever else is wrong with a file."""

from collections.abc import Iterable, Iterator
from typing import Any

from alignment.catalogue.known import entries
from alignment.catalogue.schema import nearest
from alignment.catalogue.yaml12 import Document, Path
from alignment.model.base import Period
from alignment.model.message import Problem


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _entries(value: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings in a list of a mapping, with their positions."""
    listed = _mapping(value).get(key)
    for index, entry in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _period(value: Any) -> Period:
    try:
        return Period.model_validate(_mapping(value))
    except ValueError:
        return Period()


def check_rules(document: Document) -> list[Problem]:
    """C01: two rules for one pair and setting within a period; one without settings stands alone."""
    problems = []
    seen: list[tuple[int, dict[str, Any]]] = []
    for index, rule in _entries(document.value, "rules"):
        if not isinstance(rule.get("target"), str):
            continue
        for earlier_index, earlier in seen:
            if earlier["target"] == rule["target"] and _clash(earlier, rule):
                line, _ = document.place(("rules", earlier_index))
                problems.append(document.problem("C01", ("rules", index), target=rule["target"], line=line))
                break
        seen.append((index, rule))
    return problems


def _clash(first: dict[str, Any], second: dict[str, Any]) -> bool:
    if not _period(first.get("in_force")).overlaps(_period(second.get("in_force"))):
        return False
    one, two = _settings(first), _settings(second)
    return not one or not two or bool(one & two)


def _settings(rule: dict[str, Any]) -> set[str]:
    listed = _mapping(rule.get("when")).get("settings")
    return {str(each) for each in listed} if isinstance(listed, list) else set()


def check_scenario(document: Document, where: Path = ()) -> list[Problem]:
    """S11: a component with both or neither of dose and budget. C02: a budget without the cost of full delivery."""
    value: Any = document.value
    for step in where:
        value = value[step]
    value = _mapping(value)
    costs = _mapping(value.get("full_delivery_eur"))
    problems = []
    for index, component in _entries(value, "components"):
        intervention = component.get("intervention")
        given = [key for key in ("dose", "budget_eur") if component.get(key) is not None]
        place = (*where, "components", index)
        if not isinstance(intervention, str):
            continue
        if len(given) != 1:
            problems.append(document.problem("S11", place, intervention=intervention, both=len(given) > 1))
        if "budget_eur" in given and intervention not in costs:
            problems.append(document.problem("C02", (*place, "budget_eur"), intervention=intervention))
    return problems


def check_links(document: Document) -> list[Problem]:
    """S13: a target of a policy framework that does not say what the study sees between it and the subject."""
    value = _mapping(document.value)
    return [
        document.problem("S13", ("targets", index), target=str(target.get("code")))
        for index, target in _entries(value, "targets")
        if value.get("kind") == "policy" and target.get("link") is None
    ]


def check_cases(document: Document) -> list[Problem]:
    """The scenario checks for each case of a file."""
    listed = document.value if isinstance(document.value, list) else []
    problems = []
    for index, case in enumerate(listed):
        if isinstance(_mapping(case).get("scenario"), dict):
            problems += check_scenario(document, (index, "scenario"))
    return problems


def check_name(document: Document, key: str, expected: str) -> list[Problem]:
    """C03: the id in a file differs from the file's name."""
    found = _mapping(document.value).get(key)
    if isinstance(found, str) and found != expected:
        return [document.problem("C03", (key,), found=found, expected=expected)]
    return []


def check_required(document: Document, keys: Iterable[str]) -> list[Problem]:
    """S02: keys that may be left out elsewhere but not in the catalogue."""
    value = document.value
    if not isinstance(value, dict):
        return []
    return [document.problem("S02", (), name=key) for key in keys if key not in value]


def check_unique(document: Document, key: str, field: str = "id") -> list[Problem]:
    """C04: the same id twice in a list."""
    seen: set[str] = set()
    problems = []
    for index, entry in _entries(document.value, key):
        name = entry.get(field)
        if isinstance(name, str) and name in seen:
            problems.append(document.problem("C04", (key, index, field), value=name))
        seen.add(str(name))
    return problems


def check_parents(document: Document) -> list[Problem]:
    """C06: a target whose parent is neither a heading nor a target of the framework, or leads back to itself."""
    known = {str(each.get("code")) for each in entries(document, "headings")}
    parents = {str(each.get("code")): each.get("parent") for each in entries(document, "targets")}
    problems = []
    for index, target in _entries(document.value, "targets"):
        parent = target.get("parent")
        if not isinstance(parent, str):
            continue
        unknown = parent not in known and parent not in parents
        if unknown or _leads_back(str(target.get("code")), parents):
            problems.append(document.problem("C06", ("targets", index, "parent"), value=parent))
    return problems


def _leads_back(start: str, parents: dict[str, Any]) -> bool:
    """Whether going up from an entry comes back to it."""
    above, seen = parents.get(start), {start}
    while isinstance(above, str) and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above == start


def check_facts(document: Document) -> list[Problem]:
    """R01: a fact about a target that the framework does not have."""
    codes = {str(each.get("code")) for key in ("headings", "targets") for each in entries(document, key)}
    return [
        document.problem(
            "R01", ("facts", index, "target"), value=fact["target"], suggestion=nearest(fact["target"], codes)
        )
        for index, fact in _entries(document.value, "facts")
        if isinstance(fact.get("target"), str) and fact["target"] not in codes
    ]


def check_free(document: Document, taken: Iterable[str]) -> list[Problem]:
    """C04: an id that another file bears already, so that by that id only the other would be found."""
    found = _mapping(document.value).get("id")
    return [document.problem("C04", ("id",), value=found)] if isinstance(found, str) and found in set(taken) else []


def check_parts(programmes: Iterable[tuple[str, Document]]) -> list[Problem]:
    """C05: a programme that is, through `part_of`, a part of itself."""
    documents = dict(programmes)
    parents = {name: _mapping(document.value).get("part_of") for name, document in documents.items()}
    problems = []
    for name, document in documents.items():
        if _leads_back(name, parents):
            problems.append(document.problem("C05", ("part_of",), value=name))
    return problems
