"""The scenario page: what an officer changes is kept, said and shown; files go in and come out the same."""

import pytest
from streamlit.testing.v1 import AppTest

from alignment.api import open_catalogue, read_scenario, scenario_yaml
from alignment.ui.drafts import named
from tests.ui.conftest import Open, blank, desk, doses, move, tell_doses, text, told, turn_to, unfold, upload
from tests.ui.shown import lines, marked, tables

PROGRAMME = "dtz-building-back-better"


def labelled(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    boxes = [*app.selectbox, *app.multiselect, *app.slider, *app.select_slider, *app.text_input, *app.button]
    return next(each for each in boxes if each.label == label)


def row(app: AppTest, name: str) -> int:
    """The number of a component's slider."""
    return [each["name"] for each in told(app, "alignment-doses")[1]["rows"]].index(name)


def test_a_lower_dose_is_shown_beside_the_opened_one(open_page: Open) -> None:
    app = open_page("scenario")
    move(app, row(app, "Economische steun"), 0)
    move(app, row(app, "Betrekken van het bedrijfsleven"), 0)
    moved = tables(app)[0]
    line = moved[moved["Beleidsdoel"].str.startswith("BHOS 1.1")].iloc[0]
    assert line["Mate van aansluiting"].startswith("0,78 → ")
    assert "2 wijzigingen" in text(app)
    assert "inzet economische steun 100% → 0%" in text(app)


def test_doses_outlive_pages_and_languages(open_page: Open) -> None:
    app = open_page("scenario")
    move(app, 2, 35)
    turn_to(turn_to(app, "memo"), "coverage")
    assert "(gewijzigd)" in app.title[0].value
    app.get_by_key("language").set_value("en").run()
    turn_to(app, "scenario")
    assert doses(app)[2] == 35
    assert "1 change" in text(app)


def test_undo_brings_back_what_was_opened(open_page: Open) -> None:
    app = open_page("scenario")
    move(app, 0, 10)
    labelled(app, "Wijzigingen ongedaan maken").click().run()
    assert not desk(app).draft.changed
    assert doses(app)[0] == 100
    assert "ongewijzigd" in text(app)


def test_moving_back_is_no_change(open_page: Open) -> None:
    app = open_page("scenario")
    move(app, 0, 10)
    move(app, 0, 100)
    assert not desk(app).draft.changed
    assert desk(app).draft.current.components[0].dose_basis == "assumed"


def test_adding_and_removing(open_page: Open) -> None:
    app = open_page("scenario")
    labelled(app, "Interventie toevoegen").set_value("data-and-research").run()
    assert desk(app).draft.current.components[-1].intervention == "data-and-research"
    tell_doses(app, "removed", 0)
    assert desk(app).draft.current.components[0].intervention != "sexual-education"
    assert "toegevoegd (100%)" in text(app)
    assert "verwijderd" in text(app)
    labelled(app, "Interventie toevoegen").set_value("sexual-education").run()
    assert desk(app).draft.current.components[0].dose_basis == "assumed"


def test_setting_changes_the_status(open_page: Open) -> None:
    app = unfold(open_page("scenario"), "context")
    labelled(app, "Situatie").set_value(["development", "humanitarian"]).run()
    moved = tables(app)[0]
    row = moved[moved["Beleidsdoel"].str.startswith("BHOS 4.1")].iloc[0]
    assert row["Aansluiting"] == "◇ niet in deze situatie → ○ indirect"
    labelled(app, "Doelgroep").set_value(["girls"]).run()
    assert "doelgroep alle kinderen → meisjes" in text(app).lower()


def test_threshold_frameworks_and_weights(open_page: Open) -> None:
    app = unfold(open_page("scenario"), "measure")
    labelled(app, "Drempel voor voldoende").set_value(0.95).run()
    assert desk(app).draft.current.threshold == 0.95
    labelled(app, "Drempel voor voldoende").set_value(0.6).run()
    assert not desk(app).draft.changed
    labelled(app, "Kaders").set_value([]).run()
    assert desk(app).draft.current.frameworks == ("bhos", "srgr")
    labelled(app, "Kaders").set_value(["srgr"]).run()
    assert "kaders BHOS en SRGR → SRGR" in text(app)


def test_commitments_show_what_is_touched_without_a_score(open_page: Open, catalogue_copy: object) -> None:
    app = unfold(open_page("scenario", scenario="mix"), "measure")
    labelled(app, "Interventie toevoegen").set_value("policing").run()
    labelled(app, "Kaders").set_value(["bhos", "pact"]).run()
    told = text(turn_to(app, "coverage"))
    assert "Afspraken, modellen en invalshoeken" in told
    assert "geraakt" in told
    app = unfold(turn_to(app, "scenario"), "measure")
    labelled(app, "Kaders").set_value(["pact"]).run()
    told = text(turn_to(app, "coverage"))
    assert "niet tegen een beleidskader gehouden" in told
    assert "Lacunes" not in told
    turn_to(app, "memo")


def test_weights_are_asked_only_when_unfolded(open_page: Open) -> None:
    app = open_page("scenario")
    assert not app.number_input


def test_a_budget_shows_as_a_computed_dose(open_page: Open, catalogue_copy: object) -> None:
    app = open_page("scenario", scenario="mix")
    sentence = told(app, "alignment-doses")[1]["rows"][1]["told"]
    assert sentence.endswith("inzet 25%, berekend uit € 250.000 van € 1.000.000 voor volledige uitvoering")
    assert doses(app) == [50, None]
    tell_doses(app, "own", 1)
    component = desk(app).draft.current.components[1]
    assert (component.dose, component.budget_eur) == (0.25, None)


def test_a_file_with_problems_changes_nothing(open_page: Open) -> None:
    app = open_page("scenario")
    move(app, 0, 45)
    content = b"id: mine\ncomponents:\n  - {intervention: sexual-educaton, dose: 2}\n"
    upload(app, "mine.yaml", content)
    assert "regel 3, kolom" in app.error[0].value
    assert "sexual-education" in app.error[0].value
    assert desk(app).active == PROGRAMME
    assert desk(app).draft.current.components[0].dose == 0.45
    turn_to(turn_to(app, "memo"), "scenario")
    assert doses(app)[0] == 45


def test_a_file_that_is_no_yaml_is_said(open_page: Open) -> None:
    app = upload(open_page(), "x.yaml", b"\xff\xfe\x00")
    assert app.error
    app = upload(app, "x.yaml", b"")
    assert app.error


@pytest.mark.parametrize("scenario", [PROGRAMME, "dtz-1.0"])
def test_download_and_upload_give_the_same_scenario(open_page: Open, scenario: str) -> None:
    app = open_page("scenario", scenario=scenario)
    move(app, 0, 55)
    labelled(unfold(app, "context"), "Situatie").set_value(["humanitarian"]).run()
    labelled(app, "Titel").set_value("Mijn *eigen* <b>plan</b>").run()
    saved = named(desk(app).draft)
    content = scenario_yaml(saved).encode()
    assert read_scenario(open_catalogue(), f"{saved.id}.yaml", content) == saved
    upload(app, f"{saved.id}.yaml", content)
    assert desk(app).draft.origin == "file"
    assert desk(app).draft.current == saved
    assert not desk(app).draft.changed
    assert named(desk(app).draft) == saved


def test_titles_are_shown_as_typed(open_page: Open) -> None:
    app = open_page("scenario")
    nasty = "<script>x</script> **vet** :red[rood] $a$ [x](http://b) :smile:"
    labelled(app, "Titel").set_value(nasty).run()
    for page in ("coverage", "memo", "scenario"):
        turn_to(app, page)
        assert any(nasty in line for line in lines(app))
        told = marked(app)
        assert "<script>" not in told.replace("\\<script", "")
        assert "**vet**" not in told
        assert not [at for at in range(len(told)) if told.startswith(":red[", at) and told[at - 1] != "\\"]


def test_empty_scenario_can_be_composed(open_page: Open) -> None:
    app = blank(open_page())
    assert "nog geen onderdelen" in text(app)
    labelled(app, "Interventie toevoegen").set_value("sexual-education").run()
    move(app, 0, 75)
    assert desk(app).draft.current.components[0].dose == 0.75
    assert "toegevoegd (75%)" in text(app)
    told = text(turn_to(app, "coverage"))
    assert "Eigen scenario" in told
    assert "SRGR" in told


def test_a_file_with_very_many_problems_is_said_in_short(open_page: Open) -> None:
    content = "components: []\n" + "".join(f"key{number}: 1\n" for number in range(1_000))
    app = upload(open_page(), "x.yaml", content.encode())
    assert "1000 problemen" in app.error[0].value.replace(".", "")
    assert app.error[0].value.count("\n- ") == 101
    assert "En nog 900" in app.error[0].value
