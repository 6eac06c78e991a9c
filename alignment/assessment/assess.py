"""The assessment of one scenario."""

from datetime import date

from alignment.assessment import carrying, coverage
from alignment.assessment.firing import contribution, status
from alignment.assessment.gaps import find_gaps
from alignment.assessment.notices import find_notices
from alignment.assessment.recommendations import find_advice
from alignment.assessment.setup import TOLERANCE, Setup, prepare
from alignment.model.catalogue import Catalogue, LocatedTarget
from alignment.model.result import Assessment, Contribution, FrameworkResult, TargetResult
from alignment.model.scenario import Scenario


def assess(catalogue: Catalogue, scenario: Scenario, on: date, *, stated_only: bool = False) -> Assessment:
    """Assesses a scenario on a date; with `stated_only` derived rules are left out (their pairs not assessed)."""
    setup = prepare(catalogue, scenario, on, stated_only=stated_only)
    results = tuple(target_result(setup, target) for name in setup.frameworks for target in catalogue.targets_of(name))
    return Assessment(
        scenario=scenario,
        on=on,
        threshold=setup.threshold,
        stated_only=stated_only,
        fingerprint=catalogue.fingerprint,
        doses=setup.doses,
        notices=find_notices(setup, results),
        targets=results,
        frameworks=tuple(
            framework_result(setup, name, results)
            for name in setup.frameworks
            if catalogue.frameworks[name].kind == "policy"  # others show what is touched, never a score
        ),
        gaps=find_gaps(setup, results),
        uncarried=carrying.find_uncarried(setup, results),
        tensions=carrying.find_tensions(setup, results),
        advice=find_advice(setup),
        missing_pathways=carrying.missing(setup, "pathways"),
        missing_functions=carrying.missing(setup, "functions"),
    )


def target_result(setup: Setup, target: LocatedTarget) -> TargetResult:
    """Status, coverage and interval of one target."""
    return result_of(
        setup, target, tuple(contribution(setup, each, target.id, dose) for each, dose in setup.doses.items())
    )


def result_of(setup: Setup, target: LocatedTarget, contributions: tuple[Contribution, ...]) -> TargetResult:
    """What contributions to one target add up to."""
    scale = setup.catalogue.scale
    values = [each.value for each in contributions if each.fires]
    total = coverage.combine(values)
    state = status(contributions)
    covered = state == "direct" and total >= setup.threshold - TOLERANCE
    low, high = coverage.interval(scale, contributions)
    return TargetResult(
        target=target.id,
        framework=target.framework.framework,
        link=target.link,
        status=state,
        covered=covered,
        coverage=total,
        low=low,
        high=high,
        bounds=coverage.bounds(values),
        probability=coverage.probability(scale, contributions, setup.threshold) if covered else 0.0,
        contributions=contributions,
    )


def framework_result(setup: Setup, name: str, results: tuple[TargetResult, ...]) -> FrameworkResult:
    """F = sum(v C) / sum(v) over the theme targets, with the number covered, the weakest and the unassessed."""
    themes = [result for result in results if result.framework == name and result.link == "theme"]
    weights = [setup.priority(result.target) for result in themes]
    highest = max(weights, default=1.0)  # dividing by it first keeps very large priorities finite
    weights = [weight / highest for weight in weights]
    total = sum(weights)

    def mean(values: list[float]) -> float:
        return sum(v * c for v, c in zip(weights, values, strict=True)) / total if total else 0.0

    assessed = [result for result in themes if result.status != "unassessed"]
    weakest = min(assessed, key=lambda result: result.coverage, default=None)
    return FrameworkResult(
        framework=name,
        score=mean([result.coverage for result in themes]),
        low=mean([result.low for result in themes]),
        high=mean([result.high for result in themes]),
        covered=sum(result.covered for result in themes),
        targets=len(themes),
        unassessed=len(themes) - len(assessed),
        weakest=weakest.target if weakest else None,
    )
