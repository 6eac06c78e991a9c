"""Scenarios side by side as rows: every cell says it in words, and what is not looked at is never ‘none’."""

from typing import Any

import pytest

from alignment.api import ROOT, assess_scenario, compare_scenarios, open_catalogue
from alignment.assessment.compare import part
from alignment.charts import comparing as tables
from alignment.charts.symbols import SYMBOLS
from alignment.model.base import LANGUAGES, Text
from alignment.model.catalogue import Catalogue
from alignment.model.result import Assessment
from alignment.model.scenario import Component, Scenario
from alignment.text.speaker import Speaker


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(ROOT / "tests" / "data" / "small")


def made(small: Catalogue, *components: Component, **fields: Any) -> Assessment:
    return assess_scenario(small, Scenario(components=components, **{"id": "x", "on": "2021-06-01", **fields}))


def teaching(dose: float = 1.0, **fields: Any) -> Component:
    return Component(intervention="teaching", dose=dose, **fields)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_has_symbol_word_number_and_whether_it_is_enough(small: Catalogue, lang: str) -> None:
    speaker = Speaker(small, lang)
    found = [made(small, teaching()), made(small, teaching(0.5), Component(intervention="care", dose=1.0))]
    compared = compare_scenarios(found)
    frame = tables.matrix(compared, tables.headings(found, speaker), speaker)
    assert len(frame) == len(compared)
    for row, each in enumerate(compared):
        for place, result in enumerate(each.results, 1):
            shown = frame.iloc[row, place]
            assert result
            assert shown.startswith(f"{SYMBOLS[result.status]} {speaker.say(f'status.{result.status}')}")
            if result.status == "unassessed":
                assert not any(character.isdigit() for character in shown)
            else:
                assert speaker.score(result.coverage) in shown
                key = "enough" if result.covered else "short"
                assert shown == speaker.say(f"compare.cell.{key}", said=shown.rsplit(", ", 1)[0])


def test_what_is_not_looked_at_is_not_none(small: Catalogue) -> None:
    speaker = Speaker(small, "en")
    found = [made(small, teaching(), frameworks=("bhos",)), made(small, teaching())]
    frame = tables.matrix(part(compare_scenarios(found)).alone, tables.headings(found, speaker), speaker)
    assert set(frame.iloc[:, 1]) == {"not looked at"}
    scores = tables.scores(found, tables.headings(found, speaker), speaker)
    assert [row[1] == "not looked at" for row in scores.to_numpy()] == [False] * 4 + [True] * 4


def test_a_commitment_has_no_enough(small: Catalogue) -> None:
    speaker = Speaker(small, "en")
    found = [made(small, Component(intervention="policing", dose=1.0), frameworks=("pact",))] * 2
    frame = tables.matrix(compare_scenarios(found), tables.headings(found, speaker), speaker)
    assert "enough" not in frame.to_string()
    assert frame.iloc[0, 1] == "○ indirect 0.40"
    assert tables.scores(found, tables.headings(found, speaker), speaker).empty


def test_long_and_equal_titles_stay_apart_and_short(small: Catalogue) -> None:
    title = Text(nl="Heel lang " * 20, en="n" * 200)
    found = [made(small, title=title), made(small, title=title), made(small, id=None)]
    for lang in LANGUAGES:
        speaker = Speaker(small, lang)
        shown = tables.headings(found, speaker)
        assert len(set(shown)) == 3
        assert max(map(len, shown)) <= tables.TITLE + 4
        assert [each[0] for each in shown] == ["A", "B", "C"]
        whole = tables.titles(found, speaker)
        assert whole[0] == f"A: {speaker.text(title)}"
        assert whole[2] == f"C: {speaker.say('ui.untitled')}"


def test_components_that_differ_come_apart_from_those_that_do_not(small: Catalogue) -> None:
    speaker = Speaker(small, "en")
    care, candidate = Component(intervention="care", dose=1.0), Component(intervention="income", dose=0.0)
    first = made(small, teaching(dose_basis="assumed"), care, candidate)
    second = made(small, teaching(0.5, dose_basis="estimate"), care)
    different, same = tables.components([first, second], tables.headings([first, second], speaker), speaker)
    names = [speaker.intervention(each) for each in ("teaching", "income", "care")]
    assert different.to_numpy().tolist() == [
        [names[0], "100% (assumed)", "50% (own estimate)"],
        [names[1], "candidate without a dose", "not a component"],
    ]
    assert same.to_numpy().tolist() == [[names[2], "100%", "100%"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_reckoned_with_differs_first(small: Catalogue, lang: str) -> None:
    speaker = Speaker(small, lang)
    found = [made(small, threshold=0.7, priorities={"srgr-1": 2, "srgr-3": 1}), made(small)]
    frame = tables.circumstances(found, tables.headings(found, speaker), speaker)
    rows = frame.to_numpy().tolist()
    facts = [speaker.say(f"compare.fact.{each}") for each in ("threshold", "priorities")]
    assert [row[0] for row in rows[:2]] == facts
    assert rows[0][1:] == [speaker.score(0.7), speaker.score(0.6)]
    assert rows[1][1] == speaker.say("compare.weight", target=speaker.target_code("srgr-1"), weight="2")
    assert all(row[1] == row[2] for row in rows[2:])


def test_scores_are_those_of_each_scenario_by_itself(small: Catalogue) -> None:
    speaker = Speaker(small, "en")
    found = [made(small, teaching()), made(small, teaching(0.5)), made(small)]
    alone = [tables.scores([each], ["x"], speaker).iloc[:, 1].tolist() for each in found]
    beside = tables.scores(found, tables.headings(found, speaker), speaker)
    assert [beside.iloc[:, place].tolist() for place in (1, 2, 3)] == alone


def test_targets_by_framework_keep_their_order(small: Catalogue) -> None:
    found = [made(small, teaching(), frameworks=("srgr", "bhos")), made(small, teaching())]
    grouped = tables.by_framework(compare_scenarios(found))
    assert list(grouped) == ["srgr", "bhos"]
    assert all(each.target.startswith(framework) for framework, targets in grouped.items() for each in targets)
