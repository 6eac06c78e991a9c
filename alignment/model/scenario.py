"""Scenarios (policy options) and programmes, which can be used wherever a scenario can."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from alignment.model.base import (
    ActorRef,
    ChannelRef,
    Citation,
    Citations,
    Country,
    Currency,
    DateText,
    Flag,
    FrameworkRef,
    GroupRef,
    Id,
    InterventionRef,
    Line,
    Model,
    Number,
    Period,
    ProgrammeRef,
    Remark,
    SettingRef,
    TargetRef,
    Text,
    Whole,
    fault,
)

DEFAULT_FRAMEWORKS = ("bhos", "srgr")

Share = Annotated[Number, Field(ge=0, le=1)]
Positive = Annotated[Number, Field(gt=0)]
Amount = Annotated[Number, Field(ge=0)]


class Component(Model):
    """An intervention in a scenario with its dose (share of full delivery, 0 to 1) or budget (EUR), not both."""

    intervention: InterventionRef
    dose: Share | None = None
    budget_eur: Amount | None = None
    dose_basis: Literal["assumed", "estimate"] | None = None
    note: Text | None = None
    sources: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _dose_or_budget(self) -> Self:
        if (self.dose is None) == (self.budget_eur is None):
            raise fault("dose_or_budget", intervention=self.intervention, both=self.dose is not None)
        return self


class Context(Model):
    """Where and for whom; an empty list leaves it out (no groups: all children)."""

    settings: tuple[SettingRef, ...] = ()
    groups: tuple[GroupRef, ...] = ()
    countries: tuple[Country, ...] = ()


MemoPlace = Literal[
    "to",
    "from",
    "occasion",
    "decision",
    "points",
    "explanation",
    "fits",
    "fits-not",
    "gaps",
    "touched",
    "certainty",
    "advice",
    "differences",
    "politics",
    "money",
    "people",
    "annexes",
    "figures",
    "rules",
    "silent",
    "unassessed",
    "shares",
    "method",
]
"""Where in a memo own words can stand: the addressee, the sender, and every section."""


class OwnWords(Model):
    """What the officer wrote for one place in the memo, in one language or in both."""

    nl: Line | None = None
    en: Line | None = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.nl is None and self.en is None:
            raise fault("empty_text")
        return self


class Scenario(Model):
    """A mix of interventions in a context, held against frameworks."""

    id: Id | None = None
    title: Text | None = None
    description: Text | None = None
    components: tuple[Component, ...]
    full_delivery_eur: dict[InterventionRef, Positive] = Field(default_factory=dict)
    context: Context = Context()
    period: Period | None = None
    channels: tuple[ChannelRef, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    on: DateText | None = None
    frameworks: Annotated[tuple[FrameworkRef, ...], Field(min_length=1)] = DEFAULT_FRAMEWORKS
    priorities: dict[TargetRef, Positive] = Field(default_factory=dict)
    threshold: Annotated[Number, Field(gt=0, le=1)] | None = None
    memo: dict[MemoPlace, OwnWords] = Field(default_factory=dict)


class Budget(Model):
    """An amount of money as a source reports it."""

    amount: Amount
    currency: Currency
    at_least: Flag = False
    source: Citation


class Figure(Model):
    """A target set or a result reported: so many of a unit, where and when."""

    kind: Literal["target", "result"]
    what: Text
    value: Amount
    unit: Text
    at_least: Flag = False
    countries: tuple[Country, ...] = ()
    period: Period | None = None
    source: Citation


class CountryCount(Model):
    """A number of countries that a source gives without naming them."""

    count: Annotated[Whole, Field(gt=0)]
    source: Citation


class Partners(Model):
    """Who works where in a programme: lead and implementing partners for some countries."""

    countries: tuple[Country, ...]
    lead: tuple[Line, ...] = ()
    partners: tuple[Line, ...] = ()
    source: Citation


class Programme(Scenario):
    """A scenario that was or is carried out, with its record of facts (`interventions/programmes/<id>.yaml`)."""

    id: Id
    title: Text
    part_of: ProgrammeRef | None = None
    budgets: tuple[Budget, ...] = ()
    country_count: CountryCount | None = None
    funding: tuple[Remark, ...] = ()
    partners: tuple[Partners, ...] = ()
    figures: tuple[Figure, ...] = ()
    differences: tuple[Remark, ...] = ()
    sources: Citations
