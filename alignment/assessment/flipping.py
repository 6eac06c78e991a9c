"""What a flip is, and which come first."""

from dataclasses import dataclass
from typing import Literal

from alignment.model.catalogue import LocatedRule

FlipKind = Literal["verdict", "assessment", "dose", "priority", "threshold"]
ChangeKind = Literal["covered", "order", "status", "gap", "first-gap"]
Value = str | float | bool | tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True)
class Change:
    """What a step changes. `place`: a target, or the framework by which scenarios are ordered.

    `old`, `new`: a status; whether it is covered; the kind of gap, null where there is none; the target with the most
    severe gap; the order of the scenarios, first to last, those with the same score together.
    """

    kind: ChangeKind
    place: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Flip:
    """One step and all that it changes. `old` is null where a pair was not assessed; `located`: the rule, if any."""

    kind: FlipKind
    intervention: str | None
    target: str | None
    old: str | float | None
    new: str | float
    changes: tuple[Change, ...]
    located: LocatedRule | None = None


@dataclass(frozen=True)
class Flips:
    """Of one scenario: the `steps` that change something, and what a first verdict on an `unassessed` pair would."""

    steps: tuple[Flip, ...]
    unassessed: tuple[Flip, ...]


_KINDS = ("verdict", "dose", "threshold", "assessment", "priority")
_CONFIDENCES = ("low", "medium", "high")


def sort_key(flip: Flip) -> tuple[int, int, int, int, int]:
    """Weightiest change first; then by kind of step, the weakest judgements first, and the number of changes."""
    rule = flip.located.rule if flip.located else None
    return (
        min(map(_weight, flip.changes), default=9),
        _KINDS.index(flip.kind),
        0 if rule is None or rule.basis == "derived" else 1,
        _CONFIDENCES.index(rule.confidence) if rule else 0,
        -len(flip.changes),
    )


def _weight(change: Change) -> int:
    if change.kind == "covered":
        return 2 if change.new else 0
    return {"order": 1, "status": 3, "gap": 4, "first-gap": 5}[change.kind]
