"""Proposals: reading them, and writing in them. Every other step is in `reviewing`, `basing` and `publishing`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from alignment.catalogue.contents import fingerprint_of
from alignment.workspace import blobs
from alignment.workspace.acting import Act, changed_meanwhile, known_number, readable, refuse, require
from alignment.workspace.models import Person, Proposal, ProposalState, ProposedFile, Review, proposal_path
from alignment.workspace.tables import proposal_files, proposals, publications, reviews

Contents = Mapping[str, bytes]
"""The present catalogue: bytes by relative path."""


def listed(connection: Connection, states: Iterable[ProposalState] = ()) -> list[Proposal]:
    """The proposals in these states, or all, newest first."""
    query = select(proposals).order_by(proposals.c.id.desc())
    wanted = tuple(states)
    if wanted:
        query = query.where(proposals.c.state.in_(wanted))
    return [_proposal(connection, row) for row in connection.execute(query).all()]


def get(connection: Connection, number: int) -> Proposal:
    """A proposal. Raises InputError W17 where there is none of this number."""
    known_number(proposal_path(number), "proposal", number)
    row = connection.execute(select(proposals).where(proposals.c.id == number)).first()
    if row is None:
        refuse(proposal_path(number), "W17", kind="proposal", value=str(number))
    return _proposal(connection, row)


def _proposal(connection: Connection, row: Row[Any]) -> Proposal:
    kept = connection.execute(select(reviews).where(reviews.c.proposal_id == row.id).order_by(reviews.c.id))
    return Proposal(
        id=row.id,
        title=row.title,
        state=row.state,
        author=Person(row.author_key, row.author_name),
        contributors=tuple(Person(key, name) for key, name in json.loads(row.contributors)),
        reason=row.reason,
        base=row.base,
        created_at=row.created_at,
        changed_at=row.changed_at,
        changed_by=Person(row.changed_key, row.changed_name),
        rollback_of=row.rollback_of,
        files=_files(connection, row.id),
        revisions=_revisions(connection, row.id),
        reviews=tuple(_review(each) for each in kept),
    )


def _files(connection: Connection, number: int) -> dict[str, ProposedFile]:
    table = proposal_files.c
    query = select(proposal_files).where(table.proposal_id == number, table.dropped.is_(False)).order_by(table.path)
    rows = connection.execute(query).all()
    kept = blobs.fetch(connection, [key for row in rows for key in (row.base, row.content)])
    files = {}
    for row in rows:
        content = kept[row.content]
        text = None if content is None else content.decode()
        by = Person(row.by_key, row.by_name)
        files[row.path] = ProposedFile(row.path, kept[row.base], text, row.revision, row.at, by)
    return files


def _revisions(connection: Connection, number: int) -> dict[str, int]:
    table = proposal_files.c
    query = select(table.path, table.revision).where(table.proposal_id == number)
    return {row.path: row.revision for row in connection.execute(query)}


def _review(row: Row[Any]) -> Review:
    by = Person(row.by_key, row.by_name)
    return Review(row.kind, by, row.at, row.comment, row.digest, row.alone, row.void_at)


def start(act: Act, title: str, contents: Contents, rollback_of: int | None = None) -> Proposal:
    """A new, empty draft on the present catalogue. Raises InputError W14 without a title."""
    values = {
        "title": require("proposal", "title", title),
        "state": "draft",
        "contributors": "[]",
        "reason": "",
        "base": fingerprint_of(contents),
        "created_at": act.at,
        "changed_at": act.at,
        "rollback_of": rollback_of,
        **act.person_as("author"),
        **act.person_as("changed"),
    }
    added = act.connection.execute(insert(proposals).values(**values)).inserted_primary_key
    number: int = added[0] if added else 0
    act.note("proposal-started", proposal_path(number), title=values["title"], rollback_of=rollback_of)
    return get(act.connection, number)


def put(
    act: Act, number: int, path: str, text: str | None, expected: int, contents: Contents, saw: Contents | None = None
) -> ProposedFile:
    """Writes a file in a proposal, which is a draft from then on.

    `expected`: the revision of the file that the writer saw, 0 where it was not in the proposal; `saw`: the catalogue
    that the writer saw, null for the present one. Raises InputError W01 when the file in the proposal changed
    meanwhile, W03 and W18 when the proposal is not to be written in.
    """
    proposal = open_to(act, number)
    readable(path, text)
    _unchanged(act, proposal, path, expected)
    present = proposal.files.get(path)
    if not proposal.files:
        update_proposal(act, proposal, base=fingerprint_of(contents))
    base = present.base if present else seen_base(path, contents, saw)
    revision = write_file(act, proposal, path, base, text)
    to_draft(act, proposal)
    act.note(
        "file-written", proposal.path, path=path, revision=revision, sha256=blobs.keep(act.connection, _bytes(text))
    )
    return get(act.connection, number).files[path]


def seen_base(path: str, contents: Contents, saw: Contents | None) -> bytes | None:
    """What a new text of a file starts from: what its writer saw, or the present file where only line ends differ."""
    seen, present = (saw if saw is not None else contents).get(path), contents.get(path)
    if seen is None or present is None:
        return seen
    return present if seen.replace(b"\r\n", b"\n") == present.replace(b"\r\n", b"\n") else seen


def drop(act: Act, number: int, path: str, expected: int) -> None:
    """Takes a file out of a proposal, which is a draft from then on. Raises InputError W01, W03, W17 or W18."""
    proposal = open_to(act, number)
    if path not in proposal.files and not expected:
        refuse(path, "W17", kind="proposed-file", value=path)
    _unchanged(act, proposal, path, expected)
    kept = proposal.files[path]
    revision = write_file(act, proposal, path, kept.base, kept.text, dropped=True)
    to_draft(act, proposal)
    act.note("file-dropped", proposal.path, path=path, revision=revision)


def open_to(act: Act, number: int) -> Proposal:
    """A proposal that the person may write in: anyone in a draft, only the author after it was submitted."""
    proposal = get(act.connection, number)
    allow(act.connection, proposal, "draft", "submitted", "returned", "approved")
    if proposal.state != "draft":
        only_author(act, proposal)
    return proposal


def allow(connection: Connection, proposal: Proposal, *states: ProposalState) -> None:
    """Raises InputError W03 where the proposal is in another state, or is being published at this moment."""
    busy = select(publications.c.id).where(publications.c.proposal_id == proposal.id, publications.c.state == "intent")
    if connection.execute(busy).first():
        refuse(proposal.path, "W03", kind="publishing")
    if proposal.state not in states:
        refuse(proposal.path, "W03", kind=proposal.state)


def only_author(act: Act, proposal: Proposal) -> None:
    """Raises InputError W18 for anyone but the author."""
    if act.person.key != proposal.author.key:
        refuse(proposal.path, "W18", who=proposal.author.name)


def _unchanged(act: Act, proposal: Proposal, path: str, expected: int) -> None:
    kept = proposal.files.get(path)
    if (kept.revision if kept else 0) == expected:
        return
    last = _row(act.connection, proposal.id, path)
    if last is None:
        refuse(path, "W17", kind="proposed-file", value=path)
    changed_meanwhile(path, Person(last.by_key, last.by_name), last.at)


def _row(connection: Connection, number: int, path: str) -> Row[Any] | None:
    table = proposal_files.c
    return connection.execute(select(proposal_files).where(table.proposal_id == number, table.path == path)).first()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def write_file(
    act: Act, proposal: Proposal, path: str, base: bytes | None, text: str | None, *, dropped: bool = False
) -> int:
    """Keeps base and text of a file in a proposal under the next revision, which is given back."""
    last = _row(act.connection, proposal.id, path)
    revision: int = last.revision + 1 if last else 1
    values = {
        "base": blobs.keep(act.connection, base),
        "content": blobs.keep(act.connection, _bytes(text)),
        "revision": revision,
        "dropped": dropped,
        "at": act.at,
        **act.person_as("by"),
    }
    table = proposal_files.c
    if last is None:
        act.connection.execute(insert(proposal_files).values(proposal_id=proposal.id, path=path, **values))
    else:
        this = (table.proposal_id == proposal.id) & (table.path == path)
        act.connection.execute(update(proposal_files).where(this).values(**values))
    return revision


def set_base(act: Act, proposal: Proposal, path: str, base: bytes | None) -> None:
    """Gives a file in a proposal another base; its text and revision stay."""
    table = proposal_files.c
    this = (table.proposal_id == proposal.id) & (table.path == path)
    act.connection.execute(update(proposal_files).where(this).values(base=blobs.keep(act.connection, base)))


def to_draft(act: Act, proposal: Proposal) -> None:
    """The proposal was written in: a draft again, without an approval, and the person among its writers."""
    void_approvals(act, proposal)
    writers = {each.key: each.name for each in proposal.contributors} | {act.person.key: act.person.name}
    update_proposal(act, proposal, state="draft", contributors=json.dumps(list(writers.items()), ensure_ascii=False))
    if proposal.state != "draft":
        act.note("proposal-draft-again", proposal.path, was=proposal.state)


def void_approvals(act: Act, proposal: Proposal) -> None:
    """What was approved is no longer so; the review stays, with the time that it stopped to hold."""
    approval = proposal.approval
    if approval is None:
        return
    table = reviews.c
    valid = (table.proposal_id == proposal.id) & (table.kind == "approved") & table.void_at.is_(None)
    act.connection.execute(update(reviews).where(valid).values(void_at=act.at))
    act.note("approval-void", proposal.path, digest=approval.digest)


def update_proposal(act: Act, proposal: Proposal, **values: Any) -> None:
    """Changes columns of a proposal, with who did and when."""
    changed = {"changed_at": act.at, **act.person_as("changed"), **values}
    act.connection.execute(update(proposals).where(proposals.c.id == proposal.id).values(**changed))
