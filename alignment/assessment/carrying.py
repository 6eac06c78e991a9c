"""Components that no target of a policy framework carries, tensions, and what of an integral approach is empty."""

from collections.abc import Iterable

from alignment.assessment.firing import FITTING, needed
from alignment.assessment.setup import Setup
from alignment.model.result import Elsewhere, TargetResult, Tension, Uncarried


def find_uncarried(setup: Setup, results: Iterable[TargetResult]) -> tuple[Uncarried, ...]:
    """For each policy framework of the scenario: the components with no firing rule for a theme target."""
    listed = list(results)
    found = []
    for name in setup.frameworks:
        if setup.catalogue.frameworks[name].kind != "policy":
            continue
        themes = [result for result in listed if result.framework == name and result.link == "theme"]
        for intervention in setup.doses:
            pairs = [each for result in themes for each in result.contributions if each.intervention == intervention]
            if not any(each.fires for each in pairs):
                assessed = all(each.located for each in pairs)
                places = _places(setup, intervention)
                within = tuple(place for framework, place in places if framework == name)
                elsewhere = tuple(place for framework, place in places if framework != name)
                found.append(Uncarried(intervention, name, assessed, within, elsewhere))
    return tuple(found)


def _places(setup: Setup, intervention: str) -> list[tuple[str, Elsewhere]]:
    """Theme targets of policy frameworks with a fitting rule for an intervention; those that fire here first."""
    found = []
    for target in setup.catalogue.targets.values():
        if target.framework.kind != "policy" or target.link != "theme":
            continue
        fitting = [each for each in setup.of_pair(intervention, target.id) if each.rule.alignment in FITTING]
        if fitting:
            best = max(fitting, key=lambda each: (setup.meets(each.rule), setup.strength(each)))
            place = Elsewhere(target.id, best.rule.alignment, setup.meets(best.rule), needed(setup, best))
            found.append((target.framework.framework, place))
    return sorted(found, key=lambda each: not each[1].fires)


def find_tensions(setup: Setup, results: Iterable[TargetResult]) -> tuple[Tension, ...]:
    """Components whose rule says that they oppose a target in this context; they never subtract."""
    return tuple(
        Tension(intervention, result.target, located)
        for result in results
        for intervention in setup.doses
        for located in setup.of_pair(intervention, result.target)
        if located.rule.alignment == "opposes" and setup.meets(located.rule)
    )


def missing(setup: Setup, kind: str) -> tuple[str, ...]:
    """The pathways or functions (`kind`) that no component of the scenario serves."""
    types = setup.catalogue.types
    terms = types.pathways if kind == "pathways" else types.functions
    served: set[str] = set()
    for intervention in setup.doses:
        each = setup.catalogue.interventions[intervention]
        served |= set(each.pathways if kind == "pathways" else each.functions)
    return tuple(term.id for term in terms if term.id not in served)
