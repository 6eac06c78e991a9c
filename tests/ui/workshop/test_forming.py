"""The form for one rule: each field rewrites its own lines and nothing else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alignment.ui.store import workspace
from tests.ui.workshop.visiting import CARE, FULL, INCOME, NASTY, Sit, Visitor, kept, limited, published

FIRST = "  - target: srgr-1\n    alignment: none\n"
FIELDS = [
    ("target", "srgr-4", FIRST, FIRST.replace("srgr-1", "srgr-4")),
    ("alignment", "direct", FIRST, FIRST.replace("none", "direct")),
    ("basis", "derived", f"{FIRST}    basis: stated\n", f"{FIRST}    basis: derived\n"),
    ("confidence", "low", "    confidence: high\n", "    confidence: low\n"),
    ("settings", ["humanitarian"], FIRST, f"{FIRST}    when: {{settings: [humanitarian]}}\n"),
    ("groups", ["girls", "boys"], FIRST, f"{FIRST}    groups: [girls, boys]\n"),
    ("rationale-nl", " Zo  is\nhet. ", "nl: Komt niet terug.", "nl: Zo is het."),
    ("rationale-en", "It is: so, {really}", "en: Does not recur.", 'en: "It is: so, {really}"'),
    ("rationale-nl", NASTY, "nl: Komt niet terug.", f'nl: "{NASTY}"'),
    ("sources", ["report|4.4", "page|Start"], 'at: "4.4"}]', 'at: "4.4"}, {source: page, at: "Start"}]'),
    ("sources", ["page|Start"], 'source: report, at: "4.4"', 'source: page, at: "Start"'),
    ("reviewed", "2027-01", "2026-11-21", "2027-01"),
]


@pytest.mark.parametrize(("field", "value", "old", "new"), FIELDS, ids=lambda each: str(each)[:12])
def test_a_field_writes_its_own_lines(at_work: Visitor, field: str, value: Any, old: str, new: str) -> None:
    before = published()
    assert old in before
    at_work.fill(at_work.field(field), value)
    assert kept() == before.replace(old, new, 1)
    at_work.run()
    shown = at_work.value(at_work.field(field))
    assert shown == value


@pytest.mark.parametrize(
    ("rule", "field", "old", "new"),
    [(2, "settings", "    when: {settings: [humanitarian]}\n", ""), (3, "groups", "    groups: [girls]\n", "")],
)
def test_nothing_chosen_leaves_the_key_out(at_work: Visitor, rule: int, field: str, old: str, new: str) -> None:
    at_work.fill("form-rule", rule).fill(at_work.field(field, rule=rule), [])
    assert kept() == published().replace(old, new)


def test_conditions_that_the_form_does_not_show_stay(sit: Sit, catalogue_copy: Path) -> None:
    path = catalogue_copy / CARE
    changed = path.read_text(encoding="utf-8").replace("[humanitarian]}", "[humanitarian], countries: [NP]}")
    path.write_text(changed, encoding="utf-8")
    anna = sit("edit", "Anna").press("edit-begin").fill("form-rule", 2)
    assert anna.say("form.rare", keys="countries") in anna.text
    anna.fill(anna.field("settings", rule=2), [])
    assert kept() == changed.replace("settings: [humanitarian], ", "")


def test_reviewed_today(at_work: Visitor) -> None:
    at_work.press("form-today")
    assert kept() == published().replace("2026-11-21", date.today().isoformat(), 1)
    assert at_work.app.get_by_key(at_work.key("form-today")).disabled


def test_the_same_value_again_changes_nothing(at_work: Visitor) -> None:
    at_work.fill(at_work.field("alignment"), "direct").fill(at_work.field("alignment"), "none")
    assert kept() == published()
    assert at_work.say("differ.nothing") in at_work.text


def test_adding_and_removing_a_rule(at_work: Visitor) -> None:
    at_work.put("form-new-target", "srgr-4")
    at_work.press("form-add")
    assert kept().startswith(published())
    assert at_work.value("form-rule") == 4
    assert at_work.value(at_work.field("target", rule=4)) == "srgr-4"
    assert at_work.say("form.added", target="SRGR 4 (Rechten)") in at_work.text
    assert "rules/care.yaml" in at_work.errors
    at_work.press("form-remove")
    assert kept() == published()
    assert at_work.value("form-rule") == 0
    assert not at_work.app.error


def test_a_rule_that_was_added_is_filled_in_until_nothing_is_wrong(at_work: Visitor) -> None:
    at_work.put("form-new-target", "srgr-4")
    at_work.press("form-add")
    filled: dict[str, Any] = {"alignment": "indirect", "basis": "stated", "confidence": "low"}
    filled |= {"rationale-nl": "Zo.", "rationale-en": "So.", "sources": ["report|4.4"]}
    for name, value in filled.items():
        assert at_work.app.error
        at_work.fill(at_work.field(name, rule=4), value)
    assert not at_work.app.error
    assert at_work.say("differ.sum-rules", n=1) in at_work.text


def test_every_rule_can_go_and_the_first_come_again(at_work: Visitor) -> None:
    for _ in range(4):
        at_work.press("form-remove")
    assert kept() == "intervention: care\nrules: []\n"
    assert at_work.say("form.none") in at_work.text
    at_work.put("form-new-target", "srgr-1")
    at_work.press("form-add")
    assert at_work.value(at_work.field("target")) == "srgr-1"


@pytest.mark.parametrize("field", ["rationale-nl", "reviewed"])
def test_what_the_form_cannot_splice_is_left_to_the_text(sit: Sit, catalogue_copy: Path, field: str) -> None:
    path = catalogue_copy / CARE
    text = path.read_text(encoding="utf-8")
    text = text.replace("rationale: {nl: Komt niet terug., en: Does not recur.}", "rationale: &why {nl: A., en: B.}")
    text = text.replace("rationale: {nl: Staat er., en: It says so.}", "rationale: *why")
    path.write_text(text, encoding="utf-8")
    anna = sit("edit", "Anna").press("edit-begin")
    anna.fill(anna.field(field), "2027-01-01")
    assert anna.say("form.as-text-please") in anna.told
    assert not workspace().proposal(1).files
    assert anna.value(anna.field("rationale-nl")) == "A."
    anna.fill("edit-mode", False).types(text.replace("A.", "C."))
    assert "C." in kept()


@pytest.mark.parametrize("text", ["intervention: [", "", "rules: 3\n", "- a\n", "rules: [1]\n", "rules: [{}]\n"])
def test_a_text_without_rules_has_no_form(at_work: Visitor, text: str) -> None:
    at_work.fill("edit-mode", False).types(text).fill("edit-mode", True)
    assert at_work.say("form.unreadable") in at_work.text
    assert at_work.app.error
    assert at_work.fill("edit-mode", False).editor()["text"] == text


ODD = """\
intervention: care
rules:
  - {target: [a], alignment: {}, when: 3, groups: girls, basis: 4, confidence: null, rationale: x, sources: {}}
  - {target: elsewhere-1, when: {settings: 4}, groups: [x, x, girls, girls], rationale: {nl: [1], en: 2}}
  - {sources: [x, {source: nowhere, at: 4}, {source: nowhere, at: 4}], reviewed: {}, in_force: 4, target: 12}
