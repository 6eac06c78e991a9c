"""What a change of the catalogue does: which rules differ, what scenarios then come to, which cases then fail."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from alignment.assessment.assess import assess
from alignment.assessment.cases import CaseResult, run_case
from alignment.assessment.content import Match, matched_cases, other_changes, rule_changes
from alignment.assessment.setup import assessment_date
from alignment.model.base import Text
from alignment.model.catalogue import Catalogue, LocatedCase
from alignment.model.change import (
    Carrying,
    CarryingChange,
    FrameworkChange,
    OtherChange,
    RuleChange,
    ScenarioChange,
    ScenarioSide,
    TargetChange,
    TargetState,
)
from alignment.model.result import Assessment, FrameworkResult
from alignment.model.scenario import Scenario

NOISE = 1e-12
"""Numbers that differ by no more are the same: another order of adding up."""


@dataclass(frozen=True)
class FailingCase:
    """A case of the new catalogue that fails there; `failed_before`: in the old one it failed already."""

    result: CaseResult
    failed_before: bool


@dataclass(frozen=True)
class CatalogueChange:
    """All that differs between two catalogues, whose fingerprints are `old` and `new`.

    `on`: the day that counts as today on both sides. `scenarios`: those for which something differs.
    """

    on: date
    old: str
    new: str
    rules: tuple[RuleChange, ...]
    others: tuple[OtherChange, ...]
    scenarios: tuple[ScenarioChange, ...]
    cases_failing: tuple[FailingCase, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs; cases may fail all the same."""
        return not (self.rules or self.others or self.scenarios)


@dataclass(frozen=True)
class _Side:
    """A scenario in one of the catalogues, with its assessment where it has one."""

    side: ScenarioSide
    assessment: Assessment | None = None


_ABSENT = _Side(ScenarioSide("absent"))


def diff_catalogues(old: Catalogue, new: Catalogue, today: date, scenarios: Iterable[Scenario] = ()) -> CatalogueChange:
    """What differs from an old catalogue to a new one, for their programmes and scenarios and for some others.

    Each catalogue's own version of a programme is assessed; the others (`scenarios`) are the same on both sides.
    """
    rules, cases = rule_changes(old, new), matched_cases(old, new)
    changes = []
    for name in dict.fromkeys([*_own(new), *_own(old)]):
        before, after = _of_catalogue(old, name, today), _of_catalogue(new, name, today)
        shown = new.find(name) or old.find(name)
        changes.append(_scenario_change(name, shown.title if shown else None, (before, after), rules, saved=False))
    for each in scenarios:
        sides = _given(old, each, today), _given(new, each, today)
        changes.append(_scenario_change(each.id or "", each.title, sides, rules, saved=True))
    return CatalogueChange(
        on=today,
        old=old.fingerprint,
        new=new.fingerprint,
        rules=rules,
        others=other_changes(old, new, cases),
        scenarios=tuple(each for each in changes if _tells(each)),
        cases_failing=tuple(_failing(old, new, cases, today)),
    )


def _own(catalogue: Catalogue) -> list[str]:
    return [*catalogue.programmes, *catalogue.scenarios]


def _tells(change: ScenarioChange) -> bool:
    return bool(not change.on_both_sides or change.targets or change.frameworks or change.carrying)


def _of_catalogue(catalogue: Catalogue, name: str, today: date) -> _Side:
    scenario = catalogue.find(name)
    return _assessed(catalogue, scenario, today) if scenario else _ABSENT


def _given(catalogue: Catalogue, scenario: Scenario, today: date) -> _Side:
    """A scenario from outside, whose ids the catalogue may not know."""
    missing = missing_ids(catalogue, scenario)
    return _Side(ScenarioSide("unknown-ids", missing)) if missing else _assessed(catalogue, scenario, today)


def _assessed(catalogue: Catalogue, scenario: Scenario, today: date) -> _Side:
    return _Side(ScenarioSide("assessed"), assess(catalogue, scenario, assessment_date(scenario, today)))


