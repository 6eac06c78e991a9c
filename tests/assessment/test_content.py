"""What of a catalogue differs and what only looks different, on edited copies of the small one."""

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alignment.assessment.content import matched
from alignment.assessment.diff import CatalogueChange, diff_catalogues
from alignment.catalogue.load import open_catalogue
from alignment.model.catalogue import Catalogue, LocatedRule
from tests.assessment.copies import CASES, FIRST, MIX, TEACHING, Edits, edited
from tests.assessment.strategies import make_catalogue, make_rule
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(SMALL)


def after(small: Catalogue, folder: Path, edits: Edits) -> CatalogueChange:
    return diff_catalogues(small, edited(folder, edits), TODAY)


SAME: dict[str, Edits] = {
    "a comment": {TEACHING: ("rules:\n", "# why\nrules: # here\n")},
    "quotes": {TEACHING: ("alignment: direct", 'alignment: "direct"')},
    "the order of keys": {
        TEACHING: ("    basis: stated\n    confidence: high\n", "    confidence: high\n    basis: stated\n")
    },
    "the order of sources": {
        TEACHING: (
            '[{source: report, at: "4.4"}, {source: report, at: "5.2.1"}]',
            '[{source: report, at: "5.2.1"}, {source: report, at: "4.4"}]',
        )
    },
    "the order of components": {
        MIX: (
            "  - {intervention: teaching, dose: 0.5}\n  - {intervention: income, budget_eur: 250000}\n",
            "  - {intervention: income, budget_eur: 250000}\n  - {intervention: teaching, dose: 0.5}\n",
        )
    },
    "the order of countries": {FIRST: ("[NO, TH]", "[TH, NO]")},
    "folded text": {
        TEACHING: (
            "{nl: Staat er., en: It says so.}",
            "\n      nl: >\n        Staat\n        er.\n      en: It says so.",
        )
    },
    "nothing, written out": {
        FIRST: ("    countries: [TH]\n    source", "    countries: [TH]\n    period:\n    source")
    },
    "a number": {"rules/scale.yaml": ("none: 0.0", "none: 0")},
}


@pytest.mark.parametrize("name", SAME)
def test_what_carries_no_meaning_is_no_change(name: str, small: Catalogue, tmp_path: Path) -> None:
    change = after(small, tmp_path, SAME[name])
    assert (change.rules, change.others, change.scenarios) == ((), (), ())
    assert change.empty
    assert change.old != change.new


def test_files_and_rules_in_another_order_are_no_change(small: Catalogue, tmp_path: Path) -> None:
    new = edited(tmp_path, {})
    path = Path(new.root) / TEACHING
    head, *rules = path.read_text(encoding="utf-8").split("  - target")
    path.write_text(head + "".join(f"  - target{each}" for each in reversed(rules)), encoding="utf-8")
    (Path(new.root) / CASES).rename(Path(new.root) / "rules/cases/zzz.yaml")
    assert diff_catalogues(small, open_catalogue(new.root), TODAY).empty


def test_a_blank_line_within_a_text_is_a_change(small: Catalogue, tmp_path: Path) -> None:
    change = after(small, tmp_path, {TEACHING: ("nl: Staat er.,", 'nl: "Staat\\n\\ner.",')})
    assert [each.fields for each in change.rules] == [("rationale",)]


