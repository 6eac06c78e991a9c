"""The numbers behind the cells of a memo's tables: unrounded, and the same as what the cells show."""

import pytest

from alignment.api import assess_scenario, open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.report.document import Column, Document, Measure, Series, Table, figure, table
from alignment.text.speaker import Speaker
from tests.report.memo.memos import PROGRAMME, TODAY, document_of

MEMOS = [
    ("decision", (PROGRAMME,)),
    ("annex", (PROGRAMME,)),
    ("annex", ("sufasec",)),
    ("comparison", ("sufasec", "tdh-asia")),
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def numbers_of(document: Document) -> dict[str, dict[str, Series]]:
    return {
        block.name: {each.measure.name: each for each in block.series}
        for block in document.blocks()
        if isinstance(block, Table)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_cells_show_the_numbers_that_they_hold(
    catalogue: Catalogue, lang: str, kind: str, scenarios: tuple[str, ...]
) -> None:
    speaker, checked = Speaker(catalogue, lang), 0
    for block in document_of(catalogue, *scenarios, kind=kind, lang=lang).blocks():
        for series in block.series if isinstance(block, Table) else ():
            assert len(series.values) == len(block.rows)
            for row, value in zip(block.rows, series.values, strict=True):
                shown = row[series.column].plain
                if value is None or series.measure.name in ("drop", "share"):
                    continue  # these are told in words
                ways = [speaker.score(value), speaker.percent(value), speaker.number(value, 0)]
                assert any(way in shown for way in ways), (series.measure.name, shown, value)
                checked += 1
    assert checked > 20


@pytest.mark.parametrize("kind", ["decision", "annex"])
def test_every_column_of_numbers_has_its_numbers(catalogue: Catalogue, kind: str) -> None:
    for block in document_of(catalogue, PROGRAMME, kind=kind).blocks():
        if isinstance(block, Table):
            assert set(block.numbers) <= {each.column for each in block.series}


def test_numbers_are_those_of_the_assessment(catalogue: Catalogue) -> None:
    found = numbers_of(document_of(catalogue, PROGRAMME, kind="annex"))
    assessment = assess_scenario(catalogue, catalogue.programmes[PROGRAMME], today=TODAY)
    themes = [each for each in assessment.targets if each.link == "theme"]
    assert found["figures"]["coverage"].values == tuple(each.coverage for each in themes)
    assert found["figures"]["low"].values == tuple(each.low for each in themes)
    assert found["figures"]["high"].values == tuple(each.high for each in themes)
    assert found["figures"]["bounds-high"].values == tuple(each.bounds[1] for each in themes)
    assert found["gaps"]["severity"].values == tuple(each.severity for each in assessment.gaps)
    fired = [each for each in assessment.target("bhos-3.1").contributions if each.fires]
    assert found["rules-bhos-3.1"]["contribution"].values == tuple(each.value for each in fired)
    assert found["rules-bhos-3.1"]["dose"].values == tuple(each.dose for each in fired)


def test_shares_add_up_to_the_score(catalogue: Catalogue) -> None:
    document = document_of(catalogue, PROGRAMME, kind="annex", lang="en")
    assessment = assess_scenario(catalogue, catalogue.programmes[PROGRAMME], today=TODAY)
    values = numbers_of(document)["shares"]["share-value"].values
    assert sum(each or 0 for each in values) == pytest.approx(sum(each.score for each in assessment.frameworks))


def test_amounts_of_programme_and_components(catalogue: Catalogue) -> None:
    budgets = catalogue.programmes[PROGRAMME].budgets
    found = numbers_of(document_of(catalogue, PROGRAMME, kind="annex"))
    assert budgets
    assert found["money"]["amount"].values == tuple(each.amount for each in budgets)
    scenario = (
        b"components: [{intervention: victim-care, budget_eur: 1234567.5}]\nfull_delivery_eur: {victim-care: 2e6}\n"
    )
    found = numbers_of(document_of(catalogue, scenario, kind="annex"))
    assert found["money"]["amount"].values == (1234567.5,)
    assert "money" not in numbers_of(document_of(catalogue, "sufasec", kind="decision"))


def test_scenario_without_a_target_has_no_number(catalogue: Catalogue) -> None:
    measure = Measure("coverage", "Coverage", "score")
    (block,) = table("t", "T", ["Name", Column("A", (measure,))], [["a", figure("0.50", 0.5)], ["b", "not looked at"]])
    assert isinstance(block, Table)
    assert block.header == ("Name", "A")
    assert [[cell.plain for cell in row] for row in block.rows] == [["a", "0.50"], ["b", "not looked at"]]
    assert block.series == (Series(1, measure, (0.5, None)),)
