"""How healthy the rules are on a date: their age, what they rest on, what nobody has assessed, what no case shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from alignment.assessment.assess import result_of
from alignment.assessment.cases import run_case
from alignment.assessment.firing import contribution
from alignment.assessment.reliance import age_in_months, untouched_rules
from alignment.assessment.setup import Setup, assessment_date, prepare
from alignment.model.base import Citation, DateText, Period, Text, first_day, last_day
from alignment.model.catalogue import Catalogue, LocatedRule, LocatedTarget
from alignment.model.health import FirstVerdict, Lapse, LapseState, RuleAge, RuleHealth
from alignment.model.message import InputError, Problem
from alignment.model.result import Contribution, TargetResult
from alignment.model.rule import Alignment, Rule

MONTHS = 12
MAX_MONTHS = 1200
"""The age from which a rule is stale: a year unless asked otherwise, a century at most."""


def rule_health(catalogue: Catalogue, today: date, months: int = MONTHS) -> RuleHealth:
    """The state of the rules on a date. Raises InputError unless `months` is 0 to 1200."""
    if not 0 <= months <= MAX_MONTHS:
        raise InputError([Problem("--months", 1, 1, "U15", {"value": months})])
    pairs = list(_pairs_without_rule(catalogue))
    return RuleHealth(
        on=today,
        months=months,
        ages=tuple(_age(each, today, months) for each in catalogue.rules),
        lapses=tuple(_lapses(catalogue, today)),
        verdicts=first_verdicts(catalogue, pairs, today),
        without_rule=len(pairs),
        untouched=tuple(untouched_rules(catalogue, [run_case(catalogue, each, today) for each in catalogue.cases])),
    )


def _age(located: LocatedRule, today: date, months: int) -> RuleAge:
    """A review counts as of the last day that its date may mean, so that no rule is called stale too soon."""
    reviewed = located.rule.reviewed
    return RuleAge(
        located=located,
        months=max(0, age_in_months(reviewed, today)),
        stale=last_day(reviewed) < months_before(today, months),
        future=first_day(reviewed) > today,
    )


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, the last of the month where that is shorter; at most to the year 1."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    last = last_day(f"{year:04d}-{month + 1:02d}")
    return last.replace(day=min(day.day, last.day))


def _lapses(catalogue: Catalogue, today: date) -> Iterator[Lapse]:
    """What is not in force or no longer confirmed: frameworks, targets with a period of their own, rules."""
    for name, framework in catalogue.frameworks.items():
        if found := _lapsed(framework.in_force, framework.confirmed_until, today):
            yield Lapse("framework", name, *found)
    for name, located in catalogue.targets.items():
        if found := _lapsed(located.target.in_force, located.target.confirmed_until, today):
            yield Lapse("target", name, *found)
    for each in catalogue.rules:
        if found := _lapsed(each.rule.in_force, each.rule.confirmed_until, today):
            yield Lapse("rule", f"{each.intervention} → {each.rule.target}", *found, each)


def _lapsed(in_force: Period | None, confirmed: DateText | None, today: date) -> tuple[LapseState, str] | None:
    away = in_force.distance(today) if in_force else 0
    if in_force and in_force.start and away < 0:
        return "not-yet", in_force.start
    if in_force and in_force.until and away > 0:
        return "no-longer", in_force.until
    if confirmed and today > last_day(confirmed):
        return "not-confirmed", confirmed
    return None


Pair = tuple[str, LocatedTarget]


def _pairs_without_rule(catalogue: Catalogue) -> Iterator[Pair]:
    """Interventions and theme targets of policy frameworks on which there is no rule of any date."""
    for target in catalogue.targets.values():
        if target.framework.kind == "policy" and target.link == "theme":
            for intervention in catalogue.interventions:
                if (intervention, target.id) not in catalogue.rules_by_pair:
                    yield intervention, target


def first_verdicts(catalogue: Catalogue, pairs: Iterable[Pair], today: date) -> tuple[FirstVerdict, ...]:
    """What a first verdict on pairs without a rule could change in the catalogue's programmes and scenarios.

    The verdict is a plain rule of medium confidence. Only pairs of which some scenario has the intervention (dose above
    0) and looks at the target; those that could change most come first.
    """
    setups = _setups(catalogue, today)
    weighed = [_weighed(setups, *pair) for pair in pairs]
    found = [each for each in weighed if each]
    return tuple(sorted(found, key=lambda each: (-len(each.scenarios), -each.covered, -each.indirect, -each.rise)))


def _setups(catalogue: Catalogue, today: date) -> list[Setup]:
    scenarios = [*catalogue.programmes.values(), *catalogue.scenarios.values()]
    return [prepare(catalogue, each, assessment_date(each, today)) for each in scenarios]


@dataclass(frozen=True)
class _Weight:
    """What one verdict would make of one result."""

    scenario: str
    alignment: Alignment
    changes: bool
    covers: bool
    rise: float


def _weighed(setups: Sequence[Setup], intervention: str, target: LocatedTarget) -> FirstVerdict | None:
    weights = [
        weight
        for setup in setups
        if intervention in setup.doses and target.framework.framework in setup.frameworks
        for weight in _weights(setup, intervention, target)
    ]
    if not weights:
        return None
    telling = [each for each in weights if each.changes]
    return FirstVerdict(
        intervention=intervention,
        target=target.id,
        scenarios=tuple(dict.fromkeys(each.scenario for each in telling)),
        direct=sum(each.alignment == "direct" for each in telling),
        indirect=sum(each.alignment == "indirect" for each in telling),
        covered=sum(each.covers for each in weights if each.alignment == "direct"),
        rise=max(each.rise for each in weights),
    )


def _weights(setup: Setup, intervention: str, target: LocatedTarget) -> Iterator[_Weight]:
    contributions = [contribution(setup, name, target.id, dose) for name, dose in setup.doses.items()]
    before = result_of(setup, target, tuple(contributions))
    for alignment in _FIRST:
        after = _judged(setup, before, target, _assumed(intervention, target.id, alignment))
        changes = (before.status, before.covered) != (after.status, after.covered)
        covers = after.covered and not before.covered
        rise = after.coverage - before.coverage
        yield _Weight(setup.scenario.id or "", alignment, changes, covers, rise)


_FIRST: tuple[Alignment, ...] = ("direct", "indirect")


def _judged(setup: Setup, before: TargetResult, target: LocatedTarget, assumed: LocatedRule) -> TargetResult:
    """The result of a target if one of its pairs had this rule."""
    judging = replace(setup, rules={assumed.pair: (assumed,)})  # no other pair is asked for

    def judged(each: Contribution) -> Contribution:
        return contribution(judging, *assumed.pair, each.dose) if each.intervention == assumed.intervention else each

    return result_of(setup, target, tuple(map(judged, before.contributions)))


def _assumed(intervention: str, target: str, alignment: Alignment) -> LocatedRule:
    rule = Rule(
        target=target,
        alignment=alignment,
        basis="derived",
        confidence="medium",
        rationale=Text(nl="–", en="–"),
        sources=(Citation(source="–", at="–"),),
        reviewed="2000",
    )
    return LocatedRule(intervention, rule, "", 0)
