"""Results of an assessment. Each carries its reasons as codes; numbers are not rounded."""

from dataclasses import dataclass
from datetime import date

from alignment.model.case import GapKind, Status
from alignment.model.catalogue import LocatedRule
from alignment.model.message import Reason
from alignment.model.recommendation import Recommendation, State
from alignment.model.rule import Alignment, Condition
from alignment.model.scenario import Scenario


@dataclass(frozen=True)
class Contribution:
    """What one component adds to one target: `value` = dose x strength, 0 where its rule does not fire.

    `located` is the rule that decides (the strongest that fires), or null where the pair is not assessed.
    """

    intervention: str
    target: str
    dose: float
    located: LocatedRule | None
    fires: bool
    value: float
    reason: Reason

    @property
    def alignment(self) -> Alignment | None:
        """The verdict of the rule, null where not assessed."""
        return self.located.rule.alignment if self.located else None


@dataclass(frozen=True)
class TargetResult:
    """Coverage of one target: `coverage` and its interval `low`..`high`, all 0 to 1.

    `bounds` are the largest contribution and the capped sum of contributions, between which coverage lies.
    `probability` is P(C >= threshold) with all strengths uncertain together; 0 where not covered.
    """

    target: str
    framework: str
    link: str | None
    status: Status
    covered: bool
    coverage: float
    low: float
    high: float
    bounds: tuple[float, float]
    probability: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class FrameworkResult:
    """Score of a framework over its theme targets, with what must stand beside it."""

    framework: str
    score: float
    low: float
    high: float
    covered: int
    targets: int
    unassessed: int
    weakest: str | None


@dataclass(frozen=True)
class Closing:
    """What would cover a target: an intervention at a total dose, the coverage it gives, the setting it needs.

    `together`: it does so only with the other closings listed; `any_dose`: any dose above 0 would do, since only
    a direct alignment is missing.
    """

    intervention: str
    dose: float
    added: float
    coverage: float
    when: Condition | None
    together: bool = False
    any_dose: bool = False


@dataclass(frozen=True)
class Gap:
    """A theme target that is not covered, or one that is but not surely or not for every group (severity 0).

    `left_out`: groups the scenario means to reach that no firing rule reaches; `reached`: those they do reach.
    """

    target: str
    severity: float
    kind: GapKind
    closes: tuple[Closing, ...]
    left_out: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """A target of another policy framework that could carry a component; `fires` false: in another situation."""

    target: str
    alignment: Alignment
    fires: bool
    when: Condition | None


@dataclass(frozen=True)
class Uncarried:
    """A component that no target of a policy framework carries; `assessed` false: some pairs were not assessed.

    `within`: targets of the framework itself that would carry it in another situation.
    """

    intervention: str
    framework: str
    assessed: bool
    within: tuple[Elsewhere, ...]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True)
class Tension:
    """A component that an officer's rule marks as opposing a target; it never subtracts."""

    intervention: str
    target: str
    located: LocatedRule


@dataclass(frozen=True)
class Advice:
    """A recommendation, condition or caution of the study and whether the scenario meets it."""

    recommendation: Recommendation
    state: State


@dataclass(frozen=True)
class Assessment:
    """The assessment of a scenario on a date; `doses` are the summed doses above 0, in the scenario's order."""

    scenario: Scenario
    on: date
    threshold: float
    stated_only: bool
    fingerprint: str
    doses: dict[str, float]
    notices: tuple[Reason, ...]
    targets: tuple[TargetResult, ...]
    frameworks: tuple[FrameworkResult, ...]
    gaps: tuple[Gap, ...]
    uncarried: tuple[Uncarried, ...]
    tensions: tuple[Tension, ...]
    advice: tuple[Advice, ...]
    missing_pathways: tuple[str, ...]
    missing_functions: tuple[str, ...]

    def target(self, target_id: str) -> TargetResult:
        """The result of one target. Raises KeyError if the assessment has none."""
        for result in self.targets:
            if result.target == target_id:
                return result
        raise KeyError(target_id)
