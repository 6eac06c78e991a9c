"""The loaded catalogue: everything read from the files, with look-ups. Immutable after loading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from alignment.model.base import Known
from alignment.model.case import Case
from alignment.model.decision import Decision
from alignment.model.framework import Framework, Source, Target
from alignment.model.intervention import Actor, Channel, InterventionType, TypesFile
from alignment.model.recommendation import Recommendation
from alignment.model.rule import Rule, Scale
from alignment.model.scenario import Programme, Scenario


@dataclass(frozen=True, eq=False)
class LocatedRule:
    """A rule with its intervention and where it stands, so that every figure leads to a line in a file."""

    intervention: str
    rule: Rule
    path: str
    line: int

    @property
    def pair(self) -> tuple[str, str]:
        """Intervention and target."""
        return self.intervention, self.rule.target


@dataclass(frozen=True, eq=False)
class LocatedTarget:
    """A target with its framework and its id, `<framework>-<code>`."""

    id: str
    framework: Framework
    target: Target
    parent: str | None

    @property
    def link(self) -> str | None:
        """`theme`, `financing` or `none`; null outside policy frameworks."""
        return self.target.link


@dataclass(frozen=True, eq=False)
class LocatedCase:
    """A case with the file and line it stands on."""

    case: Case
    path: str
    line: int


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that the files say. `fingerprint` is a SHA-256 over the content of the files."""

    root: str
    fingerprint: str
    known: Known
    frameworks: Mapping[str, Framework]
    sources: Mapping[str, Source]
    types: TypesFile
    scale: Scale
    rules: tuple[LocatedRule, ...]
    cases: tuple[LocatedCase, ...] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def interventions(self) -> dict[str, InterventionType]:
        """Intervention types by id, in the order of the file."""
        return {each.id: each for each in self.types.types}

    @cached_property
    def targets(self) -> dict[str, LocatedTarget]:
        """Targets by id, framework by framework, in order."""
        return {
            f"{framework.framework}-{target.code}": LocatedTarget(
                f"{framework.framework}-{target.code}",
                framework,
                target,
                f"{framework.framework}-{target.parent}" if target.parent else None,
            )
            for framework in self.frameworks.values()
            for target in framework.targets
        }

    @cached_property
    def rules_by_pair(self) -> dict[tuple[str, str], tuple[LocatedRule, ...]]:
        """All rules of each pair of intervention and target."""
        pairs: dict[tuple[str, str], list[LocatedRule]] = {}
        for located in self.rules:
            pairs.setdefault(located.pair, []).append(located)
        return {pair: tuple(rules) for pair, rules in pairs.items()}

    def targets_of(self, framework: str, link: str | None = None) -> list[LocatedTarget]:
        """The targets of a framework in order, all or those with a link."""
        return [
            each
            for each in self.targets.values()
            if each.framework.framework == framework and link in (None, each.link)
        ]

    def find(self, scenario_id: str) -> Scenario | None:
        """The programme or scenario with an id."""
        return self.programmes.get(scenario_id) or self.scenarios.get(scenario_id)
