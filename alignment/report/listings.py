"""What the catalogue holds as plain data: rules, targets, programmes, actors and channels (DESIGN §6)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alignment.catalogue.citing import section_uses
from alignment.model.base import Remark
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.framework import Practice
from alignment.model.scenario import Figure, Programme
from alignment.report.data import Data, condition_data, period_data, rule_place, sources_data

if TYPE_CHECKING:
    from alignment.assessment.crosswalk import Crosswalk


def rules_data(catalogue: Catalogue, rules: Iterable[LocatedRule] | None = None) -> list[Data]:
    """All rules in the order of the files, or some of them in the order given."""
    return [
        {
            "intervention": located.intervention,
            "target": located.rule.target,
            "alignment": located.rule.alignment,
            "when": condition_data(located.rule.when),
            "groups": list(located.rule.groups) if located.rule.groups else None,
            "basis": located.rule.basis,
            "confidence": located.rule.confidence,
            "sources": sources_data(located.rule.sources),
            "reviewed": located.rule.reviewed,
        }
        for located in (catalogue.rules if rules is None else rules)
    ]


def targets_data(catalogue: Catalogue) -> list[Data]:
    """All targets of all frameworks, in order."""
    return [
        {
            "target": located.id,
            "framework": located.framework.framework,
            "kind": located.framework.kind,
            "code": located.target.code,
            "parent": located.parent,
            "title": located.target.title.model_dump(),
            "link": located.link,
            "in_force": period_data(located.target.in_force or located.framework.in_force),
            "practice": _practice(located.target.practice),
        }
        for located in catalogue.targets.values()
    ]


def _practice(practice: Practice | None) -> Data | None:
    """What is policy in practice: instruments, whether exploited children are named, whether it is monitored."""
    if practice is None:
        return None
    findings = {"names_exploited_children": practice.names_exploited_children, "monitored": practice.monitored}
    return {
        "instruments": _remarks(practice.instruments),
        **{
            name: {"answer": each.answer, "text": each.text.model_dump(), "sources": sources_data(each.sources)}
            if each
            else None
            for name, each in findings.items()
        },
    }


def programmes_data(catalogue: Catalogue) -> list[Data]:
    """All programmes with their facts."""
    return [_programme(programme) for programme in catalogue.programmes.values()]


def _programme(programme: Programme) -> Data:
    return {
        "programme": programme.id,
        "part_of": programme.part_of,
        "period": period_data(programme.period),
        "budgets": [
            {"amount": each.amount, "currency": each.currency, "at_least": each.at_least, "source": str(each.source)}
            for each in programme.budgets
        ],
        "countries": list(programme.context.countries),
        "country_count": programme.country_count.count if programme.country_count else None,
        "figures": [_figure(each) for each in programme.figures],
    }


def _figure(figure: Figure) -> Data:
    return {
        "kind": figure.kind,
        "what": figure.what.model_dump(),
        "value": figure.value,
        "unit": figure.unit.model_dump(),
        "at_least": figure.at_least,
        "countries": list(figure.countries),
        "period": period_data(figure.period),
        "source": str(figure.source),
    }


def actors_data(catalogue: Catalogue) -> list[Data]:
    """All actors, with the sources of each remark."""
    return [
        {
            "actor": each.id,
            "name": {"nl": each.name, "en": each.english_name or each.name},
            "kind": each.kind,
            "description": each.description.model_dump(),
            "aliases": list(each.aliases),
            "members": list(each.members),
            "interventions": list(each.interventions),
            "strengths": _remarks(each.strengths),
            "limits": _remarks(each.limits),
            "sources": sources_data(each.sources),
        }
        for each in catalogue.actors.values()
    ]


def channels_data(catalogue: Catalogue) -> list[Data]:
    """All channels, with the sources of each remark."""
    return [
        {
            "channel": each.id,
            "title": each.title.model_dump(),
            "description": each.description.model_dump(),
            "instruments": _remarks(each.instruments),
            "advantages": _remarks(each.advantages),
            "drawbacks": _remarks(each.drawbacks),
            "targets": list(each.targets),
            "sources": sources_data(each.sources),
        }
        for each in catalogue.channels.values()
    ]


def _remarks(remarks: tuple[Remark, ...]) -> list[Data]:
    return [{"text": each.text.model_dump(), "sources": sources_data(each.sources)} for each in remarks]


def recommendations_data(catalogue: Catalogue) -> list[Data]:
    """All recommendations, conditions and cautions."""
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "title": each.title.model_dump(),
            "text": each.text.model_dump(),
            "sources": sources_data(each.sources),
        }
        for each in catalogue.recommendations.values()
    ]


def sources_listing(catalogue: Catalogue) -> list[Data]:
    """Every source with its sections and what rests on each; a section on which nothing rests says why."""
    uses = {(each.source, each.at): each.resting for each in section_uses(catalogue)}
    return [
        {
            "source": source.id,
            "title": source.title.model_dump(),
            "date": source.date,
            "sections": [
                {
                    "at": section.at,
                    "title": section.title.model_dump(),
                    "resting": [{"kind": each.kind, "id": each.id} for each in uses[source.id, section.at]],
                    "unused": section.unused.model_dump() if section.unused else None,
                }
                for section in source.sections
            ],
        }
        for source in catalogue.sources.values()
    ]


def crosswalk_data(found: "Crosswalk") -> Data:
    """Which targets meet, through which interventions; distinct targets are counted."""
    return {
        "frameworks": [found.first, found.second],
        "targets": {
            found.first: len({each.first for each in found.meetings}),
            found.second: len({each.second for each in found.meetings}),
        },
        "meetings": [
            {
                "targets": [each.first, each.second],
                "paths": [
                    {
                        "intervention": path.intervention,
                        "alignments": [path.first.rule.alignment, path.second.rule.alignment],
                        "bases": [path.first.rule.basis, path.second.rule.basis],
                        "rules": [rule_place(path.first), rule_place(path.second)],
                    }
                    for path in each.paths
                ],
            }
            for each in found.meetings
        ],
        "alone": {found.first: list(found.alone_first), found.second: list(found.alone_second)},
    }
