"""The matrix on the page: what the browser is told, looking at a scenario otherwise, and the reasons below."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from alignment.api import assess_scenario, look_at, open_catalogue
from alignment.charts.matrix import VERDICTS, WHOLE
from alignment.model.base import LANGUAGES
from tests.ui.conftest import Open, desk, text, unfold
from tests.ui.shown import tables

PROGRAMME = "dtz-building-back-better"
ALL = "~".join(open_catalogue().frameworks)


def data(app: AppTest) -> dict[str, Any]:
    """What the browser is told."""
    found = [each.proto for each in app.get("bidi_component") if each.proto.component_name == "alignment-matrix"]
    assert len(found) == 1
    told: dict[str, Any] = json.loads(found[0].json)
    return told


def verdicts(told: dict[str, Any], row: str) -> dict[str, str]:
    """The verdicts of a row by target."""
    targets = [target for framework in told["frameworks"] for target, *_ in framework["targets"]]
    place = [each for each, _ in told["rows"]].index(row)
    kinds = [told["kinds"][each][0] for each in told["cells"][place]]
    return dict(zip(targets, kinds, strict=True))


def button(app: AppTest, label: str) -> Any:
    return next(each for each in app.button if each.label == label)


def select(app: AppTest, label: str) -> Any:
    return next(each for each in app.selectbox if each.label == label)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_is_told_every_verdict_in_the_language(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    result = assess_scenario(catalogue, catalogue.programmes[PROGRAMME])
    told = data(open_page("coverage", lang=lang))
    assert told["order"] == list(VERDICTS)
    assert told["verdicts"]["unassessed"] == ["?", {"nl": "niet beoordeeld", "en": "not assessed"}[lang]]
    assert verdicts(told, WHOLE) == {each.target: each.status for each in result.targets if each.link == "theme"}
    assert told["words"]["search"] == {"nl": "Zoeken in de tabel", "en": "Search in the table"}[lang]


def test_a_link_can_show_all_frameworks(open_page: Open) -> None:
    app = open_page("coverage", frameworks=ALL)
    told = data(app)
    assert [each["id"] for each in told["frameworks"]] == ALL.split("~")
    assert sum(len(each["targets"]) for each in told["frameworks"]) > 120
    assert "andere kaders dan die van het scenario (BHOS en SRGR)" in text(app)
    assert desk(app).draft.changed is False


def test_other_frameworks_can_be_chosen_and_none_is_the_own_ones(open_page: Open) -> None:
    app = unfold(open_page("coverage"), "lens-choices")
    picker = app.multiselect[0]
    assert picker.value == ["bhos", "srgr"]
    picker.set_value(["sdg", "bhos"]).run()
    assert not app.exception
    assert desk(app).look.frameworks == ("bhos", "sdg")
    assert [each["id"] for each in data(app)["frameworks"]] == ["bhos", "sdg"]
    app.multiselect[0].set_value([]).run()
    assert app.multiselect[0].value == ["bhos", "srgr"]
    assert [each["id"] for each in data(app)["frameworks"]] == ["bhos", "srgr"]


def test_as_if_in_another_setting_is_said_and_leaves_the_scenario_alone(open_page: Open) -> None:
    app = unfold(open_page("coverage"), "lens-choices")
    glance, before = tables(app)[0], verdicts(data(app), WHOLE)
    select(app, "Bekijken als in de situatie").set_value("humanitarian").run()
    assert not app.exception
    now, told = verdicts(data(app), WHOLE), text(app)
    catalogue = open_catalogue()
    seen = assess_scenario(catalogue, look_at(catalogue.programmes[PROGRAMME], setting="humanitarian"))
    assert now == {each.target: each.status for each in seen.targets if each.link == "theme"} != before
    assert "alsof de situatie ‘humanitaire noodsituatie’ is in plaats van ‘ontwikkelingssamenwerking’" in told
    moved = [target for target in now if now[target] != before[target]]
    assert moved
    said = next(line for line in told.splitlines() if "alsof" in line)
    assert all(f"BHOS {catalogue.targets[target].target.code}" in said for target in moved)
    assert tables(app)[0].equals(glance)
    assert desk(app).draft.changed is False
    button(app, "Terug naar het scenario").click().run()
    assert verdicts(data(app), WHOLE) == before
    assert "alsof" not in text(app)


def test_the_setting_and_group_looked_at_can_be_taken_over(open_page: Open) -> None:
    app = open_page("coverage", lang="en", setting="humanitarian", group="girls")
    assert "the group were ‘girls’ instead of ‘all children’" in text(app)
    button(app, "Take over into the scenario").click().run()
    assert not app.exception
    assert desk(app).draft.current.context.settings == ("humanitarian",)
    assert desk(app).draft.current.context.groups == ("girls",)
    assert (desk(app).look.setting, desk(app).look.group) == ("", "")
    assert "as if the" not in text(app)


def test_the_setting_of_the_scenario_itself_is_no_other_look(open_page: Open) -> None:
    app = open_page("coverage", setting="development")
    assert "alsof" not in text(app)


def test_a_pair_has_its_reasons_with_sources(open_page: Open) -> None:
    told = text(open_page("coverage", cell="economic-support~bhos-3.1"))
    assert "Economische steun bij BHOS 3.1: – geen" in told
    assert "rules/economic-support.yaml:" in told
    assert "Het beleidsdoel als geheel" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_has_every_contribution_bounds_and_interval(open_page: Open, lang: str) -> None:
    app = open_page("coverage", lang=lang, cell="whole~bhos-3.1")
    assert data(app)["chosen"] == [WHOLE, "bhos-3.1"]
    catalogue = open_catalogue()
    result = assess_scenario(catalogue, catalogue.programmes[PROGRAMME]).target("bhos-3.1")
    label = {"nl": "Aandeel", "en": "Contribution"}[lang]
    table = next(each for each in tables(app) if label in each.columns)
    assert len(table) == sum(each.located is not None for each in result.contributions)
    assert {"nl": "het grootste aandeel", "en": "the largest contribution"}[lang] in text(app)
    assert {"nl": "is voldoende", "en": "is covered"}[lang] in text(app)


def test_a_gap_is_explained_with_its_target(open_page: Open) -> None:
    assert "tructureel" in text(open_page("coverage", cell="whole~bhos-1.1")).partition("Onderbouwing")[2]


def test_the_choice_is_kept_when_a_framework_goes_and_comes(open_page: Open) -> None:
    app = unfold(open_page("coverage", cell="whole~srgr-1"), "lens-choices")
    app.multiselect[0].set_value(["bhos"]).run()
    assert not app.exception
    assert data(app)["chosen"][1].startswith("bhos")
    app.multiselect[0].set_value(["bhos", "srgr"]).run()
    assert data(app)["chosen"] == [WHOLE, "srgr-1"]


def test_the_select_boxes_choose_as_well(open_page: Open) -> None:
    app = unfold(open_page("coverage", lang="en"), "trace-choices")
    select(app, "Intervention").set_value(WHOLE).run()
    select(app, "Policy target").set_value("srgr-1").run()
    assert not app.exception
    assert data(app)["chosen"] == [WHOLE, "srgr-1"]
    assert app.query_params["cell"] == "whole~srgr-1"


def test_derived_rules_can_be_left_out(open_page: Open) -> None:
    app = open_page("coverage")
    assert any(mark == "derived" for _, _, mark in data(app)["kinds"])
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert not any(mark == "derived" for _, _, mark in data(app)["kinds"])


@pytest.mark.usefixtures("catalogue_copy")
def test_frameworks_without_a_point_of_contact_are_said(open_page: Open, catalogue_copy: Any) -> None:
    path = catalogue_copy / "policies" / "srgr.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("link: theme", "link: none"), encoding="utf-8")
    app = open_page("coverage", scenario="first", frameworks="srgr")
    assert "geen beleidsdoelen met een raakvlak" in text(app)
    assert "alignment-matrix" not in {each.proto.component_name for each in app.get("bidi_component")}
