"""What a reader must know before the results: validity first, then doses and differences between sources."""

from collections.abc import Iterable, Iterator

from alignment.assessment.setup import Setup
from alignment.model.base import DateText, Period, first_day, last_day
from alignment.model.message import Reason
from alignment.model.result import TargetResult
from alignment.model.scenario import Programme


def find_notices(setup: Setup, results: Iterable[TargetResult]) -> tuple[Reason, ...]:
    """All notices in the order in which they are shown."""
    return (*_validity(setup), *_rule_validity(setup, results), *_input(setup))


def _validity(setup: Setup) -> Iterator[Reason]:
    for name in setup.frameworks:
        framework = setup.catalogue.frameworks[name]
        yield from _dated(setup, "framework", name, framework.in_force, framework.confirmed_until)
        for target in setup.catalogue.targets_of(name):
            yield from _dated(setup, "target", target.id, target.target.in_force, target.target.confirmed_until)
            for later in target.target.later_names:
                if setup.on >= first_day(later.start):
                    yield Reason("later-name", {"target": target.id, "from": later.start, "title": later.title})


def _rule_validity(setup: Setup, results: Iterable[TargetResult]) -> Iterator[Reason]:
    for result in results:
        for each in result.contributions:
            if each.fires and each.located:
                rule = each.located.rule
                name = f"{each.intervention} → {result.target}"
                yield from _dated(setup, "rule", name, rule.in_force, rule.confirmed_until)


def _dated(setup: Setup, kind: str, name: str, in_force: Period | None, confirmed: DateText | None) -> Iterator[Reason]:
    away = in_force.distance(setup.on) if in_force else 0
    if in_force and away < 0:
        yield Reason("not-yet", {"kind": kind, "id": name, "from": in_force.start, "on": setup.on})
    elif in_force and away > 0:
        yield Reason("no-longer", {"kind": kind, "id": name, "until": in_force.until, "on": setup.on})
    elif confirmed and setup.on > last_day(confirmed):
        yield Reason("not-confirmed", {"kind": kind, "id": name, "until": confirmed, "on": setup.on})


def _input(setup: Setup) -> Iterator[Reason]:
    scenario = setup.scenario
    if not setup.doses:
        yield Reason("no-components")
    candidates = tuple(dict.fromkeys(c.intervention for c in scenario.components if c.intervention not in setup.doses))
    if candidates:
        yield Reason("candidates", {"interventions": candidates})
    assumed = {c.intervention for c in scenario.components if c.dose_basis == "assumed"} & set(setup.doses)
    if assumed:
        yield Reason("assumed-doses", {"n": len(assumed), "total": len(setup.doses)})
    if setup.stated_only:
        yield Reason("stated-only")
    if isinstance(scenario, Programme):
        for difference in scenario.differences:
            yield Reason("difference", {"text": difference.text, "sources": difference.sources})
