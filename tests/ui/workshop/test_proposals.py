"""The way of a proposal, from draft to publication."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from alignment.catalogue import publish
from alignment.model.base import LANGUAGES
from alignment.ui.store import workspace
from tests.ui import shown
from tests.ui.conftest import Open, turn_to
from tests.ui.shown import headings, marked
from tests.ui.workshop.visiting import ANNA, BRAM, CARE, CASES, INCOME, NASTY, SHOWN, Sit, Visitor, published

TEACHING = "rules/teaching.yaml"


def put(path: str, old: str, new: str, number: int = 1) -> None:
    """Anna changes the published text of a file, in her proposal."""
    file = workspace().proposal(number).files.get(path)
    before = published(path)
    assert old in before
    workspace().put(ANNA, number, path, before.replace(old, new, 1), file.revision if file else 0)


@pytest.fixture
def anna(sit: Sit) -> Visitor:
    """Anna at her proposal that changes a verdict: care does contribute to SRGR 1."""
    workspace().start(ANNA, "Ander oordeel")
    put(CARE, "alignment: none", "alignment: direct")
    return sit("proposals", "Anna")


@pytest.fixture
def bram(sit: Sit, anna: Visitor) -> Visitor:
    """Bram at the proposal that Anna submitted."""
    anna.put("submit-1", "De bron zegt het")
    anna.press("step-submit")
    return sit("proposals", "Bram")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_proposals_the_page_says_so(sit: Sit, lang: str) -> None:
    visitor = sit("proposals", lang=lang)
    assert visitor.say("proposals.none") in visitor.text


def test_without_a_name_one_can_read_but_do_nothing(anna: Visitor, sit: Sit) -> None:
    visitor = sit("proposals", lang="en")
    assert visitor.say("steps.say-who") in visitor.text
    assert "+ 4      alignment: direct" in visitor.app.code[0].value
    assert visitor.say("differ.sum-rules", n=1) in visitor.text
    assert not visitor.has("step-submit")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_way_to_publication(anna: Visitor, sit: Sit, open_page: Open, lang: str) -> None:
    bram = sit("proposals", "Bram", lang=lang)
    coverage = open_page("coverage", scenario="first", lang=lang)
    before = tables(coverage)
    anna.put("submit-1", "De bron zegt het")
    anna.press("step-submit")
    assert workspace().proposal(1).reason == "De bron zegt het"
    bram.run().put("review-1", "Waar staat dat?")
    bram.press("step-send-back")
    assert bram.say("steps.send-back-done", number=1) in bram.told
    assert anna.run().say("steps.returned", comment="Waar staat dat?") in anna.told
    anna.put("submit-1", "In 4.4")
    anna.press("step-submit")
    bram.run().press("step-approve")
    assert bram.say("steps.approve-done", number=1) in bram.told
    assert "none" in published().partition("srgr-3")[0]
    bram.press("step-publish")
    assert bram.say("steps.publish-done", number=1) in bram.told
    assert "alignment: direct" in published().partition("srgr-3")[0]
    assert [each.title for each in workspace().states()][-1] == "Ander oordeel"
    assert bram.say("steps.published") in bram.text
    coverage.run()
    assert not coverage.exception
    assert tables(coverage).count("0.96") > before.count("0.96")


def tables(app: AppTest) -> str:
    return str([each.to_dict() for each in shown.tables(app)]).replace(",", ".")


def test_a_step_without_its_words_is_refused(anna: Visitor) -> None:
    anna.press("step-submit")
    assert len(anna.app.error) == 1
    assert workspace().proposal(1).state == "draft"


def test_words_that_are_filled_in_last_count(bram: Visitor) -> None:
    bram.press("step-send-back")
    assert bram.app.error
    bram.put("review-1", "Nog niet")
    bram.press("step-send-back")
    assert workspace().proposal(1).reviews[-1].comment == "Nog niet"


def test_words_for_a_step_outlive_page_language_and_refusal(anna: Visitor) -> None:
    anna.fill("submit-1", "Halverwege een zin")
    turn_to(turn_to(anna.app, "memo"), "rules")
    anna.go("edit").go("proposals").speak("en")
    assert anna.value("submit-1") == "Halverwege een zin"
    workspace().put(ANNA, 1, CARE, published(), 1)
    anna.press("step-submit")
    assert anna.app.error
    assert anna.value("submit-1") == "Halverwege een zin"


def test_words_are_gone_once_the_step_is_taken(anna: Visitor) -> None:
    anna.put("submit-1", "De bron zegt het")
    anna.press("step-submit").press("step-withdraw").press("step-reopen")
    assert anna.value("submit-1") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ones_own_proposal_cannot_be_approved(anna: Visitor, lang: str) -> None:
    anna.speak(lang)
    anna.put("submit-1", "Zo")
    anna.press("step-submit")
    assert anna.say("steps.own") in anna.text
    anna.press("step-approve")
    assert len(anna.app.error) == 1
    assert workspace().proposal(1).state == "submitted"


def test_who_works_alone_says_so_and_it_is_recorded(anna: Visitor) -> None:
    anna.put("submit-1", "Zo")
    anna.press("step-submit")
    anna.app.checkbox[0].check()
    anna.run().press("step-approve")
    assert workspace().proposal(1).approval
    assert workspace().proposal(1).reviews[0].alone
    assert "zelf" in anna.text
    anna.press("step-publish")
    assert workspace().publications()[0].alone
    anna.go("history")
    assert any("zonder tweede" in str(cell) for table in shown.tables(anna.app) for cell in table.to_numpy().ravel())


def test_working_alone_is_said_for_one_proposal_at_a_time(anna: Visitor) -> None:
    workspace().submit(ANNA, 1, "Zo")
    workspace().start(ANNA, "Nog een")
    put(INCOME, "none", "direct", 2)
    workspace().submit(ANNA, 2, "Ook")
    anna.run().app.checkbox[0].check()
    anna.run().fill("reading", 2)
    assert not anna.app.checkbox[0].value
    anna.press("step-approve")
    assert workspace().proposal(2).state == "submitted"


def test_a_contributor_cannot_approve_either(anna: Visitor, sit: Sit) -> None:
    workspace().put(BRAM, 1, INCOME, published(INCOME) + "# x\n", 0)
    workspace().submit(ANNA, 1, "Zo")
    bram = sit("proposals", "Bram")
    assert bram.say("proposals.with", names="Bram") in bram.text
    bram.press("step-approve")
    assert workspace().proposal(1).state == "submitted"


def test_an_approval_is_for_the_text_that_was_seen(bram: Visitor) -> None:
    put(CARE, "alignment: none", "alignment: indirect")
    workspace().submit(ANNA, 1, "Toch anders")
    bram.press("step-approve")
    assert "Anna" in bram.errors
    assert workspace().proposal(1).approval is None


def test_an_approval_is_void_after_a_change(bram: Visitor) -> None:
    bram.press("step-approve")
    put(CARE, "alignment: none", "alignment: indirect")
    bram.run()
    assert bram.say("proposals.void") in bram.text
    assert not bram.has("step-publish")


def test_problems_keep_publication_back(bram: Visitor) -> None:
    put(CARE, "srgr-3", "srgr-33")
    workspace().submit(ANNA, 1, "Zo")
    assert bram.run().say("steps.problems-first") in bram.told
    assert f"{CARE}" in bram.errors
    bram.press("step-approve").press("step-publish")
    assert "srgr-33" in bram.errors
    assert len(bram.app.error) == 2
    assert f"{CARE}:10:" in bram.errors
    assert "srgr-33" not in published()
    assert workspace().proposal(1).state == "approved"


def test_failing_cases_keep_publication_back_until_they_are_changed_too(bram: Visitor) -> None:
    put(TEACHING, "alignment: direct", "alignment: indirect")
    store = workspace()
    store.submit(ANNA, 1, "Zo")
    bram.run().press("step-approve")
    assert bram.say("steps.cases-first", n=1) in bram.told
    bram.press("step-publish")
    assert f"{CASES}: " in bram.errors
    assert "alignment: none" in published()
    before = "srgr-1: {status: direct, covered: true, coverage: 0.8, gap: no-gap}"
    put(CASES, before, "srgr-1: {status: indirect, coverage: 0.4}")
    put(CASES, "      srgr-3: {status: unassessed, gap: unassessed}\n      srgr-4: {status", "      srgr-4: {status")
    rest = published(CASES).replace(before, "srgr-1: {status: indirect, coverage: 0.4}")
    rest = rest.replace("{covered: 1, unassessed: 1, weakest: srgr-4}", "{covered: 0, unassessed: 1}")
    store.put(ANNA, 1, CASES, rest, store.proposal(1).files[CASES].revision)
    store.submit(ANNA, 1, "Ook de toets")
    bram.run().press("step-approve")
    assert not bram.app.warning
    bram.press("step-publish")
    assert not bram.app.error
    assert published(CASES) == rest


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_catalogue_that_cannot_be_written_stays_as_it_is(bram: Visitor, number: int) -> None:
    bram.press("step-approve")
    before = workspace().present()
    with patch.object(publish, "write_new", side_effect=OSError(number, "refused")):
        bram.press("step-publish")
    assert len(bram.app.error) == 1
    assert workspace().present() == before
    assert workspace().proposal(1).state == "approved"
    assert not bram.press("step-publish").app.error
    assert workspace().present() != before


def test_withdrawing_and_opening_again(anna: Visitor) -> None:
    anna.press("step-withdraw")
    assert workspace().proposal(1).state == "withdrawn"
    assert anna.say("steps.withdrawn") in anna.text
    anna.press("step-reopen")
    assert workspace().proposal(1).state == "draft"
    anna.go("edit")
    assert anna.value("edit-proposal") == 1


def test_an_empty_proposal_has_nothing_to_submit(sit: Sit) -> None:
    workspace().start(ANNA, "Leeg")
    anna = sit("proposals", "Anna")
    assert anna.say("steps.empty") in anna.text
    assert not anna.has("step-submit")


@pytest.mark.parametrize("words", [NASTY, "x" * 10_000])
def test_reasons_and_comments_are_shown_as_typed(anna: Visitor, words: str) -> None:
    store = workspace()
    store.start(ANNA, words)
    put(INCOME, "none", "direct", 2)
    store.submit(ANNA, 2, words)
    store.send_back(BRAM, 2, words)
    anna.run().fill("reading", 2)
    assert headings(anna.app)[1].words == words
    assert anna.text.count(words) + (anna.text.count(SHOWN) if words == NASTY else 0) >= 4
    assert words != NASTY or words not in marked(anna.app)
    anna.go("edit").go("history")
    assert words != NASTY or words not in marked(anna.app)


def test_a_proposal_that_is_damaged_is_told(anna: Visitor, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE blobs SET content = x'00'")
    assert len(anna.run().app.error) == 1
