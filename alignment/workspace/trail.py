"""The trail: every act, added only, each entry chained to the one before by its digest."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Text, desc, insert, select, type_coerce

from alignment.workspace.models import TOOL, Entry, Person
from alignment.workspace.tables import trail

_START = "0" * 64
_CLOCK_BACK = "clock-back"


def append(
    connection: Connection, at: datetime, who: Person, action: str, subject: str, details: Mapping[str, Any]
) -> None:
    """Adds an entry; `details` are plain data."""
    last = connection.execute(select(trail.c.seq, trail.c.digest).order_by(desc(trail.c.seq)).limit(1)).first()
    seq, before = (last.seq + 1, last.digest) if last else (1, _START)
    written = json.dumps(details, sort_keys=True, ensure_ascii=False)
    values = {
        "seq": seq,
        "at": at,
        "who_key": who.key,
        "who_name": who.name,
        "action": action,
        "subject": subject,
        "details": written,
    }
    connection.execute(insert(trail).values(digest=_digest(before, values), **values))


def _digest(before: str, values: Mapping[str, Any]) -> str:
    names = ("seq", "who_key", "who_name", "action", "subject", "details")
    at = values["at"].isoformat(timespec="microseconds") if isinstance(values["at"], datetime) else values["at"]
    said = [before, at, *(values[name] for name in names)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def entries(
    connection: Connection, limit: int, before: int | None = None, without: Collection[str] = ()
) -> list[Entry]:
    """The newest entries, or those before a number, newest first; some actions may be left out."""
    query = select(trail).order_by(desc(trail.c.seq)).limit(limit)
    if without:
        query = query.where(trail.c.action.not_in(without))
    if before is not None:
        query = query.where(trail.c.seq < before)
    return [_entry(row) for row in connection.execute(query)]


def _entry(row: Row[Any]) -> Entry:
    who = Person(row.who_key, row.who_name)
    return Entry(row.seq, row.at, who, row.action, row.subject, json.loads(row.details), row.digest)


def first_broken(connection: Connection) -> int | None:
    """The number of the first entry that was changed, or that is missing before the last; null when all is well.

    That entries were cut off at the end cannot be seen from the trail alone.
    """
    before = _START
    # The time as it is written: what was put in its place may be no time.
    columns = [type_coerce(each, Text).label(each.name) if each.name == "at" else each for each in trail.c]
    for number, row in enumerate(connection.execute(select(*columns).order_by(trail.c.seq)), start=1):
        if row.seq != number or row.digest != _digest(before, dict(row._mapping)):
            return number
        before = row.digest
    return None


def time_of_act(connection: Connection, clock: datetime) -> datetime:
    """The time to record for an act that begins now: the clock's, but never before what is recorded already.

    A clock that was set back is recorded once, with both times.
    """
    now = clock.astimezone(UTC)
    last: datetime | None = connection.execute(select(trail.c.at).order_by(desc(trail.c.seq)).limit(1)).scalar()
    if last is None or now >= last:
        return now
    told = connection.execute(
        select(trail.c.details).where(trail.c.action == _CLOCK_BACK).order_by(desc(trail.c.seq)).limit(1)
    ).scalar()
    if told is None or json.loads(told)["recorded"] != last.isoformat():
        append(connection, last, TOOL, _CLOCK_BACK, "", {"recorded": last.isoformat(), "clock": now.isoformat()})
    return last
