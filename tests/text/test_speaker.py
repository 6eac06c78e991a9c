"""Codes and results as sentences: every reason and notice can be said, in both languages, with words for ids."""

import re
from datetime import date

import pytest

from alignment.api import open_catalogue
from alignment.assessment.assess import assess
from alignment.model.base import LANGUAGES, Citation
from alignment.model.catalogue import Catalogue
from alignment.model.message import Reason
from alignment.model.result import Closing
from alignment.model.rule import Condition
from alignment.model.scenario import Component, Context, Scenario
from alignment.text.speaker import Speaker
from tests.assessment.strategies import SOURCES, TEXT
from tests.catalogue.bad import SMALL

ON = date(2021, 6, 1)
NOTICES = [
    Reason("not-yet", {"kind": "framework", "id": "srgr", "from": "2018-10", "on": ON}),
    Reason("no-longer", {"kind": "target", "id": "srgr-1", "until": "2020", "on": ON}),
    Reason("not-confirmed", {"kind": "rule", "id": "teaching → srgr-1", "until": "2022-03", "on": ON}),
    Reason("later-name", {"target": "bhos-3.1", "from": "2023", "title": TEXT}),
    Reason("no-components"),
    Reason("candidates", {"interventions": ("teaching",)}),
    Reason("candidates", {"interventions": ("teaching", "care")}),
    Reason("assumed-doses", {"n": 1, "total": 3}),
    Reason("assumed-doses", {"n": 2, "total": 2}),
    Reason("stated-only"),
    Reason("difference", {"text": TEXT, "sources": SOURCES}),
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue(SMALL)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.code)
def test_every_notice_is_a_sentence(catalogue: Catalogue, notice: Reason, lang: str) -> None:
    said = Speaker(catalogue, lang).notice(notice)
    assert said[0].isupper() or said[0].isdigit() or notice.params.get("kind") == "rule", said
    assert said.endswith((".", ")")), said
    assert not re.search(r"[{}]|None|\bnone\b.*\bnone\b", said), said


def test_a_notice_gives_dates_in_words_as_precise_as_the_source(catalogue: Catalogue) -> None:
    said = Speaker(catalogue, "nl").notice(NOTICES[0])
    assert "1 juni 2021" in said
    assert "oktober 2018" in said
    assert "SRGR" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_of_a_contribution_is_a_sentence(catalogue: Catalogue, lang: str) -> None:
    scenario = Scenario(
        components=tuple(Component(intervention=name, dose=1.0) for name in catalogue.interventions),
        context=Context(settings=("development",), groups=("boys",)),
        frameworks=("bhos", "srgr", "pact"),
    )
    seen = {}
    for result in assess(catalogue, scenario, ON).targets:
        for each in result.contributions:
            seen[each.reason.code] = Speaker(catalogue, lang).why(each)
    assert set(seen) == {"fires", "unmet", "none", "opposes", "not-assessed"}
    for said in seen.values():
        assert said[0].isupper()
        assert said.endswith(".")
        assert not re.search(r"[{}]|None", said)


def test_names_of_targets_and_frameworks(catalogue: Catalogue) -> None:
    dutch, english = Speaker(catalogue, "nl"), Speaker(catalogue, "en")
    assert dutch.target("srgr-1") == "SRGR 1 (Kiezen)"
    assert english.target("srgr-1") == "SRHR 1 (Choosing)"
    assert dutch.targets_word("srgr", 1) == "doelstelling"
    assert dutch.targets_word("srgr", 0) == dutch.targets_word("srgr", 2) == "doelstellingen"
    assert dutch.intervention("teaching") == "Voorlichting"


def test_what_is_not_known_is_shown_by_its_id(catalogue: Catalogue) -> None:
    speaker = Speaker(catalogue, "nl")
    assert speaker.target("x-1") == speaker.target_code("x-1") == "x-1"
    assert (speaker.framework("x"), speaker.intervention("x"), speaker.term("groups", "x")) == ("x", "x", "x")
    assert "x" in speaker.citation(Citation(source="x", at="1"))


def test_a_condition_in_words(catalogue: Catalogue) -> None:
    when = Condition(settings=("humanitarian",), groups=("girls", "women"), countries=("NO",))
    said = Speaker(catalogue, "nl").condition(when)
    assert all(word in said.lower() for word in ("noodsituatie", "meisjes en vrouwen", "noorwegen"))
    assert Speaker(catalogue, "nl").condition(None) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dose", [0.625, 0.6919642857142857, 0.754, 0.001, 1.0])
def test_a_dose_that_closes_a_gap_is_not_rounded_below_what_closes_it(
    catalogue: Catalogue, lang: str, dose: float
) -> None:
    said = Speaker(catalogue, lang).closing(Closing("policing", dose, dose, 0.6, None))
    [shown] = re.findall(r"([\d.,]+)%", said)
    assert float(shown.replace(",", ".")) / 100 >= dose
