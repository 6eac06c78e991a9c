"""Results as rows of tables."""

import pytest

from alignment.api import ROOT, assess_scenario, open_catalogue
from alignment.charts import tables
from alignment.charts.symbols import SYMBOLS, verdict
from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Component, Scenario
from alignment.text.speaker import Speaker


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return open_catalogue(ROOT / "tests" / "data" / "small")


def everything(small: Catalogue) -> Scenario:
    components = tuple(Component(intervention=each, dose=1.0) for each in small.interventions)
    return Scenario(id="all", components=components)


def test_verdicts_differ(small: Catalogue) -> None:
    result = assess_scenario(small, everything(small))
    found = {verdict(each) for target in result.targets for each in target.contributions}
    assert found == {"direct", "indirect", "conditional", "none", "unassessed", "opposes"}


def test_glance_names_each_theme_target_once(small: Catalogue) -> None:
    speaker = Speaker(small, "nl")
    result = assess_scenario(small, everything(small))
    frame = tables.glance_table(result, speaker)
    statuses = [column for column in frame.columns if column[0] in SYMBOLS.values()]
    codes = [code for row in frame[statuses].to_numpy() for cell in row for code in cell.split(", ") if code]
    assert sorted(codes) == sorted(
        tables.code(each.target, speaker) for each in result.targets if each.link in ("theme", None)
    )


def test_changes_only_what_moved(small: Catalogue) -> None:
    speaker = Speaker(small, "en")
    before = assess_scenario(small, everything(small))
    assert tables.changes_table(before, before, speaker).empty
    less = everything(small).model_copy(update={"components": everything(small).components[:1]})
    frame = tables.changes_table(before, assess_scenario(small, less), speaker)
    assert frame["Coverage"].str.contains("→").any()
