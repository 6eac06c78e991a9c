"""Where a scenario stands (statuses, gaps, scores), and how that differs after a step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from alignment.assessment.assess import framework_result, target_result
from alignment.assessment.flipping import Change
from alignment.assessment.gaps import gap_of
from alignment.assessment.setup import TOLERANCE, Setup
from alignment.model.catalogue import LocatedTarget
from alignment.model.result import Gap, TargetResult


@dataclass(frozen=True)
class Standing:
    """A scenario's results by target. Targets of a policy without a point of contact are left out."""

    setup: Setup
    targets: dict[str, LocatedTarget]
    results: dict[str, TargetResult]

    @cached_property
    def gaps(self) -> dict[str, Gap]:
        """The gaps of the theme targets."""
        found = {name: self.gap(self.setup, result) for name, result in self.results.items()}
        return {name: gap for name, gap in found.items() if gap}

    def gap(self, setup: Setup, result: TargetResult) -> Gap | None:
        """The gap of a target under another setup with the same priorities."""
        return gap_of(setup, result, self.highest) if result.link == "theme" else None

    @cached_property
    def highest(self) -> float:
        """The highest priority among the theme targets."""
        themes = [name for name, target in self.targets.items() if target.link == "theme"]
        return max((self.setup.priority(name) for name in themes), default=1.0)

    def score(self, framework: str) -> float | None:
        """F by a policy framework; null where the scenario is not held against it or it has no theme targets."""
        if framework not in self.setup.frameworks or self.setup.catalogue.frameworks[framework].kind != "policy":
            return None
        found = framework_result(self.setup, framework, tuple(self.results.values()))
        return found.score if found.targets else None

    def with_results(self, moved: Iterable[TargetResult]) -> "Standing":
        """The standing with some results replaced."""
        return replace(self, results={**self.results, **{result.target: result for result in moved}})

    def with_priority(self, target: str, value: float) -> "Standing":
        """The standing with another priority for a target."""
        scenario = self.setup.scenario
        priorities = {**scenario.priorities, target: value}
        return replace(self, setup=replace(self.setup, scenario=scenario.model_copy(update={"priorities": priorities})))

    def first_gap_change(self, before: "Standing") -> tuple[Change, ...]:
        """Whether another gap is now the most severe; only where one stood, or now stands, above all others."""
        old, new = before.most_severe, self.most_severe
        return (Change("first-gap", new, old, new),) if old and new and old != new else ()

    @cached_property
    def most_severe(self) -> str | None:
        """The target with the most severe gap, null where none stands above all others."""
        ranked = sorted(((gap.severity, name) for name, gap in self.gaps.items()), reverse=True)
        if not ranked or ranked[0][0] <= 0 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] <= TOLERANCE):
            return None
        return ranked[0][1]


def make_standing(setup: Setup) -> Standing:
    """Assesses what a step can move."""
    targets = {
        target.id: target
        for name in setup.frameworks
        for target in setup.catalogue.targets_of(name)
        if target.link in ("theme", None)
    }
    return Standing(setup, targets, {name: target_result(setup, target) for name, target in targets.items()})


def target_changes(before: Standing, setup: Setup, moved: Iterable[TargetResult]) -> tuple[Change, ...]:
    """How statuses, cover and gaps differ after a step that leads to another setup and these results."""
    changes: list[Change] = []
    for result in moved:
        name, old = result.target, before.results[result.target]
        if old.covered != result.covered and result.link == "theme":
            changes.append(Change("covered", name, old.covered, result.covered))
        if old.status != result.status:
            changes.append(Change("status", name, old.status, result.status))
        gaps = [gap.kind if gap else None for gap in (before.gaps.get(name), before.gap(setup, result))]
        if gaps[0] != gaps[1]:
            changes.append(Change("gap", name, *gaps))
    return tuple(changes)


def order_changes(before: Sequence[Standing], after: Sequence[Standing], framework: str) -> tuple[Change, ...]:
    """Whether the order of the scenarios by their score in a framework differs."""
    old, new = _order(before, framework), _order(after, framework)
    return (Change("order", framework, old, new),) if old != new else ()


def _order(standings: Sequence[Standing], framework: str) -> tuple[tuple[str, ...], ...]:
    """The ids of the scenarios, highest score first; equal scores together, in the order of the scenarios."""
    names = [str(each.setup.scenario.id) for each in standings]
    scored = [(score, place) for place, each in enumerate(standings) if (score := each.score(framework)) is not None]
    groups: list[list[tuple[float, int]]] = []
    for score, place in sorted(scored, key=lambda each: -each[0]):
        if groups and groups[-1][-1][0] - score <= TOLERANCE:
            groups[-1].append((score, place))
        else:
            groups.append([(score, place)])
    return tuple(tuple(names[place] for place in sorted(place for _, place in group)) for group in groups)
