"""The pages Programmes, actors and channels, and Sources and method: every entry opens, filters hold, nothing fails."""

import pytest
from streamlit.testing.v1 import AppTest

from alignment.api import open_catalogue, section_uses
from alignment.model.base import LANGUAGES
from tests.ui import shown
from tests.ui.conftest import Open, desk, text


def tables(app) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(map(str, shown.rows(app)))


def shelf(app: AppTest, name: str) -> AppTest:
    """Turns to a tab."""
    desk(app).shelf = name
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_programme_shows_its_record(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    app = open_page("library", lang=lang)
    for name, programme in catalogue.programmes.items():
        app.selectbox[1].set_value(name).run()
        assert not app.exception
        assert programme.title.in_language(lang) in text(app).replace("\\", "")
        shown = tables(app)
        for figure in programme.figures:
            assert figure.unit.in_language(lang) in shown
        for budget in programme.budgets:
            assert str(budget.source.at) in text(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_framework_shows_its_targets(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    app = shelf(open_page("library", lang=lang), "frameworks")
    box = next(i for i, each in enumerate(app.selectbox) if each.label in ("Kader", "Framework"))
    for name in catalogue.frameworks:
        app.selectbox[box].set_value(name).run()
        assert not app.exception
        shown = tables(app).replace("\\", "")
        for target in catalogue.targets_of(name):
            assert target.target.title.in_language(lang).split("&")[0][:25] in shown


def test_a_programme_can_be_opened_from_its_record(open_page: Open) -> None:
    app = open_page("library")
    app.selectbox[1].set_value("sufasec").run()
    next(each for each in app.button if str(each.key).startswith("library-open")).click().run()
    assert not app.exception
    assert desk(app).active == "sufasec"
    assert "SUFASEC" in str(app.success[0].value)
    assert not [each for each in app.button if str(each.key).startswith("library-open")]


def test_actors_can_be_chosen_by_their_work(open_page: Open) -> None:
    catalogue = open_catalogue()
    app = shelf(open_page("library"), "actors")
    work = next(each for each in app.selectbox if each.label == "Alleen wie dit werk doet")
    work.set_value("helplines-and-reporting").run()
    assert not app.exception
    expected = {a.name for a in catalogue.actors.values() if "helplines-and-reporting" in a.interventions}
    listed = next(each for each in shown.tables(app) if list(each.columns)[:2] == ["Naam", "Soort"])
    assert {name.replace("\\", "") for name in listed["Naam"]} == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_channels_and_decisions_stand_side_by_side(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    app = shelf(open_page("library", lang=lang), "channels")
    shown = tables(app)
    for channel in catalogue.channels.values():
        assert channel.title.in_language(lang).split("*")[0][:20] in shown
    shown = tables(shelf(app, "decisions"))
    for decision in catalogue.decisions:
        assert decision.title.in_language(lang)[:20] in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_shows_what_rests_on_it(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    app = open_page("sources", lang=lang)
    uses = {use.at: use.resting for use in section_uses(catalogue) if use.source == "study-2022"}
    for at in ("4.4.2", "5.2.2", "bijlage 3"):
        section = next(each for each in catalogue.sources["study-2022"].sections if each.at == at)
        app.selectbox[2].set_value(section).run()
        assert not app.exception
        told = text(app)
        assert told.count("→") >= sum(each.kind == "rule" for each in uses[at])


def test_frameworks_meet_in_the_crosswalk(open_page: Open) -> None:
    app = open_page("sources", lang="en")
    first, second = app.selectbox[-2], app.selectbox[-1]
    first.set_value("srgr").run()
    second = app.selectbox[-1]
    second.set_value("sdg").run()
    assert not app.exception
    assert "targets met" in text(app)
    app.selectbox[-1].set_value("srgr").run()
    assert not app.exception
    assert "Choose two different frameworks" in text(app)
