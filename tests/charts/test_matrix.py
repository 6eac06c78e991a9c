"""The matrix as plain lists: every pair has its verdict and number, whatever the language and the frameworks."""

import json

import pytest

from alignment.api import ROOT, assess_scenario, look_at, open_catalogue
from alignment.charts import matrix, tables
from alignment.charts.symbols import SYMBOLS, is_derived, verdict
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.result import Assessment
from alignment.model.scenario import Component, Scenario
from alignment.text.speaker import Speaker


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(ROOT / "tests" / "data" / "small")


@pytest.fixture(scope="module")
def all_small(small: Catalogue) -> Assessment:
    components = tuple(Component(intervention=each, dose=1.0) for each in small.interventions)
    return assess_scenario(small, Scenario(id="all", components=components, frameworks=tuple(small.frameworks)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pair_has_its_verdict_number_and_mark(small: Catalogue, all_small: Assessment, lang: str) -> None:
    speaker = Speaker(small, lang)
    found = matrix.grid(all_small, speaker)
    targets = [target for framework in found["frameworks"] for target, *_ in framework["targets"]]
    assert targets == [each.target for each in all_small.targets if each.link in tables.SHOWN]
    assert [row for row, _ in found["rows"]] == [matrix.WHOLE, *all_small.doses]
    for column, target in enumerate(targets):
        result = all_small.target(target)
        for row, each in enumerate(result.contributions, start=1):
            said, number, mark = found["kinds"][found["cells"][row][column]]
            assert said == verdict(each)
            assert number == ("" if said == "unassessed" else speaker.score(each.value))
            assert (mark == "derived") is is_derived(each)
    found_verdicts = {found["kinds"][place][0] for row in found["cells"] for place in row}
    assert found_verdicts == set(matrix.VERDICTS)


def test_the_whole_has_status_coverage_and_whether_it_is_enough(small: Catalogue, all_small: Assessment) -> None:
    found = matrix.grid(all_small, Speaker(small, "nl"))
    shown = [each for each in all_small.targets if each.link in tables.SHOWN]
    whole = [found["kinds"][place] for place in found["cells"][0]]
    assert [each[0] for each in whole] == [each.status for each in shown]
    assert [each[2] == "enough" for each in whole] == [each.covered and each.link == "theme" for each in shown]
    assert any(each[2] for each in whole)
    numbers = {each.target: kind[1] for each, kind in zip(shown, whole, strict=True)}
    assert numbers["bhos-3.1"] == Speaker(small, "nl").score(all_small.target("bhos-3.1").coverage)


def test_counts_add_up_to_the_targets_of_each_framework(small: Catalogue, all_small: Assessment) -> None:
    found = matrix.grid(all_small, Speaker(small, "en"))
    sizes = [len(each["targets"]) for each in found["frameworks"]]
    for row, counts in zip(found["cells"], found["counts"], strict=True):
        assert [sum(each) for each in counts] == sizes
        said = [found["kinds"][place][0] for place in row]
        assert [sum(each) for each in zip(*counts, strict=True)] == [said.count(each) for each in matrix.VERDICTS]


def test_few_frameworks_start_open_of_many_only_the_policies(small: Catalogue) -> None:
    first, speaker = small.programmes["first"], Speaker(small, "nl")
    two = matrix.grid(assess_scenario(small, look_at(first, ("srgr", "pact"))), speaker)
    assert [(each["id"], each["open"]) for each in two["frameworks"]] == [("srgr", True), ("pact", True)]
    three = matrix.grid(assess_scenario(small, look_at(first, ("bhos", "srgr", "pact"))), speaker)
    assert [each["open"] for each in three["frameworks"]] == [True, True, False]


def test_all_frameworks_of_the_repository_fit_in_a_small_message() -> None:
    catalogue = open_catalogue()
    components = tuple(Component(intervention=each, dose=1.0) for each in catalogue.interventions)
    scenario = Scenario(id="all", components=components, frameworks=tuple(catalogue.frameworks))
    found = matrix.grid(assess_scenario(catalogue, scenario), Speaker(catalogue, "nl"))
    assert sum(len(row) for row in found["cells"]) > 2500
    assert len(json.dumps(found, separators=(",", ":"))) < 45_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_verdicts_look_or_sound_the_same(small: Catalogue, lang: str) -> None:
    words = matrix.words(Speaker(small, lang))
    assert {name: symbol for name, (symbol, _) in words.items()} == SYMBOLS
    assert len({symbol for symbol, _ in words.values()}) == len(words)
    assert len({word for _, word in words.values()}) == len(words)


def test_what_adds_to_a_target_comes_first_and_what_nobody_assessed_is_left_out(
    small: Catalogue, all_small: Assessment
) -> None:
    speaker = Speaker(small, "nl")
    for result in all_small.targets:
        table = matrix.contributions_table(result, speaker)
        assert len(table) == sum(each.located is not None for each in result.contributions)
        if len(table):
            numbers = [float(each.replace(",", ".")) for each in table["Aandeel"]]
            assert numbers == sorted(numbers, reverse=True)
            assert all(table["Bronnen"])
