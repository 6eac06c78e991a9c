"""The page What to add through the real app."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from alignment.api import Question, allocate, open_catalogue
from alignment.model.base import LANGUAGES
from alignment.report.adding import sentences
from alignment.text.speaker import Speaker
from tests.ui import shown
from tests.ui.conftest import Open, blank, desk, text, turn_to, unfold

COSTS = (900_000, 450_000, 1_200_000, 300_000, 750_000, 600_000, 800_000)


def key(app: AppTest, name: str) -> str:
    state = desk(app)
    return f"{name}.{state.page}.{state.version}.{state.lang}"


def fill_in_costs(app: AppTest) -> AppTest:
    unfold(app, "costs")
    names = list(dict.fromkeys(each.intervention for each in desk(app).draft.current.components))
    for name, cost in zip(names, COSTS, strict=False):
        app.get_by_key(key(app, f"cost-{name}")).set_value(float(cost)).run()
        assert not app.exception
    return app


def with_candidate(app: AppTest, name: str = "victim-care") -> AppTest:
    unfold(app, "costs").get_by_key(key(app, "candidate")).set_value(name).run()
    assert not app.exception
    return app


def ask(app: AppTest, **asked: Any) -> AppTest:
    for name, value in asked.items():
        app.get_by_key(key(app, name)).set_value(value).run()
        assert not app.exception
    return app


def rows(app: AppTest, column: str) -> list[dict[str, str]]:
    return [row for row in shown.rows(app) if column in row]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_least_to_add_is_that_of_the_command_line(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    *_, last = allocate(catalogue, catalogue.programmes["sufasec"], Question())
    assert last.best is not None
    told = text(open_page("additions", lang=lang, scenario="sufasec")).replace("\\", "")
    for sentence in sentences(last.best, Speaker(catalogue, lang)):
        assert sentence in told


def test_taking_the_least_over_makes_all_that_can_be_reached_enough(open_page: Open) -> None:
    app = open_page("additions", lang="en", scenario="sufasec")
    app.get_by_key(key(app, "take-fewest")).click().run()
    assert not app.exception
    assert "Nothing needs to be added" in text(app)
    assert {each.intervention for each in desk(app).draft.current.components} >= {"victim-care"}
    assert "care for victims added (75%)" in text(app)


def test_without_costs_or_a_budget_the_page_says_what_is_missing(open_page: Open) -> None:
    app = open_page("additions", lang="en", scenario="sufasec")
    assert "Fill in a budget to see a division." in text(app)
    ask(app, budget=5e6)
    assert "First fill in what full delivery costs of" in text(app)


@pytest.mark.parametrize("objective", ["score", "covered", "weakest", "cost"])
def test_a_budget_is_divided_and_the_division_can_be_taken_over(open_page: Open, objective: str) -> None:
    app = with_candidate(open_page("additions", lang="en", scenario="sufasec"))
    app = ask(fill_in_costs(app), budget=5e6, objective=objective)
    assert "whether it can be better is not proven" in text(app)
    app.get_by_key(key(app, "prove")).click().run()
    assert not app.exception
    assert "that is proven" in text(app)
    added = [row for row in rows(app, "Cost") if row["Now"] == "–"]
    assert [row["Intervention"] for row in added] == ["Care for victims"]
    app.get_by_key(key(app, "take-division")).click().run()
    assert not app.exception
    doses = {each.intervention: each.dose for each in desk(app).draft.current.components}
    assert doses["victim-care"] is not None
    assert doses["victim-care"] > 0


def test_what_each_budget_reaches_is_drawn_and_listed(open_page: Open) -> None:
    app = with_candidate(open_page("additions", lang="en", scenario="sufasec"))
    app = ask(fill_in_costs(app), budget=4.5e6)
    points = rows(app, "Of which needed")
    assert len(points) > 10
    values = [float(row["Score over all targets"]) for row in points]
    assert values == sorted(values)


def test_a_budget_below_what_is_there_names_what_clashes(open_page: Open) -> None:
    app = ask(fill_in_costs(open_page("additions", lang="en", scenario="sufasec")), budget=1e6)
    told = text(app)
    assert "These cannot go together" in told
    assert "the budget of €1,000,000" in told
    assert "what the scenario has already costs €4,200,000" in told


def test_what_was_asked_stays_when_the_page_is_left(open_page: Open) -> None:
    app = with_candidate(open_page("additions", lang="en", scenario="sufasec"))
    app = ask(fill_in_costs(app), budget=5e6, objective="covered")
    app = turn_to(turn_to(app, "memo"), "additions")
    assert app.get_by_key(key(app, "budget")).value == 5e6
    assert app.get_by_key(key(app, "objective")).value == "covered"
    assert "cost of 7 interventions" in text(app)
    assert "care for victims as a candidate" in text(app)


def test_an_empty_scenario_can_be_filled_from_here(open_page: Open) -> None:
    app = turn_to(blank(open_page(lang="en")), "additions")
    assert "additions all that can be reached in this situation is aligned enough" in text(app)
    app.get_by_key(key(app, "take-fewest")).click().run()
    assert not app.exception
    assert "Nothing needs to be added" in text(app)


def test_limits_hold_and_a_clash_names_them(open_page: Open) -> None:
    app = with_candidate(open_page("additions", lang="en", scenario="sufasec"))
    app = ask(fill_in_costs(app), budget=5e6)
    unfold(app, "limits")
    limits = key(app, "limits-victim-care")
    app.get_by_key(limits).set_value((0.25, 0.25)).run()
    assert not app.exception
    doses = {row["Intervention"]: row["Then"] for row in rows(app, "Cost")}
    assert doses["Care for victims"] == "25%"
    app = ask(app, objective="cost")
    told = text(app)
    assert "care for victims at most 25%" in told
    assert "making SRHR 3 aligned enough" in told
    app.get_by_key(limits).set_value((1.0, 1.0)).run()
    app = ask(app, objective="score", budget=4.5e6)
    assert "care for victims at least 100%" in text(app)
