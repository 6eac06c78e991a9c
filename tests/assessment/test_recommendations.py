"""Recommendations and cautions: the first list with a test that holds decides."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from alignment import api
from alignment.assessment.assess import assess
from alignment.assessment.recommendations import holds
from alignment.assessment.setup import prepare
from alignment.model.catalogue import Catalogue
from alignment.model.recommendation import Recommendation, Test
from alignment.model.scenario import Programme, Scenario
from tests.catalogue.bad import SMALL

ON = date(2021, 1, 1)
FULL: dict[str, Any] = {
    "id": "x",
    "title": {"nl": "x", "en": "x"},
    "components": [{"intervention": "teaching", "dose": 1}, {"intervention": "care", "dose": 1}],
    "context": {"groups": ["girls"], "countries": ["NO", "TH"]},
    "period": {"from": "2019", "until": "2021"},
    "channels": ["grants"],
    "actors": ["alliance"],
    "partners": [{"countries": ["TH"], "partners": ["Ergens"], "source": {"source": "page", "at": "Start"}}],
    "sources": [{"source": "page", "at": "Start"}],
}


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return api.open_catalogue(SMALL)


def programme(**changes: Any) -> Programme:
    return Programme.model_validate({**FULL, **changes})


@pytest.mark.parametrize(
    ("test", "held"),
    [
        ({"interventions": ["teaching", "income"]}, True),
        ({"interventions": ["teaching", "income"], "at_least": 2}, False),
        ({"interventions": ["teaching", "care"], "at_least": 2}, True),
        ({"interventions": ["policing"]}, False),
        ({"channels": ["grants"]}, True),
        ({"actors": ["alliance"]}, True),
        ({"actor_kinds": ["alliance"]}, True),
        ({"actor_kinds": ["ngo"]}, False),
        ({"functions": ["prevention", "care"], "at_least": 2}, True),
        ({"groups": ["girls", "women"]}, True),
        ({"groups": ["boys"]}, False),
        (
            {
                "names_components": True,
                "names_groups": True,
                "names_channels": True,
                "names_actors": True,
                "names_period": True,
            },
            True,
        ),
        ({"names_groups": False}, False),
        ({"local_partners": True}, True),
        ({"pathways": True}, False),
        ({"pathways": False}, True),
        ({"all_functions": True}, True),
        ({"missing_pathways_at_most": 1}, True),
        ({"missing_pathways_at_most": 0}, False),
        ({"months": 36}, True),
        ({"months": 37}, False),
        ({"countries": 2}, True),
        ({"countries": 3}, False),
        ({"countries": 2, "months": 40}, False),
    ],
)
def test_every_key_of_a_test_must_hold(small: Catalogue, test: dict[str, Any], held: bool) -> None:
    assert holds(prepare(small, programme(), ON), Test.model_validate(test)) is held


@pytest.mark.parametrize(
    ("test", "scenario"),
    [
        ({"names_components": True}, programme(components=[{"intervention": "care", "dose": 0}])),
        ({"names_groups": True}, programme(context={})),
        ({"names_channels": True}, programme(channels=[])),
        ({"names_actors": True}, programme(actors=[])),
        ({"names_period": True}, programme(period={"from": "2019"})),
        ({"names_period": True}, programme(period=None)),
        ({"months": 0.1}, programme(period={"until": "2021"})),
        ({"local_partners": True}, programme(partners=[])),
        ({"local_partners": True}, Scenario.model_validate({"components": FULL["components"]})),
        ({"countries": 2}, programme(context={"countries": ["TH", "TH"]})),
        ({"interventions": ["care"]}, programme(components=[{"intervention": "care", "dose": 0}])),
        ({"interventions": ["care"], "at_least": 2}, programme(components=[FULL["components"][1]] * 2)),
        ({"actors": ["alliance"], "at_least": 2}, programme(actors=["alliance", "alliance"])),
    ],
)
def test_what_does_not_hold(small: Catalogue, test: dict[str, Any], scenario: Scenario) -> None:
    assert not holds(prepare(small, scenario, ON), Test.model_validate(test))


YES, NO = {"names_groups": True}, {"names_groups": False}


@pytest.mark.parametrize(
    ("lists", "state"),
    [
        ({"unknown_if": [YES], "met_if": [YES], "partly_if": [YES]}, "unknown"),
        ({"unknown_if": [NO], "met_if": [NO, YES], "partly_if": [YES]}, "met"),
        ({"met_if": [NO], "partly_if": [NO, YES]}, "partly"),
        ({"met_if": [NO], "partly_if": [NO]}, "not-met"),
        ({"met_if": [NO]}, "not-met"),
    ],
)
def test_the_first_list_that_holds_decides(small: Catalogue, lists: dict[str, Any], state: str) -> None:
    recommendation = Recommendation.model_validate(
        {**small.recommendations["whole-approach"].model_dump(by_alias=True), "partly_if": [], **lists}
    )
    catalogue = dataclasses.replace(small, recommendations={"x": recommendation})
    [advice] = assess(catalogue, programme(), ON).advice
    assert advice.state == state


def test_all_are_listed_in_the_order_of_the_file(small: Catalogue) -> None:
    found = assess(small, programme(), ON).advice
    assert [(each.recommendation.id, each.state) for each in found] == [
        ("whole-approach", "partly"),
        ("long-enough", "met"),
    ]
