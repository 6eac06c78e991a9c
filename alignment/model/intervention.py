"""Intervention types with the closed lists (`interventions/types.yaml`), actors and channels."""

from typing import Annotated

from pydantic import Field

from alignment.model.base import (
    Citation,
    Citations,
    EvidenceRef,
    Flag,
    FunctionRef,
    Id,
    InterventionRef,
    Line,
    Model,
    PathwayRef,
    Remark,
    TargetRef,
    Text,
)
from alignment.model.rule import Basis


class Term(Model):
    """An entry of a closed list."""

    id: Id
    title: Text
    description: Text | None = None
    source: Citation | None = None


class GroupTerm(Term):
    """A group of people; `child` is false for women, who are not part of "all children"."""

    child: Flag = True


class Carrier(Model):
    """Who else could carry this work: a ministry or another framework's owner."""

    who: Text
    what: Text
    basis: Basis
    sources: Citations


class InterventionType(Model):
    """One type of intervention and what delivering it in full means."""

    id: Id
    title: Text
    description: Text
    full_delivery: Text
    pathways: tuple[PathwayRef, ...]
    functions: tuple[FunctionRef, ...]
    evidence: EvidenceRef
    evidence_sources: tuple[Citation, ...] = ()
    other_carriers: tuple[Carrier, ...] = ()
    sources: Citations


class TypesFile(Model):
    """`interventions/types.yaml`: closed lists and the intervention types."""

    settings: Annotated[tuple[Term, ...], Field(min_length=1)]
    groups: Annotated[tuple[GroupTerm, ...], Field(min_length=1)]
    pathways: Annotated[tuple[Term, ...], Field(min_length=1)]
    functions: Annotated[tuple[Term, ...], Field(min_length=1)]
    evidence: Annotated[tuple[Term, ...], Field(min_length=1)]
    types: Annotated[tuple[InterventionType, ...], Field(min_length=1)]


class Actor(Model):
    """An organisation or partnership in the field.

    `english_name`: where it differs from the Dutch one; `aliases`: other names that sources use.
    """

    id: Id
    name: Line
    english_name: Line | None = None
    kind: Line
    description: Text
    aliases: tuple[Line, ...] = ()
    members: tuple[Line, ...] = ()
    interventions: tuple[InterventionRef, ...] = ()
    strengths: tuple[Remark, ...] = ()
    limits: tuple[Remark, ...] = ()
    sources: Citations


class ActorsFile(Model):
    """`interventions/actors.yaml`."""

    actors: tuple[Actor, ...]


class Channel(Model):
    """A way in which support reaches the field, with what the study weighs for and against it."""

    id: Id
    title: Text
    description: Text
    instruments: tuple[Remark, ...] = ()
    advantages: tuple[Remark, ...] = ()
    drawbacks: tuple[Remark, ...] = ()
    targets: tuple[TargetRef, ...] = ()
    sources: Citations


class ChannelsFile(Model):
    """`interventions/channels.yaml`."""

    channels: tuple[Channel, ...]
