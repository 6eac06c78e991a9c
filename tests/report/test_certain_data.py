"""How sure results are, as the JSON of the command line."""

import dataclasses
import json

import pytest

from alignment.model.base import LANGUAGES
from alignment.report import certain
from alignment.report.certain_data import robustness_data
from alignment.text.speaker import Speaker
from tests.report.certain_cases import CASES, CATALOGUE, DRAWS, examined


@pytest.fixture(params=LANGUAGES)
def speaker(request: pytest.FixtureRequest) -> Speaker:
    return Speaker(CATALOGUE, request.param)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_data_can_be_written_as_json(case: tuple[str, bool], speaker: Speaker) -> None:
    found = examined(*case)
    data = json.loads(json.dumps(robustness_data(found, speaker), allow_nan=False))
    assert (data["seed"], data["draws"], data["shared"], data["interval"]) == (2022, DRAWS, case[1], 0.9)
    assert len(data["scenarios"]) == len(found.assessments)
    for scenario_data, result in zip(data["scenarios"], found.robustness.scenarios, strict=True):
        assert scenario_data["scenario"] == result.scenario
        assert scenario_data["targets"] == [dataclasses.asdict(each) for each in result.targets]
        assert scenario_data["frameworks"] == [dataclasses.asdict(each) for each in result.frameworks]
        assert [each["formula"] for each in scenario_data["alternatives"]] == ["max", "sum", "power"]
    assert len(data["pairs"]) == len(found.robustness.duels)
    assert [each["relation"] for each in data["ordinal"]] == [each.relation for each in found.ordinals]
    assert [sum(each["p_rank"]) for each in data["ranks"]] == pytest.approx([1.0] * len(data["ranks"]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_step_in_the_data_has_its_sentence_and_its_changes(case: tuple[str, bool], speaker: Speaker) -> None:
    found = examined(*case)
    titles = certain.titles_of(found, speaker)
    data = json.loads(json.dumps(robustness_data(found, speaker), allow_nan=False))
    for scenario_data, flips in zip(data["scenarios"], found.flips, strict=True):
        for key, steps in (("flips", flips.steps), ("unassessed", flips.unassessed)):
            assert [each["text"] for each in scenario_data[key]] == [
                certain.flip_sentences([flip], titles, speaker)[0] for flip in steps
            ]
            for each, flip in zip(scenario_data[key], steps, strict=True):
                assert (each["kind"], each["from"], each["to"]) == (flip.kind, flip.old, flip.new)
                assert (each["rule"] is None) == (flip.located is None)
                assert len(each["changes"]) == len(flip.changes)
        for change in (each for one in scenario_data["flips"] for each in one["changes"]):
            if change["what"] == "order":
                assert change["framework"] in CATALOGUE.frameworks
                assert all(isinstance(group, list) for group in (*change["from"], *change["to"]))
            else:
                assert change["target"] in CATALOGUE.targets


def test_an_order_that_turns_comes_as_lists() -> None:
    data = robustness_data(examined("two"), Speaker(CATALOGUE, "nl"))
    orders = [
        change
        for each in data["scenarios"]
        for flip in each["flips"]
        for change in flip["changes"]
        if change["what"] == "order"
    ]
    assert orders
    assert all(type(value) is list for each in orders for value in (each["from"], each["to"], *each["to"]))
    assert {json.dumps(each["to"]) for each in orders} <= {
        '[["one"], ["other"]]', '[["other"], ["one"]]', '[["one", "other"]]'
    }  # fmt: skip


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (robustness_data(examined.__wrapped__("two"), Speaker(CATALOGUE, "nl")) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_an_extreme_weight_that_a_step_moves_can_still_be_written(speaker: Speaker) -> None:
    found = examined("weighed")
    assert any(flip.kind == "priority" for flip in found.flips[0].steps)
    json.dumps(robustness_data(found, speaker), allow_nan=False)
