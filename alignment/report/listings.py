"""What the catalogue holds as plain data: rules, targets, programmes, actors and channels (DESIGN §6)."""

from alignment.model.base import Remark
from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Figure, Programme
from alignment.report.data import Data, condition_data, period_data, sources_data


def rules_data(catalogue: Catalogue) -> list[Data]:
    """All rules, in the order of the files."""
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
        for located in catalogue.rules
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
        }
        for located in catalogue.targets.values()
    ]


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
            "name": each.name,
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