CHANGED: dict[str, tuple[Edits, str, tuple[str, ...]]] = {
    "alignment": ({TEACHING: ("alignment: direct", "alignment: none")}, "verdict", ("alignment",)),
    "basis and text": (
        {
            TEACHING: (
                "basis: stated\n    confidence: high\n    rationale: {nl: Staat",
                "basis: derived\n    confidence: low\n    rationale: {nl: Nu",
            )
        },
        "verdict",
        ("basis", "confidence", "rationale"),
    ),
    "when": (
        {TEACHING: ("alignment: direct", "alignment: direct\n    when: {countries: [NO]}")},
        "condition",
        ("when",),
    ),
    "groups": (
        {
            TEACHING: (
                "alignment: direct\n    basis: stated",
                "alignment: direct\n    groups: [boys]\n    basis: stated",
            )
        },
        "condition",
        ("groups",),
    ),
    "sources": ({TEACHING: ("source: report", "source: page, at: Start}, {source: report")}, "text", ("sources",)),
    "validity": (
        {TEACHING: ("    reviewed", "    in_force: {until: 2019}\n    confirmed_until: 2019\n    reviewed")},
        "condition",
        ("in_force", "confirmed_until"),
    ),
    "review": ({TEACHING: ("2026-11-21", "2026-11-20")}, "text", ("reviewed",)),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_rule_tells_what_differs(name: str, small: Catalogue, tmp_path: Path) -> None:
    edits, kind, fields = CHANGED[name]
    [found] = after(small, tmp_path, edits).rules
    assert (found.intervention, found.target, found.change) == ("teaching", "srgr-1", kind)
    assert set(found.fields) == set(fields)
    assert found.old
    assert found.new
    assert found.old.rule != found.new.rule
    assert (found.old.line, found.new.path) == (3, TEACHING)


RULE = """
  - target: srgr-3
    alignment: indirect
    basis: derived
    confidence: low
    rationale: {nl: Nieuw., en: New.}
    sources: [{source: report, at: "4.4"}]
    reviewed: 2026-11-21
"""


def test_rules_that_come_and_go(small: Catalogue, tmp_path: Path) -> None:
    new = edited(tmp_path, {TEACHING: ("\nrules:", f"\nrules:{RULE.rstrip()}")})
    [found] = diff_catalogues(small, new, TODAY).rules
    assert (found.intervention, found.target, found.change, found.old) == ("teaching", "srgr-3", "added", None)
    [gone] = diff_catalogues(new, small, TODAY).rules
    assert (gone.change, gone.old, gone.new) == ("removed", found.new, None)


def with_rules(*rules: Any) -> Catalogue:
    return make_catalogue([LocatedRule("teaching", each, "rules/x.yaml", 1) for each in rules])


def test_of_several_rules_in_a_pair_equal_then_alike_belong_together() -> None:
    def rule(setting: str, **more: Any) -> Any:
        return make_rule("one-1", when={"settings": (setting,)}, **more)

    old = with_rules(rule("development"), rule("humanitarian", alignment="indirect"))
    moved = with_rules(rule("refugee-hosting"), rule("development"))
    [found] = diff_catalogues(old, moved, TODAY).rules
    assert (found.change, set(found.fields)) == ("verdict", {"alignment", "when"})
    assert found.old is old.rules[1]
    same_situation = with_rules(rule("humanitarian"), rule("development", alignment="indirect"))
    found_both = diff_catalogues(old, same_situation, TODAY).rules
    assert {each.fields for each in found_both} == {("alignment",)}
    alike = with_rules(rule("refugee-hosting", alignment="indirect"), rule("development"), rule("humanitarian"))
    changes = {each.change: each for each in diff_catalogues(old, alike, TODAY).rules}
    assert changes["verdict"].old is old.rules[1]
    assert changes["added"].new is alike.rules[0]


def test_entries_with_the_same_key_are_taken_in_their_order() -> None:
    found = matched(["a1", "a2", "b1"], ["b2", "a3", "a2", "a4"], [str, lambda each: each[0]])
    assert found == [("a2", "a2"), ("a1", "a3"), ("b1", "b2"), (None, "a4")]


OTHERS: dict[str, tuple[Edits, set[tuple[str, str, str, tuple[str, ...]]]]] = {
    "framework": (
        {"policies/srgr.yaml": ("confirmed_until", "order: 3\nconfirmed_until")},
        {("framework", "srgr", "changed", ("order",))},
    ),
    "target": ({"policies/srgr.yaml": ("link: none", "link: theme")}, {("target", "srgr-2", "changed", ("link",))}),
    "intervention": (
        {"interventions/types.yaml": ("evidence: promising", "evidence: not-graded")},
        {("intervention", "teaching", "changed", ("evidence",))},
    ),
    "closed lists": (
        {"interventions/types.yaml": ("settings:\n", "settings:\n  - {id: camp, title: {nl: Kamp, en: Camp}}\n")},
        {("setting", "camp", "added", ())},
    ),
    "scale": (
        {"rules/scale.yaml": ("threshold: 0.6", "threshold: 0.5")},
        {("scale", "scale", "changed", ("threshold",))},
    ),
    "programme": ({FIRST: ("amount: 5000000", "amount: 6000000")}, {("programme", "first", "changed", ("budgets",))}),
    "scenario": ({MIX: ("dose: 0.5", "dose: 0.6")}, {("scenario", "mix", "changed", ("components",))}),
    "recommendation": (
        {"rules/recommendations.yaml": ("months: 36", "months: 24")},
        {("recommendation", "long-enough", "changed", ("met_if",))},
    ),
    "case": ({CASES: ("coverage: 0.8", "coverage: 0.7")}, {("case", f"{CASES}:1", "changed", ("expect",))}),
    "case renamed": (
        {CASES: ("nl: Voorlichting past", "nl: Lessen passen")},
        {("case", f"{CASES}:1", "changed", ("name",))},
    ),
    "source": ({"policies/sources.yaml": ("nl: Webpagina", "nl: Pagina")}, {("source", "page", "changed", ("title",))}),
    "actor": (
        {"interventions/actors.yaml": ("name: Alliantie", "name: Bond")},
        {("actor", "alliance", "changed", ("name",))},
    ),
    "channel": (
        {"interventions/channels.yaml": ("[srgr-1, bhos-3.1]", "[srgr-1]")},
        {("channel", "grants", "changed", ("targets",))},
    ),
    "decision": (
        {"policies/decisions.yaml": ("in_favour: 80", "in_favour: 81")},
        {("decision", "motion-1", "changed", ("votes",))},
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_changes_beside_the_rules(name: str, small: Catalogue, tmp_path: Path) -> None:
    edits, wanted = OTHERS[name]
    change = after(small, tmp_path, edits)
    assert {(each.kind, each.id, each.change, each.fields) for each in change.others} == wanted
    assert change.rules == ()


def test_the_order_of_targets_counts_and_a_new_one_between_them_does_not(small: Catalogue, tmp_path: Path) -> None:
    target = '  - {code: "9", title: {nl: Negen, en: Nine}, link: theme, sources: [{source: report, at: "4.4"}]}\n'
    added = after(small, tmp_path, {"policies/srgr.yaml": ("targets:\n", f"targets:\n{target}")})
    assert [(each.kind, each.id, each.change) for each in added.others] == [("target", "srgr-9", "added")]
    framework = small.frameworks["srgr"]
    turned = framework.model_copy(update={"targets": framework.targets[::-1]})
    new = dataclasses.replace(small, frameworks={**small.frameworks, "srgr": turned})
    [found] = diff_catalogues(small, new, TODAY).others
    assert (found.kind, found.id, found.fields) == ("framework", "srgr", ("targets",))
