"""The state of the rules on a date: how old, how well founded, what is missing."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from alignment.model.catalogue import LocatedRule
from alignment.model.rule import Confidence

LapseState = Literal["not-yet", "no-longer", "not-confirmed"]


@dataclass(frozen=True)
class RuleAge:
    """How many whole months ago a rule was reviewed, 0 for less than one or a date in the future.

    `stale`: longer ago than asked. `future`: the date of review lies after the day itself.
    """

    located: LocatedRule
    months: int
    stale: bool
    future: bool


@dataclass(frozen=True)
class Lapse:
    """A framework, target or rule that is not in force or no longer confirmed; `date` is as precise as the file."""

    kind: Literal["framework", "target", "rule"]
    id: str
    state: LapseState
    date: str
    located: LocatedRule | None = None


@dataclass(frozen=True)
class FirstVerdict:
    """What a first verdict on a pair without a rule could change, over the scenarios that have the intervention.

    `scenarios`: in which the status of the target, or whether it is covered, would change. `direct`, `indirect`: how
    many under each verdict; `covered`: how many would become covered under `direct`. `rise`: by how much coverage
    would rise at most, 0 to 1.
    """

    intervention: str
    target: str
    scenarios: tuple[str, ...]
    direct: int
    indirect: int
    covered: int
    rise: float


@dataclass(frozen=True)
class RuleHealth:
    """The rules on a date. `months`: from which age a rule is stale.

    `verdicts`: the pairs without a rule that occur in a scenario, weightiest first; `without_rule`: how many pairs of
    an intervention and a theme target of a policy framework have none at all. `untouched`: rules that decide nothing
    in any case.
    """

    on: date
    months: int
    ages: tuple[RuleAge, ...]
    lapses: tuple[Lapse, ...]
    verdicts: tuple[FirstVerdict, ...]
    without_rule: int
    untouched: tuple[LocatedRule, ...]

    @property
    def stale(self) -> tuple[RuleAge, ...]:
        """The rules reviewed longer ago than asked, oldest first."""
        return tuple(sorted((each for each in self.ages if each.stale), key=lambda each: -each.months))

    @property
    def future(self) -> tuple[RuleAge, ...]:
        """The rules whose date of review is still to come."""
        return tuple(each for each in self.ages if each.future)

    def derived(self, confidence: Confidence) -> tuple[LocatedRule, ...]:
        """The derived rules of a confidence."""
        rules = (each.located for each in self.ages)
        return tuple(each for each in rules if each.rule.basis == "derived" and each.rule.confidence == confidence)
