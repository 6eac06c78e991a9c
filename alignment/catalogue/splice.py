"""Changing one rule in the text of a file, such that every other line, comment and manner of writing stays.

Texts are as they stand in the file, with their byte order mark and line breaks. Every result is read again before it is
given: either it says exactly the old file with this change, with all its comments, or CannotSplice is raised.
"""

import json
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from alignment.catalogue import edits
from alignment.catalogue.edits import Places, Spot
from alignment.catalogue.outline import CannotSplice, Step, outline_of
from alignment.catalogue.yaml12 import read

__all__ = ["CannotSplice", "add_entry", "add_rule", "change", "change_rule", "remove_rule", "rule_lines"]

# fmt: off
_ORDER = (
    "target", "alignment", "when", "settings", "groups", "countries", "basis", "confidence", "rationale", "nl", "en",
    "sources", "source", "at", "reviewed", "in_force", "from", "until", "confirmed_until",
)
# fmt: on
"""The keys of a rule and of what stands in it, in the order of the files."""
_DATES = frozenset(("reviewed", "from", "until", "confirmed_until"))
_MARK = "\ufeff"


def change_rule(text: str, index: int, fields: Mapping[str, Any]) -> str:
    """The file with other values for some keys of one rule; null takes a key out.

    `fields` holds plain values, as of `model_dump(mode="json", by_alias=True)`; a null or an empty mapping within a
    value counts as left out. What equals the old value is not touched. Raises CannotSplice.
    """
    return change(text, ("rules", index), fields)


def change(text: str, path: Places, fields: Mapping[str, Any]) -> str:
    """The file with other values for some keys of the mapping at a path, as in `change_rule`. Raises CannotSplice."""
    mark, body = _split(text)
    value, target = _read(body), Spot(body, path)
    _refuse_references(target)
    old = _at(value, path)
    if not isinstance(old, dict) or not old:
        raise CannotSplice("not a mapping with anything in it")
    new = {**old, **{key: _plain(each, key) for key, each in fields.items()}}
    new = {key: each for key, each in new.items() if key not in fields or each is not None}
    after = _change_mapping(body, path, old, new)
    old.clear()
    old.update(new)
    return text if after == body else mark + _checked(body, after, value)


def add_rule(text: str, rule: Mapping[str, Any]) -> str:
    """The file with one more rule at the end of its list. Raises CannotSplice."""
    mark, body = _split(text)
    value = _read(body)
    listed = _rules(value)
    plain = _plain(rule) or {}
    new = {key: plain[key] for key in sorted(plain, key=_rank)}
    if listed:
        spot = Spot(body, ("rules",))
        after = edits.insert(body, ("rules",), len(listed) - 1, None, new)
        if edits.has_gaps(spot.outline, spot.node) and not spot.in_flow:
            at = spot.outline.line_end(spot.node.end)
            after = edits.insert_lines(after, at, [""])
    else:
        after = edits.replace(body, ("rules",), [new])
    value["rules"] = [*listed, new]
    return mark + _checked(body, after, value)


def remove_rule(text: str, index: int) -> str:
    """The file without one rule and the comments directly above it, at its indentation. Raises CannotSplice."""
    mark, body = _split(text)
    value = _read(body)
    listed = _rules(value)
    _known_index(listed, index)
    bare = _without_own_comments(body, index)
    more = len(listed) > 1
    after = edits.remove(bare, ("rules",), index, comments=False) if more else _without_entries(bare)
    value["rules"] = [each for position, each in enumerate(listed) if position != index]
    return mark + _checked(body, after, value, all_comments=False)


def rule_lines(text: str, index: int) -> tuple[int, int]:
    """First and last line of a rule, from 1, as an editor counts them. Raises CannotSplice."""
    _, body = _split(text)
    _known_index(_rules(_read(body)), index)
    entry = Spot(body, ("rules", index)).entries[-1]
    first, last = (len(re.findall(r"\r\n|\n|\r", body[:at])) + 1 for at in (entry.start, entry.value.end))
    return first, last


def add_entry(text: str, key: str, entry: str) -> str:
    """The file with an entry at the end of a list in block style. Raises CannotSplice.

    `entry` is its YAML, with the dash in the first column; its comments come along.
    """
    mark, body = _split(text)
    value, added = _read(body), _read(entry)
    spot = Spot(body, (key,))
    if spot.in_flow or spot.node.kind != "list":
        raise CannotSplice("not a list in block style")
    indent = " " * spot.outline.column(spot.node.start)
    lines = [indent + line if line else "" for line in entry.rstrip("\n").split("\n")]
    gap = [""] if edits.has_gaps(spot.outline, spot.node) else []
    after = edits.insert_lines(body, spot.outline.line_end(spot.node.end), [*gap, *lines])
    value[key] = [*value[key], *added]
    return mark + _checked(body, after, value, all_comments=False)


def _split(text: str) -> tuple[str, str]:
    return (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)


def _read(text: str) -> Any:
    document, problems = read("", text.encode("utf-8", "surrogatepass"))
    if document is None or problems:
        raise CannotSplice("not to be read as YAML")
    return document.value


