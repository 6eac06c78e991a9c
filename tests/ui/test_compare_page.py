"""The page Compare through the real app."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from alignment.api import assess_scenario, compare_scenarios, open_catalogue
from alignment.assessment.compare import part
from alignment.charts.comparing import LETTERS
from alignment.model.base import LANGUAGES, Text
from alignment.report.comparing import headline
from alignment.text.messages import messages
from alignment.text.speaker import Speaker
from alignment.ui.drafts import Draft, with_context
from tests.ui.conftest import Open, desk, text, turn_to
from tests.ui.shown import headings, marked, tables

PROGRAMME = "dtz-building-back-better"


def tables_of(app: AppTest) -> list[list[list[str]]]:
    """Every table that has a column for each scenario, with its head first."""
    found = tables(app)
    return [
        [list(map(str, each.columns)), *each.to_numpy().tolist()]
        for each in found
        if any(str(name).startswith("A\\: ") or str(name).startswith("A: ") for name in each.columns)
    ]


def plain(app: AppTest) -> str:
    return text(app).replace("\\", "")


def against(app: AppTest, *keys: str) -> AppTest:
    """Chooses with what to compare."""
    state = desk(app)
    app.get_by_key(f"against.{state.page}.{state.version}.{state.lang}").set_value(list(keys)).run()
    assert not app.exception
    return app


def put(app: AppTest, draft: Draft) -> AppTest:
    """Puts a scenario on the desk."""
    desk(app).put(draft)
    return app.run()


def draft_of(key: str, scenario: str, title: str | None = None) -> Draft:
    found = open_catalogue().programmes[scenario]
    if title is not None:
        found = found.model_copy(update={"title": Text(nl=title, en=title)})
    return Draft(key, found, found, "file")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_alone_it_invites_to_choose_others(open_page: Open, lang: str) -> None:
    app = open_page("compare", lang=lang)
    assert [each.value for each in app.info] == [messages(lang).say("ui.compare.alone")]
    assert not tables(app)
    assert len(headings(app)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_and_every_target_are_those_of_a_notebook(open_page: Open, lang: str) -> None:
    catalogue = open_catalogue()
    keys = (PROGRAMME, "sufasec", "iwf-portals")
    parted = part(compare_scenarios(assess_scenario(catalogue, catalogue.programmes[each]) for each in keys))
    speaker = Speaker(catalogue, lang)
    app = against(open_page("compare", lang=lang), *keys[1:])
    told = plain(app)
    assert headline(parted, speaker) in told
    for letter, each in zip(LETTERS, keys, strict=False):
        assert f"{letter}: {speaker.text(catalogue.programmes[each].title)}" in told
    rows = [row for each in tables_of(app) for row in each[1:]]
    shown = [row[0].replace("\\", "") for row in rows]
    for each in (*parted.differing, *parted.shifted, *parted.alike):
        assert shown.count(speaker.target(each.target)) == 1
    order = [shown.index(speaker.target(each.target)) for each in (*parted.differing, *parted.alike)]
    assert order == sorted(order)
    levels = [each.level for each in headings(app)]
    assert levels.count(1) == 1
    assert set(levels) == {1, 2, 3}


def test_an_empty_scenario_is_compared_and_says_so(open_page: Open) -> None:
    app = open_page("compare", lang="en")
    draft = draft_of("file:1", "sufasec", "Nothing yet")
    app = against(put(app, replace(draft, current=draft.current.model_copy(update={"components": ()}))), "file:1")
    told = plain(app)
    assert "B: no components with a dose" in told
    assert "0 of 8 for BHOS" in told
    assert any(row[2] == "– none 0.00, not enough" for each in tables_of(app) for row in each[1:])


def test_two_of_the_same_name_are_told_apart(open_page: Open) -> None:
    app = open_page("compare", lang="en", scenario="sufasec")
    app = put(app, draft_of("file:1", "tdh-asia", "Twin"))
    app = put(app, draft_of("file:2", PROGRAMME, "Twin"))
    app = against(app, "file:1", "file:2")
    told = plain(app)
    assert "B: Twin. Enough:" in told
    assert "C: Twin. Enough:" in told
    assert all([name[0] for name in each[0][1:]] == ["A", "B", "C"] for each in tables_of(app))


def test_a_framework_that_one_does_not_look_at_is_said_so_and_never_none(open_page: Open) -> None:
    app = open_page("compare", lang="en", scenario="sufasec")
    other = draft_of("file:1", "tdh-asia")
    app = put(app, replace(other, current=other.current.model_copy(update={"frameworks": ("bhos", "inspire")})))
    app = against(app, "file:1", PROGRAMME)
    told = plain(app)
    assert "The scenarios do not look at the same frameworks." in told
    assert "Not looked at in B." in told
    assert "SRHR not looked at" in told
    rows = {row[0].replace("\\", ""): row[1:] for each in tables_of(app) for row in each[1:]}
    inspire = [row for name, row in rows.items() if name.startswith("INSPIRE ")]
    assert inspire
    assert all(row[0] == row[2] == "not looked at" != row[1] for row in inspire)
    assert all(row[1] == "not looked at" for name, row in rows.items() if name.startswith("SRHR "))


def test_only_stated_rules_count_for_every_scenario(open_page: Open) -> None:
    catalogue = open_catalogue()
    app = against(open_page("compare", lang="en"), "sufasec")
    before = tables_of(app)
    state = desk(app)
    app.get_by_key(f"stated-only.{state.lang}").set_value(True).run()
    assert not app.exception
    assert tables_of(app) != before
    assessments = [
        assess_scenario(catalogue, catalogue.programmes[each], stated_only=True) for each in (PROGRAMME, "sufasec")
    ]
    assert headline(part(compare_scenarios(assessments)), Speaker(catalogue, "en")) in plain(app)


def test_what_was_changed_is_compared_with_what_was_opened(open_page: Open) -> None:
    app = open_page("compare", lang="en", scenario="sufasec")
    draft = desk(app).draft
    desk(app).put(with_context(draft, settings=["refugee-hosting"]))
    app = against(app.run(), "as-opened")
    told = plain(app)
    assert "(as opened)" in told
    assert "The scenarios are not about the same setting or groups." in told
    assert any(row[0] == "Setting" for each in tables_of(app) for row in each[1:])


def test_titles_are_shown_as_typed(open_page: Open) -> None:
    nasty = "<b>x</b> [a](http://b) **c** :red[d] =1+1 " + "z" * 160
    app = open_page("compare", lang="en")
    app = against(put(app, draft_of("file:1", "sufasec", nasty)), "file:1")
    assert f"B: {nasty}. Enough:" in text(app)
    assert nasty not in marked(app)
    assert all(len(name.replace("\\", "")) < 60 for each in tables_of(app) for name in each[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_here_to_the_memo_of_the_comparison(open_page: Open, lang: str) -> None:
    app = against(open_page("compare", lang=lang), "sufasec")
    state = desk(app)
    app.get_by_key(f"comparison-memo.{state.page}.{state.version}.{state.lang}").click().run()
    assert not app.exception
    assert desk(app).memo.kind == "comparison"
    assert desk(app).page == "memo"
    assert desk(app).against == ("sufasec",)


def test_the_choice_is_that_of_the_other_pages(open_page: Open) -> None:
    app = against(open_page("compare", lang="en"), "sufasec", "tdh-asia")
    app = turn_to(turn_to(app, "memo"), "compare")
    assert desk(app).against == ("sufasec", "tdh-asia")
    assert len(tables_of(app)[0][0]) == 4


def test_at_most_four_others_can_be_chosen(open_page: Open) -> None:
    app = open_page("compare", lang="en")
    keys = [each for each in list(open_catalogue().programmes) if each != PROGRAMME][:4]
    app = against(app, *keys)
    assert all(len(each[0]) == 6 for each in tables_of(app))
    assert [each.proto.max_selections for each in app.multiselect if each.label.startswith("Scenarios")] == [4]
