"""Editing as a whole: who, which proposal, which file, new files, and that nothing typed gets lost."""

from pathlib import Path

import pytest
import streamlit as st

from alignment.model.base import LANGUAGES
from alignment.ui.store import workspace
from tests.ui.conftest import turn_to
from tests.ui.shown import lines, marked, tables
from tests.ui.workshop.visiting import ANNA, BRAM, CARE, CASES, NASTY, TYPES, Sit, Visitor, kept, published

NEW = {
    "intervention": ("school-meals", [TYPES, "rules/school-meals.yaml"]),
    "framework": ("climate", ["policies/climate.yaml"]),
    "cases": ("climate", ["rules/cases/climate.yaml"]),
    "scenario": ("care-first", ["interventions/scenarios/care-first.yaml"]),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_name_nothing_can_be_begun(sit: Sit, lang: str) -> None:
    visitor = sit("edit", lang=lang)
    assert visitor.say("edit.say-who") in visitor.text
    assert not visitor.has("edit-begin")
    assert not visitor.fill("who", "   ").has("edit-begin")
    visitor.fill("who", " Anna   de Vries ")
    assert visitor.bench.name == "Anna de Vries"
    assert visitor.say("edit.begin-first") in visitor.text


def test_beginning_a_proposal(sit: Sit) -> None:
    anna = sit("edit", "Anna", lang="en")
    anna.put("edit-subject", "Another verdict")
    anna.press("edit-begin")
    found = workspace().proposal(1)
    assert (found.title, found.author, found.state) == ("Another verdict", ANNA, "draft")
    assert anna.value("edit-proposal") == 1


def test_a_proposal_without_a_subject_gets_a_title(sit: Sit) -> None:
    anna = sit("edit", "Anna").press("edit-begin")
    assert workspace().proposal(1).title == anna.say("edit.untitled")


def test_a_second_proposal_beside_the_first(at_work: Visitor) -> None:
    at_work.fill("edit-proposal", 0)
    assert at_work.has("edit-begin")
    at_work.put("edit-subject", "Nog een")
    at_work.press("edit-begin")
    assert at_work.value("edit-proposal") == 2
    assert [each.title for each in workspace().proposals()] == ["Nog een", "Ander oordeel"]
    assert at_work.fill("edit-proposal", 1).bench.proposal == 1


def test_a_subject_outlives_page_and_language(sit: Sit) -> None:
    anna = sit("edit", "Anna").fill("edit-subject", "Ander oordeel")
    turn_to(turn_to(anna.app, "coverage"), "rules")
    assert anna.speak("en").value("edit-subject") == "Ander oordeel"
    anna.press("edit-begin").fill("edit-proposal", 0)
    assert anna.value("edit-subject") == ""


def test_a_newcomer_sees_open_proposals_and_writes_in_one_of_another(at_work: Visitor, sit: Sit) -> None:
    bram = sit("edit", "Bram")
    assert bram.value("edit-proposal") == 0
    bram.fill("edit-proposal", 1)
    bram.fill(bram.field("alignment"), "direct")
    assert workspace().proposal(1).contributors == (BRAM,)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", NEW)
def test_a_new_file_of_each_kind(sit: Sit, kind: str, lang: str) -> None:
    name, paths = NEW[kind]
    anna = sit("edit", "Anna", lang=lang).press("edit-begin").fill("new-kind", kind)
    anna.put("new-id", f" {name} ")
    anna.press("new-make")
    assert sorted(workspace().proposal(1).files) == paths
    assert all(path in anna.told for path in paths)
    assert anna.value("edit-file") == paths[0]
    assert anna.editor()["text"] == kept(path=paths[0])
    assert anna.app.error
    assert anna.editor()["markers"]


@pytest.mark.parametrize(
    ("kind", "name"), [("intervention", "care"), ("framework", "sources"), ("cases", "basics"), ("scenario", "mix")]
)
def test_a_new_file_that_is_there_already(at_work: Visitor, kind: str, name: str) -> None:
    at_work.put("new-kind", kind)
    at_work.put("new-id", name)
    at_work.press("new-make")
    assert name in at_work.errors
    assert not workspace().proposal(1).files


@pytest.mark.parametrize("name", ["Care", "a b", "../x", "x/y", "é", "-", "", ".", NASTY])
def test_a_new_file_with_a_name_that_is_no_id(at_work: Visitor, name: str) -> None:
    at_work.put("new-id", name)
    at_work.press("new-make")
    assert len(at_work.app.error) == 1
    assert "‘’" not in at_work.errors
    assert NASTY not in at_work.errors
    assert not workspace().proposal(1).files


def test_undoing_all_that_was_changed_in_a_file(at_work: Visitor) -> None:
    assert not at_work.has("take-back")
    at_work.fill(at_work.field("alignment"), "direct").press("take-back")
    assert not workspace().proposal(1).files
    assert at_work.say("edit.taken-back", path=CARE) in at_work.told
    assert at_work.value(at_work.field("alignment")) == "none"
    at_work.fill(at_work.field("alignment"), "indirect")
    assert kept() == published().replace("none", "indirect", 1)


def test_a_file_that_goes_can_be_brought_back(at_work: Visitor) -> None:
    workspace().put(ANNA, 1, CARE, None, 0)
    at_work.run()
    assert at_work.say("edit.removed", path=CARE) in at_work.text
    at_work.press("take-back")
    assert at_work.has(at_work.field("alignment"))


@pytest.mark.parametrize("page", ["coverage", "scenario", "memo", "library"])
def test_what_was_typed_is_there_after_another_page(at_work: Visitor, page: str) -> None:
    words = published() + "# halverwege een zin"
    at_work.as_text(CARE).types(words)
    turn_to(turn_to(at_work.app, page), "rules")
    assert at_work.run().editor()["text"] == words
    assert at_work.speak("en").editor()["text"] == words
    assert at_work.bench.path == CARE


def test_what_was_typed_is_there_after_a_restart(at_work: Visitor, sit: Sit) -> None:
    at_work.as_text(CARE).types(published() + "# typed\n")
    at_work.fill("edit-mode", True).fill("form-rule", 1).fill(at_work.field("rationale-en", rule=1), "Another reason.")
    workspace().close()
    st.cache_resource.clear()
    anna = sit("edit", "anna", lang="en")
    assert anna.value("edit-proposal") == 1
    anna.fill("edit-file", CARE).fill("form-rule", 1)
    assert anna.value(anna.field("rationale-en", rule=1)) == "Another reason."
    assert anna.fill("edit-mode", False).editor()["text"].endswith("# typed\n")


def test_names_and_titles_are_shown_as_typed(sit: Sit) -> None:
    anna = sit("edit", NASTY[:80])
    anna.put("edit-subject", NASTY)
    anna.press("edit-begin").go("proposals").fill("reading", 1)
    assert any(NASTY in line for line in lines(anna.app))
    assert NASTY not in marked(anna.app)
    assert NASTY[:20] not in marked(anna.app).replace("\\<", "")


def test_what_a_change_does_is_shown_with_the_case_that_fails(at_work: Visitor) -> None:
    at_work.fill("edit-file", "rules/teaching.yaml")
    at_work.fill(at_work.field("alignment", "rules/teaching.yaml"), "none")
    assert at_work.say("differ.sum-rules", n=1) in at_work.text
    assert at_work.say("differ.sum-cases", n=1) in at_work.text
    places = [cell for table in tables(at_work.app) for cell in table.iloc[:, -1]]
    assert f"{CASES}:1" in places


def test_an_approved_proposal_warns_before_it_is_changed(at_work: Visitor) -> None:
    at_work.fill(at_work.field("alignment"), "opposes")
    store = workspace()
    store.submit(ANNA, 1, "Because")
    assert at_work.say("edit.state-submitted") in at_work.run().told
    at_work.fill(at_work.field("alignment"), "indirect")
    assert store.proposal(1).state == "draft"


def test_another_may_not_write_in_what_was_submitted(at_work: Visitor, sit: Sit) -> None:
    at_work.fill(at_work.field("alignment"), "opposes")
    workspace().submit(ANNA, 1, "Because")
    bram = sit("edit", "Bram").fill("edit-proposal", 1).as_text(CARE)
    bram.types(bram.editor()["text"] + "# van Bram\n")
    assert "Anna" in bram.errors
    assert "# van Bram" in bram.app.code[0].value
    assert "Bram" not in kept()


def test_the_page_needs_no_catalogue_of_the_same_name(at_work: Visitor, catalogue_copy: Path) -> None:
    at_work.fill(at_work.field("alignment"), "opposes")
    (catalogue_copy / CARE).write_text(published() + "# elders\n", encoding="utf-8")
    assert at_work.say("edit.clash") in at_work.run().told
