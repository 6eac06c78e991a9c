"""Results as plain data: the JSON of the command line (DESIGN §6). Numbers are not rounded."""

from typing import TYPE_CHECKING, Any

from alignment.model.base import Citation, Period
from alignment.model.catalogue import LocatedRule
from alignment.model.result import (
    Advice,
    Assessment,
    Closing,
    Contribution,
    Elsewhere,
    FrameworkResult,
    Gap,
    TargetResult,
    Uncarried,
)
from alignment.model.rule import Condition
from alignment.text.speaker import Speaker

if TYPE_CHECKING:  # the listings use this module too, and do without the assessment
    from alignment.assessment.cases import CaseResult
    from alignment.assessment.compare import ComparedTarget

Data = dict[str, Any]


def condition_data(when: Condition | None) -> Data | None:
    """A rule's condition, only with the lists that it has."""
    return when.model_dump(exclude_none=True, mode="json") if when else None


def period_data(period: Period | None) -> Data:
    """A period with both ends, null where open or unknown."""
    return {"from": period.start if period else None, "until": period.until if period else None}


def sources_data(sources: tuple[Citation, ...]) -> list[str]:
    """Citations in their short form."""
    return [str(each) for each in sources]


def assessment_data(assessment: Assessment, speaker: Speaker) -> Data:
    """The assessment as DESIGN §6 fixes it; sentences in the speaker's language."""
    return {
        "scenario": assessment.scenario.id,
        "on": assessment.on.isoformat(),
        "catalogue": assessment.fingerprint,
        "stated_only": assessment.stated_only,
        "threshold": assessment.threshold,
        "notices": [speaker.notice(notice) for notice in assessment.notices],
        "targets": [target_data(result, speaker) for result in assessment.targets],
        "frameworks": [_framework(result) for result in assessment.frameworks],
        "gaps": [gap_data(gap) for gap in assessment.gaps],
        "uncarried": [_uncarried(each) for each in assessment.uncarried],
        "tensions": [
            {
                "intervention": each.intervention,
                "target": each.target,
                "why": speaker.text(each.located.rule.rationale),
                "sources": sources_data(each.located.rule.sources),
            }
            for each in assessment.tensions
        ],
        "recommendations": [advice_data(each, speaker) for each in assessment.advice],
        "pathways": {"missing": list(assessment.missing_pathways)},
        "functions": {"missing": list(assessment.missing_functions)},
    }


def advice_data(advice: Advice, speaker: Speaker) -> Data:
    """One recommendation, condition or caution with its state and why."""
    recommendation = advice.recommendation
    return {
        "id": recommendation.id,
        "kind": recommendation.kind,
        "state": advice.state,
        "why": speaker.advice(advice),
        "sources": sources_data(recommendation.sources),
    }


def target_data(result: TargetResult, speaker: Speaker) -> Data:
    """One target with its contributions."""
    return {
        "target": result.target,
        "framework": result.framework,
        "link": result.link,
        "status": result.status,
        "covered": result.covered,
        "coverage": result.coverage,
        "low": result.low,
        "high": result.high,
        "bounds": list(result.bounds),
        "contributions": [contribution_data(each, speaker) for each in result.contributions],
    }


def contribution_data(each: Contribution, speaker: Speaker) -> Data:
    """One contribution with its reason; alignment and basis are null where the pair is not assessed."""
    rule = each.located.rule if each.located else None
    return {
        "intervention": each.intervention,
        "alignment": each.alignment,
        "basis": rule.basis if rule else None,
        "confidence": rule.confidence if rule else None,
        "dose": each.dose,
        "value": each.value,
        "fires": each.fires,
        "why": speaker.why(each),
        "sources": sources_data(rule.sources) if rule else [],
    }


def _framework(result: FrameworkResult) -> Data:
    return {
        "framework": result.framework,
        "score": result.score,
        "low": result.low,
        "high": result.high,
        "covered": result.covered,
        "targets": result.targets,
        "unassessed": result.unassessed,
        "weakest": result.weakest,
    }


