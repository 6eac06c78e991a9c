"""The page Certainty through the real app."""

import pytest

from alignment.api import assess_scenario, examine, open_catalogue
from alignment.model.base import LANGUAGES
from alignment.report.certain import flip_sentences, summary, titles_of
from alignment.text.speaker import Speaker
from tests.ui.conftest import Open, blank, desk, move, text, turn_to, unfold
from tests.ui.shown import rows, tables


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_and_the_decisive_steps_are_those_of_the_command_line(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    scenario = catalogue.programmes["sufasec"]
    *_, found = examine(catalogue, [scenario])
    speaker = Speaker(catalogue, lang)
    told = text(open_page("certainty", lang=lang, scenario="sufasec"))
    assert summary(assess_scenario(catalogue, scenario), found.robustness.scenarios[0], speaker) in told
    first = flip_sentences(found.flips[0].steps, titles_of(found, speaker), speaker)[0]
    assert first in told.replace("\\", "")


def test_every_theme_target_has_a_row_that_says_how_sure_it_is(open_page: Open) -> None:
    app = open_page("certainty", lang="en")
    listed = [row for row in rows(app) if "How sure" in row]
    result = assess_scenario(open_catalogue(), open_catalogue().programmes["dtz-building-back-better"])
    assert len(listed) == sum(each.link == "theme" for each in result.targets)
    assert {row["How sure"] for row in listed} >= {"Certain", "Indirect only", "No alignment"}


def test_comparing_gives_words_before_numbers(open_page: Open) -> None:
    app = open_page("certainty", lang="en")
    app.get_by_key(f"against.{key(app)}").set_value(["sufasec", "tdh-asia"]).run()
    assert not app.exception
    told = text(app)
    assert told.index("Comparison in words, without numbers") < told.index("How often each scenario comes out highest")
    ranks = [table for table in tables(app) if "Place 3" in table.columns]
    assert [len(each) for each in ranks] == [3, 3]
    app = turn_to(app, "coverage")
    app = turn_to(app, "certainty")
    assert desk(app).against == ("sufasec", "tdh-asia")
    assert "Place 3" in {name for table in tables(app) for name in table.columns}


def test_a_changed_scenario_can_be_compared_with_what_was_opened(open_page: Open) -> None:
    app = open_page("scenario", lang="en", scenario="sufasec")
    move(app, 0, 10)
    app = turn_to(app, "certainty")
    app.get_by_key(f"against.{key(app)}").set_value(["as-opened"]).run()
    assert not app.exception
    assert "(as opened)" in text(app).replace("\\", "")
    assert any("Place 2" in table.columns for table in tables(app))


def test_the_number_of_recalculations_is_a_choice_that_stays(open_page: Open) -> None:
    app = unfold(open_page("certainty", lang="en"), "behind")
    app.get_by_key(f"draws.{key(app)}").set_value(1_000).run()
    assert "recalculated 1,000 times" in text(app)
    app = turn_to(turn_to(app, "memo"), "certainty")
    assert "recalculated 1,000 times" in text(app)


def test_an_empty_scenario_says_so_and_holds_no_table_of_steps(open_page: Open) -> None:
    app = turn_to(blank(open_page(lang="en")), "certainty")
    assert not app.error
    assert "By the rules no target is aligned enough" in text(app)


def key(app: object) -> str:
    """The end of the keys of widgets on the page that is open."""
    state = desk(app)
    return f"{state.page}.{state.version}.{state.lang}"
