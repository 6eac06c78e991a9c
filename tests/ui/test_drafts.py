"""Changing a scenario without widgets."""

from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Component, OwnWords, Scenario
from alignment.text.speaker import Speaker
from alignment.ui import drafts
from alignment.ui.changes import changes
from alignment.ui.drafts import Draft, named, slider_step


def draft_of(small: Catalogue, name: str) -> Draft:
    scenario = small.find(name)
    assert scenario
    return Draft(name, scenario, scenario, "scenario")


def test_a_changed_scenario_gets_a_name_of_its_own(small: Catalogue) -> None:
    draft = draft_of(small, "first")
    assert named(draft) is draft.current
    changed = drafts.with_dose(draft, 0, 0.3)
    found = named(changed)
    assert found.id == "first-changed"
    assert found.title
    assert found.title.nl == "Eerste (gewijzigd)"
    again = Draft("file:1", found, drafts.with_dose(Draft("x", found, found, "file"), 0, 0.4).current, "file")
    assert named(again).id == "first-changed"
    kept = found.model_copy(update={"id": "eerste"})
    anew = named(
        Draft(
            "saved:eerste", kept, drafts.with_dose(again, 0, 0.4).current.model_copy(update={"id": "eerste"}), "saved"
        )
    )
    assert anew.title == found.title


def test_own_title_is_kept(small: Catalogue) -> None:
    draft = drafts.with_title(draft_of(small, "first"), "  Mijn   plan ")
    assert draft.current.title
    assert draft.current.title.en == "Mijn plan"
    assert named(draft).title == draft.current.title
    assert drafts.with_title(draft, "Eerste").changed is False
    assert drafts.with_title(draft, "").changed is False


def test_dose_of_the_officer_is_an_estimate(small: Catalogue) -> None:
    draft = drafts.with_dose(draft_of(small, "first"), 1, 0.5)
    assert draft.current.components[1].dose_basis == "estimate"
    assert not drafts.with_dose(draft, 1, 1.0).changed
    assert not draft.reset().changed


def test_weights(small: Catalogue) -> None:
    draft = draft_of(small, "mix")
    assert drafts.with_priority(draft, "srgr-1", 3).current.priorities == {"srgr-4": 2, "srgr-1": 3}
    assert drafts.with_priority(drafts.with_priority(draft, "srgr-1", 3), "srgr-1", 1).changed is False


def test_slider_step_follows_the_opened_doses() -> None:
    def scenario(*doses: float) -> Scenario:
        return Scenario(components=tuple(Component(intervention="care", dose=dose) for dose in doses))

    assert slider_step(scenario(0, 0.35, 1)) == 5
    assert slider_step(scenario(0.33)) == 1
    assert slider_step(Scenario(components=(Component(intervention="care", budget_eur=1),))) == 5


def test_changes_are_told_one_by_one(small: Catalogue) -> None:
    draft = draft_of(small, "mix")
    draft = drafts.with_dose(draft, 0, 0.8)
    draft = drafts.with_added(draft, "care")
    draft = drafts.without(draft, 1)
    draft = drafts.with_context(draft, settings=("development",), groups=())
    draft = drafts.with_priority(draft, "srgr-4", 5)
    draft = draft.update(threshold=0.7, frameworks=("srgr",))
    told = changes(draft, Speaker(small, "nl"))
    assert len(told) == 8
    assert any("50% → 80%" in each for each in told)
    assert any("toegevoegd" in each for each in told)
    assert any("verwijderd" in each for each in told)
    assert any("0,60 → 0,70" in each for each in told)
    assert any("2 → 5" in each for each in told)
    assert changes(draft.reset(), Speaker(small, "nl")) == []


def test_own_words_are_the_memos_and_no_change(small: Catalogue) -> None:
    draft = drafts.with_words(draft_of(small, "first"), "points", "nl", "Let op.")
    assert not draft.changed
    assert changes(draft, Speaker(small, "nl")) == []
    assert named(draft) is draft.current
    assert named(draft).id == "first"
    assert draft.current.memo["points"] == OwnWords(nl="Let op.")
    changed = drafts.with_dose(draft, 0, 0.3)
    assert changed.changed
    assert named(changed).memo == draft.current.memo
    assert changed.reset().current.memo == draft.current.memo
    assert not changed.reset().changed


def test_own_words_are_kept_by_language_and_in_the_order_of_the_memo(small: Catalogue) -> None:
    draft = draft_of(small, "first")
    for place, lang, text in (("points", "en", "Mind."), ("to", "nl", "De directeur"), ("points", "nl", " Let\n\nop ")):
        draft = drafts.with_words(draft, place, lang, text)
    assert draft.current.memo == {"to": OwnWords(nl="De directeur"), "points": OwnWords(nl=" Let\n\nop ", en="Mind.")}
    assert list(draft.current.memo) == ["to", "points"]
    without = drafts.with_words(drafts.with_words(draft, "points", "en", " \n"), "to", "nl", "")
    assert without.current.memo == {"points": OwnWords(nl=" Let\n\nop ")}
    assert drafts.with_words(without, "points", "nl", "").current.memo == {}


def test_words_for_a_place_that_no_memo_has_are_left_alone(small: Catalogue) -> None:
    draft = draft_of(small, "first")
    assert drafts.with_words(draft, "weather", "nl", "Zon") is draft
