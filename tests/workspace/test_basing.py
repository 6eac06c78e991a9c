"""A proposal on a catalogue that changes under it."""

from pathlib import Path

from alignment.catalogue.contents import fingerprint_of
from alignment.workspace import basing
from alignment.workspace.models import Clash
from alignment.workspace.workspace import Workspace
from tests.workspace.people import ANNA, BRAM, CARE, INCOME, approved, draft, refused, submitted, text_of

MORE = "rules/cases/more.yaml"


def on_disk(root: Path, path: str, text: str) -> bytes:
    (root / path).write_text(text)
    return text.encode()


def test_the_overlay_is_the_catalogue_with_the_proposal_in_place(workspace: Workspace) -> None:
    proposal = draft(workspace)
    workspace.put(ANNA, proposal.id, INCOME, None, 0)
    workspace.put(ANNA, proposal.id, MORE, "more\n", 0)
    before = workspace.present()
    found = basing.overlay(workspace.proposal(proposal.id), before)
    assert found.keys() == (before.keys() - {INCOME}) | {MORE}
    assert found[CARE] == before[CARE] + b"# changed\n"
    assert found[MORE] == b"more\n"
    assert list(found) == sorted(found)
    assert before == workspace.present()


def test_the_digest_covers_every_path_text_and_the_whole_catalogue(workspace: Workspace) -> None:
    digests = set()
    proposal = workspace.start(ANNA, "Another verdict")
    for path, text in ((CARE, "a"), (CARE, "b"), (CARE, None), (CARE, ""), (INCOME, "a"), (INCOME, "")):
        seen = workspace.proposal(proposal.id).files.get(path)
        workspace.put(ANNA, proposal.id, path, text, seen.revision if seen else 0)
        digests.add(basing.digest(workspace.proposal(proposal.id)))
    on_disk(workspace.root, "rules/policing.yaml", "changed")
    workspace.rebase_rest(ANNA, proposal.id)
    digests.add(basing.digest(workspace.proposal(proposal.id)))
    assert len(digests) == 7
    workspace.submit(ANNA, proposal.id, "Because")
    assert basing.digest(workspace.proposal(proposal.id)) in digests, "not over who, when or state"


def test_a_file_that_changed_on_disk_clashes(workspace: Workspace) -> None:
    proposal = draft(workspace)
    file = proposal.files[CARE]
    assert workspace.clashes(proposal) == []
    on_disk(workspace.root, INCOME, "another file")
    assert workspace.clashes(proposal) == []
    present = on_disk(workspace.root, CARE, "changed on disk")
    assert workspace.clashes(proposal) == [Clash(CARE, file.base, present, file.content)]
    (workspace.root / CARE).unlink()
    assert workspace.clashes(proposal) == [Clash(CARE, file.base, None, file.content)]


def test_the_same_change_on_disk_is_no_clash(workspace: Workspace) -> None:
    proposal = draft(workspace)
    on_disk(workspace.root, CARE, proposal.files[CARE].text or "")
    assert workspace.clashes(proposal) == []
    with refused("W13"):
        workspace.submit(ANNA, proposal.id, "Because")


def test_handing_in_brings_it_onto_the_present_catalogue_unless_files_clash(workspace: Workspace) -> None:
    proposal = draft(workspace)
    on_disk(workspace.root, INCOME, text_of(workspace, INCOME))
    found = workspace.submit(ANNA, proposal.id, "Because")
    assert found.base == fingerprint_of(workspace.present()) != proposal.base
    proposal = draft(workspace)
    on_disk(workspace.root, CARE, "changed on disk")
    with refused("W05") as error:
        workspace.submit(ANNA, proposal.id, "Because")
    assert error.value.problems[0].params == {"kind": "clash", "options": [CARE]}


def test_a_clash_is_solved_by_a_text_on_the_present_file(workspace: Workspace) -> None:
    proposal = approved(workspace)
    present = on_disk(workspace.root, CARE, "changed on disk\n")
    with refused("W05"):
        workspace.rebase_rest(ANNA, proposal.id)
    with refused("W01"):
        workspace.rebase(ANNA, proposal.id, CARE, "both\n", 7)
    file = workspace.rebase(ANNA, proposal.id, CARE, "changed on disk\nand by Anna\n", 1)
    assert (file.base, file.revision) == (present, 2)
    found = workspace.proposal(proposal.id)
    assert (found.state, found.approval) == ("draft", None)
    assert found.base == fingerprint_of(workspace.present())
    assert workspace.clashes(found) == []


def test_one_solved_clash_leaves_the_others(workspace: Workspace) -> None:
    proposal = draft(workspace)
    workspace.put(ANNA, proposal.id, INCOME, text_of(workspace, INCOME), 0)
    on_disk(workspace.root, CARE, "changed on disk\n")
    on_disk(workspace.root, INCOME, "changed on disk\n")
    workspace.rebase(ANNA, proposal.id, CARE, "both\n", 1)
    found = workspace.proposal(proposal.id)
    assert found.base == proposal.base
    assert [each.path for each in workspace.clashes(found)] == [INCOME]
    workspace.rebase(ANNA, proposal.id, INCOME, "both\n", 1)
    assert workspace.proposal(proposal.id).base == fingerprint_of(workspace.present())


def test_the_rest_comes_along(workspace: Workspace) -> None:
    proposal = submitted(workspace)
    on_disk(workspace.root, INCOME, "another file")
    found = workspace.rebase_rest(ANNA, proposal.id)
    assert (found.state, found.base) == ("draft", fingerprint_of(workspace.present()))
    assert found.files == proposal.files


def test_what_is_up_to_date_stays_as_it_is(workspace: Workspace) -> None:
    proposal = approved(workspace)
    assert workspace.rebase_rest(ANNA, proposal.id) == proposal
    with refused("W18"):
        workspace.rebase_rest(BRAM, proposal.id)


def test_a_text_typed_before_the_file_changed_clashes(workspace: Workspace) -> None:
    saw = workspace.present()
    proposal = workspace.start(ANNA, "Another verdict")
    mine = text_of(workspace, CARE, "# mine\n")
    theirs = on_disk(workspace.root, CARE, "changed on disk")
    workspace.put(ANNA, proposal.id, CARE, mine, 0, saw)
    assert workspace.clashes(workspace.proposal(proposal.id)) == [Clash(CARE, saw[CARE], theirs, mine.encode())]
    with refused("W05"):
        workspace.submit(ANNA, proposal.id, "Because")


def test_line_ends_alone_are_no_clash_for_a_text_typed_before(workspace: Workspace) -> None:
    saw = workspace.present()
    proposal = workspace.start(ANNA, "Another verdict")
    (workspace.root / CARE).write_bytes(saw[CARE].replace(b"\n", b"\r\n"))
    workspace.put(ANNA, proposal.id, CARE, "mine", 0, saw)
    assert workspace.clashes(workspace.proposal(proposal.id)) == []


def test_a_file_that_changes_while_it_is_chosen_clashes_again(workspace: Workspace) -> None:
    proposal = draft(workspace)
    on_disk(workspace.root, CARE, "seen")
    saw = workspace.present()
    on_disk(workspace.root, CARE, "not seen")
    file = workspace.rebase(ANNA, proposal.id, CARE, "mine", 1, saw)
    assert workspace.clashes(workspace.proposal(proposal.id)) == [Clash(CARE, b"seen", b"not seen", b"mine")]
    assert workspace.rebase(ANNA, proposal.id, CARE, "mine", file.revision).base == b"not seen"
