"""Policy frameworks, their targets, and the sources that facts and rules rest on (`policies/`)."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from alignment.model.base import Citations, DateText, Id, Line, Model, Period, Text, fault

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
    source: Line


class Heading(Model):
    """A heading that only orders targets (BHOS articles 1 and 4, the groups of a model)."""

    code: Line
    title: Text


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
    in_force: Period | None = None
    confirmed_until: DateText | None = None
    sources: Citations


class Framework(Model):
    """A policy framework, commitment, model or lens with its targets in order (`policies/<framework>.yaml`)."""

    framework: Id
    kind: Kind
    title: Text
    short: Text
    word: Word
    description: Text | None = None
    in_force: Period | None = None
    confirmed_until: DateText | None = None
    headings: tuple[Heading, ...] = ()
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    sources: Citations

    @model_validator(mode="after")
    def _linked(self) -> Self:
        for target in self.targets:
            if self.kind == "policy" and target.link is None:
                raise fault("link_missing", target=target.code)
        return self


class Section(Model):
    """A section of a source: its number or heading as cited, and its title."""

    at: Line
    title: Text


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
