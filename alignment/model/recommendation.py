"""What the study advises and warns of, as checks on a scenario (`rules/recommendations.yaml`)."""

from typing import Annotated, Literal

from pydantic import Field

from alignment.model.base import (
    ActorRef,
    ChannelRef,
    Citations,
    Flag,
    FunctionRef,
    GroupRef,
    Id,
    InterventionRef,
    Line,
    Model,
    Number,
    Text,
    Whole,
)

State = Literal["met", "partly", "not-met", "unknown"]
Count = Annotated[Whole, Field(ge=1)]


class Test(Model):
    """A test on a scenario: every key given must hold. Lists name what is looked for, `at_least` how many of it.

    `interventions`, `channels`, `actors`, `functions`: so many of these occur (with a dose above 0); `actor_kinds`: so
    many actors of these kinds; `groups`: so many of these are named; `names_components`, `names_groups`,
    `names_channels`, `names_actors`: the scenario says what, for whom, through what, with whom; `names_period`: its
    period has both ends; `months`: it lasts at least so many calendar months; `countries`: so many countries;
    `pathways`, `all_functions`: all four occur; `missing_pathways_at_most`: no more than so many are empty;
    `local_partners`: partners are named.
    """

    __test__ = False  # not a test class of pytest

    interventions: tuple[InterventionRef, ...] | None = None
    channels: tuple[ChannelRef, ...] | None = None
    actors: tuple[ActorRef, ...] | None = None
    actor_kinds: tuple[Line, ...] | None = None
    functions: tuple[FunctionRef, ...] | None = None
    groups: tuple[GroupRef, ...] | None = None
    at_least: Count = 1
    names_components: Flag | None = None
    names_groups: Flag | None = None
    names_channels: Flag | None = None
    names_actors: Flag | None = None
    names_period: Flag | None = None
    local_partners: Flag | None = None
    pathways: Flag | None = None
    all_functions: Flag | None = None
    missing_pathways_at_most: Annotated[Whole, Field(ge=0, le=4)] | None = None
    months: Annotated[Number, Field(gt=0)] | None = None
    countries: Count | None = None


class Whys(Model):
    """The reason to show for each state that the checks can give."""

    met: Text | None = None
    partly: Text | None = None
    not_met: Text | None = Field(default=None, alias="not-met")
    unknown: Text | None = None


class Recommendation(Model):
    """A recommendation, condition or caution. The first list with a test that holds decides; else it is not met.

    The order: `unknown_if`, `met_if`, `partly_if`.
    """

    id: Id
    kind: Literal["recommendation", "condition", "caution"]
    title: Text
    text: Text
    unknown_if: tuple[Test, ...] = ()
    met_if: Annotated[tuple[Test, ...], Field(min_length=1)]
    partly_if: tuple[Test, ...] = ()
    why: Whys
    sources: Citations


class RecommendationsFile(Model):
    """`rules/recommendations.yaml`."""

    recommendations: tuple[Recommendation, ...]
