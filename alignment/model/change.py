"""What differs between two states of a catalogue: rules, other entries, and what scenarios come to."""

from dataclasses import dataclass
from typing import Literal

from alignment.model.base import Text
from alignment.model.case import GapKind, Status
from alignment.model.catalogue import LocatedRule
from alignment.model.result import FrameworkResult

RuleChangeKind = Literal["added", "removed", "verdict", "condition", "text"]
OtherChangeKind = Literal["added", "removed", "changed"]
OtherKind = Literal[
    "framework",
    "target",
    "intervention",
    "setting",
    "group",
    "pathway",
    "function",
    "evidence",
    "scale",
    "programme",
    "scenario",
    "recommendation",
    "case",
    "source",
    "actor",
    "channel",
    "decision",
]
Carrying = Literal["carried", "uncarried", "not-assessed", "absent"]
Presence = Literal["assessed", "absent", "unknown-ids"]

DOUBTS = ("certainty", "scope")
"""What is said of a target that is covered: no gap."""


@dataclass(frozen=True)
class RuleChange:
    """A rule that was added, removed or changed; `old` or `new` is null where it is not there.

    `change` is the strongest of `verdict` (alignment, basis, confidence), `condition` (when, groups, validity) and
    `text` (rationale, sources, date of review); `fields` are all keys that differ, none where a rule came or went.
    """

    intervention: str
    target: str
    change: RuleChangeKind
    old: LocatedRule | None
    new: LocatedRule | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherChange:
    """An entry that is no rule. `id`: a case's is its file and line; `fields`: the keys that differ in a changed one.

    In a framework `targets` differs where the order of its targets does; the targets themselves are listed apart.
    """

    kind: OtherKind
    id: str
    change: OtherChangeKind
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class TargetState:
    """What a scenario comes to for a target: numbers 0 to 1; `gap` and `severity` are null where there is no gap."""

    status: Status
    covered: bool
    coverage: float
    low: float
    high: float
    gap: GapKind | None
    severity: float | None

    @property
    def open_gap(self) -> bool:
        """Whether the target is not covered and should be; a doubt about a covered one is no gap."""
        return self.gap is not None and self.gap not in DOUBTS


@dataclass(frozen=True)
class TargetChange:
    """A target before and after, null where it is not looked at. `rules`: places in the list of changed rules.

    These are the rules (texts alone left out) between the target and an intervention of the scenario, or one that
    would close the gap. None where something else made the difference.
    """

    target: str
    old: TargetState | None
    new: TargetState | None
    rules: tuple[int, ...]

    @property
    def closed(self) -> bool:
        """Whether a gap was there and no longer is."""
        return bool(self.old and self.old.open_gap) and not (self.new and self.new.open_gap)

    @property
    def opened(self) -> bool:
        """Whether a gap is there that was not."""
        return bool(self.new and self.new.open_gap) and not (self.old and self.old.open_gap)


@dataclass(frozen=True)
class FrameworkChange:
    """The score of a policy framework before and after, null where the scenario is not held against it."""

    framework: str
    old: FrameworkResult | None
    new: FrameworkResult | None


@dataclass(frozen=True)
class CarryingChange:
    """Whether a policy framework carries a component, before and after; `absent`: not part of what is assessed."""

    framework: str
    intervention: str
    old: Carrying
    new: Carrying


@dataclass(frozen=True)
class ScenarioSide:
    """Whether a scenario could be assessed on a side; else `missing` says which ids are gone, as (kind, id)."""

    presence: Presence
    missing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ScenarioChange:
    """What changes for a programme or scenario of the catalogue, or for a saved scenario (`saved`).

    Where it is not in a catalogue at all, everything on that side is null. Where ids are gone, nothing is compared.
    """

    scenario: str
    title: Text | None
    saved: bool
    old: ScenarioSide
    new: ScenarioSide
    targets: tuple[TargetChange, ...] = ()
    frameworks: tuple[FrameworkChange, ...] = ()
    carrying: tuple[CarryingChange, ...] = ()

    @property
    def on_both_sides(self) -> bool:
        """Whether it was assessed before and after."""
        return self.old.presence == self.new.presence == "assessed"

    @property
    def closed(self) -> tuple[TargetChange, ...]:
        """The gaps that were there and no longer are, of a scenario on both sides."""
        return tuple(each for each in self.targets if each.closed and self.on_both_sides)

    @property
    def opened(self) -> tuple[TargetChange, ...]:
        """The gaps that are there and were not, of a scenario on both sides."""
        return tuple(each for each in self.targets if each.opened and self.on_both_sides)
