"""The sliders: what the browser is told, what is taken from it, and what their code may not do."""

import re
from typing import Any

import pytest

from alignment.api import open_catalogue
from alignment.ui import drafts
from alignment.ui.doses import HERE, chosen, moved
from tests.ui.conftest import Open, desk, doses, move, tell_doses, text, told
from tests.ui.shown import lines

PROGRAMME = "dtz-building-back-better"
SCRIPT = (HERE / "doses.js").read_text(encoding="utf-8")


def test_every_component_has_its_name_its_dose_and_a_way_to_remove_it(open_page: Open) -> None:
    app = open_page("scenario", lang="en")
    _, data = told(app, "alignment-doses")
    components = open_catalogue().programmes[PROGRAMME].components
    assert doses(app) == [round((each.dose or 0) * 100) for each in components]
    assert data["rows"][0]["name"] == "Sexual education"
    assert data["rows"][0]["remove"] == {"word": "Remove", "label": "Remove: sexual education"}
    assert (data["step"], data["lang"]) == (5, "en")


def test_what_full_delivery_is_stands_below_the_list(open_page: Open) -> None:
    catalogue = open_catalogue()
    app = open_page("scenario")
    for each in catalogue.programmes[PROGRAMME].components:
        full = catalogue.interventions[each.intervention].full_delivery
        assert any(full.nl in line for line in lines(app))


def test_several_moves_that_come_together_all_count(open_page: Open) -> None:
    app = tell_doses(open_page("scenario"), "moved", [[0, 15], [2, 40], [0, 35]])
    assert doses(app)[:3] == [35, 100, 40]
    assert "2 wijzigingen" in text(app)


@pytest.mark.parametrize(("dose", "shown", "step"), [(0.35, 35, 5), (0.33, 33, 1), (0.625, 62.5, 1)])
def test_a_dose_is_shown_as_it_is_held(open_page: Open, dose: float, shown: float, step: int) -> None:
    """Also one that another page or a budget gave, between the steps of the scenario that was opened."""
    app = open_page("scenario")
    state = desk(app)
    state.put(drafts.with_dose(state.draft, 0, dose))
    app.run()
    assert doses(app)[0] == shown
    assert told(app, "alignment-doses")[1]["step"] == step


def test_a_move_that_cannot_be_changes_nothing(open_page: Open) -> None:
    app = open_page("scenario")
    for sent in ([[0, 101]], [[99, 5]], [[0, -5]], [["0", 5]], [[0, 5], "x"], "x", {"0": 5}, [[0, True]], [[0, 5.5]]):
        tell_doses(app, "moved", sent)
    for sent in (99, -1, "0", [0], True):
        tell_doses(app, "removed", sent)
        tell_doses(app, "own", sent)
    assert not desk(app).draft.changed


def test_the_list_starts_anew_when_a_component_goes(open_page: Open) -> None:
    app = move(open_page("scenario"), 1, 50)
    before, _ = told(app, "alignment-doses")
    tell_doses(app, "removed", 0)
    after, data = told(app, "alignment-doses")
    assert before != after
    assert data["rows"][0]["percent"] == 50


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ([], {}),
        ([[0, 0], [4, 100]], {0: 0, 4: 100}),
        ([[5, 0]], {}),
        ([[0, 101]], {}),
        ([[0]], {}),
        ([[0, None]], {}),
        ([[False, 5]], {}),
        ([[0, 5], [1, "5"]], {}),
        (None, {}),
    ],
)
def test_only_doses_of_the_scenario_are_taken(sent: Any, taken: dict[int, int]) -> None:
    assert moved(sent, 5) == taken


@pytest.mark.parametrize(("sent", "taken"), [(0, 0), (4, 4), (5, None), (-1, None), (True, None), ("1", None)])
def test_only_a_component_of_the_scenario_is_chosen(sent: Any, taken: int | None) -> None:
    assert chosen(sent, 5) == taken


def test_the_code_makes_no_html_of_text_and_asks_nothing_elsewhere() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|\bfetch\(", SCRIPT)
