"""Running the worked cases: what a case expects beside what is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from alignment.assessment.assess import assess
from alignment.assessment.setup import TOLERANCE, assessment_date
from alignment.model.case import Expectation, ExpectedTarget
from alignment.model.catalogue import Catalogue, LocatedCase
from alignment.model.result import Assessment


@dataclass(frozen=True)
class Difference:
    """One expectation that is not met; `where` is a target, a framework or null for the whole scenario."""

    where: str | None
    what: str
    expected: Any
    found: Any


@dataclass(frozen=True)
class CaseResult:
    """A case, its assessment and every expectation that is not met."""

    located: LocatedCase
    assessment: Assessment
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation is met."""
        return not self.differences


def run_case(catalogue: Catalogue, located: LocatedCase, today: date) -> CaseResult:
    """Assesses the case's scenario and compares only what the case names."""
    case = located.case
    on = assessment_date(case.scenario, today)
    assessment = assess(catalogue, case.scenario, on, stated_only=case.stated_only)
    return CaseResult(located, assessment, tuple(_compare(case.expect, assessment)))


def _compare(expect: Expectation, found: Assessment) -> Iterator[Difference]:
    results = {result.target: result for result in found.targets}
    for target, expected in expect.targets.items():
        if target not in results:
            yield Difference(target, "framework", target, None)
            continue
        result = results[target]
        yield from _differences(target, expected, {"status": result.status, "covered": result.covered})
        if expected.coverage is not None and abs(expected.coverage - result.coverage) > TOLERANCE:
            yield Difference(target, "coverage", expected.coverage, result.coverage)
        yield from _gap_differences(target, expected, found)
    scores = {result.framework: result for result in found.frameworks}
    for name, wanted in expect.frameworks.items():
        score = scores.get(name)
        if score is None:
            yield Difference(name, "framework", name, None)
            continue
        values = {"covered": score.covered, "unassessed": score.unassessed, "weakest": score.weakest}
        yield from _differences(name, wanted, values)
    for what, assessed in (("uncarried", True), ("not_assessed", False)):
        names = getattr(expect, what)
        actual = sorted({each.intervention for each in found.uncarried if each.assessed is assessed})
        if names is not None and sorted(set(names)) != actual:
            yield Difference(None, what, sorted(set(names)), actual)


def _differences(where: str, expected: Any, found: dict[str, Any]) -> Iterator[Difference]:
    for what, value in found.items():
        wanted = getattr(expected, what)
        if wanted is not None and wanted != value:
            yield Difference(where, what, wanted, value)


def _gap_differences(target: str, expected: ExpectedTarget, found: Assessment) -> Iterator[Difference]:
    gap = next((each for each in found.gaps if each.target == target), None)
    kind = gap.kind if gap else "no-gap"
    if expected.gap is not None and expected.gap != kind:
        yield Difference(target, "gap", expected.gap, kind)
    closes = [closing.intervention for closing in gap.closes] if gap else []
    if expected.closes is not None and sorted(expected.closes) != sorted(closes):
        yield Difference(target, "closes", sorted(expected.closes), sorted(closes))
