"""Every page through the real app: both languages, links, stated only, an empty scenario."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from alignment.api import ROOT, assess_scenario, open_catalogue
from alignment.model.base import LANGUAGES
from tests.ui.conftest import PAGES, Open, blank, desk, doses, move, text, turn_to, unfold
from tests.ui.shown import headings, rows, tables

PROGRAMME = "dtz-building-back-better"
RESERVED = re.compile(r"doeltreffend|doelmatig|effectiveness|efficiency", re.I)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_opens_with_the_programme(open_page: Open, page: str, lang: str) -> None:
    app = open_page(page, lang=lang)
    assert not app.error
    assert len(app.title) == 1
    assert "Building Back Better" in text(app)
    assert app.query_params == {"lang": lang, "scenario": PROGRAMME}
    assert not RESERVED.search(text(app))


def test_first_page_answers_the_question(open_page: Open) -> None:
    catalogue = open_catalogue()
    result = assess_scenario(catalogue, catalogue.programmes[PROGRAMME])
    themes = [each for each in result.targets if each.link == "theme"]
    direct = sum(each.status == "direct" for each in themes)
    covered = sum(each.covered for each in themes)
    told = text(open_page())
    assert f"sluit direct aan bij {direct} van de {len(themes)} beleidsdoelen" in told
    assert f"Bij {covered} van de {len(themes)} is de aansluiting voldoende." in told
    assert "aangenomen (100%)" in told


def test_every_target_has_its_status_in_a_table(open_page: Open) -> None:
    app = open_page()
    found = rows(app)
    shown = {row["Beleidsdoel"]: row["Aansluiting"] for row in found if "Mate van aansluiting" in row}
    catalogue = open_catalogue()
    result = assess_scenario(catalogue, catalogue.programmes[PROGRAMME])
    assert len(shown) == sum(each.link == "theme" for each in result.targets)
    assert any(value == "◇ niet in deze situatie" for value in shown.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_come_in_order(open_page: Open, lang: str) -> None:
    app = open_page(lang=lang)
    levels = [each.level for each in headings(app)]
    assert levels.count(1) == 1
    assert set(levels) == {1, 2, 3}


def test_language_toggle_keeps_scenario_and_link(open_page: Open) -> None:
    app = open_page(scenario="dtz-1.0")
    app.get_by_key("language").set_value("en").run()
    assert not app.exception
    assert app.query_params == {"lang": "en", "scenario": "dtz-1.0"}
    assert "policy targets" in text(app)
    assert any("documentElement" in each.value and '"en"' in each.value for each in app.html)


def test_stated_only_is_said_and_in_the_link(open_page: Open) -> None:
    app = open_page()
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert "alleen" in text(app).lower()
    assert "vermeldt" in app.warning[0].value
    turn_to(app, "memo")
    assert desk(app).stated_only
    assert app.query_params["stated"] == "1"


def test_unknown_scenario_in_the_link_is_said(open_page: Open) -> None:
    app = open_page(scenario="no-such_*thing*")
    assert "no-such\\_\\*thing\\*" in app.warning[0].value
    assert "Building Back Better" in text(app)
    assert app.query_params["scenario"] == PROGRAMME


def test_a_path_in_the_link_opens_no_file(open_page: Open) -> None:
    app = open_page(scenario=str(ROOT / "interventions" / "programmes" / "dtz-1.0.yaml"))
    assert desk(app).active == PROGRAMME
    assert app.warning


def test_unknown_language_in_the_link_is_said(open_page: Open) -> None:
    app = open_page(lang="fr")
    assert "‘fr’" in app.warning[0].value
    assert app.query_params["lang"] == "nl"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_empty_scenario_is_shown_on_every_page(open_page: Open, lang: str) -> None:
    app = blank(open_page(lang=lang))
    for page in PAGES:
        turn_to(app, page)
        assert desk(app).draft.origin == "empty"
        assert app.warning or page in ("start", "compare")
    assert "scenario" not in app.query_params
    assert "changes" in app.query_params


def test_choosing_another_programme_keeps_changes_of_the_first(open_page: Open) -> None:
    app = open_page("scenario")
    move(app, 0, 50)
    app.selectbox[0].set_value("dtz-1.0").run()
    assert desk(app).active == "dtz-1.0"
    assert not desk(app).draft.changed
    app.selectbox[0].set_value(PROGRAMME).run()
    assert desk(app).draft.current.components[0].dose == 0.5
    assert doses(app)[0] == 50


def chosen(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in app.selectbox if each.label == label)


def test_trace_says_where_a_verdict_comes_from(open_page: Open) -> None:
    app = unfold(open_page(), "trace-choices")
    chosen(app, "Interventie").set_value("economic-support").run()
    chosen(app, "Beleidsdoel").set_value("bhos-4.2").run()
    assert not app.exception
    told = text(app)
    catalogue = open_catalogue()
    located = catalogue.rules_by_pair[("economic-support", "bhos-4.2")][0]
    assert f"{located.path}:{located.line}" in told
    assert "niet in deze situatie" in told
    assert "betrouwbaarheid gemiddeld" in told
    assert "4.4.5" in told
    assert "21 november 2026" in told


def test_choice_of_a_pair_outlives_a_page(open_page: Open) -> None:
    app = unfold(open_page(), "trace-choices")
    chosen(app, "Interventie").set_value("victim-care").run()
    unfold(turn_to(turn_to(app, "memo"), "coverage"), "trace-choices")
    assert chosen(app, "Interventie").value == "victim-care"


def test_advice_of_the_study_has_a_state_in_words(open_page: Open) -> None:
    app = open_page("gaps")
    states = next(table["Stand"] for table in tables(app) if "Stand" in table)
    assert {each.partition(" ")[2] for each in states} <= {"voldaan", "deels voldaan", "niet voldaan", "onbekend"}
    assert len(states) == len(open_catalogue().recommendations)


def test_unforeseen_failure_is_a_sentence() -> None:
    def script() -> None:
        from alignment.ui.failure import explain

        explain(ValueError("geheim"))

    app = AppTest.from_function(script).run()
    assert "ValueError" in app.error[0].value
    assert "geheim" not in app.error[0].value


def test_gaps_tensions_and_targets_set_apart(open_page: Open, catalogue_copy: object) -> None:
    app = open_page(scenario="mix")
    told = text(app)
    assert "Geen raakvlak of alleen financiering" in told
    app = turn_to(app, "scenario")
    adding = next(each for each in app.selectbox if each.label == "Interventie toevoegen")
    adding.set_value("policing").run()
    told = text(turn_to(app, "gaps"))
    assert "Lacunes" in told
    assert "Spanningen" in told