def gap_data(gap: Gap) -> Data:
    """One gap with what would close it."""
    data: Data = {
        "target": gap.target,
        "severity": gap.severity,
        "kind": gap.kind,
        "closes": [_closing(each) for each in gap.closes],
    }
    if gap.left_out:
        data["left_out"] = list(gap.left_out)
    return data


def _closing(closing: Closing) -> Data:
    data: Data = {
        "intervention": closing.intervention,
        "dose": closing.dose,
        "coverage": closing.coverage,
        "when": condition_data(closing.when),
    }
    if closing.together:
        data["together"] = True
    return data


def _uncarried(each: Uncarried) -> Data:
    return {
        "intervention": each.intervention,
        "framework": each.framework,
        "assessed": each.assessed,
        "elsewhere": [place.target for place in each.elsewhere],
        "elsewhere_details": [_place(place) for place in each.elsewhere],
        "within": [_place(place) for place in each.within],
    }


def _place(place: Elsewhere) -> Data:
    return {
        "target": place.target,
        "alignment": place.alignment,
        "fires": place.fires,
        "when": condition_data(place.when),
    }


def explanation_data(assessment: Assessment, target: str, speaker: Speaker) -> Data:
    """Every step from components and rules to the number of one target. Raises KeyError for another target."""
    result = assessment.target(target)
    gap = next((each for each in assessment.gaps if each.target == target), None)
    data = target_data(result, speaker)
    for step, each in zip(data["contributions"], result.contributions, strict=True):
        step["rule"] = rule_place(each.located)
        step["strength"] = speaker.catalogue.scale.strength(each.alignment) if each.alignment else None
    return {
        "scenario": assessment.scenario.id,
        "on": assessment.on.isoformat(),
        "catalogue": assessment.fingerprint,
        "threshold": assessment.threshold,
        "probability": result.probability,
        "notices": [speaker.notice(notice) for notice in assessment.notices],
        **data,
        "gap": gap_data(gap) if gap else None,
    }


def rule_place(located: LocatedRule | None) -> str | None:
    """Where a rule stands: `rules/economic-support.yaml:12`."""
    return f"{located.path}:{located.line}" if located else None


def comparison_data(assessments: list[Assessment], compared: "tuple[ComparedTarget, ...]", speaker: Speaker) -> Data:
    """Scenarios side by side, target by target, with what changed against the first."""
    names = [str(each.scenario.id) for each in assessments]
    return {
        "scenarios": [
            {
                "scenario": str(each.scenario.id),
                "on": each.on.isoformat(),
                "notices": [speaker.notice(notice) for notice in each.notices],
                "frameworks": [_framework(result) for result in each.frameworks],
            }
            for each in assessments
        ],
        "targets": [
            {
                "target": each.target,
                "differs": each.differs,
                "results": [
                    {
                        "scenario": name,
                        "status": result.status if result else None,
                        "coverage": result.coverage if result else None,
                        "covered": result.covered if result else None,
                    }
                    for name, result in zip(names, each.results, strict=True)
                ],
                "changes": [
                    {
                        "scenario": name,
                        "intervention": change.intervention,
                        "from": change.first.value if change.first else None,
                        "to": change.other.value if change.other else None,
                        "why": speaker.why(shown) if (shown := change.other or change.first) else "",
                    }
                    for name, changes in zip(names[1:], each.changes, strict=True)
                    for change in changes
                ],
            }
            for each in compared
        ],
    }


def cases_data(results: "list[CaseResult]", untouched: list[LocatedRule] | None) -> Data:
    """The cases with what was not as expected, and the rules that no case touches."""
    return {
        "cases": len(results),
        "failed": sum(not each.passed for each in results),
        "results": [
            {
                "name": each.located.case.name.model_dump(),
                "file": each.located.path,
                "line": each.located.line,
                "source": str(each.located.case.source),
                "passed": each.passed,
                "differences": [
                    {"where": d.where, "what": d.what, "expected": d.expected, "found": d.found}
                    for d in each.differences
                ],
            }
            for each in results
        ],
        "untouched": [{"intervention": each.intervention, "target": each.rule.target} for each in untouched]
        if untouched is not None
        else None,
    }
