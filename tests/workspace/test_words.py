"""Own words in memos: nothing is lost, and nobody writes over what they did not see."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from alignment.api import workshop
from alignment.model.base import LANGUAGES
from alignment.report.trail import entry_line
from alignment.text.messages import messages
from alignment.workspace.database import Database
from alignment.workspace.workspace import Workspace, open_workspace
from tests.workspace.people import ANNA, BRAM, actions, refused


def texts(workspace: Workspace, key: str = "mix") -> dict[tuple[str, str], tuple[str | None, int]]:
    return {(each.section, each.lang): (each.text, each.revision) for each in workspace.words(key)}


def test_words_are_found_by_place_and_stay_with_their_memo(workspace: Workspace, root: Path) -> None:
    workspace.put_words(ANNA, "mix", "points", "nl", "Eerst", 0)
    workspace.put_words(ANNA, "mix", "points", "en", "First", 0)
    workspace.put_words(BRAM, "mix", "to", "nl", "De directeur", 0)
    workspace.put_words(BRAM, "other", "to", "nl", "De minister", 0)
    found = {("points", "nl"): ("Eerst", 1), ("points", "en"): ("First", 1), ("to", "nl"): ("De directeur", 1)}
    assert texts(workspace) == found
    workspace.close()
    with open_workspace(root) as again:
        assert texts(again) == found
        assert [each.by for each in again.words("mix")] == [ANNA, ANNA, BRAM]
        assert again.words("neither") == []


def test_the_newest_words_count_and_all_are_kept(workspace: Workspace) -> None:
    for revision, text in enumerate(("Een", "Een twee", "")):
        assert workspace.put_words(ANNA, "mix", "points", "nl", text, revision).revision == revision + 1
    assert texts(workspace) == {("points", "nl"): ("", 3)}
    with closing(sqlite3.connect(workspace.database.place)) as connection:
        rows = connection.execute("SELECT text FROM memo_words ORDER BY revision").fetchall()
    assert rows == [("Een",), ("Een twee",), ("",)]


def test_who_did_not_see_the_newest_words_is_told_whose_they_are(workspace: Workspace) -> None:
    kept = workspace.put_words(ANNA, "mix", "points", "nl", "Van Anna", 0)
    for expected in (0, 2):
        with refused("W01") as error:
            workspace.put_words(BRAM, "mix", "points", "nl", "Van Bram", expected)
        (problem,) = error.value.problems
        assert problem.params == {"who": "Anna", "at": kept.at.astimezone().strftime("%d-%m-%Y %H:%M")}
    assert texts(workspace) == {("points", "nl"): ("Van Anna", 1)}
    workspace.put_words(BRAM, "mix", "points", "nl", "Van beiden", 1)
    assert texts(workspace) == {("points", "nl"): ("Van beiden", 2)}


def test_words_on_a_text_that_has_no_revision_yet_are_kept(workspace: Workspace) -> None:
    """As after a backup was put back: the browser still knows a revision that the store lost."""
    assert workspace.put_words(ANNA, "mix", "points", "nl", "Nog hier", 7).revision == 1


def test_a_removed_scenario_leaves_no_words_for_the_next_of_its_name(workspace: Workspace) -> None:
    key = f"{workshop.SAVED}mix"
    workspace.save_scenario(ANNA, "mix", "one", None)
    workspace.put_words(ANNA, key, "points", "nl", "Van het oude", 0)
    workspace.put_words(ANNA, "mix", "points", "nl", "Van een ander", 0)
    workspace.remove_scenario(BRAM, "mix", 1)
    assert texts(workspace, key) == {("points", "nl"): (None, 2)}
    assert texts(workspace) == {("points", "nl"): ("Van een ander", 1)}
    with refused("W01"):
        workspace.put_words(ANNA, key, "points", "nl", "Nog aan het typen", 1)


def test_words_are_let_go_once(workspace: Workspace) -> None:
    workspace.put_words(ANNA, "mix", "points", "nl", "Weg", 0)
    workspace.let_words_go(ANNA, "mix")
    workspace.let_words_go(ANNA, "mix")
    assert texts(workspace) == {("points", "nl"): (None, 2)}
    workspace.put_words(ANNA, "mix", "points", "nl", "Terug", 2)
    assert texts(workspace) == {("points", "nl"): ("Terug", 3)}


def test_the_trail_tells_of_it_in_words(workspace: Workspace) -> None:
    workspace.put_words(ANNA, "mix", "points", "nl", "Geheim", 0)
    workspace.let_words_go(BRAM, "mix")
    assert actions(workspace)[1:] == ["words-written", "words-let-go"]
    for lang in LANGUAGES:
        lines = [entry_line(each, messages(lang)) for each in workspace.trail(2)]
        assert all("mix" in line and "memo/" not in line and "Geheim" not in line for line in lines)


@pytest.mark.parametrize("text", ["", " \n\n- a\n", "é ‘q’ 👍 \u2028 \r\n\t", "{{ x }} #set <b> =1+1", "x" * 10_000])
def test_any_text_comes_back_as_typed(workspace: Workspace, text: str) -> None:
    workspace.put_words(ANNA, "mix", "points", "nl", text, 0)
    assert texts(workspace) == {("points", "nl"): (text, 1)}


def test_what_cannot_be_kept_is_refused(workspace: Workspace) -> None:
    with refused("Y03"):
        workspace.put_words(ANNA, "mix", "points", "nl", "half a character: \ud83d", 0)
    with refused("Y02"):
        workspace.put_words(ANNA, "mix", "points", "nl", "x" * 1_000_001, 0)
    with refused("W14"):
        workspace.put_words(ANNA, " ", "points", "nl", "x", 0)
    with refused("Y03"):
        workspace.words("\ud83d")
    assert texts(workspace) == {}
    assert actions(workspace) == ["state-found"]


def test_a_store_of_before_gets_the_table_and_keeps_the_rest(workspace: Workspace, root: Path) -> None:
    workspace.save_scenario(ANNA, "mix", "one", None)
    place = workspace.database.place
    workspace.close()
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("DROP TABLE memo_words")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    Database(place).close()
    with open_workspace(root) as again:
        assert [each.text for each in again.scenarios()] == ["one"]
        assert again.put_words(ANNA, "mix", "points", "nl", "Nieuw", 0).revision == 1
