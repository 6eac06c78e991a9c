"""Publication in the store: when it may be, what is recorded before and after, and what a crash left in between."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from alignment.catalogue.contents import fingerprint_of
from alignment.catalogue.load import load_contents
from alignment.model.message import InputError, Problem
from alignment.workspace import basing, blobs, states
from alignment.workspace.acting import Act, changed_meanwhile
from alignment.workspace.models import Person, Proposal, Publication, PublicationState, proposal_path
from alignment.workspace.proposals import Contents, allow, get, update_proposal
from alignment.workspace.tables import publication_files, publications


def listed(connection: Connection) -> list[Publication]:
    """All publications, oldest first; also those begun and undone."""
    return [_publication(row) for row in connection.execute(select(publications).order_by(publications.c.id))]


def _publication(row: Row[Any]) -> Publication:
    by = Person(row.by_key, row.by_name)
    said = (row.digest, row.alone, row.before, row.after)
    return Publication(row.id, row.proposal_id, row.state, row.at, by, *said)


def objections(proposal: Proposal, contents: Contents, unread: Iterable[Problem], today: date) -> list[Problem]:
    """Why a proposal cannot be published on this catalogue: W04, W05, W09 with the problems, W10.

    `unread`: the problems of files that cannot be read now; those that the proposal replaces are solved by it.
    """
    found = _not_approved(proposal, contents)
    try:
        remaining = [each for each in unread if each.path not in proposal.files]
        catalogue = load_contents("", basing.overlay(proposal, contents), unread=remaining)
    except InputError as error:
        return [*found, Problem(proposal.path, 1, 1, "W09", {"count": len(error.problems)}), *error.problems]
    from alignment.assessment.cases import run_case

    for each in catalogue.cases:
        if not run_case(catalogue, each, today).passed:
            found.append(Problem(each.path, each.line, 1, "W10", {"name": each.case.name}))
    return found


def _not_approved(proposal: Proposal, contents: Contents) -> list[Problem]:
    approval = proposal.approval
    approved = approval is not None and approval.digest == basing.digest(proposal)
    refused = {"W04": not approved, "W05": proposal.base != fingerprint_of(contents)}
    return [Problem(proposal.path, 1, 1, code) for code, holds in refused.items() if holds]


def intend(act: Act, checked: Proposal, contents: Contents) -> Publication:
    """Records all that is going to be written, before it is. Raises InputError W01, W03, W04 or W05.

    `checked`: the proposal as it was when it was checked, since others may have changed it meanwhile.
    """
    proposal = get(act.connection, checked.id)
    allow(act.connection, proposal, "approved")
    if basing.digest(proposal) != basing.digest(checked):
        changed_meanwhile(proposal.path, proposal.changed_by, proposal.changed_at)
    states.note(act, contents)
    refused = _not_approved(proposal, contents)
    approval = proposal.approval
    if refused or approval is None:
        raise InputError(refused)
    values = {
        "proposal_id": proposal.id,
        "state": "intent",
        "at": act.at,
        "digest": approval.digest,
        "alone": approval.alone,
        "before": proposal.base,
        "after": fingerprint_of(basing.overlay(proposal, contents)),
        **act.person_as("by"),
    }
    added = act.connection.execute(insert(publications).values(**values)).inserted_primary_key
    publication: int = added[0] if added else 0
    rows = [
        {"publication_id": publication, "path": path, "content": blobs.keep(act.connection, file.content)}
        for path, file in proposal.files.items()
    ]
    act.connection.execute(insert(publication_files), rows)
    act.note("publication-begun", proposal.path, publication=publication, digest=approval.digest, alone=approval.alone)
    return _get(act.connection, publication)


def changes_of(connection: Connection, publication: int) -> dict[str, bytes | None]:
    """What a publication writes, by path; null takes a file away."""
    query = select(publication_files).where(publication_files.c.publication_id == publication)
    rows = connection.execute(query).all()
    kept = blobs.fetch(connection, [row.content for row in rows])
    return {row.path: kept[row.content] for row in rows}


def complete(act: Act, publication: Publication) -> Publication:
    """Records that a publication is in the catalogue: its own changes on the state that it started from."""
    proposal = get(act.connection, publication.proposal)
    update_proposal(act, proposal, state="published")
    _set(act, publication, "done")
    contents = states.contents_with(act.connection, publication.before)
    for path, content in changes_of(act.connection, publication.id).items():
        contents.pop(path, None)
        if content is not None:
            contents[path] = content
    state = states.record(act, contents, "published", publication.by, proposal.title, publication.id)
    details = {"publication": publication.id, "state": state.id, "fingerprint": state.fingerprint}
    act.note("proposal-published", proposal.path, **details, alone=publication.alone)
    return _get(act.connection, publication.id)


def undo(act: Act, publication: Publication) -> None:
    """Records that a publication did not come about; the proposal is approved as before."""
    _set(act, publication, "undone")
    act.note("publication-undone", proposal_path(publication.proposal), publication=publication.id)


def open_intents(connection: Connection) -> list[Publication]:
    """The publications that were begun and neither done nor undone."""
    query = select(publications).where(publications.c.state == "intent").order_by(publications.c.id)
    return [_publication(row) for row in connection.execute(query)]


def settle(act: Act, contents: Contents) -> None:
    """Sets right what a crash left: a publication that is in the catalogue is done, another never was."""
    for publication in open_intents(act.connection):
        changes = changes_of(act.connection, publication.id)
        # Without its files nothing can be said of it: then it never was.
        if changes and all(contents.get(path) == content for path, content in changes.items()):
            complete(act, publication)
        else:
            undo(act, publication)


def _get(connection: Connection, number: int) -> Publication:
    return _publication(connection.execute(select(publications).where(publications.c.id == number)).one())


def _set(act: Act, publication: Publication, state: PublicationState) -> None:
    act.connection.execute(update(publications).where(publications.c.id == publication.id).values(state=state))