"""


@pytest.mark.parametrize("rule", range(3))
def test_a_rule_that_is_all_wrong_can_still_be_opened_and_mended(at_work: Visitor, rule: int) -> None:
    at_work.fill("edit-mode", False).types(ODD).fill("edit-mode", True).fill("form-rule", rule)
    filled: dict[str, Any] = {"target": "srgr-1", "alignment": "none", "settings": [], "groups": []}
    filled |= {"basis": "stated", "confidence": "low", "rationale-nl": "Zo.", "rationale-en": "So."}
    filled |= {"sources": ["report|4.4"], "reviewed": "2027-01"}
    for name, value in filled.items():
        at_work.fill(at_work.field(name, rule=rule), value)
        assert at_work.value(at_work.field(name, rule=rule)) == value
    assert len(kept().splitlines()) > 3


def test_a_refused_change_is_offered_again_before_anything_else_is_changed(at_work: Visitor) -> None:
    words = "".join(f"{number * 7919 % 65521:x} " for number in range(2000)).strip()
    with limited(FULL):
        at_work.fill(at_work.field("rationale-en"), words[:9000].strip())
        assert not workspace().proposal(1).files
        assert at_work.say("edit.not-kept") in at_work.told
        assert not at_work.has(at_work.field("alignment"))
        at_work.press("keep-mine")
        assert at_work.say("edit.not-kept") in at_work.told
    at_work.press("keep-mine")
    assert words[:8000] in kept()
    assert not at_work.app.warning
    assert at_work.has(at_work.field("alignment"))


def test_a_refused_change_can_be_dropped(at_work: Visitor) -> None:
    workspace().put(workspace().proposal(1).author, 1, CARE, published() + "# elders\n", 0)
    at_work.fill(at_work.field("alignment"), "direct")
    assert at_work.say("edit.conflict") in at_work.told
    at_work.press("take-theirs")
    assert kept() == published() + "# elders\n"
    assert at_work.value(at_work.field("alignment")) == "none"


def test_line_ends_of_the_file_stay(sit: Sit, catalogue_copy: Path) -> None:
    path = catalogue_copy / INCOME
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    anna = sit("edit", "Anna").press("edit-begin").fill("edit-file", INCOME)
    anna.fill(anna.field("alignment", INCOME), "direct")
    assert kept(path=INCOME) == published(INCOME).replace("none", "direct", 1)
    anna.fill("edit-mode", False)
    anna.types(kept(path=INCOME).replace("\r\n", "\n") + "# x\n")
    assert kept(path=INCOME) == published(INCOME).replace("none", "direct", 1) + "# x\r\n"
