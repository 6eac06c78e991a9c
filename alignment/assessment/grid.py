"""The rules of a scenario as arrays, for what needs many numbers at once: draws, shares, allocations."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from alignment.assessment.firing import contribution
from alignment.assessment.setup import Setup

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Grid:
    """I interventions by T targets: what fires at any dose above 0, and how strongly.

    `doses` (I,) 0 to 1. Per pair (I, T): `strengths` 0 to 1, 0 where nothing fires; `direct`, a direct rule fires;
    `shares`, the half-width of the strength's interval as a multiple of the scale's (1 for high confidence), 0 where
    nothing fires; `unassessed`, there is no rule. Per target (T,): `theme`, gives gaps and a score; `priorities`,
    above 0, the highest theme target's is 1. `weights` (F, T): a row of v / sum(v) for each policy framework in
    `frameworks`; all 0 for one without theme targets.
    """

    interventions: tuple[str, ...]
    targets: tuple[str, ...]
    frameworks: tuple[str, ...]
    doses: Floats
    strengths: Floats
    direct: Flags
    shares: Floats
    unassessed: Flags
    theme: Flags
    priorities: Floats
    weights: Floats
    threshold: float

    @property
    def contributions(self) -> Floats:
        """What each component adds to each target, dose times strength, shape (I, T)."""
        return self.doses[:, None] * self.strengths


def make_grid(setup: Setup, interventions: Iterable[str] | None = None) -> Grid:
    """The grid of a scenario's own interventions (dose above 0), or of others too, which then have dose 0."""
    names = tuple(setup.doses if interventions is None else interventions)
    targets = [target for name in setup.frameworks for target in setup.catalogue.targets_of(name)]
    pairs = [[contribution(setup, name, target.id, 1.0) for target in targets] for name in names]
    shape = (len(names), len(targets))
    scale, theme = setup.catalogue.scale, np.array([target.link == "theme" for target in targets], dtype=bool)
    shares = [
        [scale.factor_of(each.located.rule.confidence) if each.fires and each.located else 0.0 for each in row]
        for row in pairs
    ]
    priorities = _priorities(setup, [target.id for target in targets], theme)
    frameworks = tuple(name for name in setup.frameworks if setup.catalogue.frameworks[name].kind == "policy")
    of_framework = np.array([[t.framework.framework == name for t in targets] for name in frameworks], dtype=bool)
    return Grid(
        interventions=names,
        targets=tuple(target.id for target in targets),
        frameworks=frameworks,
        doses=np.array([setup.doses.get(name, 0.0) for name in names]),
        strengths=np.array([[each.value for each in row] for row in pairs]).reshape(shape),
        direct=np.array(
            [[each.fires and each.alignment == "direct" for each in row] for row in pairs], dtype=bool
        ).reshape(shape),
        shares=np.array(shares).reshape(shape),
        unassessed=np.array([[each.located is None for each in row] for row in pairs], dtype=bool).reshape(shape),
        theme=theme,
        priorities=priorities,
        weights=_weights(of_framework.reshape(len(frameworks), len(targets)) & theme, priorities),
        threshold=setup.threshold,
    )


def _priorities(setup: Setup, targets: list[str], theme: Flags) -> Floats:
    values = np.fromiter((setup.priority(target) for target in targets), dtype=np.float64, count=len(targets))
    highest = float(values[theme].max(initial=0.0))
    return values / (highest or 1.0)  # keeps very large priorities finite


def _weights(chosen: Flags, priorities: Floats) -> Floats:
    weights = np.where(chosen, priorities, 0.0)
    totals = weights.sum(axis=1, keepdims=True)
    return weights / np.where(totals > 0, totals, 1.0)
