"""What a change of the catalogue does and how the rules are, as plain data: the JSON of `diff` and `health`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from alignment.model.catalogue import LocatedRule
from alignment.model.change import (
    FrameworkChange,
    RuleChange,
    ScenarioChange,
    ScenarioSide,
    TargetChange,
    TargetState,
)
from alignment.model.health import RuleAge, RuleHealth
from alignment.model.rule import Confidence
from alignment.report.data import Data, cases_data, condition_data, period_data, rule_place, sources_data

if TYPE_CHECKING:
    from alignment.assessment.diff import CatalogueChange, FailingCase

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
"""The weakest first."""


def diff_data(change: "CatalogueChange") -> Data:
    """What differs between two catalogues; rules are named by their place in the list `rules`."""
    scenarios = change.scenarios
    return {
        "on": change.on.isoformat(),
        "old": change.old,
        "new": change.new,
        "rules": [_rule_change(each) for each in change.rules],
        "others": [
            {"kind": each.kind, "id": each.id, "change": each.change, "fields": list(each.fields)}
            for each in change.others
        ],
        "scenarios": [{**_who(each), "old": _side(each.old), "new": _side(each.new)} for each in scenarios],
        "results": [{**_who(each), **_result(target)} for each in scenarios for target in each.targets],
        "frameworks": [{**_who(each), **_framework(found)} for each in scenarios for found in each.frameworks],
        "uncarried": [{**_who(each), **asdict(found)} for each in scenarios for found in each.carrying],
        "gaps": {
            "closed": [_gap(each, target, target.old) for each in scenarios for target in each.closed],
            "opened": [_gap(each, target, target.new) for each in scenarios for target in each.opened],
        },
        "cases_failing": [_case(each) for each in change.cases_failing],
    }


def rule_data(located: LocatedRule) -> Data:
    """All that a rule says, in the shape of the list of rules, and where it stands."""
    rule = located.rule
    return {
        "intervention": located.intervention,
        **rule.model_dump(mode="json", by_alias=True),
        "when": condition_data(rule.when),
        "in_force": period_data(rule.in_force) if rule.in_force else None,
        "sources": sources_data(rule.sources),
        "place": rule_place(located),
    }


def _rule_change(each: RuleChange) -> Data:
    return {
        "intervention": each.intervention,
        "target": each.target,
        "change": each.change,
        "fields": list(each.fields),
        "old": rule_data(each.old) if each.old else None,
        "new": rule_data(each.new) if each.new else None,
    }


def _who(each: ScenarioChange) -> Data:
    return {"scenario": each.scenario, "saved": each.saved}


def _side(side: ScenarioSide) -> Data:
    return {"state": side.presence, "missing": [{"kind": kind, "id": name} for kind, name in side.missing]}


def _result(each: TargetChange) -> Data:
    return {"target": each.target, "old": _state(each.old), "new": _state(each.new), "rules": list(each.rules)}


def _state(state: TargetState | None) -> Data | None:
    if state is None:
        return None
    return {
        "status": state.status,
        "covered": state.covered,
        "coverage": state.coverage,
        "low": state.low,
        "high": state.high,
        "gap": {"kind": state.gap, "severity": state.severity} if state.gap else None,
    }


def _framework(each: FrameworkChange) -> Data:
    sides = {"old": each.old, "new": each.new}
    return {
        "framework": each.framework,
        **{
            name: {key: value for key, value in asdict(found).items() if key != "framework"} if found else None
            for name, found in sides.items()
        },
    }


def _gap(each: ScenarioChange, target: TargetChange, state: TargetState | None) -> Data:
    found = {"kind": state.gap, "severity": state.severity} if state else {}
    return {**_who(each), "target": target.target, **found}


def _case(each: "FailingCase") -> Data:
    [found] = cases_data([each.result], None)["results"]
    kept = {key: found[key] for key in ("name", "line", "source", "differences")}
    return {**kept, "path": found["file"], "failed_before": each.failed_before}


def health_data(health: RuleHealth) -> Data:
    """The state of the rules; `rules` has every rule with its age in whole months."""
    return {
        "on": health.on.isoformat(),
        "months": health.months,
        "rules": [_age(each) for each in health.ages],
        "stale": [_age(each) for each in health.stale],
        "future": [_age(each) for each in health.future],
        "derived": {
            name: {"count": len(found := health.derived(name)), "rules": list(map(_named, found))}
            for name in CONFIDENCES
        },
        "unassessed": {
            "pairs": health.without_rule,
            "verdicts": [{**asdict(each), "scenarios": list(each.scenarios)} for each in health.verdicts],
        },
        "lapsed": [
            {
                "kind": each.kind,
                "id": each.id,
                "state": each.state,
                "date": each.date,
                "place": rule_place(each.located),
            }
            for each in health.lapses
        ],
        "untouched": list(map(_named, health.untouched)),
    }


def _named(located: LocatedRule) -> dict[str, Any]:
    return {"intervention": located.intervention, "target": located.rule.target, "place": rule_place(located)}


def _age(each: RuleAge) -> Data:
    return {
        **_named(each.located),
        "reviewed": each.located.rule.reviewed,
        "months": each.months,
        "stale": each.stale,
        "future": each.future,
    }
