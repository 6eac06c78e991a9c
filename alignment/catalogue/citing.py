"""What rests on which section of which source: found by walking everything that was loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from alignment.model.base import Citation
from alignment.model.catalogue import Catalogue

RestingKind = Literal["rule", "target", "fact", "case", "recommendation"]


@dataclass(frozen=True)
class Resting:
    """Something that rests on a section; `id` names it: a pair, a target, an entry of a file, a case's place."""

    kind: RestingKind
    id: str


@dataclass(frozen=True)
class SectionUse:
    """A section of a source with everything that rests on it."""

    source: str
    at: str
    resting: tuple[Resting, ...]


def section_uses(catalogue: Catalogue) -> tuple[SectionUse, ...]:
    """Every section of every source, in order, with what rests on it, each once."""
    found: dict[tuple[str, str], dict[Resting, None]] = {
        (source.id, section.at): {} for source in catalogue.sources.values() for section in source.sections
    }
    for resting, item in _items(catalogue):
        for citation in citations(item):
            found[citation.source, citation.at][resting] = None
    return tuple(SectionUse(source, at, tuple(resting)) for (source, at), resting in found.items())


def citations(value: Any) -> Iterator[Citation]:
    """Every citation anywhere in a model, list or mapping."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from citations(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from citations(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from citations(each)


def _items(catalogue: Catalogue) -> Iterator[tuple[Resting, Any]]:
    for located in catalogue.rules:
        yield Resting("rule", f"{located.intervention} → {located.rule.target}"), located.rule
    for target in catalogue.targets.values():
        yield Resting("target", target.id), target.target
    for framework in catalogue.frameworks.values():
        yield Resting("fact", f"policies/{framework.framework}"), [framework.sources, framework.facts]
    for recommendation in catalogue.recommendations.values():
        yield Resting("recommendation", recommendation.id), recommendation
    for case in catalogue.cases:
        yield Resting("case", f"{case.path}:{case.line}"), case.case
    types = catalogue.types
    for kind in ("settings", "groups", "pathways", "functions", "evidence", "types"):
        for entry in getattr(types, kind):
            yield Resting("fact", f"interventions/types/{entry.id}"), entry
    for kind, entries in (
        ("interventions/actors", catalogue.actors),
        ("interventions/channels", catalogue.channels),
        ("interventions/programmes", catalogue.programmes),
    ):
        for name, entry in entries.items():
            yield Resting("fact", f"{kind}/{name}"), entry
    for decision in catalogue.decisions:
        yield Resting("fact", f"policies/decisions/{decision.id}"), decision
