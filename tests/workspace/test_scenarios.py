"""Saved scenarios: nothing is lost, and nobody saves over what they did not see."""

from alignment.workspace.workspace import Workspace
from tests.workspace.people import ANNA, BRAM, actions, refused


def test_what_is_saved_is_listed_by_id(workspace: Workspace) -> None:
    workspace.save_scenario(ANNA, "mix-b", "id: mix-b\n", None)
    first = workspace.save_scenario(BRAM, "mix-a", "id: mix-a\n", None)
    found = workspace.scenarios()
    assert [(each.id, each.text, each.revision, each.by) for each in found] == [
        ("mix-a", "id: mix-a\n", 1, BRAM),
        ("mix-b", "id: mix-b\n", 1, ANNA),
    ]
    assert found[0] == first


def test_every_text_is_kept(workspace: Workspace) -> None:
    for revision, text in enumerate(("one", "two", "three")):
        workspace.save_scenario(ANNA, "mix", text, revision or None)
    assert [each.text for each in workspace.scenarios()] == ["three"]
    assert [each.text for each in workspace.scenario_revisions("mix")] == ["three", "two", "one"]


def test_who_did_not_see_the_last_text_is_told_whose_it_is(workspace: Workspace) -> None:
    saved = workspace.save_scenario(ANNA, "mix", "one", None)
    for expected in (None, 0, 2):
        with refused("W01") as error:
            workspace.save_scenario(BRAM, "mix", "other", expected)
        (problem,) = error.value.problems
        assert problem.path == "scenario/mix"
        assert problem.params == {"who": "Anna", "at": saved.saved_at.astimezone().strftime("%d-%m-%Y %H:%M")}
    assert [each.text for each in workspace.scenarios()] == ["one"]


def test_a_removed_scenario_can_be_brought_back(workspace: Workspace) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    with refused("W01"):
        workspace.remove_scenario(BRAM, "mix", 7)
    workspace.remove_scenario(BRAM, "mix", 1)
    assert workspace.scenarios() == []
    (kept,) = workspace.scenario_revisions("mix")
    back = workspace.save_scenario(ANNA, "mix", kept.text, None)
    assert (back.text, back.revision) == ("one", 3)
    assert actions(workspace)[1:] == ["scenario-saved", "scenario-removed", "scenario-saved"]


def test_a_removal_counts_as_a_change(workspace: Workspace) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    workspace.remove_scenario(BRAM, "mix", 1)
    with refused("W01") as error:
        workspace.save_scenario(ANNA, "mix", "two", 1)
    assert error.value.problems[0].params["who"] == "Bram"


def test_what_is_not_there_cannot_be_changed_or_removed(workspace: Workspace) -> None:
    with refused("W17"):
        workspace.remove_scenario(ANNA, "mix", 1)
    with refused("W17"):
        workspace.save_scenario(ANNA, "mix", "one", 1)
    with refused("W14"):
        workspace.save_scenario(ANNA, " ", "one", None)
    assert workspace.scenarios() == []


def test_a_text_that_no_file_can_hold_is_refused(workspace: Workspace) -> None:
    with refused("Y03"):
        workspace.save_scenario(ANNA, "mix", "half a character: \ud83d", None)
    with refused("Y02"):
        workspace.save_scenario(ANNA, "mix", "x" * 1_000_001, None)
    with refused("Y03"):
        workspace.remove_scenario(ANNA, "\ud83d", 1)
    with refused("Y03"):
        workspace.scenario_revisions("\ud83d")
    text = "é ‘quotes’ 👍 \u2028 \r\n\t"
    workspace.save_scenario(ANNA, "mix", text, None)
    assert workspace.scenarios()[0].text == text
