"""The study's recommendations, conditions and cautions held against a scenario."""

from collections.abc import Iterable
from datetime import timedelta

from alignment.assessment.carrying import missing
from alignment.assessment.setup import Setup
from alignment.model.base import Period, first_day, last_day
from alignment.model.recommendation import Recommendation, State, Test
from alignment.model.result import Advice
from alignment.model.scenario import Programme

DAYS_PER_MONTH = 365.25 / 12


def find_advice(setup: Setup) -> tuple[Advice, ...]:
    """The state of every recommendation, in the order of the file."""
    return tuple(Advice(each, _state(setup, each)) for each in setup.catalogue.recommendations.values())


def _state(setup: Setup, recommendation: Recommendation) -> State:
    lists: tuple[tuple[State, tuple[Test, ...]], ...] = (
        ("unknown", recommendation.unknown_if),
        ("met", recommendation.met_if),
        ("partly", recommendation.partly_if),
    )
    for state, tests in lists:
        if any(holds(setup, test) for test in tests):
            return state
    return "not-met"


def holds(setup: Setup, test: Test) -> bool:
    """Whether every key of a test holds for the scenario."""
    return all((*_listed(setup, test), *_named(setup, test), *_measured(setup, test)))


def _listed(setup: Setup, test: Test) -> Iterable[bool]:
    catalogue, scenario = setup.catalogue, setup.scenario
    functions = {each for name in setup.doses for each in catalogue.interventions[name].functions}
    kinds = [catalogue.actors[each].kind for each in scenario.actors if each in catalogue.actors]
    for wanted, present in (
        (test.interventions, list(setup.doses)),
        (test.channels, list(dict.fromkeys(scenario.channels))),
        (test.actors, list(dict.fromkeys(scenario.actors))),
        (test.actor_kinds, kinds),
        (test.functions, list(functions)),
        (test.groups, list(dict.fromkeys(scenario.context.groups))),
    ):
        if wanted is not None:
            yield sum(each in wanted for each in present) >= test.at_least


def _named(setup: Setup, test: Test) -> Iterable[bool]:
    scenario, period = setup.scenario, setup.scenario.period or Period()
    partners = scenario.partners if isinstance(scenario, Programme) else ()
    for wanted, present in (
        (test.names_components, bool(setup.doses)),
        (test.names_groups, bool(scenario.context.groups)),
        (test.names_channels, bool(scenario.channels)),
        (test.names_actors, bool(scenario.actors)),
        (test.names_period, bool(period.start and period.until)),
        (test.local_partners, any(each.partners for each in partners)),
        (test.pathways, not missing(setup, "pathways")),
        (test.all_functions, not missing(setup, "functions")),
    ):
        if wanted is not None:
            yield wanted is present


def _measured(setup: Setup, test: Test) -> Iterable[bool]:
    if test.missing_pathways_at_most is not None:
        yield len(missing(setup, "pathways")) <= test.missing_pathways_at_most
    if test.months is not None:
        yield _months(setup.scenario.period) >= test.months
    if test.countries is not None:
        yield len(set(setup.scenario.context.countries)) >= test.countries


def _months(period: Period | None) -> float:
    """Length of a period in calendar months, part of a month as a fraction; 0 where an end is not known."""
    if not period or not period.start or not period.until:
        return 0.0
    start, end = first_day(period.start), last_day(period.until) + timedelta(days=1)
    whole = (end.year - start.year) * 12 + end.month - start.month
    return whole + (end.day - start.day) / DAYS_PER_MONTH
