"""Rows that say what a change does and how the rules are."""

from datetime import date

import pandas as pd
import pytest

from alignment import api
from alignment.assessment.diff import CatalogueChange
from alignment.charts import change_tables as tables
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.text.speaker import Speaker
from tests.assessment.copies import CASES, FIRST, TEACHING, Edits, edited
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 22)
EDITS: Edits = {
    TEACHING: ("alignment: direct", "alignment: indirect\n    when: {settings: [development]}"),
    "rules/care.yaml": ("    when: {settings: [humanitarian]}\n", ""),
    "rules/income.yaml": ("alignment: none", "alignment: direct"),
    "rules/policing.yaml": ("  - target: pact-a", "  - target: bhos-1.1"),
    FIRST: ("title: {nl: Eerste", "title: {nl: eSafety"),
}
HOLES = ("{", "}", "Text(", "nan", "  ", "‘’", "ui.")


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Catalogue]:
    return api.open_catalogue(SMALL), edited(tmp_path_factory.mktemp("copy"), EDITS)


@pytest.fixture(scope="module")
def change(sides: tuple[Catalogue, Catalogue]) -> CatalogueChange:
    saved = sides[0].scenarios["mix"].model_copy(update={"id": "own"})
    return api.diff_catalogues(*sides, [saved], TODAY)


@pytest.fixture(params=LANGUAGES)
def speaker(request: pytest.FixtureRequest, sides: tuple[Catalogue, Catalogue]) -> Speaker:
    return Speaker(sides[1], request.param)


def rows(frame: pd.DataFrame) -> list[list[str]]:
    return [list(row) for row in frame.to_numpy()]


def test_every_table_is_words_in_every_cell(
    change: CatalogueChange, sides: tuple[Catalogue, ...], speaker: Speaker
) -> None:
    health = api.rule_health(sides[1], 0, TODAY)
    frames = [
        tables.rules_table(change, speaker),
        tables.results_table(change.scenarios, speaker),
        tables.frameworks_table(change.scenarios, speaker),
        tables.carrying_table(change.scenarios, speaker),
        tables.cases_table(change.cases_failing, speaker),
        tables.ages_table(health.stale, speaker),
        tables.derived_table(health.derived("low"), speaker),
        tables.verdicts_table(health.verdicts, speaker),
        tables.lapses_table(health.lapses, speaker),
        tables.pairs_table(health.untouched, speaker),
    ]
    for frame in frames:
        assert len(frame), frame.columns
        assert len(set(frame.columns)) == len(frame.columns)
        for cell in frame.to_numpy().ravel():
            assert isinstance(cell, str)
            assert not [hole for hole in HOLES if hole in cell], cell


def test_a_table_without_rows_has_its_columns(speaker: Speaker) -> None:
    for frame in (tables.results_table([], speaker), tables.cases_table([], speaker), tables.pairs_table([], speaker)):
        assert frame.empty
        assert len(frame.columns) > 2


def test_rules_say_what_was_and_what_becomes(change: CatalogueChange, sides: tuple[Catalogue, Catalogue]) -> None:
    found = {(row[0], row[1]): row[2:] for row in rows(tables.rules_table(change, Speaker(sides[1], "en")))}
    assert found["Teaching", "SRHR 1"] == [
        "Another verdict",
        "Direct, stated, confidence high",
        "Indirect, in the setting ‘development’, stated, confidence high",
    ]
    gone = "Indirect, derived, confidence low"
    assert found["Police", "Treaty a"] == ["Removed", gone, "No rule"]
    assert found["Police", "BHOS 1.1"] == ["Added", "No rule", gone]
    assert found["Care", "BHOS 3"][0] == "Another condition"


def test_results_name_status_coverage_and_gap(change: CatalogueChange, speaker: Speaker) -> None:
    found = rows(tables.results_table(change.scenarios, speaker))
    assert len(found) == sum(len(each.targets) for each in change.scenarios)
    titles = {"nl": ("eSafety", "Mengsel (bewaard scenario)"), "en": ("First", "Mix (saved scenario)")}[speaker.lang]
    assert set(titles) <= {row[0] for row in found}
    told = {"nl": ["Gedicht", "Nieuw:"], "en": ["Closed", "New:"]}[speaker.lang]
    assert [row[4].split()[0] for row in found if row[0] == titles[0]] == told


def test_only_our_own_words_get_a_capital(change: CatalogueChange, sides: tuple[Catalogue, Catalogue]) -> None:
    speaker = Speaker(sides[1], "nl")
    titles = {row[0] for row in rows(tables.frameworks_table(change.scenarios, speaker))}
    assert "eSafety" in titles
    assert "ESafety" not in titles
    places = [row[-1] for row in rows(tables.cases_table(change.cases_failing, speaker))]
    assert f"{CASES}:1" in places
    pairs = rows(tables.pairs_table(sides[1].rules, speaker))
    assert {row[-1] for row in pairs} == {f"{each.path}:{each.line}" for each in sides[1].rules}


def test_a_failing_case_says_expected_and_found(change: CatalogueChange, speaker: Speaker) -> None:
    found = rows(tables.cases_table(change.cases_failing, speaker))
    differences = [each for case in change.cases_failing for each in case.result.differences]
    assert len(found) == len(differences)
    assert all(row[2] != row[3] for row in found)
    yes, no = speaker.say("yes-no.yes"), speaker.say("yes-no.no")
    assert [yes, no] in [row[2:4] for row in found]


def test_ages_say_when_and_how_long_ago(sides: tuple[Catalogue, Catalogue], speaker: Speaker) -> None:
    health = api.rule_health(sides[0], 0, date(2028, 1, 21))
    (row, *_) = rows(tables.ages_table(health.stale, speaker))
    assert row[3] == {"nl": "21 november 2026", "en": "21 November 2026"}[speaker.lang]
    assert row[4] == "14"


def test_verdicts_say_what_could_change(sides: tuple[Catalogue, Catalogue], speaker: Speaker) -> None:
    health = api.rule_health(sides[0], today=TODAY)
    for each, row in zip(health.verdicts, rows(tables.verdicts_table(health.verdicts, speaker)), strict=True):
        assert row[2:] == [str(each.direct), str(each.indirect), str(each.covered), speaker.score(each.rise)]
