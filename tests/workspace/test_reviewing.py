"""Four eyes: who may approve what, for exactly which text, and the way back."""

from alignment.workspace import basing
from alignment.workspace.workspace import Workspace
from tests.workspace.people import (
    ANNA,
    BRAM,
    CARE,
    CARLA,
    INCOME,
    actions,
    approved,
    draft,
    refused,
    submitted,
    text_of,
)


def test_a_draft_is_handed_in_with_a_reason(workspace: Workspace) -> None:
    proposal = draft(workspace)
    with refused("W14"):
        workspace.submit(ANNA, proposal.id, " ")
    with refused("W18"):
        workspace.submit(BRAM, proposal.id, "Because")
    found = workspace.submit(ANNA, proposal.id, " Because ")
    assert (found.state, found.reason) == ("submitted", "Because")
    with refused("W03"):
        workspace.submit(ANNA, proposal.id, "Again")


def test_a_proposal_that_changes_nothing_is_not_handed_in(workspace: Workspace) -> None:
    proposal = workspace.start(ANNA, "Nothing")
    with refused("W13"):
        workspace.submit(ANNA, proposal.id, "Because")
    workspace.put(ANNA, proposal.id, CARE, text_of(workspace, CARE, ""), 0)
    with refused("W13"):
        workspace.submit(ANNA, proposal.id, "Because")


def test_an_approval_holds_for_exactly_that_text(workspace: Workspace) -> None:
    proposal = submitted(workspace)
    with refused("W01"):
        workspace.approve(BRAM, proposal.id, "0" * 64)
    found = workspace.approve(BRAM, proposal.id, basing.digest(proposal), " Agreed ")
    assert found.state == "approved"
    assert found.approval is not None
    assert (found.approval.by, found.approval.comment, found.approval.alone) == (BRAM, "Agreed", False)
    assert found.approval.digest == basing.digest(found)
    assert basing.holds(found, workspace.present())
    assert not basing.holds(found, {**workspace.present(), INCOME: b"changed"})


def test_a_text_changed_while_it_was_read_is_not_approved(workspace: Workspace) -> None:
    read = submitted(workspace)
    workspace.put(ANNA, read.id, CARE, text_of(workspace, CARE, "# changed again\n"), 1)
    workspace.submit(ANNA, read.id, "Better")
    with refused("W01") as error:
        workspace.approve(BRAM, read.id, basing.digest(read))
    assert error.value.problems[0].params["who"] == "Anna"


def test_nobody_approves_their_own_words(workspace: Workspace) -> None:
    proposal = draft(workspace)
    workspace.put(BRAM, proposal.id, INCOME, text_of(workspace, INCOME), 0)
    proposal = workspace.submit(ANNA, proposal.id, "Because")
    for person in (ANNA, BRAM):
        with refused("W02"):
            workspace.approve(person, proposal.id, basing.digest(proposal))
    assert workspace.approve(CARLA, proposal.id, basing.digest(proposal)).state == "approved"


def test_words_that_were_dropped_still_count_as_written(workspace: Workspace) -> None:
    proposal = draft(workspace)
    workspace.put(BRAM, proposal.id, INCOME, text_of(workspace, INCOME), 0)
    workspace.drop(ANNA, proposal.id, INCOME, 1)
    proposal = workspace.submit(ANNA, proposal.id, "Because")
    with refused("W02"):
        workspace.approve(BRAM, proposal.id, basing.digest(proposal))


def test_who_works_alone_says_so_and_it_is_recorded(workspace: Workspace) -> None:
    proposal = submitted(workspace)
    found = workspace.approve(ANNA, proposal.id, basing.digest(proposal), alone=True)
    assert found.approval is not None
    assert found.approval.alone is True
    assert workspace.trail(1)[0].details["alone"] is True
    assert workspace.publish(ANNA, proposal.id).alone is True
    assert workspace.trail(1)[0].details["alone"] is True


def test_a_colleague_is_never_recorded_as_alone(workspace: Workspace) -> None:
    proposal = submitted(workspace)
    found = workspace.approve(BRAM, proposal.id, basing.digest(proposal), alone=True)
    assert found.approval is not None
    assert found.approval.alone is False


def test_nothing_is_approved_on_a_changed_catalogue(workspace: Workspace) -> None:
    proposal = submitted(workspace)
    (workspace.root / INCOME).write_text("changed on disk")
    with refused("W05"):
        workspace.approve(BRAM, proposal.id, basing.digest(proposal))


def test_only_what_is_submitted_is_approved(workspace: Workspace) -> None:
    proposal = draft(workspace)
    with refused("W03"):
        workspace.approve(BRAM, proposal.id, basing.digest(proposal))
    proposal = approved(workspace)
    with refused("W03"):
        workspace.approve(CARLA, proposal.id, basing.digest(proposal))


def test_sent_back_with_a_comment_and_handed_in_again(workspace: Workspace) -> None:
    proposal = approved(workspace)
    with refused("W14"):
        workspace.send_back(CARLA, proposal.id, "")
    found = workspace.send_back(CARLA, proposal.id, "Which section?")
    assert (found.state, found.approval) == ("returned", None)
    assert [(each.kind, each.by, each.comment) for each in found.reviews] == [
        ("approved", BRAM, ""),
        ("returned", CARLA, "Which section?"),
    ]
    with refused("W03"):
        workspace.send_back(CARLA, proposal.id, "Again")
    assert workspace.submit(ANNA, proposal.id, "Section 4.4").state == "submitted"


def test_withdrawn_and_opened_again(workspace: Workspace) -> None:
    proposal = approved(workspace)
    with refused("W18"):
        workspace.withdraw(BRAM, proposal.id)
    found = workspace.withdraw(ANNA, proposal.id)
    assert (found.state, found.approval) == ("withdrawn", None)
    with refused("W03"):
        workspace.withdraw(ANNA, proposal.id)
    with refused("W18"):
        workspace.reopen(BRAM, proposal.id)
    found = workspace.reopen(ANNA, proposal.id)
    assert (found.state, found.files) == ("draft", proposal.files)
    assert actions(workspace)[-3:] == ["approval-void", "proposal-withdrawn", "proposal-reopened"]


def test_what_is_published_stays(workspace: Workspace) -> None:
    proposal = approved(workspace)
    workspace.publish(BRAM, proposal.id)
    for step in (
        lambda: workspace.withdraw(ANNA, proposal.id),
        lambda: workspace.reopen(ANNA, proposal.id),
        lambda: workspace.send_back(BRAM, proposal.id, "No"),
        lambda: workspace.submit(ANNA, proposal.id, "Again"),
        lambda: workspace.rebase_rest(ANNA, proposal.id),
    ):
        with refused("W03"):
            step()
