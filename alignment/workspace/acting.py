"""One act: who does it, when, and the transaction in which it is done and recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Connection

from alignment.catalogue.yaml12 import MAX_BYTES
from alignment.model.message import InputError, Problem
from alignment.workspace import trail
from alignment.workspace.models import Person


@dataclass(frozen=True)
class Act:
    """What a person does at a time; all of it is written, or nothing."""

    connection: Connection
    person: Person
    at: datetime

    def note(self, action: str, subject: str, **details: Any) -> None:
        """Records the act in the trail."""
        trail.append(self.connection, self.at, self.person, action, subject, details)

    def person_as(self, prefix: str) -> dict[str, str]:
        """The person in the columns of a table."""
        return {f"{prefix}_key": self.person.key, f"{prefix}_name": self.person.name}


def refuse(path: str, code: str, **params: Any) -> NoReturn:
    """Raises an InputError with one problem."""
    raise InputError([Problem(path, 1, 1, code, params)])


def require(path: str, kind: str, value: str) -> str:
    """A text without space around it. Raises InputError W14 where nothing is left, Y03 for what cannot be written."""
    readable(path, value)
    if not value.strip():
        refuse(path, "W14", kind=kind)
    return value.strip()


def known_number(path: str, kind: str, number: int) -> int:
    """A number that a row can have. Raises InputError W17 for any other."""
    if not 0 < number < 2**63:
        refuse(path, "W17", kind=kind, value=str(number))
    return number


def readable(path: str, text: str | None) -> str | None:
    """A text that can be written as a file. Raises InputError Y02 (too large) or Y03 (half a character)."""
    try:
        size = len((text or "").encode())
    except UnicodeEncodeError:
        refuse(path, "Y03")
    if size > MAX_BYTES:
        refuse(path, "Y02", size=size, limit=MAX_BYTES)
    return text


def changed_meanwhile(path: str, person: Person, at: datetime) -> NoReturn:
    """Raises InputError W01: another was first, with who and when (in the local time of this machine)."""
    refuse(path, "W01", who=person.name, at=at.astimezone().strftime("%d-%m-%Y %H:%M"))
