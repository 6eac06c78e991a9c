"""Which targets of one framework meet which of another, through the interventions that serve both."""

from dataclasses import dataclass

from alignment.assessment.firing import FITTING
from alignment.model.catalogue import Catalogue, LocatedRule


@dataclass(frozen=True)
class Path:
    """An intervention that serves both targets, with the rule on each side."""

    intervention: str
    first: LocatedRule
    second: LocatedRule


@dataclass(frozen=True)
class Meeting:
    """Two targets that meet, with every path between them."""

    first: str
    second: str
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Crosswalk:
    """The meetings of two frameworks; `alone_first` and `alone_second` are the targets that meet none.

    Distinct targets are counted, not meetings.
    """

    first: str
    second: str
    meetings: tuple[Meeting, ...]
    alone_first: tuple[str, ...]
    alone_second: tuple[str, ...]


def crosswalk(catalogue: Catalogue, first: str, second: str, *, stated_only: bool = False) -> Crosswalk:
    """The concordance of two frameworks. Raises KeyError for an unknown framework."""
    names = {name: [each.id for each in catalogue.targets_of(name)] for name in (first, second)}
    if first not in catalogue.frameworks or second not in catalogue.frameworks:
        raise KeyError(first if first not in catalogue.frameworks else second)
    fitting = _fitting(catalogue, stated_only=stated_only)
    meetings = []
    for one in names[first]:
        for other in names[second]:
            paths = tuple(
                Path(intervention, fitting[intervention, one], fitting[intervention, other])
                for intervention in catalogue.interventions
                if (intervention, one) in fitting and (intervention, other) in fitting
            )
            if paths and one != other:
                meetings.append(Meeting(one, other, paths))
    met = {each.first for each in meetings}, {each.second for each in meetings}
    return Crosswalk(
        first,
        second,
        tuple(meetings),
        tuple(each for each in names[first] if each not in met[0]),
        tuple(each for each in names[second] if each not in met[1]),
    )


def _fitting(catalogue: Catalogue, *, stated_only: bool) -> dict[tuple[str, str], LocatedRule]:
    """The strongest direct or indirect rule of each pair, whatever its condition."""
    chosen: dict[tuple[str, str], LocatedRule] = {}
    for located in catalogue.rules:
        rule = located.rule
        if rule.alignment not in FITTING or (stated_only and rule.basis == "derived"):
            continue
        present = chosen.get(located.pair)
        strength = catalogue.scale.strength
        if present is None or strength(rule.alignment) > strength(present.rule.alignment):
            chosen[located.pair] = located
    return chosen
