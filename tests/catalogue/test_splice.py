"""One rule changes in the text of a file, and nothing else does."""

import re
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alignment.catalogue.splice import CannotSplice, add_entry, add_rule, change_rule, remove_rule, rule_lines
from alignment.catalogue.yaml12 import read
from tests.catalogue.splicing import MARKER, ODD, changes, files, rules

RULES = Path(__file__).parents[2] / "rules"
NOT_RULES = ("scale", "recommendations")
REAL = sorted(path for path in RULES.glob("*.yaml") if path.stem not in NOT_RULES)


def value(text: str) -> Any:
    document, problems = read("x.yaml", text.encode())
    assert problems == []
    assert document is not None
    return document.value


def changed(rule: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    merged = {**rule, **fields}
    return {key: each for key, each in merged.items() if each is not None}


def lines(text: str) -> list[str]:
    return re.split(r"(?<=\n)", text)


def assert_outside_untouched(before: str, after: str, first: int, last: int) -> None:
    """The lines before and after the rule are the same, to the byte."""
    assert lines(after)[: first - 1] == lines(before)[: first - 1]
    rest = lines(before)[last:]
    assert lines(after)[len(lines(after)) - len(rest) :] == rest
    assert after.endswith("\n") == before.endswith("\n")


def assert_comments_survive(before: str, after: str) -> None:
    assert sorted(MARKER.findall(after)) == sorted(MARKER.findall(before))


@settings(max_examples=250)
@given(files(), changes, st.integers(0, 2))
def test_of_a_changed_rule_only_what_changes_is_rewritten(text: str, fields: dict[str, Any], number: int) -> None:
    old = value(text)
    index = number % len(old["rules"])
    expected = deepcopy(old)
    expected["rules"][index] = changed(old["rules"][index], fields)
    first, last = rule_lines(text, index)
    new = change_rule(text, index, fields)
    assert value(new) == expected
    assert_outside_untouched(text, new, first, last)
    assert_comments_survive(text, new)
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    back = {key: old["rules"][index].get(key) for key in fields}
    assert value(change_rule(new, index, back)) == old


@given(files())
def test_nothing_changes_where_nothing_is_changed(text: str) -> None:
    for index, rule in enumerate(value(text)["rules"]):
        assert change_rule(text, index, rule) == text
        assert change_rule(text, index, {}) == text
        assert change_rule(text, index, {"in_force": {"from": None}} if "in_force" not in rule else {}) == text


@given(files(), rules)
def test_a_rule_is_added_at_the_end(text: str, rule: dict[str, Any]) -> None:
    old = value(text)
    new = add_rule(text, rule)
    assert value(new) == {**old, "rules": [*old["rules"], rule]}
    _, last = rule_lines(text, len(old["rules"]) - 1)
    assert_outside_untouched(text, new, last, last)
    assert_comments_survive(text, new)


@given(files(), st.integers(0, 2))
def test_a_rule_is_removed_with_its_comments(text: str, number: int) -> None:
    old = value(text)
    index = number % len(old["rules"])
    new = remove_rule(text, index)
    assert value(new) == {**old, "rules": [each for place, each in enumerate(old["rules"]) if place != index]}
    first, last = rule_lines(text, index)
    outside = "".join([*lines(text)[: first - 1], *lines(text)[last:]])
    gone = sorted(set(MARKER.findall(outside)) - set(MARKER.findall(new)))
    above = "".join(lines(text)[: first - 1])
    assert all(re.search(rf"{each}[^\n]*\n( *#[^\n]*\n)*\Z", above) for each in gone)
    assert new.endswith("\n") == text.endswith("\n") or not old["rules"][index + 1 :]
    assert value(add_rule(new, old["rules"][index]))["rules"][-1] == old["rules"][index]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize(
    "before",
    [
        "rules:\n  - rationale:\n      nl: Oud.  # waarom\n      en: Old.\n",
        "rules:\n  - rationale:\n      nl: >-\n        Oud.\n\n      # waarom\n      en: Old.\n",
        "rules:\n  - rationale:\n      nl: |\n        Oud.\n      en: Old.  # waarom\n",
        "rules:\n  - {rationale: {nl: \"Oud.\", en: 'Old.'}}  # waarom\n",
        "rules:\n- rationale:\n    nl:  # waarom\n      'Oud.'\n    en: Old.",
    ],
    ids=["plain", "folded", "literal", "flow", "next-line"],
)
def test_every_odd_text_is_written_so_that_it_reads_back(before: str, text: str) -> None:
    for lang in ("nl", "en"):
        old = value(before)["rules"][0]["rationale"]
        after = change_rule(before, 0, {"rationale": {**old, lang: text}})
        assert value(after) == {"rules": [{"rationale": {**old, lang: text}}]}
        assert "# waarom" in after


OTHER: dict[str, Any] = {
    "target": "elsewhere-1",
    "alignment": "opposes",
    "when": {"settings": ["conflict-affected", "elsewhere"]},
    "groups": ["boys"],
    "basis": "unknown",
    "confidence": "unknown",
    "rationale": {"nl": "Nieuw: een ander woord.", "en": "New. " * 40 + "End."},
    "sources": [{"source": "study-2022", "at": "9.9"}],
    "reviewed": "2027-01-02",
    "in_force": {"from": "2018-05", "until": None},
    "confirmed_until": "2027-02",
}


def assert_there_and_back(text: str, index: int, key: str) -> None:
    old = value(text)
    first, last = rule_lines(text, index)
    new = change_rule(text, index, {key: OTHER[key]})
    expected = deepcopy(old)
    expected["rules"][index][key] = {"from": "2018-05"} if key == "in_force" else OTHER[key]
    assert value(new) == expected
    assert_outside_untouched(text, new, first, last)
    assert re.findall(r"#.*", new) == re.findall(r"#.*", text)
    assert value(change_rule(new, index, {key: old["rules"][index].get(key)})) == old


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_field_of_every_real_rule_changes_alone(path: Path) -> None:
    """Each rule beside a neighbour and under the file's head; whole files are the next test's."""
    text = path.read_text(encoding="utf-8")
    every = lines(text)
    places = [rule_lines(text, index) for index in range(len(value(text)["rules"]))]
    head = "".join(every[: places[0][0] - 1])
    for index, (first, last) in enumerate(places):
        beside = places[index - 1]
        part = head + "".join(every[first - 1 : last]) + "".join(every[beside[0] - 1 : beside[1]])
        for key in OTHER:
            assert_there_and_back(part, 0, key)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_rule_of_every_real_file_changes_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    count = len(value(text)["rules"])
    for number, key in enumerate(OTHER):
        assert_there_and_back(text, number * 7 % count, key)


def test_a_longer_text_leaves_the_lines_of_the_old_as_they_were_wrapped() -> None:
    old = ["rules:", "  - rationale:", "      nl: >-", *["        " + "woorden en " * 10 + "x."] * 2]
    text = "\n".join(old)
    longer = value(text)["rules"][0]["rationale"]["nl"] + " Meer."
    assert change_rule(text, 0, {"rationale": {"nl": longer}}) == "\n".join(old) + "\n        Meer."


BLOCK = """\
# Kop
intervention: care  # naam
rules:
  # eerste
  - target: a
    alignment: direct  # zeker
    sources:
      - {source: r, at: "1"}  # een
      # tussen
      - {source: r, at: "2"}
    reviewed: 2026-11-21

  # ver

  # tweede
  # nog eens
  - target: b
    rationale: {nl: "Ja", en: 'Yes'}
    reviewed: 2026
"""


def test_new_keys_come_in_the_order_of_the_files() -> None:
    new = change_rule(BLOCK, 0, {"confirmed_until": "2027-01", "groups": ["girls"], "basis": "stated", "target": "c"})
    assert new == BLOCK.replace("target: a", "target: c").replace(
        "# zeker\n", "# zeker\n    groups: [girls]\n    basis: stated\n"
    ).replace("2026-11-21\n", '2026-11-21\n    confirmed_until: "2027-01"\n')


def test_the_manner_of_quoting_stays_with_the_value() -> None:
    new = change_rule(BLOCK, 1, {"rationale": {"nl": "Nee", "en": "It isn't"}})
    assert new == BLOCK.replace('"Ja"', '"Nee"').replace("'Yes'", "'It isn''t'")
    assert change_rule(BLOCK, 0, {"reviewed": "2027-01-01"}) == BLOCK.replace("2026-11-21", "2027-01-01")
    assert change_rule(BLOCK, 1, {"reviewed": "2026"}) == BLOCK


def test_only_one_citation_of_a_list_is_rewritten() -> None:
    listed = [{"source": "r", "at": "1"}, {"source": "r", "at": "3"}]
    assert change_rule(BLOCK, 0, {"sources": listed}) == BLOCK.replace('"2"', '"3"')
    assert change_rule(BLOCK, 0, {"sources": listed[:1]}) == BLOCK.replace('      - {source: r, at: "2"}\n', "")
    assert change_rule(BLOCK, 0, {"sources": [{"source": "r", "at": "2"}]}) == BLOCK.replace(
        '- {source: r, at: "1"}  # een', "# een"
    )


def test_the_comments_directly_above_a_rule_go_with_it_and_others_stay() -> None:
    assert remove_rule(BLOCK, 1) == BLOCK[: BLOCK.index("  # tweede")]
    assert remove_rule(BLOCK, 0) == BLOCK.replace(BLOCK[BLOCK.index("  # eerste") : BLOCK.index("\n  # ver")], "")
    alone = remove_rule(remove_rule(BLOCK, 0), 0)
    assert alone == "# Kop\nintervention: care  # naam\nrules: []\n\n  # ver\n\n"


def test_a_rule_is_added_in_the_style_of_the_project() -> None:
    rule = {
        "reviewed": "2026-12-01",
        "target": "c",
        "when": {"settings": ["humanitarian"], "groups": None, "countries": ["NO"]},
        "groups": None,
        "rationale": {"nl": "lang woord " * 15 + "einde", "en": "1.10"},
        "sources": [{"source": "r", "at": "4.4"}],
        "in_force": {"from": "2018", "until": None},
    }
    assert add_rule("intervention: care\nrules: []\n", rule).splitlines() == [
        "intervention: care",
        "rules:",
        "  - target: c",
        '    when: {settings: [humanitarian], countries: ["NO"]}',
        "    rationale:",
        "      nl: >-",
        "        " + ("lang woord " * 10).rstrip(),
        "        " + "lang woord " * 5 + "einde",
        '      en: "1.10"',
        "    sources:",
        '      - {source: r, at: "4.4"}',
        "    reviewed: 2026-12-01",
        '    in_force: {from: "2018"}',
    ]
    assert add_rule(BLOCK, {"target": "c"}) == BLOCK + "\n  - {target: c}\n"


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        (BLOCK, 0, (5, 11)),
        (BLOCK, 1, (17, 19)),
        ("\ufeffrules:\r\n- target: a\r\n  x: |\r\n   b\r\n\r\n\r\n- {}", 0, (2, 4)),
        ("\ufeffrules:\r\n- target: a\r\n  x: |\r\n   b\r\n\r\n\r\n- {}", 1, (7, 7)),
        ('rules: [{a: "x\u2028y"},\n {b: 1}]', 1, (2, 2)),
    ],
)
def test_the_lines_of_a_rule_are_those_of_an_editor(text: str, index: int, expected: tuple[int, int]) -> None:
    assert rule_lines(text, index) == expected


