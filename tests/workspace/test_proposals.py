"""Writing in proposals: drafts, revisions, who may, and what it does to an approval."""

from collections.abc import Callable

import pytest

from alignment.catalogue.contents import fingerprint_of
from alignment.workspace.models import Proposal
from alignment.workspace.workspace import Workspace
from tests.workspace.people import (
    ANNA,
    BRAM,
    CARE,
    INCOME,
    actions,
    approved,
    draft,
    refused,
    submitted,
    text_of,
)


def test_a_new_proposal_is_an_empty_draft_on_the_present_catalogue(workspace: Workspace) -> None:
    proposal = workspace.start(ANNA, "  Another verdict ")
    assert (proposal.id, proposal.title, proposal.state, proposal.author) == (1, "Another verdict", "draft", ANNA)
    assert proposal.base == fingerprint_of(workspace.present())
    assert (proposal.files, proposal.reviews, proposal.rollback_of, proposal.reason) == ({}, (), None, "")
    assert proposal.created_at == proposal.changed_at
    assert workspace.proposal(1) == proposal


def test_a_proposal_needs_a_title_and_a_person(workspace: Workspace) -> None:
    with refused("W14"):
        workspace.start(ANNA, " \n")
    for person in (type(ANNA)("", "Anna"), type(ANNA)("anna", " ")):
        with refused("W14"):
            workspace.start(person, "A title")
    assert workspace.proposals() == []


def test_a_file_keeps_what_it_was(workspace: Workspace) -> None:
    proposal = workspace.start(ANNA, "Another verdict")
    before = workspace.present()
    changed = workspace.put(ANNA, proposal.id, CARE, "one\n", 0)
    added = workspace.put(ANNA, proposal.id, "rules/cases/more.yaml", "two\n", 0)
    removed = workspace.put(ANNA, proposal.id, INCOME, None, 0)
    assert (changed.base, changed.text, changed.revision) == (before[CARE], "one\n", 1)
    assert (added.base, added.text) == (None, "two\n")
    assert (removed.base, removed.text, removed.content) == (before[INCOME], None, None)
    again = workspace.put(BRAM, proposal.id, CARE, "three\n", 1)
    assert (again.base, again.text, again.revision, again.by) == (before[CARE], "three\n", 2, BRAM)
    found = workspace.proposal(proposal.id)
    assert list(found.files) == [CARE, "rules/cases/more.yaml", INCOME]
    assert found.contributors == (ANNA, BRAM)
    assert workspace.present() == before


def test_who_did_not_see_the_last_text_gets_the_conflict(workspace: Workspace) -> None:
    proposal = draft(workspace)
    for expected in (0, 2):
        with refused("W01") as error:
            workspace.put(BRAM, proposal.id, CARE, "other", expected)
        assert error.value.problems[0].path == CARE
        assert error.value.problems[0].params["who"] == "Anna"
    assert workspace.proposal(proposal.id) == proposal


def test_revisions_go_on_after_a_file_is_dropped(workspace: Workspace) -> None:
    proposal = draft(workspace)
    workspace.drop(BRAM, proposal.id, CARE, 1)
    assert workspace.proposal(proposal.id).files == {}
    with refused("W01"):
        workspace.put(ANNA, proposal.id, CARE, "typed meanwhile", 1)
    assert workspace.put(ANNA, proposal.id, CARE, "again", 0).revision == 3
    with refused("W01"):
        workspace.put(BRAM, proposal.id, CARE, "typed before", 1)


def test_what_is_not_in_the_proposal_cannot_be_dropped(workspace: Workspace) -> None:
    proposal = draft(workspace)
    for expected in (0, 1):
        with refused("W17"):
            workspace.drop(ANNA, proposal.id, INCOME, expected)
    with refused("W17"):
        workspace.put(ANNA, proposal.id, INCOME, "text", 1)
    with refused("W01"):
        workspace.drop(ANNA, proposal.id, CARE, 2)
    assert workspace.proposal(proposal.id) == proposal


def test_the_first_file_takes_the_catalogue_as_it_is_then(workspace: Workspace) -> None:
    proposal = workspace.start(ANNA, "Another verdict")
    (workspace.root / INCOME).write_text("changed meanwhile")
    workspace.put(ANNA, proposal.id, CARE, "text", 0)
    assert workspace.proposal(proposal.id).base == fingerprint_of(workspace.present())


@pytest.mark.parametrize("make", [submitted, approved])
def test_writing_makes_a_draft_again_and_voids_the_approval(
    workspace: Workspace, make: Callable[[Workspace], Proposal]
) -> None:
    for step in (
        lambda number: workspace.put(ANNA, number, CARE, "text", 1),
        lambda number: workspace.drop(ANNA, number, CARE, 1),
        lambda number: workspace.rebase(ANNA, number, CARE, "text", 1),
        lambda number: workspace.put(ANNA, number, CARE, workspace.proposal(number).files[CARE].text, 1),
    ):
        proposal = make(workspace)
        step(proposal.id)
        found = workspace.proposal(proposal.id)
        assert found.state == "draft"
        assert found.approval is None
        assert [each.void_at is None for each in found.reviews] == [False] * len(proposal.reviews)
        assert {"proposal-draft-again", *(["approval-void"] if proposal.approval else [])} <= set(actions(workspace))


@pytest.mark.parametrize("make", [submitted, approved])
def test_only_the_author_writes_after_it_was_submitted(
    workspace: Workspace, make: Callable[[Workspace], Proposal]
) -> None:
    proposal = make(workspace)
    for step in (
        lambda: workspace.put(BRAM, proposal.id, CARE, "text", 1),
        lambda: workspace.drop(BRAM, proposal.id, CARE, 1),
        lambda: workspace.rebase(BRAM, proposal.id, CARE, "text", 1),
        lambda: workspace.rebase_rest(BRAM, proposal.id),
    ):
        with refused("W18"):
            step()
    assert workspace.proposal(proposal.id) == proposal


def test_what_is_withdrawn_or_published_is_not_written_in(workspace: Workspace) -> None:
    withdrawn = workspace.withdraw(ANNA, draft(workspace, INCOME).id)
    published = approved(workspace)
    workspace.publish(BRAM, published.id)
    for number, state in ((withdrawn.id, "withdrawn"), (published.id, "published")):
        with refused("W03") as error:
            workspace.put(ANNA, number, CARE, text_of(workspace), 1)
        assert error.value.problems[0].params == {"kind": state}


def test_paths_and_texts_that_cannot_be_files_are_refused(workspace: Workspace) -> None:
    proposal = workspace.start(ANNA, "Another verdict")
    for path, text, code in (
        ("../care.yaml", "x", "W15"),
        ("rules/care.txt", None, "W15"),
        (CARE, "\udc80", "Y03"),
        (CARE, "x" * 1_000_001, "Y02"),
    ):
        with refused(code):
            workspace.put(ANNA, proposal.id, path, text, 0)
    assert workspace.proposal(proposal.id) == proposal


def test_proposals_are_listed_by_state_newest_first(workspace: Workspace) -> None:
    first, second, third = draft(workspace), submitted(workspace), draft(workspace)
    assert [each.id for each in workspace.proposals()] == [third.id, second.id, first.id]
    assert [each.id for each in workspace.proposals("draft")] == [third.id, first.id]
    assert [each.id for each in workspace.proposals("draft", "submitted")] == [third.id, second.id, first.id]
    assert workspace.proposals("published") == []
    with refused("W17"):
        workspace.proposal(99)
