"""Scenarios side by side: where status or coverage differ, and which contributions changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from alignment.assessment.setup import TOLERANCE
from alignment.model.result import Assessment, Contribution, TargetResult


@dataclass(frozen=True)
class Change:
    """A component whose contribution to a target differs from that in the first scenario; null where it has none."""

    intervention: str
    first: Contribution | None
    other: Contribution | None


@dataclass(frozen=True)
class ComparedTarget:
    """A target in each scenario (null where the scenario does not look at it), and per other scenario the changes."""

    target: str
    results: tuple[TargetResult | None, ...]
    changes: tuple[tuple[Change, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether any scenario's status or coverage differs from the first's."""
        first = self.results[0]
        return any(_differ(first, other) for other in self.results[1:])


@dataclass(frozen=True)
class Parted:
    """Compared targets by what can be said of them, in order; targets set apart are left out.

    Among the scenarios that look at them: `differing` in status or in being covered, `shifted` in coverage only,
    `alike` where nothing differs. `alone`: only one scenario looks.
    """

    differing: tuple[ComparedTarget, ...]
    shifted: tuple[ComparedTarget, ...]
    alike: tuple[ComparedTarget, ...]
    alone: tuple[ComparedTarget, ...]


def part(compared: Iterable[ComparedTarget]) -> Parted:
    """Compared targets that differ, that are alike, and at which only one scenario looks."""
    found: dict[str, list[ComparedTarget]] = {"differing": [], "shifted": [], "alike": [], "alone": []}
    for each in compared:
        looking = [result for result in each.results if result is not None]
        if looking[0].link in ("theme", None):
            found[_kind(looking)].append(each)
    return Parted(**{kind: tuple(targets) for kind, targets in found.items()})


def _kind(looking: list[TargetResult]) -> str:
    if len(looking) == 1:
        return "alone"
    if len({(each.status, each.covered) for each in looking}) > 1:
        return "differing"
    return "shifted" if any(_differ(looking[0], other) for other in looking[1:]) else "alike"


def _differ(first: TargetResult | None, other: TargetResult | None) -> bool:
    if first is None or other is None:
        return first is not other
    return first.status != other.status or abs(first.coverage - other.coverage) > TOLERANCE


def compare(assessments: list[Assessment]) -> tuple[ComparedTarget, ...]:
    """Every target of any of the scenarios, in order, with what changed against the first scenario."""
    tables = [{result.target: result for result in each.targets} for each in assessments]
    targets = dict.fromkeys(target for table in tables for target in table)
    compared = []
    for target in targets:
        results = tuple(table.get(target) for table in tables)
        changes = tuple(_changes(results[0], other) for other in results[1:])
        compared.append(ComparedTarget(target, results, changes))
    return tuple(compared)


def _changes(first: TargetResult | None, other: TargetResult | None) -> tuple[Change, ...]:
    before = {each.intervention: each for each in first.contributions} if first else {}
    after = {each.intervention: each for each in other.contributions} if other else {}
    changes = []
    for intervention in dict.fromkeys([*before, *after]):
        old, new = before.get(intervention), after.get(intervention)
        moved = abs((old.value if old else 0.0) - (new.value if new else 0.0)) > TOLERANCE
        if moved or (old is not None and new is not None and old.fires != new.fires):
            changes.append(Change(intervention, old, new))
    return tuple(changes)