@pytest.mark.parametrize(
    "text",
    [
        "rules:\n  - &a {target: x}\n  - *a\n",
        "rules:\n  - {target: x, sources: &s [1]}\n  - {target: y, sources: *s}\n",
        "x: &s [1]\nrules:\n  - target: x\n    sources: *s\n",
        "rules: [\n",
        "rules: {a: 1}\n",
        "rules:\n  - 12\n",
        "- a\n",
        "other: 1\n",
        "rules:\n  - target: x\n    target: y\n",
        "rules:\n",
        "rules:\n  - ? target\n    : x\n",
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text: str) -> None:
    for index in (0, 1):
        with pytest.raises(CannotSplice):
            change_rule(text, index, {"target": None, "alignment": "none"})


def test_a_comma_in_a_comment_is_no_comma_of_a_list() -> None:
    text = "rules:\n  - target: x\n    groups: [a]\n# een, twee\n"
    assert change_rule(text, 0, {"groups": None}) == text.replace("    groups: [a]\n", "")
    between = "rules:\n  - {groups: [\n     a,\n     b  # een, twee\n     ]}\n"
    assert change_rule(between, 0, {"groups": ["a"]}) == between.replace("b  # een", "# een")


def test_an_anchor_that_nothing_points_to_is_no_obstacle() -> None:
    text = "rules:\n  - &a {target: x, alignment: none}\n"
    assert change_rule(text, 0, {"alignment": "direct"}) == text.replace("none", "direct")


def test_a_rule_that_others_repeat_is_not_removed() -> None:
    with pytest.raises(CannotSplice):
        remove_rule("rules:\n  - &a {target: x}\n  - *a\n", 0)


@pytest.mark.parametrize("act", [remove_rule, rule_lines, lambda text, index: change_rule(text, index, {})])
@pytest.mark.parametrize("index", [-1, 2])
def test_a_rule_that_is_not_there_is_refused(act: Any, index: int) -> None:
    with pytest.raises(CannotSplice):
        act(BLOCK, index)


def test_an_entry_is_added_to_a_list_with_its_comments() -> None:
    new = add_entry(BLOCK, "rules", "- target: c  # nieuw\n  # let op\n  x: 1\n")
    assert new == BLOCK + "\n  - target: c  # nieuw\n    # let op\n    x: 1\n"
    for key, text in (("nowhere", BLOCK), ("rules", "rules: []\n"), ("intervention", BLOCK)):
        with pytest.raises(CannotSplice):
            add_entry(text, key, "- target: c\n")


@given(st.text(max_size=60), st.integers(0, 1), changes)
@example("rules: [{a: .nan}]", 0, {"alignment": "none"})
@example("rules:\n- a: \ud800", 0, {"alignment": "none"})
def test_any_text_is_changed_rightly_or_refused(text: str, index: int, fields: dict[str, Any]) -> None:
    for act in (lambda: change_rule(text, index, fields), lambda: add_rule(text, fields)):
        with suppress(CannotSplice):
            assert value(act())
