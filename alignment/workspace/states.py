"""Every known state of the catalogue, so that any of them can be brought back and scored again."""

from typing import Any

from sqlalchemy import Connection, Row, desc, insert, select

from alignment.catalogue.contents import fingerprint_of
from alignment.workspace import blobs
from alignment.workspace.acting import Act, known_number, refuse, require
from alignment.workspace.models import TOOL, Person, Proposal, State, StateKind
from alignment.workspace.proposals import Contents, get, start, to_draft, write_file
from alignment.workspace.tables import state_files, states


def listed(connection: Connection) -> list[State]:
    """All states, oldest first."""
    return [_state(row) for row in connection.execute(select(states).order_by(states.c.id))]


def last(connection: Connection) -> State | None:
    """The state that the catalogue was last known to be in."""
    row = connection.execute(select(states).order_by(desc(states.c.id)).limit(1)).first()
    return None if row is None else _state(row)


def _state(row: Row[Any]) -> State:
    by = Person(row.by_key, row.by_name)
    return State(row.id, row.fingerprint, row.at, row.kind, row.publication_id, by, row.title)


def contents_of(connection: Connection, state_id: int) -> dict[str, bytes]:
    """The files of a state. Raises InputError W17 where there is no such state, W08 where it is not what was kept."""
    known_number(f"state/{state_id}", "state", state_id)
    state = connection.execute(select(states.c.fingerprint).where(states.c.id == state_id)).first()
    if state is None:
        refuse(f"state/{state_id}", "W17", kind="state", value=str(state_id))
    query = select(state_files).where(state_files.c.state_id == state_id).order_by(state_files.c.path)
    rows = connection.execute(query).all()
    kept = blobs.fetch(connection, [row.content for row in rows])
    contents = {row.path: kept[row.content] or b"" for row in rows}
    if fingerprint_of(contents) != state.fingerprint:
        refuse("store", "W08")
    return contents


def contents_with(connection: Connection, fingerprint: str) -> dict[str, bytes]:
    """The files of the latest state with a fingerprint. Raises InputError W17 where there is none."""
    query = select(states.c.id).where(states.c.fingerprint == fingerprint).order_by(desc(states.c.id)).limit(1)
    return contents_of(connection, connection.execute(query).scalar() or 0)


def record(
    act: Act, contents: Contents, kind: StateKind, by: Person, title: str = "", publication: int | None = None
) -> State:
    """Adds the state that the catalogue is in now."""
    values = {
        "fingerprint": fingerprint_of(contents),
        "at": act.at,
        "kind": kind,
        "publication_id": publication,
        "by_key": by.key,
        "by_name": by.name,
        "title": title,
    }
    added = act.connection.execute(insert(states).values(**values)).inserted_primary_key
    number: int = added[0] if added else 0
    keys = blobs.keep_all(act.connection, contents.values())
    rows = [{"state_id": number, "path": path, "content": key} for path, key in zip(contents, keys, strict=True)]
    if rows:
        act.connection.execute(insert(state_files), rows)
    return State(number, fingerprint_of(contents), act.at, kind, publication, by, title)


def note(act: Act, contents: Contents) -> State:
    """The present state, recorded as found where it is not the last one known."""
    known = last(act.connection)
    if known is not None and known.fingerprint == fingerprint_of(contents):
        return known
    found = record(act, contents, "found", TOOL)
    act.note("state-found", f"state/{found.id}", fingerprint=found.fingerprint, first=known is None)
    return found


def roll_back(act: Act, state_id: int, title: str, contents: Contents) -> Proposal:
    """A draft that brings an earlier state back exactly.

    Raises InputError W17 where there is no such state, W13 where the catalogue is in that state, W14 without a title,
    Y03 for a file in it that is not text.
    """
    require("proposal", "title", title)
    wanted = contents_of(act.connection, state_id)
    differing = sorted(path for path in {*wanted, *contents} if wanted.get(path) != contents.get(path))
    if not differing:
        refuse(f"state/{state_id}", "W13")
    proposal = start(act, title, contents, rollback_of=state_id)
    for path in differing:
        write_file(act, proposal, path, contents.get(path), _text(path, wanted.get(path)))
    to_draft(act, proposal)
    return get(act.connection, proposal.id)


def _text(path: str, content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError:
        refuse(path, "Y03")