def missing_ids(catalogue: Catalogue, scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """The ids that a scenario names and a catalogue does not have, as (kind, id), each once."""
    try:
        type(scenario).model_validate(scenario.model_dump(by_alias=True, exclude_unset=True), context=catalogue.known)
    except ValidationError as error:
        found = [each.get("ctx", {}) for each in error.errors() if each["type"] == "unknown_reference"]
        return tuple(dict.fromkeys((str(each["kind"]), str(each["value"])) for each in found))
    return ()


def _scenario_change(
    name: str, title: Text | None, sides: tuple[_Side, _Side], rules: Sequence[RuleChange], *, saved: bool
) -> ScenarioChange:
    before, after = sides
    old, new = before.assessment, after.assessment
    if "unknown-ids" in (before.side.presence, after.side.presence):
        return ScenarioChange(name, title, saved, before.side, after.side)
    return ScenarioChange(
        scenario=name,
        title=title,
        saved=saved,
        old=before.side,
        new=after.side,
        targets=tuple(_target_changes(old, new, rules)),
        frameworks=tuple(_framework_changes(old, new)),
        carrying=tuple(_carrying_changes(old, new)),
    )


def _target_changes(
    old: Assessment | None, new: Assessment | None, rules: Sequence[RuleChange]
) -> Iterator[TargetChange]:
    before, after = _states(old), _states(new)
    present = {name for each in (old, new) if each for name in each.doses}
    for target in dict.fromkeys([*after, *before]):
        one, other = before.get(target), after.get(target)
        if one is None or other is None or not _same_state(one, other):
            concerned = present | _closing(old, target) | _closing(new, target)
            yield TargetChange(target, one, other, _between(rules, target, concerned))


def _between(rules: Sequence[RuleChange], target: str, interventions: set[str]) -> tuple[int, ...]:
    return tuple(
        place
        for place, each in enumerate(rules)
        if each.target == target and each.intervention in interventions and each.change != "text"
    )


def _states(assessment: Assessment | None) -> dict[str, TargetState]:
    if assessment is None:
        return {}
    gaps = {each.target: each for each in assessment.gaps}
    return {
        each.target: TargetState(
            status=each.status,
            covered=each.covered,
            coverage=each.coverage,
            low=each.low,
            high=each.high,
            gap=gap.kind if (gap := gaps.get(each.target)) else None,
            severity=gap.severity if gap else None,
        )
        for each in assessment.targets
    }


def _same_state(old: TargetState, new: TargetState) -> bool:
    words = (old.status, old.covered, old.gap) == (new.status, new.covered, new.gap)
    numbers = ((old.coverage, new.coverage), (old.low, new.low), (old.high, new.high), (old.severity, new.severity))
    return words and all(_same_number(one, other) for one, other in numbers)


def _same_number(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is new
    return abs(old - new) <= NOISE


def _closing(assessment: Assessment | None, target: str) -> set[str]:
    """The interventions that would close the gap of a target."""
    gaps = assessment.gaps if assessment else ()
    return {closing.intervention for gap in gaps if gap.target == target for closing in gap.closes}


def _framework_changes(old: Assessment | None, new: Assessment | None) -> Iterator[FrameworkChange]:
    before, after = ({each.framework: each for each in side.frameworks} if side else {} for side in (old, new))
    for name in dict.fromkeys([*after, *before]):
        one, other = before.get(name), after.get(name)
        if one is None or other is None or not _same_score(one, other):
            yield FrameworkChange(name, one, other)


def _same_score(old: FrameworkResult, new: FrameworkResult) -> bool:
    counts = ("covered", "targets", "unassessed", "weakest")
    numbers = ("score", "low", "high")
    return all(getattr(old, each) == getattr(new, each) for each in counts) and all(
        _same_number(getattr(old, each), getattr(new, each)) for each in numbers
    )


def _carrying_changes(old: Assessment | None, new: Assessment | None) -> Iterator[CarryingChange]:
    before, after = _carrying(old), _carrying(new)
    for framework, intervention in dict.fromkeys([*after, *before]):
        one = before.get((framework, intervention), "absent")
        other = after.get((framework, intervention), "absent")
        if one != other:
            yield CarryingChange(framework, intervention, one, other)


def _carrying(assessment: Assessment | None) -> dict[tuple[str, str], Carrying]:
    """For each policy framework and component of a scenario whether the one carries the other."""
    if assessment is None:
        return {}
    found: dict[tuple[str, str], Carrying] = {
        (each.framework, name): "carried" for each in assessment.frameworks for name in assessment.doses
    }
    for each in assessment.uncarried:
        found[each.framework, each.intervention] = "uncarried" if each.assessed else "not-assessed"
    return found


def _failing(old: Catalogue, new: Catalogue, cases: Sequence[Match[LocatedCase]], today: date) -> Iterator[FailingCase]:
    """The cases of the new catalogue that fail there, in the order of the files."""
    earlier = {id(after): before for before, after in cases if before and after}
    for located in new.cases:
        result = run_case(new, located, today)
        if not result.passed:
            before = earlier.get(id(located))
            yield FailingCase(result, before is not None and not run_case(old, before, today).passed)
