"""Finding and reading rules, and the state they are in."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from alignment import api
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.text.speaker import Speaker
from alignment.ui.workshop.finding import ROWS
from tests.ui.conftest import Open, turn_to
from tests.ui.shown import marked, tables
from tests.ui.workshop.visiting import CARE, NASTY, Sit, Visitor

WISHES = [
    ("intervention", "care"),
    ("framework", "srgr"),
    ("alignment", "opposes"),
    ("basis", "derived"),
    ("confidence", "low"),
    ("words", "follows VOLGT"),
]


def rows(visitor: Visitor) -> list[dict[str, str]]:
    return list(tables(visitor.app)[0].to_dict("records"))


@pytest.mark.parametrize(("name", "value"), WISHES)
def test_a_wish_leaves_the_rules_that_meet_it(sit: Sit, small: Catalogue, name: str, value: str) -> None:
    visitor = sit(lang="en").unfold("find-more").fill(f"find-{name}", value)
    wanted = api.find_rules(small, api.RuleFilter(**{name: value}), date.today())
    assert 0 < len(wanted) < len(small.rules)
    speaker = Speaker(small, "en")
    assert [row["Policy target"] for row in rows(visitor)] == [speaker.target(each.rule.target) for each in wanted]
    assert visitor.say("find.found", n=len(wanted), total=len(small.rules)) in visitor.text


def test_wishes_go_together_and_outlive_pages_and_languages(sit: Sit) -> None:
    visitor = sit().unfold("find-more").fill("find-intervention", "care").fill("find-alignment", "direct")
    assert len(rows(visitor)) == 3
    turn_to(turn_to(visitor.app, "memo"), "rules")
    assert len(rows(visitor.speak("en"))) == 3
    assert visitor.value("find-intervention") == "care"


def test_nothing_that_meets_the_wishes_is_said(sit: Sit) -> None:
    visitor = sit().fill("find-words", "zulke woorden staan nergens")
    assert visitor.say("find.found", n=0, total=16) in visitor.text
    assert not tables(visitor.app)


def test_age_counts_from_the_review(sit: Sit, catalogue_copy: Path) -> None:
    path = catalogue_copy / CARE
    old = path.read_text(encoding="utf-8").replace("reviewed: 2026-11-21", "reviewed: 2020-01", 1)
    path.write_text(old, encoding="utf-8")
    visitor = sit().unfold("find-more")
    for months in (6, 12, 24, 36):
        assert len(rows(visitor.fill("find-months", months))) == 1
    assert len(rows(visitor.fill("find-months", 0))) == ROWS


def test_pages_of_rules(sit: Sit, small: Catalogue) -> None:
    visitor = sit()
    assert len(rows(visitor)) == ROWS
    assert len(rows(visitor.fill("find-page", 2))) == len(small.rules) - ROWS
    assert visitor.unfold("find-more").fill("find-alignment", "opposes").bench.wishes.page == 1
    assert not visitor.has("find-page")


def test_a_wish_that_went_with_the_catalogue_is_dropped(sit: Sit, catalogue_copy: Path) -> None:
    visitor = sit().fill("find-framework", "pact")
    (catalogue_copy / "policies" / "pact.yaml").unlink()
    policing = catalogue_copy / "rules" / "policing.yaml"
    policing.write_text(policing.read_text(encoding="utf-8").partition("  - target: pact-a")[0], encoding="utf-8")
    visitor.run()
    assert not visitor.app.error
    assert visitor.value("find-framework") == ""
    assert visitor.say("find.found", n=15, total=15) in visitor.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reading_a_rule_and_what_rests_on_it(sit: Sit, lang: str) -> None:
    visitor = sit(lang=lang).fill("find-rule", ("rules/teaching.yaml", 0))
    told = visitor.text
    assert {"nl": "Staat er.", "en": "It says so."}[lang] in told
    assert "rules/teaching.yaml:3" in told
    assert {"nl": "zonder deze regel", "en": "without this rule"}[lang] in told
    assert visitor.say("find.cases", n=1) in told
    assert "rules/cases/basics.yaml:1" in told
    assert visitor.say("find.always") in told


def test_a_rule_on_which_nothing_rests(sit: Sit) -> None:
    visitor = sit().fill("find-rule", ("rules/policing.yaml", 3))
    assert visitor.say("find.nothing") in visitor.text


def test_changing_a_rule_opens_the_form_at_that_rule(sit: Sit) -> None:
    visitor = sit().fill("find-rule", (CARE, 2)).press("change-rule")
    assert visitor.bench.section == "edit"
    visitor.fill("who", "Anna").press("edit-begin")
    assert visitor.value("edit-file") == CARE
    assert visitor.value("form-rule") == 2
    assert visitor.value(visitor.field("target", rule=2)) == "bhos-3"


def test_a_rule_is_shown_as_it_was_typed(sit: Sit, catalogue_copy: Path) -> None:
    path = catalogue_copy / CARE
    words = NASTY.replace('"', "'")
    text = path.read_text(encoding="utf-8").replace("nl: Komt niet terug.", f'nl: "{words}{"x" * 9_000}"', 1)
    path.write_text(text, encoding="utf-8")
    visitor = sit().fill("find-rule", (CARE, 0))
    assert f"{words}xxx" in visitor.text
    assert words not in marked(visitor.app)


def test_upkeep_follows_the_months(sit: Sit, catalogue_copy: Path) -> None:
    path = catalogue_copy / CARE
    text = path.read_text(encoding="utf-8").replace("reviewed: 2026-11-21", "reviewed: 2025-01-01", 2)
    path.write_text(text, encoding="utf-8")
    visitor = sit("upkeep", lang="en")
    assert visitor.say("upkeep.sum.stale", n=2) in visitor.text
    visitor.fill("upkeep-months", 600)
    assert visitor.say("upkeep.sum.stale", n=0) in visitor.text
    visitor.speak("nl")
    assert visitor.value("upkeep-months") == 600


@pytest.mark.parametrize("lang", LANGUAGES)
def test_upkeep_lists_what_needs_attention(sit: Sit, small: Catalogue, lang: str) -> None:
    visitor = sit("upkeep", lang=lang)
    health = api.rule_health(small)
    told = visitor.text
    assert visitor.say("upkeep.sum.verdicts", n=len(health.verdicts)) in told
    assert visitor.say("upkeep.sum.lapses", n=len(health.lapses)) in told
    assert visitor.say("upkeep.sum.untouched", n=len(health.untouched)) in told
    low = health.derived("low")
    assert (
        visitor.say("upkeep.derived-level", n=len(low), confidence=Speaker(small, lang).say("confidence.low")) in told
    )
    places = tables(visitor.app)[-1].iloc[:, -1]
    assert "rules/policing.yaml:24" in set(places)


def test_a_review_that_is_still_to_come_is_said(sit: Sit, catalogue_copy: Path) -> None:
    path = catalogue_copy / CARE
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-21", "2999-01-01", 1), encoding="utf-8")
    assert "2999" in str(tables(sit("upkeep").app)[0].to_dict())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_store_only_what_needs_it_is_missing(
    open_page: Open, catalogue_copy: Path, store: Path, lang: str
) -> None:
    shutil.rmtree(store.parent)
    store.parent.write_text("a file where the folder should be", encoding="utf-8")
    visitor = Visitor(open_page("rules", lang=lang, scenario="mix"))
    assert rows(visitor)
    assert not visitor.app.error
    assert tables(visitor.go("upkeep").app)
    for section in ("edit", "proposals", "history"):
        visitor.go(section)
        assert len(visitor.app.error) == 1
        assert {"nl": "bewaard", "en": "kept"}[lang] in visitor.errors
    for page in ("coverage", "certainty", "additions", "scenario", "memo", "library", "sources"):
        turn_to(visitor.app, page)
        assert not visitor.app.error


def test_saving_without_a_store_says_why(open_page: Open, catalogue_copy: Path, store: Path) -> None:
    store.write_bytes(b"Not a database, and long enough to be looked at as one. " * 40)
    visitor = Visitor(open_page("scenario", scenario="mix")).fill("who", "Anna").press("keep")
    assert len(visitor.app.error) == 1
