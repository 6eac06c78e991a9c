"""Scenarios against each other: first in words that need no numbers, then how often each comes first."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from alignment.assessment.grid import Flags, Floats
from alignment.assessment.setup import TOLERANCE
from alignment.model.case import Status
from alignment.model.result import Assessment

Ranking = npt.NDArray[np.int64]
Relation = Literal["better", "worse", "equal", "mixed", "unknown"]

_STEPS = {"direct": 2, "indirect": 1, "conditional": 0, "none": 0}


@dataclass(frozen=True)
class Ordinal:
    """How one scenario stands to another in a framework, by the statuses of the theme targets alone.

    `better`, `worse`: targets where the first has the stronger or weaker status. `unknown`: targets where either is
    not assessed, which no word can settle. `relation` looks at the others only; "unknown" where there are none.
    """

    framework: str
    first: str
    second: str
    relation: Relation
    better: tuple[str, ...]
    worse: tuple[str, ...]
    unknown: tuple[str, ...]


def compare_words(first: Assessment, second: Assessment) -> tuple[Ordinal, ...]:
    """Every policy framework that both scenarios are held against."""
    shared = [each.framework for each in first.frameworks if each.framework in {f.framework for f in second.frameworks}]
    return tuple(_ordinal(first, second, framework) for framework in shared)


def _ordinal(first: Assessment, second: Assessment, framework: str) -> Ordinal:
    others = {each.target: each.status for each in second.targets}
    found: dict[str, list[str]] = {"better": [], "worse": [], "equal": [], "unknown": []}
    for each in first.targets:
        if each.framework == framework and each.link == "theme":
            found[_relation(each.status, others[each.target])].append(each.target)
    relation: Relation = "equal" if found["equal"] else "unknown"
    if found["better"] or found["worse"]:
        relation = "mixed" if found["better"] and found["worse"] else "better" if found["better"] else "worse"
    return Ordinal(
        framework,
        str(first.scenario.id),
        str(second.scenario.id),
        relation,
        tuple(found["better"]),
        tuple(found["worse"]),
        tuple(found["unknown"]),
    )


def _relation(first: Status, second: Status) -> Literal["better", "worse", "equal", "unknown"]:
    if "unassessed" in (first, second):
        return "unknown"
    if _STEPS[first] == _STEPS[second]:
        return "equal"
    return "better" if _STEPS[first] > _STEPS[second] else "worse"


def rank_shares(scores: Floats) -> Floats:
    """In which share of the draws each alternative takes each rank: (A, N) scores, higher is better, to (A, A).

    Row: alternative; column: rank, first to last. Equal scores share their ranks evenly, so that rows and columns
    add up to 1; within the tolerance is equal, and so is what hangs together by such steps. Rank acceptability of SMAA
    (Lahdelma and Salminen 2001), with ties split.
    """
    count, draws = scores.shape
    order = np.argsort(-scores, axis=0, kind="stable")
    ranked = np.take_along_axis(scores, order, axis=0)
    apart = ranked[:-1] - ranked[1:] > TOLERANCE
    tied = ~apart.all(axis=0)
    ranks = np.arange(count)[:, None]
    places = (order[:, ~tied] * count + ranks).ravel()
    shares: Floats = np.bincount(places, minlength=count * count).reshape(count, count).astype(np.float64)
    if tied.any():
        shares += _tied(order[:, tied], apart[:, tied])
    shares /= draws
    return shares


def _tied(order: Ranking, apart: Flags) -> Floats:
    """Counts as in `rank_shares` where some score the same: who has each rank (A, n), apart from the next (A - 1, n).

    The alternatives between two steps form a group and share its ranks.
    """
    count, draws = order.shape
    groups = np.concatenate([np.zeros((1, draws), dtype=np.int64), np.cumsum(apart, axis=0)])
    shares = np.zeros((count, count))
    for rank in range(count):
        group = groups == groups[rank]
        weights = (group / group.sum(axis=0)).ravel()
        shares[:, rank] = np.bincount(order.ravel(), weights=weights, minlength=count)
    return shares
