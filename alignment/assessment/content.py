"""What an entry of the catalogue says, apart from how it is written, and which entries of two catalogues belong."""

import json
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

from pydantic import BaseModel

from alignment.model.catalogue import Catalogue, LocatedCase, LocatedRule
from alignment.model.change import OtherChange, OtherKind, RuleChange, RuleChangeKind
from alignment.model.framework import Framework

VERDICT = ("alignment", "basis", "confidence")
CONDITION = ("when", "groups", "in_force", "confirmed_until")

T = TypeVar("T")
Match = tuple[T | None, T | None]

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


def content(model: BaseModel) -> dict[str, Any]:
    """What a model says as plain data: lists in one order, since theirs has no meaning, and texts on one line.

    Only the blank line between two paragraphs stays.
    """
    plain: dict[str, Any] = _canonical(model.model_dump(mode="json", by_alias=True))
    return plain


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _canonical(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(_canonical, value), key=_written)
    if isinstance(value, str):
        return "\n\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(value.strip()))
    return value


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def differing(old: BaseModel, new: BaseModel) -> tuple[str, ...]:
    """The keys in which two models say something else, in the order of the file."""
    if old == new:  # by far the most usual, and far quicker
        return ()
    before, after = content(old), content(new)
    return tuple(key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key))


def matched(old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]) -> list[Match[T]]:
    """Which entries belong together: those with the same first key, and of what is left those with the same next one.

    What has no partner comes with null. Entries with the same key are taken in their order.
    """
    pairs: list[Match[T]] = []
    before, after = list(old), list(new)
    for key in keys:
        waiting: dict[Hashable, list[T]] = {}
        for each in after:
            waiting.setdefault(key(each), []).append(each)
        left = []
        for each in before:
            found = waiting.get(key(each))
            if found:
                pairs.append((each, found.pop(0)))
            else:
                left.append(each)
        before, after = left, [each for found in waiting.values() for each in found]
    return [*pairs, *((each, None) for each in before), *((None, each) for each in after)]


def rule_changes(old: Catalogue, new: Catalogue) -> tuple[RuleChange, ...]:
    """The rules that differ, pair by pair in the order of the new catalogue, removed pairs last."""
    found = []
    for pair in dict.fromkeys([*new.rules_by_pair, *old.rules_by_pair]):
        before, after = old.rules_by_pair.get(pair, ()), new.rules_by_pair.get(pair, ())
        if [each.rule for each in before] != [each.rule for each in after]:
            found += [change for each in _rules_of_pair(before, after) if (change := _rule_change(*each))]
    return tuple(found)


def _rules_of_pair(old: Sequence[LocatedRule], new: Sequence[LocatedRule]) -> list[Match[LocatedRule]]:
    """Equal rules first, then those of the same situation and validity, then the most alike."""
    certain = matched(old, new, [lambda each: _written(content(each.rule)), _situation])
    pairs = [each for each in certain if None not in each]
    before = [one for one, other in certain if one and not other]
    after = [other for one, other in certain if other and not one]
    while before and after:
        one, other = _most_alike(before, after)
        pairs.append((before.pop(one), after.pop(other)))
    return [*pairs, *((each, None) for each in before), *((None, each) for each in after)]


def _most_alike(old: Sequence[LocatedRule], new: Sequence[LocatedRule]) -> tuple[int, int]:
    """The places of the two that differ in the fewest keys; of several the first."""
    return min(
        product(range(len(old)), range(len(new))),
        key=lambda places: len(differing(old[places[0]].rule, new[places[1]].rule)),
    )


def _situation(located: LocatedRule) -> str:
    said = content(located.rule)
    return _written([said["when"], said["groups"], said["in_force"]])


def _rule_change(old: LocatedRule | None, new: LocatedRule | None) -> RuleChange | None:
    shown = new or old
    assert shown
    intervention, target = shown.pair
    if old is None or new is None:
        return RuleChange(intervention, target, "removed" if old else "added", old, new)
    fields = differing(old.rule, new.rule)
    return RuleChange(intervention, target, _strongest(fields), old, new, fields) if fields else None


