"""A proposal beside the present catalogue: what it makes of it, where they clash, and taking it onto a new base."""

import hashlib
import json

from alignment.catalogue.contents import fingerprint_of
from alignment.workspace.acting import Act, refuse
from alignment.workspace.models import Clash, Proposal, ProposedFile
from alignment.workspace.proposals import Contents, get, open_to, put, seen_base, set_base, to_draft, update_proposal


def digest(proposal: Proposal) -> str:
    """SHA-256 over the whole catalogue that the proposal starts from, and every path and text in it."""
    said = [proposal.base, [[path, proposal.files[path].text] for path in sorted(proposal.files)]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def holds(proposal: Proposal, contents: Contents) -> bool:
    """Whether the proposal, as it is, is approved on the catalogue, as it is."""
    approval = proposal.approval
    return approval is not None and approval.digest == digest(proposal) and proposal.base == fingerprint_of(contents)


def overlay(proposal: Proposal, contents: Contents) -> dict[str, bytes]:
    """The present catalogue with the proposal's files in place."""
    laid = dict(contents)
    for path, file in proposal.files.items():
        if file.content is None:
            laid.pop(path, None)
        else:
            laid[path] = file.content
    return dict(sorted(laid.items()))


def clashes(proposal: Proposal, contents: Contents) -> list[Clash]:
    """The files that changed in the catalogue since the proposal took them up, unless to the very same text."""
    return [
        Clash(path, file.base, contents.get(path), file.content)
        for path, file in sorted(proposal.files.items())
        if contents.get(path) not in (file.base, file.content)
    ]


def changed(proposal: Proposal) -> list[str]:
    """The paths whose text differs from their base."""
    return [path for path, file in sorted(proposal.files.items()) if file.content != file.base]


def rebase(
    act: Act, number: int, path: str, text: str | None, expected: int, contents: Contents, saw: Contents | None = None
) -> ProposedFile:
    """Takes the file that the writer saw as the new base, with this text. Raises InputError as `put` does.

    `saw`: the catalogue that the writer saw, null for the present one. The proposal as a whole comes onto the present
    catalogue once no file clashes.
    """
    put(act, number, path, text, expected, contents)
    proposal = get(act.connection, number)
    set_base(act, proposal, path, seen_base(path, contents, saw))
    proposal = get(act.connection, number)
    act.note("file-rebased", proposal.path, path=path)
    if not clashes(proposal, contents):
        onto(act, proposal, contents)
    return get(act.connection, number).files[path]


def rebase_rest(act: Act, number: int, contents: Contents) -> Proposal:
    """Brings a proposal onto the present catalogue. Raises InputError W05 while files clash, W03 or W18 as `put`."""
    proposal = open_to(act, number)
    refuse_clashes(proposal, contents)
    if proposal.base != fingerprint_of(contents):
        to_draft(act, proposal)
        onto(act, proposal, contents)
    return get(act.connection, number)


def refuse_clashes(proposal: Proposal, contents: Contents) -> None:
    """Raises InputError W05 that names the files which changed in the catalogue meanwhile."""
    found = clashes(proposal, contents)
    if found:
        refuse(proposal.path, "W05", kind="clash", options=[each.path for each in found])


def onto(act: Act, proposal: Proposal, contents: Contents) -> None:
    """Makes the present catalogue the base of the proposal and of each of its files."""
    for path, file in proposal.files.items():
        if file.base != contents.get(path):
            set_base(act, proposal, path, contents.get(path))
    base = fingerprint_of(contents)
    if base != proposal.base:
        update_proposal(act, proposal, base=base)
        act.note("proposal-rebased", proposal.path, was=proposal.base, base=base)
