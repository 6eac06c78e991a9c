"""Keeping scenarios in the store: saved by name, opened by everybody, never over what someone else saved."""

from pathlib import Path

import pytest

from alignment.api import workshop
from alignment.model.base import LANGUAGES
from alignment.ui.keeping import slug
from alignment.ui.store import workspace
from tests.ui.conftest import Open, desk, move, turn_to
from tests.ui.shown import marked
from tests.ui.workshop.visiting import ANNA, FULL, NASTY, SHOWN, Visitor, limited


@pytest.fixture
def anna(open_page: Open, catalogue_copy: Path) -> Visitor:
    """Anna at the small scenario, of which she changed a dose."""
    visitor = Visitor(open_page("scenario", scenario="mix")).fill("who", "Anna")
    move(visitor.app, 0, 80)
    return visitor.run()


def colleague(open_page: Open, scenario: str) -> Visitor:
    return Visitor(open_page("scenario", scenario=scenario)).fill("who", "Bram")


def saved() -> dict[str, tuple[int, str]]:
    return {each.id: (each.revision, each.text) for each in workspace().scenarios()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_name_does_not_depend_on_what_marks_a_change(open_page: Open, catalogue_copy: Path, lang: str) -> None:
    visitor = Visitor(open_page("scenario", scenario="mix", lang=lang)).fill("who", "Anna")
    move(visitor.app, 0, 80)
    visitor.run().press("keep")
    assert list(saved()) == [{"nl": "mengsel", "en": "mix-2"}[lang]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_who_gives_a_name_can_save(open_page: Open, catalogue_copy: Path, lang: str) -> None:
    visitor = Visitor(open_page("scenario", scenario="mix", lang=lang))
    assert visitor.say("keep.help") in visitor.text
    assert not visitor.has("keep")


def test_what_is_saved_gets_a_name_of_its_own_and_is_opened(anna: Visitor) -> None:
    anna.press("keep")
    assert list(saved()) == ["mengsel"]
    assert "dose: 0.8" in saved()["mengsel"][1]
    assert desk(anna.app).active == "saved:mengsel"
    assert anna.app.query_params["scenario"] == "saved:mengsel"
    assert anna.say("keep.saved", title="Mengsel (gewijzigd)") in anna.told.replace("\\", "")
    assert not desk(anna.app).drafts["mix"].changed


def test_a_saved_scenario_is_opened_by_everybody_and_by_its_link(anna: Visitor, open_page: Open) -> None:
    anna.press("keep")
    bram = Visitor(open_page("scenario")).fill("pick", "saved:mengsel")
    assert desk(bram.app).draft.current.components[0].dose == 0.8
    linked = Visitor(open_page("coverage", scenario="saved:mengsel"))
    assert desk(linked.app).draft.origin == "saved"
    assert not linked.app.warning


def test_saving_again_makes_a_revision_and_keeps_the_old(anna: Visitor) -> None:
    anna.press("keep")
    move(anna.app, 0, 30)
    anna.run().press("keep")
    assert saved()["mengsel"][0] == 2
    texts = [each.text for each in workspace().scenario_revisions("mengsel")]
    assert ["dose: 0.3" in each for each in texts] == [True, False]
    assert not desk(anna.app).draft.changed


def test_a_name_that_is_taken_gets_a_number(anna: Visitor) -> None:
    anna.press("keep")
    move(anna.app, 0, 30)
    anna.run().press("keep-new").press("keep-new").press("keep-new")
    assert list(saved()) == ["mengsel", "mengsel-gewijzigd", "mengsel-gewijzigd-2", "mengsel-gewijzigd-3"]
    assert "dose: 0.8" in saved()["mengsel"][1]


def test_nobody_saves_over_what_another_saved_meanwhile(anna: Visitor, open_page: Open) -> None:
    anna.press("keep")
    bram = colleague(open_page, "saved:mengsel")
    move(bram.app, 0, 10)
    bram.run().press("keep")
    move(anna.app, 0, 20)
    anna.run().press("keep")
    assert "Bram" in anna.errors
    assert "dose: 0.1" in saved()["mengsel"][1]
    assert desk(anna.app).draft.current.components[0].dose == 0.2
    anna.press("keep-new")
    assert "dose: 0.2" in saved()["mengsel-gewijzigd"][1]


def test_what_is_taken_off_the_list_stays_open(anna: Visitor, open_page: Open) -> None:
    anna.press("keep")
    bram = colleague(open_page, "saved:mengsel")
    anna.press("keep-remove")
    assert not saved()
    assert desk(anna.app).draft.origin == "file"
    assert desk(anna.app).draft.current.components[0].dose == 0.8
    assert anna.say("keep.removed", title="Mengsel (gewijzigd)") in anna.told.replace("\\", "")
    anna.press("keep")
    assert list(saved()) == ["mengsel-gewijzigd"]
    turn_to(bram.run().app, "memo")


def test_removing_what_another_saved_again_is_refused(anna: Visitor, open_page: Open) -> None:
    anna.press("keep")
    bram = colleague(open_page, "saved:mengsel")
    move(bram.app, 0, 10)
    bram.run().press("keep")
    anna.press("keep-remove")
    assert "Bram" in anna.errors
    assert list(saved()) == ["mengsel"]
    assert desk(anna.app).draft.origin == "saved"


def test_a_full_disk_is_told_and_nothing_is_lost(anna: Visitor) -> None:
    anna.press("keep")
    with limited(FULL):
        while not anna.app.error and len(saved()) < 60:
            anna.press("keep-new")
        count = len(saved())
        move(anna.app, 0, 20)
        anna.run().press("keep")
        assert len(anna.app.error) == 1
        assert desk(anna.app).draft.current.components[0].dose == 0.2
    anna.press("keep-new")
    assert len(saved()) == count + 1


def test_a_scenario_that_cannot_be_read_is_left_out(open_page: Open, catalogue_copy: Path) -> None:
    workspace().save_scenario(ANNA, "torn", "components: [", None)
    visitor = Visitor(open_page("scenario", scenario="saved:torn"))
    assert not any("torn" in each for each in visitor.app.get_by_key(visitor.key("pick")).options)
    assert "torn" in visitor.told


@pytest.mark.parametrize("words", [NASTY, "x" * 200])
def test_titles_are_shown_as_typed(anna: Visitor, words: str) -> None:
    saved_as = f"title: {{nl: '{words}', en: '{words}'}}\ncomponents: [{{intervention: care, dose: 1}}]\n"
    name = f"odd-{len(words)}"
    workspace().save_scenario(ANNA, name, saved_as, None)
    anna.run().fill("pick", f"saved:{name}").press("keep")
    shown = SHOWN if words == NASTY else words
    assert shown in anna.told
    assert words == shown or words not in marked(anna.app)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Zorg éérst!", "zorg-eerst"), ("  ", "scenario"), ("日本", "scenario"), ("a" * 99, "a" * 60), ("-x-", "x")],
)
def test_an_id_made_from_a_title(title: str, name: str) -> None:
    assert slug(title) == name


def test_saved_scenarios_count_in_what_a_change_does(anna: Visitor) -> None:
    anna.press("keep")
    store = workspace()
    old = workshop.check_contents(store.root, store.present()).catalogue
    text = store.present()["rules/teaching.yaml"].replace(b"alignment: direct", b"alignment: indirect", 1)
    new = workshop.check_contents(store.root, {**store.present(), "rules/teaching.yaml": text}).catalogue
    assert old
    assert new
    changed = workshop.compare_with(store, old, new)
    assert [each.scenario for each in changed.scenarios if each.saved] == ["mengsel"]
