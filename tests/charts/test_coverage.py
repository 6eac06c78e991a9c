"""The chart of coverage: one row a target, a text alternative that states the finding, readable colours."""

import json

import pytest

from alignment.api import assess_scenario, open_catalogue
from alignment.charts import coverage, tables
from alignment.charts.symbols import INK
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.result import Assessment
from alignment.text.speaker import Speaker

PROGRAMME = "dtz-building-back-better"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


@pytest.fixture(scope="module")
def assessment(catalogue: Catalogue) -> Assessment:
    return assess_scenario(catalogue, catalogue.programmes[PROGRAMME])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_carry_the_results(catalogue: Catalogue, assessment: Assessment, lang: str) -> None:
    found = tables.themes(assessment, "bhos")
    rows = coverage.rows(found, Speaker(catalogue, lang))
    assert list(rows["coverage"]) == [each.coverage for each in found]
    assert list(rows["low"]) == [each.low for each in found]
    assert list(rows["high"]) == [each.high for each in found]
    assert rows["said"].str.len().min() > 20


def test_spec_is_made_once_and_needs_nothing_from_outside(catalogue: Catalogue, assessment: Assessment) -> None:
    words = coverage.words(assessment, Speaker(catalogue, "nl"))
    spec = coverage.spec(words, 8)
    assert coverage.spec(words, 8) is spec
    told = json.dumps({key: value for key, value in spec.items() if key != "$schema"})
    assert "http" not in told
    assert '"data"' not in told
    assert spec["usermeta"]["embedOptions"]["renderer"] == "svg"
    assert f'"labelColor": "{INK}"' in told
