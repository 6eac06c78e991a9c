"""Worked cases: the rules' own tests, readable by officers (`rules/cases/<topic>.yaml`)."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from alignment.model.base import Citation, Flag, FrameworkRef, InterventionRef, Model, Number, TargetRef, Text, Whole
from alignment.model.scenario import Scenario

Status = Literal["direct", "indirect", "conditional", "unassessed", "none"]
GapKind = Literal["unassessed", "structural", "context", "allocation", "certainty", "scope"]
ExpectedGap = Literal["unassessed", "structural", "context", "allocation", "certainty", "scope", "no-gap"]


class ExpectedTarget(Model):
    """What a case expects of a target; only what is given is compared."""

    status: Status | None = None
    covered: Flag | None = None
    coverage: Number | None = None
    gap: ExpectedGap | None = None
    closes: tuple[InterventionRef, ...] | None = None


class ExpectedFramework(Model):
    """What a case expects of a framework."""

    covered: Whole | None = None
    unassessed: Whole | None = None
    weakest: TargetRef | None = None


class Expectation(Model):
    """What a case expects: verdicts, the components that cannot be carried, and those not assessed."""

    targets: dict[TargetRef, ExpectedTarget] = Field(default_factory=dict)
    frameworks: dict[FrameworkRef, ExpectedFramework] = Field(default_factory=dict)
    uncarried: tuple[InterventionRef, ...] | None = None
    not_assessed: tuple[InterventionRef, ...] | None = None


class Case(Model):
    """A scenario with what the source leads one to expect of it."""

    name: Text
    source: Citation
    stated_only: Flag = False
    scenario: Scenario
    expect: Expectation


class CasesFile(RootModel[Annotated[tuple[Case, ...], Field(min_length=1)]]):
    """A file of cases: a list."""