def _rules(value: Any) -> list[Any]:
    """The list of rules in a file. Raises CannotSplice where it is not there."""
    listed = value.get("rules", ()) if isinstance(value, dict) else ()
    if listed is None:
        return []
    if not isinstance(listed, list):
        raise CannotSplice("no list of rules")
    return listed


def _known_index(listed: Sequence[Any], index: int) -> None:
    if not 0 <= index < len(listed):
        raise CannotSplice(f"no rule {index}")


def _at(value: Any, path: Places) -> Any:
    for step in path:
        value = value[step]
    return value


def _refuse_references(spot: Spot) -> None:
    for node in edits.every_node(spot.node):
        if node.kind == "alias" or node.anchor in spot.outline.aliases:
            raise CannotSplice("a value that stands in more places")


def _rank(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _plain(value: Any, key: str | None = None) -> Any:
    """A value without what is null or an empty mapping in it; a year alone is a text where a date stands."""
    if isinstance(value, Mapping):
        plain = {str(name): _plain(each, str(name)) for name, each in value.items()}
        return {name: each for name, each in plain.items() if each is not None} or None
    if isinstance(value, list | tuple):
        return [_plain(each, key) for each in value]
    if key in _DATES and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _form(value: Any, key: str | None = None) -> str:
    """What two values share exactly if they say the same."""
    return json.dumps(_plain(value, key), sort_keys=True)


def _apply(text: str, path: Places, old: Any, new: Any) -> str:
    key = next((step for step in reversed(path) if isinstance(step, str)), None)
    if _form(old, key) == _form(new, key):
        return text
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        return _change_mapping(text, path, old, new)
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return _change_list(text, path, old, new)
    return edits.replace(text, path, new)


def _change_mapping(text: str, path: Places, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Changes first, then what is added, then what is left out: so the mapping is never empty meanwhile."""
    for key in old:
        if key in new:
            text = _apply(text, (*path, key), old[key], new[key])
    for key in new:
        if key not in old:
            text = edits.insert(text, path, _before(Spot(text, path), key), key, new[key])
    for key in old:
        if key not in new and _plain(old[key]) is not None:
            text = edits.remove(text, path, edits.position(Spot(text, path).node, key))
    return text


def _before(spot: Spot, key: str) -> int:
    """Position of the entry behind which a new key comes: the nearest before it in the order of the files."""
    ranks = [(_rank(entry.key or ""), index) for index, entry in enumerate(spot.node.entries)]
    return max((each for each in ranks if each[0] <= _rank(key)), default=(0, -1))[1]


def _change_list(text: str, path: Places, old: list[Any], new: list[Any]) -> str:
    """Only entries that differ; from the last to the first, so that the positions before them hold."""
    matcher = SequenceMatcher(None, [_form(each) for each in old], [_form(each) for each in new], autojunk=False)
    for _, start, end, new_start, new_end in reversed([each for each in matcher.get_opcodes() if each[0] != "equal"]):
        shared = min(end - start, new_end - new_start)
        for each in reversed(new[new_start + shared : new_end]):
            text = edits.insert(text, path, start + shared - 1, None, each)
        for index in reversed(range(start + shared, end)):
            text = edits.remove(text, path, index)
        for index in reversed(range(shared)):
            step: Step = start + index
            text = _apply(text, (*path, step), old[start + index], new[new_start + index])
    return text


def _without_own_comments(text: str, index: int) -> str:
    """The text without the comment lines directly above a rule."""
    spot = Spot(text, ("rules", index))
    entry, outline = spot.entries[-1], spot.outline
    line = outline.line_start(entry.start)
    indent = text[line : entry.start]
    if indent.strip(" "):
        return text
    floor = spot.nodes[-2].entries[index - 1].value.end if index else spot.entries[-2].key_end
    first = line
    while first > 0 and (above := outline.line_start(first - 1)) > floor and text.startswith(indent + "#", above):
        first = above
    return text[:first] + text[line:]


def _without_entries(text: str) -> str:
    """The text with an empty list instead of the only rule."""
    spot = Spot(text, ("rules",))
    outline, coll, entry = spot.outline, spot.node, spot.node.entries[0]
    if coll.flow:
        rest = re.compile(r"\s*,").match(text, entry.value.end)
        return text[: entry.start] + text[rest.end() if rest else entry.value.end :]
    colon = text.index(":", spot.entries[-1].key_end) + 1
    end = outline.line_end(entry.value.end)
    return text[:colon] + " []" + edits.cut_lines(text, outline.line_start(entry.start), end)[colon:]


def _checked(before: str, after: str, expected: Any, *, all_comments: bool = True) -> str:
    """The new text, once it says what is expected. Raises CannotSplice where it does not."""
    if _form(_read(after)) != _form(expected):
        raise CannotSplice("the change reaches further")
    if all_comments and sorted(outline_of(before).comments()) != sorted(outline_of(after).comments()):
        raise CannotSplice("a comment would be lost")
    return after
