"""The trail: every act, in order, that nobody can change unseen, whatever the clock says."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from alignment.workspace.models import TOOL
from alignment.workspace.workspace import Workspace
from tests.workspace.people import ANNA, BRAM, CARE, Clock, actions, approved, refused


def test_every_act_is_recorded_in_order(workspace: Workspace) -> None:
    proposal = approved(workspace)
    workspace.publish(BRAM, proposal.id)
    workspace.save_scenario(ANNA, "mix", "one", None)
    assert actions(workspace) == [
        "state-found",
        "proposal-started",
        "file-written",
        "proposal-submitted",
        "proposal-approved",
        "publication-begun",
        "proposal-published",
        "scenario-saved",
    ]
    entries = workspace.trail(1000)
    assert [each.seq for each in entries] == list(range(8, 0, -1))
    assert [each.who for each in reversed(entries)] == [TOOL, ANNA, ANNA, ANNA, BRAM, BRAM, BRAM, ANNA]
    assert {each.subject for each in entries} == {"state/1", "proposal/1", "scenario/mix"}
    assert entries[-3].details["path"] == CARE
    assert workspace.check_trail() is None


def test_the_trail_is_read_page_by_page(workspace: Workspace) -> None:
    for number in range(5):
        workspace.save_scenario(ANNA, f"mix-{number}", "one", None)
    pages, before = [], None
    while page := workspace.trail(2, before):
        pages.append([each.seq for each in page])
        before = page[-1].seq
    assert pages == [[6, 5], [4, 3], [2, 1]]


def test_what_is_refused_leaves_no_trace(workspace: Workspace) -> None:
    proposal = approved(workspace)
    before = workspace.trail(1000)
    with refused("W03"):
        workspace.approve(BRAM, proposal.id, "")
    with refused("W01"):
        workspace.put(ANNA, proposal.id, CARE, "text", 0)
    assert workspace.trail(1000) == before


@pytest.mark.parametrize("statement", ["UPDATE trail SET who_name = 'Bram'", "DELETE FROM trail"])
def test_the_database_itself_refuses_to_change_the_trail(workspace: Workspace, statement: str) -> None:
    with closing(sqlite3.connect(workspace.database.place)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        connection.rollback()
    assert workspace.check_trail() is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE trail SET who_name = 'Bram' WHERE seq = 3", 3),
        ("UPDATE trail SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 1", 1),
        ("UPDATE trail SET at = 'long ago' WHERE seq = 2", 2),
        ("UPDATE trail SET details = '{}' WHERE seq = 4", 4),
        ("UPDATE trail SET digest = 'x' WHERE seq = 2", 2),
        ("DELETE FROM trail WHERE seq = 3", 3),
        ("DELETE FROM trail WHERE seq = 1", 1),
    ],
)
def test_who_goes_around_that_is_found_out(workspace: Workspace, statement: str, broken: int) -> None:
    approved(workspace)
    with closing(sqlite3.connect(workspace.database.place)) as connection, connection:
        connection.execute("DROP TRIGGER trail_no_update")
        connection.execute("DROP TRIGGER trail_no_delete")
        connection.execute(statement)
    assert workspace.check_trail() == broken


def test_a_clock_that_runs_backwards_is_told_once_and_times_never_go_back(workspace: Workspace, clock: Clock) -> None:
    first = workspace.save_scenario(ANNA, "mix", "one", None)
    clock.now -= timedelta(days=2)
    second = workspace.save_scenario(ANNA, "mix", "two", 1)
    third = workspace.save_scenario(ANNA, "mix", "three", 2)
    assert first.saved_at == second.saved_at == third.saved_at
    clock.now += timedelta(days=3)
    fourth = workspace.save_scenario(ANNA, "mix", "four", 3)
    assert fourth.saved_at > first.saved_at
    clock.now -= timedelta(days=1)
    workspace.save_scenario(ANNA, "mix", "five", 4)
    saved = "scenario-saved"
    assert actions(workspace) == ["state-found", saved, "clock-back", saved, saved, saved, "clock-back", saved]
    entries = list(reversed(workspace.trail(1000)))
    assert entries[2].details["recorded"] == first.saved_at.isoformat()
    assert entries[2].details["clock"] < entries[2].details["recorded"]
    times = [each.at for each in entries]
    assert times == sorted(times)
    assert workspace.check_trail() is None
