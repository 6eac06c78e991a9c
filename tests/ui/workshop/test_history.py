"""Looking back: states, scores over time, the way back, the log."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alignment.api import workshop
from alignment.model.base import LANGUAGES
from alignment.ui.store import workspace
from alignment.ui.workshop.history import ENTRIES
from tests.ui.shown import tables
from tests.ui.workshop.visiting import ANNA, BRAM, CARE, NASTY, TYPES, Sit, Visitor, published


def publish(title: str = "Ander oordeel", old: str = "alignment: none", new: str = "alignment: direct") -> None:
    """A change of the rules for care, the whole way."""
    store = workspace()
    number = store.start(ANNA, title).id
    store.put(ANNA, number, CARE, published().replace(old, new, 1), 0)
    store.approve(BRAM, number, workshop.digest(store.submit(ANNA, number, "Zo")))
    workshop.publish(store, BRAM, number)


def cells(visitor: Visitor, table: int) -> list[list[str]]:
    """The rows of a table."""
    return [list(map(str, row)) for row in tables(visitor.app)[table].to_numpy()]


@pytest.fixture
def looking(sit: Sit) -> Visitor:
    """Somebody who looks back after one publication."""
    workspace()
    publish()
    return sit("history")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_beginning(sit: Sit, lang: str) -> None:
    visitor = sit("history", lang=lang)
    assert len(cells(visitor, 0)) == 1
    assert visitor.say("history.began") in cells(visitor, 0)[0]
    assert visitor.say("history.no-earlier") in visitor.text
    assert visitor.say("history.unbroken") in visitor.text


def test_states_newest_first(looking: Visitor, catalogue_copy: Path) -> None:
    path = catalogue_copy / TYPES
    path.write_text(path.read_text(encoding="utf-8") + "# elders\n", encoding="utf-8")
    rows = cells(looking.run(), 0)
    assert [row[0] for row in rows] == ["3", "2", "1"]
    assert rows[0][3] == looking.say("history.outside")
    assert rows[1][3:] == ["Ander oordeel", "Bram"]


def test_scores_at_every_state(looking: Visitor) -> None:
    looking.fill("scores-of", "first")
    rows = cells(looking, 1)
    assert [row[0] for row in rows] == ["2", "1"]
    assert rows[0] != rows[1]
    assert looking.app.get("vega_lite_chart")


def test_the_chart_has_a_point_for_each_framework_and_state(looking: Visitor) -> None:
    chart = looking.app.get("vega_lite_chart")[0].proto
    assert "BHOS" in chart.alt
    assert "SRGR" in chart.alt


def test_the_open_scenario_is_chosen_first(looking: Visitor) -> None:
    assert looking.value("scores-of") == "mix"
    assert looking.fill("scores-of", "first").go("find").go("history").value("scores-of") == "first"


def test_a_state_that_cannot_be_read_any_more_has_no_score(looking: Visitor, catalogue_copy: Path) -> None:
    path = catalogue_copy / TYPES
    whole = path.read_text(encoding="utf-8")
    path.write_text("settings: [", encoding="utf-8")
    workspace().note_present()
    path.write_text(whole, encoding="utf-8")
    rows = cells(looking.run(), 1)
    assert [row[0] for row in rows] == ["4", "3", "2", "1"]
    assert rows[1][1].lower() == looking.say("differ.not-there")


def test_going_back_makes_a_proposal(looking: Visitor) -> None:
    assert looking.say("steps.say-who") in looking.text
    assert not looking.has("back")
    looking.fill("who", "Carla").press("back")
    found = workspace().proposal(2)
    assert (found.author.name, found.rollback_of, found.state) == ("Carla", 1, "draft")
    assert looking.bench.section == "proposals"
    assert looking.value("reading") == 2
    assert looking.say("history.proposed") in looking.told
    assert looking.say("proposals.rollback", number=1) in looking.text
    looking.put("submit-2", "Toch niet")
    looking.press("step-submit").fill("who", "Bram").press("step-approve").press("step-publish")
    assert "alignment: none" in published().partition("srgr-3")[0]
    assert workspace().states()[-1].fingerprint == workspace().states()[0].fingerprint


def test_going_back_to_what_is_already_so_is_refused(looking: Visitor) -> None:
    publish("Terug", "alignment: direct", "alignment: none")
    looking.fill("who", "Anna").fill("back-to", 1).press("back")
    assert len(looking.app.error) == 1
    assert looking.bench.section == "history"


def test_the_log_turns_its_pages(sit: Sit) -> None:
    store = workspace()
    for number in range(ENTRIES + 3):
        store.start(ANNA, f"Voorstel {number}")
    visitor = sit("history")
    total = len(store.trail(1000))
    assert [row[0] for row in cells(visitor, -1)] == [str(each) for each in range(total, total - ENTRIES, -1)]
    assert not visitor.has("trail-newest")
    visitor.press("trail-older")
    assert [row[0] for row in cells(visitor, -1)] == [str(each) for each in range(total - ENTRIES, 0, -1)]
    assert not visitor.has("trail-older")
    visitor.press("trail-newest")
    assert cells(visitor, -1)[0][0] == str(total)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_log_says_who_did_what(looking: Visitor, lang: str) -> None:
    looking.speak(lang)
    said = [row[3] for row in cells(looking, -1)]
    for action in ("proposal-published", "publication-begun", "proposal-approved", "proposal-submitted"):
        assert looking.say(f"history.action.{action}") in said


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE trail SET who_name = 'Iemand' WHERE seq = 2",
        "UPDATE trail SET at = 'lang geleden' WHERE seq = 2",
        "UPDATE trail SET at = '' WHERE seq = 2",
        "UPDATE trail SET details = 'geen JSON' WHERE seq = 2",
        "UPDATE trail SET details = '3' WHERE seq = 2",
        "UPDATE trail SET action = 'iets-anders' WHERE seq = 2",
        "UPDATE trail SET subject = 'x/y/z' WHERE seq = 2",
        "DELETE FROM trail WHERE seq = 2",
    ],
)
def test_a_log_that_was_changed_is_told_and_what_can_be_relied_on_is_shown(
    looking: Visitor, store: Path, change: str
) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(change)
    looking.run()
    assert looking.say("history.broken", number=2) in looking.errors
    assert looking.say("history.states") in looking.text
    assert [row[0] for row in cells(looking, -1)] == ["1"]


def test_a_clock_that_was_set_back_is_in_the_log(sit: Sit, catalogue_copy: Path, store: Path) -> None:
    workspace().start(ANNA, "Eerder")
    ago = datetime.now(UTC) - timedelta(days=400)
    with workshop.open_workspace(catalogue_copy, store) as earlier:
        earlier._clock = lambda: ago
        earlier.start(BRAM, "Later")
    visitor = sit("history", lang="en")
    rows = cells(visitor, -1)
    assert rows[1][3] == visitor.say("history.action.clock-back")
    assert rows[1][2] == visitor.say("who.tool")
    assert visitor.say("history.unbroken") in visitor.text


def test_titles_and_names_are_shown_as_typed(sit: Sit) -> None:
    workspace().start(workshop.Person("x", NASTY), NASTY + "x" * 10_000)
    visitor = sit("history")
    row = cells(visitor, -1)[0]
    assert row[2] == NASTY
    assert NASTY in row[5]


def test_a_catalogue_without_scenarios_has_no_scores(sit: Sit, catalogue_copy: Path) -> None:
    visitor = sit("find")
    for path in [*(catalogue_copy / "interventions").glob("*/*.yaml"), catalogue_copy / "rules/recommendations.yaml"]:
        path.unlink()
    assert visitor.run().say("history.no-scores") in visitor.go("history").text
