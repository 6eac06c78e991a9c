"""From draft to approval: handing in, agreeing, sending back, withdrawing, opening again."""

from sqlalchemy import insert

from alignment.catalogue.contents import fingerprint_of
from alignment.workspace import basing
from alignment.workspace.acting import Act, changed_meanwhile, refuse, require
from alignment.workspace.models import Proposal, ReviewKind
from alignment.workspace.proposals import Contents, allow, get, only_author, update_proposal, void_approvals
from alignment.workspace.tables import reviews


def submit(act: Act, number: int, reason: str, contents: Contents) -> Proposal:
    """Hands a draft in for review, on the present catalogue.

    Raises InputError W05 where files clash with it, W13 without a change, W14 without a reason, W03 or W18.
    """
    proposal = get(act.connection, number)
    allow(act.connection, proposal, "draft", "returned")
    only_author(act, proposal)
    given = require(proposal.path, "reason", reason)
    basing.refuse_clashes(proposal, contents)
    basing.onto(act, proposal, contents)
    proposal = get(act.connection, number)
    if not basing.changed(proposal):
        refuse(proposal.path, "W13")
    update_proposal(act, proposal, state="submitted", reason=given)
    act.note("proposal-submitted", proposal.path, reason=given, digest=basing.digest(proposal))
    return get(act.connection, number)


def approve(act: Act, number: int, digest: str, comment: str, contents: Contents, *, alone: bool) -> Proposal:
    """Agrees with exactly the text that has this digest.

    Four eyes: whoever wrote in it cannot, unless `alone` declares that there is nobody else; that is recorded. Raises
    InputError W01 where the text changed meanwhile, W02 for one's own, W05 on a changed catalogue, W03.
    """
    proposal = get(act.connection, number)
    allow(act.connection, proposal, "submitted")
    own = act.person.key in {proposal.author.key, *(each.key for each in proposal.contributors)}
    if own and not alone:
        refuse(proposal.path, "W02")
    if digest != basing.digest(proposal):
        changed_meanwhile(proposal.path, proposal.changed_by, proposal.changed_at)
    if proposal.base != fingerprint_of(contents):
        refuse(proposal.path, "W05")
    _review(act, proposal, "approved", comment.strip(), alone=own)
    update_proposal(act, proposal, state="approved")
    act.note("proposal-approved", proposal.path, digest=digest, comment=comment.strip(), alone=own)
    return get(act.connection, number)


def send_back(act: Act, number: int, comment: str) -> Proposal:
    """Returns a proposal to its author, saying why. Raises InputError W14 without a comment, W03."""
    proposal = get(act.connection, number)
    allow(act.connection, proposal, "submitted", "approved")
    said = require(proposal.path, "comment", comment)
    void_approvals(act, proposal)
    _review(act, proposal, "returned", said, alone=False)
    update_proposal(act, proposal, state="returned")
    act.note("proposal-returned", proposal.path, comment=said)
    return get(act.connection, number)


def withdraw(act: Act, number: int) -> Proposal:
    """Takes a proposal back; its texts stay and it can be opened again. Raises InputError W03 or W18."""
    proposal = get(act.connection, number)
    allow(act.connection, proposal, "draft", "submitted", "returned", "approved")
    return _author_step(act, proposal, "withdrawn", "proposal-withdrawn")


def reopen(act: Act, number: int) -> Proposal:
    """Makes a proposal a draft again; what was approved is void. Raises InputError W03 or W18."""
    proposal = get(act.connection, number)
    allow(act.connection, proposal, "submitted", "returned", "approved", "withdrawn")
    return _author_step(act, proposal, "draft", "proposal-reopened")


def _author_step(act: Act, proposal: Proposal, state: str, action: str) -> Proposal:
    only_author(act, proposal)
    void_approvals(act, proposal)
    update_proposal(act, proposal, state=state)
    act.note(action, proposal.path, was=proposal.state)
    return get(act.connection, proposal.id)


def _review(act: Act, proposal: Proposal, kind: ReviewKind, comment: str, *, alone: bool) -> None:
    values = {
        "proposal_id": proposal.id,
        "kind": kind,
        "at": act.at,
        "comment": comment,
        "digest": basing.digest(proposal),
        "alone": alone,
        **act.person_as("by"),
    }
    act.connection.execute(insert(reviews).values(**values))
