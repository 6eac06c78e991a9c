"""Scenarios side by side: each keeps its own numbers, and what changed is told."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alignment.assessment.assess import assess
from alignment.assessment.compare import compare, part
from alignment.model.catalogue import LocatedRule
from alignment.model.result import Assessment
from alignment.model.scenario import Component, Scenario
from tests.assessment.strategies import World, make_catalogue, make_rule, scenarios, worlds

ON = date(2021, 1, 1)
CATALOGUE = make_catalogue(
    [
        LocatedRule("teaching", make_rule("one-1"), "rules/x.yaml", 1),
        LocatedRule("income", make_rule("one-1", alignment="indirect"), "rules/x.yaml", 2),
    ]
)


def assessed(**doses: float) -> Assessment:
    parts = tuple(Component(intervention=name, dose=dose) for name, dose in doses.items())
    return assess(CATALOGUE, Scenario(components=parts, frameworks=("one",)), ON)


@given(worlds(), st.data())
def test_a_further_scenario_changes_nothing_for_the_others(world: World, data: st.DataObject) -> None:
    found = [world.scenario, *(data.draw(scenarios(world.catalogue)) for _ in range(2))]
    assessments = [assess(world.catalogue, each, world.on) for each in found]
    two, three = compare(assessments[:2]), {each.target: each for each in compare(assessments)}
    for each in two:
        assert three[each.target].results[:2] == each.results
        assert three[each.target].changes[:1] == each.changes
    for number, assessment in enumerate(assessments):
        shown = [each.results[number] for each in compare(assessments)]
        assert tuple(each for each in shown if each) == tuple(
            sorted(assessment.targets, key=lambda result: list(three).index(result.target))
        )


@given(worlds())
def test_a_scenario_beside_itself_differs_nowhere(world: World) -> None:
    assessment = assess(world.catalogue, world.scenario, world.on)
    for each in compare([assessment, assessment]):
        assert not each.differs
        assert each.changes == ((),)


def test_what_changed_is_told_component_by_component() -> None:
    [target] = compare([assessed(teaching=1.0, income=0.5), assessed(teaching=0.5, income=0.5, care=1.0)])
    assert target.differs
    [[change]] = target.changes
    assert change.intervention == "teaching"
    assert change.first is not None
    assert change.other is not None
    assert (change.first.value, change.other.value) == (0.8, 0.4)


def test_a_component_that_comes_or_goes_is_a_change_where_it_counts() -> None:
    [target] = compare([assessed(teaching=1.0), assessed(income=1.0)])
    assert {each.intervention: (each.first is None, each.other is None) for each in target.changes[0]} == {
        "teaching": (False, True),
        "income": (True, False),
    }


def test_the_same_number_with_another_status_differs() -> None:
    twice = make_catalogue(
        [
            LocatedRule("teaching", make_rule("one-1"), "rules/x.yaml", 1),
            LocatedRule("income", make_rule("one-1", alignment="indirect"), "rules/x.yaml", 2),
        ]
    )
    first = Scenario(components=(Component(intervention="teaching", dose=0.5),), frameworks=("one",))
    other = Scenario(components=(Component(intervention="income", dose=1.0),), frameworks=("one",))
    [target] = compare([assess(twice, first, ON), assess(twice, other, ON)])
    assert [each.coverage if each else None for each in target.results] == [0.4, 0.4]
    assert target.differs


def test_a_framework_that_one_scenario_does_not_look_at_is_null_there() -> None:
    none = assess(CATALOGUE, Scenario(components=(), frameworks=("one",)), ON)
    without = Assessment(**{**none.__dict__, "targets": ()})
    [target] = compare([none, without])
    assert target.results[1] is None
    assert target.differs


def test_targets_are_parted_by_what_differs() -> None:
    both = make_catalogue(
        [
            LocatedRule("teaching", make_rule("one-1"), "rules/x.yaml", 1),
            LocatedRule("income", make_rule("one-1", alignment="indirect"), "rules/x.yaml", 2),
        ]
    )

    def parted(*doses: dict[str, float], thresholds: tuple[float, ...] = (0.6, 0.6)) -> str:
        scenarios = [
            Scenario(
                components=tuple(Component(intervention=name, dose=dose) for name, dose in each.items()),
                frameworks=("one",),
                threshold=threshold,
            )
            for each, threshold in zip(doses, thresholds, strict=True)
        ]
        found = part(compare([assess(both, each, ON) for each in scenarios]))
        [kind] = [name for name, targets in vars(found).items() if targets]
        return kind

    assert parted({"teaching": 1.0}, {"income": 1.0}) == "differing"
    assert parted({"teaching": 1.0}, {"teaching": 0.9}) == "shifted"
    assert parted({"teaching": 1.0}, {"teaching": 0.5}) == "differing"
    assert parted({"teaching": 1.0}, {"teaching": 1.0}) == "alike"
    assert parted({"teaching": 1.0}, {"teaching": 1.0}, thresholds=(0.6, 0.9)) == "differing"


def test_a_target_at_which_one_scenario_looks_is_neither_alike_nor_different() -> None:
    looking = assessed(teaching=1.0)
    away = Assessment(**{**looking.__dict__, "targets": ()})
    [target] = part(compare([away, looking])).alone
    assert target.results[0] is None
    assert not part(compare([away, looking])).differing
    [again] = part(compare([looking, away, looking])).alike
    assert again.target == target.target


@given(worlds(), st.data())
def test_every_target_shown_is_in_one_part(world: World, data: st.DataObject) -> None:
    found = [world.scenario, *(data.draw(scenarios(world.catalogue)) for _ in range(2))]
    compared = compare([assess(world.catalogue, each, world.on) for each in found])
    parts = [each.target for targets in vars(part(compared)).values() for each in targets]
    shown = [
        each.target for each in compared if next(result for result in each.results if result).link in ("theme", None)
    ]
    assert sorted(parts) == sorted(shown)
