"""Rules: which intervention aligns with which target, when, on what basis (`rules/`), and the scale."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from alignment.model.base import (
    Citations,
    Country,
    DateText,
    GroupRef,
    InterventionRef,
    Model,
    Number,
    Period,
    SettingRef,
    TargetRef,
    Text,
    fault,
)

Alignment = Literal["direct", "indirect", "none", "opposes"]
Basis = Literal["stated", "derived"]
Confidence = Literal["high", "medium", "low"]


class Condition(Model):
    """When a rule holds: each list given must share a value with the scenario's."""

    settings: Annotated[tuple[SettingRef, ...], Field(min_length=1)] | None = None
    groups: Annotated[tuple[GroupRef, ...], Field(min_length=1)] | None = None
    countries: Annotated[tuple[Country, ...], Field(min_length=1)] | None = None


class Rule(Model):
    """What the sources say of one pair of intervention and target.

    `groups`: the rule reaches only these groups. `stated`: the source says this of the pair or of the whole
    framework; `derived`: it follows from what the source says of each, and the rationale gives the reasoning.
    """

    target: TargetRef
    alignment: Alignment
    when: Condition | None = None
    groups: Annotated[tuple[GroupRef, ...], Field(min_length=1)] | None = None
    basis: Basis
    confidence: Confidence
    rationale: Text
    sources: Citations
    reviewed: DateText
    in_force: Period | None = None
    confirmed_until: DateText | None = None


class RulesFile(Model):
    """`rules/<intervention>.yaml`."""

    intervention: InterventionRef
    rules: tuple[Rule, ...]


class Strengths(Model):
    """The number behind each word, 0 to 1; this tool's own convention."""

    direct: Annotated[Number, Field(gt=0, le=1)]
    indirect: Annotated[Number, Field(gt=0, le=1)]
    none: Annotated[Number, Field(ge=0, le=0)]


class ConfidenceFactors(Model):
    """By how much the half-width of a strength is stretched for each confidence."""

    high: Annotated[Number, Field(gt=0, le=5)]
    medium: Annotated[Number, Field(gt=0, le=5)]
    low: Annotated[Number, Field(gt=0, le=5)]


class Scale(Model):
    """`rules/scale.yaml`: strengths, their uncertainty, and the default threshold."""

    strengths: Strengths
    half_width: Annotated[Number, Field(ge=0, le=0.5)]
    confidence: ConfidenceFactors
    threshold: Annotated[Number, Field(gt=0, le=1)]
    certainty: Annotated[Number, Field(gt=0, le=1)]
    note: Text

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.strengths.indirect >= self.strengths.direct:
            raise fault("strengths_order", direct=self.strengths.direct, indirect=self.strengths.indirect)
        return self

    def strength(self, alignment: str) -> float:
        """The strength of an alignment, 0 to 1; `opposes` never adds and counts 0."""
        return {"direct": self.strengths.direct, "indirect": self.strengths.indirect}.get(alignment, 0.0)

    def half_width_of(self, confidence: str) -> float:
        """Half-width of a strength, by the confidence of its rule (DESIGN §5: 0.2 · k)."""
        return self.half_width * self.factor_of(confidence)

    def factor_of(self, confidence: str) -> float:
        """By how much the half-width is stretched for a confidence."""
        return {"high": self.confidence.high, "medium": self.confidence.medium, "low": self.confidence.low}[confidence]
