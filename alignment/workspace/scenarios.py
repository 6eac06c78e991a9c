"""Saved scenarios: every revision is kept, and who saves over an unseen one is told first."""

from typing import Any

from sqlalchemy import Connection, Row, desc, func, insert, select

from alignment.workspace.acting import Act, changed_meanwhile, readable, refuse, require
from alignment.workspace.models import Person, SavedScenario
from alignment.workspace.tables import scenarios


def saved(connection: Connection) -> list[SavedScenario]:
    """The newest revision of every scenario that is not removed, by id."""
    newest = select(scenarios.c.id, func.max(scenarios.c.revision).label("revision")).group_by(scenarios.c.id)
    part = newest.subquery()
    query = select(scenarios).join(part, (scenarios.c.id == part.c.id) & (scenarios.c.revision == part.c.revision))
    rows = connection.execute(query.where(scenarios.c.text.is_not(None)).order_by(scenarios.c.id))
    return [_scenario(row) for row in rows]


def revisions(connection: Connection, scenario_id: str) -> list[SavedScenario]:
    """Every text that a scenario had, newest first; a removal is not one of them."""
    readable(_path(scenario_id), scenario_id)
    query = select(scenarios).where(scenarios.c.id == scenario_id, scenarios.c.text.is_not(None))
    return [_scenario(row) for row in connection.execute(query.order_by(desc(scenarios.c.revision)))]


def save(act: Act, scenario_id: str, text: str, expected: int | None) -> SavedScenario:
    """Saves a text over the revision that its writer saw (null: there was none). Raises InputError W01 or W14."""
    name = require(_path(scenario_id), "scenario-name", scenario_id)
    readable(_path(name), text)
    revision = _next(act, name, expected)
    _write(act, name, revision, text)
    act.note("scenario-saved", _path(name), revision=revision)
    return SavedScenario(name, text, revision, act.at, act.person)


def remove(act: Act, scenario_id: str, expected: int) -> None:
    """Takes a scenario from the list; its texts stay. Raises InputError W01, or W17 where there is none."""
    readable(_path(scenario_id), scenario_id)
    if _present(act.connection, scenario_id) is None:
        refuse(_path(scenario_id), "W17", kind="saved-scenario", value=scenario_id)
    revision = _next(act, scenario_id, expected)
    _write(act, scenario_id, revision, None)
    act.note("scenario-removed", _path(scenario_id), revision=revision)


def _path(scenario_id: str) -> str:
    return f"scenario/{scenario_id}"


def _last(connection: Connection, scenario_id: str) -> Row[Any] | None:
    query = select(scenarios).where(scenarios.c.id == scenario_id).order_by(desc(scenarios.c.revision)).limit(1)
    return connection.execute(query).first()


def _present(connection: Connection, scenario_id: str) -> Row[Any] | None:
    last = _last(connection, scenario_id)
    return last if last is not None and last.text is not None else None


def _next(act: Act, scenario_id: str, expected: int | None) -> int:
    last = _last(act.connection, scenario_id)
    seen = last.revision if last is not None and last.text is not None else None
    if last is not None and seen != expected:
        changed_meanwhile(_path(scenario_id), Person(last.by_key, last.by_name), last.at)
    if last is None and expected is not None:
        refuse(_path(scenario_id), "W17", kind="saved-scenario", value=scenario_id)
    return last.revision + 1 if last is not None else 1


def _write(act: Act, scenario_id: str, revision: int, text: str | None) -> None:
    values = {"id": scenario_id, "revision": revision, "text": text, "at": act.at, **act.person_as("by")}
    act.connection.execute(insert(scenarios).values(**values))


def _scenario(row: Row[Any]) -> SavedScenario:
    return SavedScenario(row.id, row.text, row.revision, row.at, Person(row.by_key, row.by_name))
