"""What parliament and minister decided (`policies/decisions.yaml`)."""

from typing import Annotated, Literal

from pydantic import Field

from alignment.model.base import Citations, Currency, DateText, Id, Line, Model, Text, Whole
from alignment.model.scenario import Amount

DecisionKind = Literal["amendment", "motion", "letter", "grant", "application", "policy"]


class Sum(Model):
    """An amount of money in a decision, with what it is."""

    what: Text
    amount: Amount
    currency: Currency


class Votes(Model):
    """How parliament voted; a number that no source gives is left out."""

    in_favour: Annotated[Whole, Field(ge=0)] | None = None
    against: Annotated[Whole, Field(ge=0)] | None = None


class Decision(Model):
    """A decision with its date as precise as the source, its document number, votes and amounts."""

    id: Id
    kind: DecisionKind
    date: DateText | None = None
    document: Line | None = None
    title: Text
    outcome: Text
    votes: Votes | None = None
    amounts: tuple[Sum, ...] = ()
    sources: Citations


class DecisionsFile(Model):
    """`policies/decisions.yaml`."""

    decisions: tuple[Decision, ...]