def _strongest(fields: Sequence[str]) -> RuleChangeKind:
    if set(fields) & set(VERDICT):
        return "verdict"
    return "condition" if set(fields) & set(CONDITION) else "text"


def matched_cases(old: Catalogue, new: Catalogue) -> list[Match[LocatedCase]]:
    """Which cases belong together: by all that they say, by their name, then by all but their name."""
    if [each.case for each in old.cases] == [each.case for each in new.cases]:
        return list(zip(old.cases, new.cases, strict=True))
    keys: list[Callable[[LocatedCase], Hashable]] = [
        lambda each: _written(content(each.case)),
        lambda each: _written(content(each.case.name)),
        lambda each: _written({**content(each.case), "name": None}),
    ]
    return matched(old.cases, new.cases, keys)


def other_changes(old: Catalogue, new: Catalogue, cases: Sequence[Match[LocatedCase]]) -> tuple[OtherChange, ...]:
    """All that differs besides the rules, kind by kind; cases come matched."""
    found = [*_frameworks(old, new)]
    before, after = _entries(old), _entries(new)
    for kind in before:
        found += _listed(kind, before[kind], after[kind])
    return (*found, *_cases(cases))


def _entries(catalogue: Catalogue) -> dict[OtherKind, Mapping[str, BaseModel]]:
    types = catalogue.types
    return {
        "target": {name: each.target for name, each in catalogue.targets.items()},
        "intervention": catalogue.interventions,
        "setting": {each.id: each for each in types.settings},
        "group": {each.id: each for each in types.groups},
        "pathway": {each.id: each for each in types.pathways},
        "function": {each.id: each for each in types.functions},
        "evidence": {each.id: each for each in types.evidence},
        "scale": {"scale": catalogue.scale},
        "programme": catalogue.programmes,
        "scenario": catalogue.scenarios,
        "recommendation": catalogue.recommendations,
        "source": catalogue.sources,
        "actor": catalogue.actors,
        "channel": catalogue.channels,
        "decision": {each.id: each for each in catalogue.decisions},
    }


def _listed(kind: OtherKind, old: Mapping[str, BaseModel], new: Mapping[str, BaseModel]) -> list[OtherChange]:
    found = []
    for name in dict.fromkeys([*new, *old]):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            found.append(OtherChange(kind, name, "removed" if before else "added"))
        elif fields := differing(before, after):
            found.append(OtherChange(kind, name, "changed", fields))
    return found


def _frameworks(old: Catalogue, new: Catalogue) -> list[OtherChange]:
    """Frameworks without their targets, whose order has meaning: of two that are as weak the first is the weakest."""
    before, after = ({n: _bare(each) for n, each in side.frameworks.items()} for side in (old, new))
    found = {each.id: each for each in _listed("framework", before, after)}
    for name in set(before) & set(after):
        if _order(old.frameworks[name], new.frameworks[name]) != _order(new.frameworks[name], old.frameworks[name]):
            fields = found[name].fields if name in found else ()
            found[name] = OtherChange("framework", name, "changed", (*fields, "targets"))
    return [found[name] for name in dict.fromkeys([*after, *before]) if name in found]


def _bare(framework: Framework) -> Framework:
    return framework.model_copy(update={"targets": ()})


def _order(framework: Framework, other: Framework) -> list[str]:
    """The codes that another state of the framework has too, in order."""
    shared = {each.code for each in other.targets}
    return [each.code for each in framework.targets if each.code in shared]


def _cases(cases: Sequence[Match[LocatedCase]]) -> list[OtherChange]:
    found = []
    for old, new in cases:
        shown = new or old
        assert shown
        name = f"{shown.path}:{shown.line}"
        if old is None or new is None:
            found.append(OtherChange("case", name, "removed" if old else "added"))
        elif fields := differing(old.case, new.case):
            found.append(OtherChange("case", name, "changed", fields))
    return found
