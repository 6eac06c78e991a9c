"""Every known state of the catalogue, and the way back to any of them."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from alignment.catalogue.contents import fingerprint_of
from alignment.workspace import basing
from alignment.workspace.models import TOOL
from alignment.workspace.workspace import Workspace, open_workspace
from tests.workspace.people import ANNA, BRAM, CARE, INCOME, Clock, actions, approved, refused, text_of

MORE = "rules/cases/more.yaml"


def test_where_it_began_is_the_first_state(workspace: Workspace) -> None:
    (state,) = workspace.states()
    assert (state.id, state.kind, state.by, state.publication) == (1, "found", TOOL, None)
    assert state.fingerprint == fingerprint_of(workspace.present())
    assert workspace.contents(1) == workspace.present()
    assert workspace.trail(1)[0].details["first"] is True


def test_opening_again_finds_nothing_new(workspace: Workspace) -> None:
    with open_workspace(workspace.root) as again:
        assert again.states() == workspace.states()
        assert actions(again) == ["state-found"]


def test_a_change_outside_the_workshop_is_found_on_opening(workspace: Workspace) -> None:
    (workspace.root / CARE).write_text("changed on disk")
    with open_workspace(workspace.root) as again:
        found = again.states()
        assert [each.kind for each in found] == ["found", "found"]
        assert again.contents(2) == again.present() != again.contents(1)


def test_a_change_outside_the_workshop_is_found_before_a_publication(workspace: Workspace) -> None:
    (workspace.root / INCOME).write_text(text_of(workspace, INCOME))
    proposal = approved(workspace)
    publication = workspace.publish(BRAM, proposal.id)
    found = workspace.states()
    assert [(each.kind, each.publication) for each in found] == [
        ("found", None),
        ("found", None),
        ("published", publication.id),
    ]
    assert [each.fingerprint for each in found[1:]] == [publication.before, publication.after]
    assert (found[2].by, found[2].title) == (BRAM, "Another verdict")


def test_a_catalogue_that_cannot_be_read_whole_is_no_state(workspace: Workspace) -> None:
    (workspace.root / CARE).unlink()
    (workspace.root / CARE).mkdir()
    with open_workspace(workspace.root) as again:
        assert len(again.states()) == 1


def test_an_unknown_state_has_no_contents(workspace: Workspace) -> None:
    with refused("W17"):
        workspace.contents(2)
    with refused("W17"):
        workspace.roll_back(ANNA, 2, "Back")


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**30])
def test_a_number_that_no_state_or_proposal_can_have(workspace: Workspace, number: int) -> None:
    with refused("W17"):
        workspace.contents(number)
    with refused("W17"):
        workspace.proposal(number)


@pytest.mark.parametrize("content", ["x'00'", "x'789c030000000001'"])
def test_a_content_that_is_not_what_was_kept_is_told(workspace: Workspace, content: str) -> None:
    with workspace.database.writing() as connection:
        connection.execute(text(f"UPDATE blobs SET content = {content}"))
    with refused("W08"):
        workspace.contents(1)


def test_going_back_is_a_proposal_that_brings_the_state_back_exactly(workspace: Workspace) -> None:
    before = workspace.present()
    proposal = workspace.start(ANNA, "Much")
    for path, new in (
        (CARE, text_of(workspace)),
        ("interventions/scenarios/mix.yaml", None),
        (MORE, text_of(workspace, "rules/cases/basics.yaml")),
    ):
        workspace.put(ANNA, proposal.id, path, new, 0)
    proposal = workspace.submit(ANNA, proposal.id, "Because")
    workspace.approve(BRAM, proposal.id, basing.digest(proposal))
    workspace.publish(BRAM, proposal.id)
    assert workspace.present() != before

    back = workspace.roll_back(ANNA, 1, "Back to the start")
    assert (back.state, back.rollback_of, back.title, back.author) == ("draft", 1, "Back to the start", ANNA)
    assert {path: file.text is None for path, file in back.files.items()} == {
        CARE: False,
        "interventions/scenarios/mix.yaml": False,
        MORE: True,
    }
    back = workspace.submit(ANNA, back.id, "It was right")
    with refused("W02"):
        workspace.approve(ANNA, back.id, basing.digest(back))
    workspace.approve(BRAM, back.id, basing.digest(back))
    workspace.publish(BRAM, back.id)
    assert workspace.present() == before
    assert workspace.states()[-1].fingerprint == workspace.states()[0].fingerprint


def test_going_back_to_where_it_is_changes_nothing(workspace: Workspace) -> None:
    with refused("W13"):
        workspace.roll_back(ANNA, 1, "Back")
    with refused("W14"):
        workspace.roll_back(ANNA, 1, " ")
    assert workspace.proposals() == []


def test_a_state_with_a_file_that_is_no_text_says_so(workspace: Workspace, clock: Clock) -> None:
    good = workspace.present()[CARE]
    (workspace.root / CARE).write_bytes(b"\xff\xfe")
    with open_workspace(workspace.root, clock=clock) as again:
        (workspace.root / CARE).write_bytes(good)
        with refused("Y03") as error:
            again.roll_back(ANNA, 2, "Back")
        assert error.value.problems[0].path == CARE
        assert again.proposals() == []


def test_the_state_of_files_is_known_by_number(workspace: Workspace) -> None:
    first = workspace.present()
    assert workspace.state_of(first) == 1
    (workspace.root / CARE).write_text("changed on disk")
    assert workspace.state_of(workspace.present()) == 2
    assert workspace.contents(2) == workspace.present()
    assert workspace.state_of(first) == 0


def test_a_catalogue_without_a_file_is_no_state(workspace: Workspace) -> None:
    for path in workspace.present():
        (workspace.root / path).unlink()
    workspace.note_present()
    assert len(workspace.states()) == 1


@pytest.mark.parametrize("table", ["state_files", "blobs"])
def test_rows_that_are_gone_are_damage_and_never_a_state_without_files(workspace: Workspace, table: str) -> None:
    (workspace.root / CARE).write_text("changed on disk")
    with closing(sqlite3.connect(workspace.database.place)) as connection, connection:
        connection.execute(f"DELETE FROM {table}")
    with refused("W08"):
        workspace.contents(1)
    with refused("W08"):
        workspace.roll_back(ANNA, 1, "Back")
    assert workspace.proposals() == []
