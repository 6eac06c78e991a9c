"""The record in a memo, read back with distrust: nothing in it is taken for granted."""

import json
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from alignment.catalogue import consistency
from alignment.catalogue.schema import validate
from alignment.catalogue.yaml12 import Document
from alignment.model.base import DateText, Flag, Id, Known, Number, Whole
from alignment.model.case import Status
from alignment.model.message import InputError, Problem
from alignment.model.scenario import Programme, Scenario
from alignment.report.document import Kind
from alignment.report.memo.provenance import FORMAT
from alignment.report.memo.wish import MOST, Wish


def _shows(value: str) -> str:
    """Refuses what would act on a terminal, and what cannot be written."""
    if any(unicodedata.category(each) in ("Cc", "Cs") for each in value):
        raise ValueError
    return value


Name = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_shows)]
Tool = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+]{1,50}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
Result = tuple[Status, Annotated[Number, Field(ge=0, le=1)]]


class _Part(BaseModel):
    """Frozen; what a later version adds to the same format is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class PolicyState(_Part):
    """When a policy was in force and until when it was confirmed."""

    start: DateText | None = Field(alias="from")
    until: DateText | None
    confirmed_until: DateText | None


class ScenarioRecord(_Part):
    """A scenario as it was, and what came out."""

    id: Name | None
    content: dict[str, Any]
    results: dict[Id, Result]


class Record(_Part):
    """All that it takes to make a memo again, and what it found."""

    tool: Tool
    kind: Kind
    lang: Literal["nl", "en"]
    sections: tuple[Id, ...] | None
    frameworks: tuple[Id, ...] | None
    date: date
    stated_only: Flag
    draws: Whole
    seed: Whole
    catalogue: Fingerprint
    policies: dict[Id, PolicyState]
    scenarios: Annotated[tuple[ScenarioRecord, ...], Field(min_length=1, max_length=MOST)]

    @property
    def wish(self) -> Wish:
        """What was asked."""
        return Wish(
            kind=self.kind,
            lang=self.lang,
            sections=self.sections,
            frameworks=self.frameworks,
            stated_only=self.stated_only,
            draws=self.draws,
            seed=self.seed,
        )


def parse_record(name: str, text: str) -> tuple[Record, dict[str, Any]]:
    """The record in a file, as a model and as plain data. Raises InputError U24, or U25 for one of a newer version."""
    try:
        data = json.loads(text)
        version = data["memo"]
        if isinstance(version, int) and version > FORMAT:
            raise InputError([Problem(name, 1, 1, "U25")])
        if version != FORMAT:
            raise ValueError
        return Record.model_validate(data), data
    except (ValueError, TypeError, KeyError, RecursionError, ValidationError):
        raise InputError([Problem(name, 1, 1, "U24")]) from None


def scenarios_of(name: str, record: Record, known: Known) -> list[Scenario]:
    """The scenarios of a record, held against the ids of today. Raises InputError with all problems."""
    found, problems = list[Scenario](), list[Problem]()
    for each in record.scenarios:
        programme = "sources" in each.content
        content = each.content if programme else {key: value for key, value in each.content.items() if key != "id"}
        document = Document(name, content)
        scenario, faults = validate(Programme if programme else Scenario, document, known)
        problems += faults + consistency.check_scenario(document)
        if scenario is not None:  # a file without an id lends the scenario its name, which need not be an id
            found.append(scenario.model_copy(update={"id": each.id}))
    if problems:
        raise InputError(problems)
    return found
