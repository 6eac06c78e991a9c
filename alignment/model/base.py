"""Building blocks of every file: the frozen base model, bilingual text, dates, periods, citations and references."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

LANGUAGES = ("nl", "en")


class Model(BaseModel):
    """Base of all file models: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


@dataclass(frozen=True)
class Known:
    """The ids that exist, by kind ("target", "intervention", "source" …); a missing kind is not checked.

    `sections` holds the section numbers of each source.
    """

    ids: Mapping[str, Collection[str]] = field(default_factory=dict)
    sections: Mapping[str, Collection[str]] = field(default_factory=dict)


def fault(code: str, **params: Any) -> PydanticCustomError:
    """A validation fault carrying a code and parameters instead of a sentence."""
    return PydanticCustomError(code, code, params)


def _reference(kind: str) -> Callable[[str, ValidationInfo], str]:
    def check(value: str, info: ValidationInfo) -> str:
        known = info.context.ids.get(kind) if isinstance(info.context, Known) else None
        if known is not None and value not in known:
            raise fault("unknown_reference", kind=kind, value=value, known=sorted(known))
        return value

    return check


def _not_blank(value: str) -> str:
    if not value.strip():
        raise fault("empty_text")
    return value


def _date_text(value: Any) -> Any:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise fault("bad_date", value=str(value))
    try:
        first_day(text)
        last_day(text)
    except (ValueError, OverflowError):
        raise fault("bad_date", value=text) from None
    return text


def first_day(text: str) -> date:
    """First day of a date as precise as its source: `2018`, `2018-05` or `2018-05-17`. Raises ValueError."""
    year, month, day = _parts(text)
    return date(year, 1 if month is None else month, 1 if day is None else day)


def last_day(text: str) -> date:
    """Last day of a date as precise as its source. Raises ValueError."""
    year, month, day = _parts(text)
    if month is not None and day is not None:
        return date(year, month, day)
    first = date(year, 12 if month is None else month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    pieces = text.split("-")
    widths = [len(piece) for piece in pieces]
    if widths not in ([4], [4, 2], [4, 2, 2]) or not all(piece.isascii() and piece.isdigit() for piece in pieces):
        raise ValueError(text)
    numbers = [int(piece) for piece in pieces]
    year, month, day = [*numbers, None, None][:3]
    return year or 0, month, day


Number = Annotated[float, Strict()]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Line = Annotated[str, AfterValidator(_not_blank)]
ID_PATTERN = r"^[a-z0-9][a-z0-9.\-]*$"
ID_LENGTH = 100
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH)]
DateText = Annotated[str, BeforeValidator(_date_text)]

TargetRef = Annotated[str, AfterValidator(_reference("target"))]
FrameworkRef = Annotated[str, AfterValidator(_reference("framework"))]
InterventionRef = Annotated[str, AfterValidator(_reference("intervention"))]
SourceRef = Annotated[str, AfterValidator(_reference("source"))]
ActorRef = Annotated[str, AfterValidator(_reference("actor"))]
ChannelRef = Annotated[str, AfterValidator(_reference("channel"))]
ProgrammeRef = Annotated[str, AfterValidator(_reference("programme"))]
SettingRef = Annotated[str, AfterValidator(_reference("setting"))]
GroupRef = Annotated[str, AfterValidator(_reference("group"))]
PathwayRef = Annotated[str, AfterValidator(_reference("pathway"))]
FunctionRef = Annotated[str, AfterValidator(_reference("function"))]
EvidenceRef = Annotated[str, AfterValidator(_reference("evidence"))]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Text(Model):
    """A text that people read, in Dutch and English; both are present and not blank."""

    nl: Line
    en: Line

    def in_language(self, lang: str) -> str:
        """The text in `nl` or `en`."""
        return self.nl if lang == "nl" else self.en


class Period(Model):
    """From a date until a date, both inclusive and either open (null); `on` a period means its first day."""

    start: DateText | None = Field(default=None, alias="from")
    until: DateText | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.until and last_day(self.until) < first_day(self.start):
            raise fault("period_reversed", start=self.start, until=self.until)
        return self

    def distance(self, day: date) -> int:
        """Days from `day` to the period: negative before it starts, 0 within, positive after it ended."""
        if self.start and day < first_day(self.start):
            return (day - first_day(self.start)).days
        if self.until and day > last_day(self.until):
            return (day - last_day(self.until)).days
        return 0

    def overlaps(self, other: "Period") -> bool:
        """Whether the two periods share a day."""
        mine = (first_day(self.start) if self.start else date.min, last_day(self.until) if self.until else date.max)
        its = (first_day(other.start) if other.start else date.min, last_day(other.until) if other.until else date.max)
        return mine[0] <= its[1] and its[0] <= mine[1]


def _section(value: str, info: ValidationInfo) -> str:
    source = str(info.data.get("source"))
    sections = info.context.sections.get(source) if isinstance(info.context, Known) else None
    if sections is not None and value not in sections:
        raise fault("unknown_section", value=value, source=source, known=list(sections))
    return value


class Citation(Model):
    """A place in a source: the source's id and one of its sections."""

    source: SourceRef
    at: Annotated[Line, AfterValidator(_section)]

    def __str__(self) -> str:
        """The short form that the JSON uses: `study-2022 4.4.5`."""
        return f"{self.source} {self.at}"


Citations = Annotated[tuple[Citation, ...], Field(min_length=1)]


class Remark(Model):
    """A remark with its sources: a strength, a limit, an advantage, a difference between sources."""

    text: Text
    sources: Citations
