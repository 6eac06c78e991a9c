"""Policy frameworks, their targets, and the sources that facts and rules rest on (`policies/`)."""

from typing import Annotated, Literal

from pydantic import Field

from alignment.model.base import (
    Citation,
    Citations,
    Currency,
    DateText,
    Id,
    Line,
    Model,
    Number,
    Period,
    Remark,
    Text,
    Whole,
)

Kind = Literal["policy", "commitment", "model", "lens"]
Link = Literal["theme", "financing", "none"]


class Word(Model):
    """A framework's own word for its targets, singular and plural."""

    one: Text
    other: Text


class LaterName(Model):
    """The name that a target bears from a date on."""

    start: DateText = Field(alias="from")
    title: Text
    source: Citation


class Heading(Model):
    """A heading that only orders targets (BHOS articles 1 and 4, the groups of a model)."""

    code: Line
    title: Text


class Finding(Model):
    """An answer that a source gives, with what it says."""

    answer: Literal["yes", "no", "partly", "unknown"]
    text: Text
    sources: Citations


class Practice(Model):
    """What is policy in practice, beside what would fit: instruments, whom they name, whether it is monitored."""

    instruments: tuple[Remark, ...] = ()
    names_exploited_children: Finding | None = None
    monitored: Finding | None = None


class Fact(Model):
    """A figure about a framework or target: an amount in a year, with the status of the document it is from."""

    target: Line | None = None
    what: Text
    amount: Annotated[Number, Field(ge=0)]
    currency: Currency
    year: DateText
    status: Literal["draft", "adopted", "realised"]
    source: Citation


class Target(Model):
    """One article, goal or strategy. `link` says what the study sees between it and the subject.

    `parent` is the code of a heading or of another target of the same framework.
    """

    code: Line
    parent: Line | None = None
    title: Text
    description: Text | None = None
    link: Link | None = None
    link_reason: Text | None = None
    later_names: tuple[LaterName, ...] = ()
    practice: Practice | None = None
    in_force: Period | None = None
    confirmed_until: DateText | None = None
    sources: Citations


class Framework(Model):
    """A policy framework, commitment, model or lens with its targets in order (`policies/<framework>.yaml`)."""

    framework: Id
    order: Annotated[Whole, Field(ge=0)] = 1000
    kind: Kind
    title: Text
    short: Text
    word: Word
    description: Text | None = None
    in_force: Period | None = None
    confirmed_until: DateText | None = None
    headings: tuple[Heading, ...] = ()
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    facts: tuple[Fact, ...] = ()
    sources: Citations


class Section(Model):
    """A section of a source: its number or heading as cited, and its title; `unused`: why nothing rests on it."""

    at: Line
    title: Text
    unused: Text | None = None


class Source(Model):
    """A document that facts and rules rest on. `date` is when it was published or read, as precise as known.

    `short`: the name by which a sentence or footnote cites it.
    """

    id: Id
    title: Text
    short: Text
    author: Line | None = None
    date: DateText | None = None
    language: Line
    note: Text | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]


class SourcesFile(Model):
    """`policies/sources.yaml`."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
