"""Publication: when it is refused, that exactly one wins, and what a crash at any point leaves behind."""

import errno
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from alignment.catalogue import publish
from alignment.catalogue.contents import fingerprint_of
from alignment.catalogue.load import open_catalogue
from alignment.model.message import InputError
from alignment.text.problems import describe
from alignment.workspace import basing, publishing
from alignment.workspace.models import Proposal
from alignment.workspace.workspace import Workspace, open_workspace
from tests.workspace.people import (
    ANNA,
    BRAM,
    CARE,
    CARLA,
    INCOME,
    actions,
    approved,
    draft,
    refused,
    text_of,
)

TEACHING, BASICS = "rules/teaching.yaml", "rules/cases/basics.yaml"


class Died(BaseException):
    """The process is gone."""


def agreed(workspace: Workspace, texts: dict[str, str | None]) -> Proposal:
    """An approved proposal with these texts."""
    proposal = workspace.start(ANNA, "Another verdict")
    for path, text in texts.items():
        workspace.put(ANNA, proposal.id, path, text, 0)
    proposal = workspace.submit(ANNA, proposal.id, "Because")
    return workspace.approve(BRAM, proposal.id, basing.digest(proposal))


def swapped(workspace: Workspace, path: str, old: str, new: str) -> str:
    text = workspace.present()[path].decode()
    assert old in text
    return text.replace(old, new, 1)


def test_the_files_are_in_place_and_it_is_recorded(workspace: Workspace) -> None:
    proposal = approved(workspace)
    expected = basing.overlay(proposal, workspace.present())
    publication = workspace.publish(CARLA, proposal.id)
    assert workspace.present() == expected
    assert (publication.proposal, publication.state, publication.by) == (proposal.id, "done", CARLA)
    assert (publication.before, publication.after) == (proposal.base, fingerprint_of(expected))
    assert publication.digest == basing.digest(proposal)
    assert workspace.publications() == [publication]
    assert workspace.proposal(proposal.id).state == "published"
    assert workspace.contents(workspace.states()[-1].id) == expected
    assert open_catalogue(workspace.root).fingerprint == publication.after


def test_all_reasons_to_refuse_come_at_once(workspace: Workspace) -> None:
    proposal = workspace.start(ANNA, "Another verdict")
    workspace.put(ANNA, proposal.id, CARE, swapped(workspace, CARE, "srgr-1", "srgr-11"), 0)
    workspace.put(ANNA, proposal.id, INCOME, swapped(workspace, INCOME, "alignment: none", "alignment: maybe"), 0)
    (workspace.root / "rules/policing.yaml").write_text(text_of(workspace, "rules/policing.yaml"))
    before = workspace.present()
    with refused("W04", "W05", "W09", "R01", "S05") as error:
        workspace.publish(BRAM, proposal.id)
    assert [each.path for each in error.value.problems] == [f"proposal/{proposal.id}"] * 3 + [CARE, INCOME]
    assert error.value.problems[2].params == {"count": 2}
    assert workspace.present() == before
    assert workspace.publications() == []


def test_a_rule_and_its_case_go_together(workspace: Workspace) -> None:
    rule = swapped(workspace, TEACHING, "alignment: direct", "alignment: indirect")
    with refused("W10") as error:
        workspace.publish(BRAM, agreed(workspace, {TEACHING: rule}).id)
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == (BASICS, 1)
    for lang, name in (("nl", "Voorlichting past bij kiezen"), ("en", "Teaching fits choosing")):
        assert f"‘{name}’" in describe(problem, lang)[0]
    case = (
        swapped(
            workspace,
            BASICS,
            "{status: direct, covered: true, coverage: 0.8, gap: no-gap}",
            "{status: indirect, covered: false, coverage: 0.4}",
        )
        .replace("covered: 1, ", "covered: 0, ")
        .replace("weakest: srgr-4", "weakest: srgr-1")
    )
    assert workspace.publish(BRAM, agreed(workspace, {TEACHING: rule, BASICS: case}).id).state == "done"


def test_problems_elsewhere_on_disk_keep_it_back_unless_the_proposal_solves_them(workspace: Workspace) -> None:
    (workspace.root / "rules/care.yml").write_text("not read by its name")
    proposal = approved(workspace)
    with refused("W09", "Y16"):
        workspace.publish(BRAM, proposal.id)
    (workspace.root / "rules/care.yml").unlink()
    good = (workspace.root / INCOME).read_text()
    (workspace.root / INCOME).write_bytes(b"# " + b"x" * 1_000_001)
    proposal = agreed(workspace, {INCOME: good})
    assert workspace.publish(BRAM, proposal.id).state == "done"
    assert (workspace.root / INCOME).read_text() == good


def test_an_approval_does_not_outlive_another_publication(workspace: Workspace) -> None:
    first, second = approved(workspace, CARE), approved(workspace, INCOME)
    workspace.publish(BRAM, first.id)
    with refused("W05"):
        workspace.publish(BRAM, second.id)
    second = workspace.rebase_rest(ANNA, second.id)
    second = workspace.submit(ANNA, second.id, "Still right")
    workspace.approve(BRAM, second.id, basing.digest(second))
    assert workspace.publish(BRAM, second.id).state == "done"


@pytest.mark.parametrize("together", [2, 6])
def test_of_publications_on_one_base_exactly_one_wins(workspace: Workspace, together: int) -> None:
    numbers = [approved(workspace, CARE, f"# {number}\n").id for number in range(together)]
    outcomes: list[str] = []
    start = threading.Barrier(together)

    def publish_one(number: int) -> None:
        start.wait()
        try:
            workspace.publish(BRAM, number)
            outcomes.append("done")
        except InputError as error:
            outcomes.append(" ".join(problem.code for problem in error.problems))

    threads = [threading.Thread(target=publish_one, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["W05"] * (together - 1) + ["done"]
    assert [each.state for each in workspace.publications()] == ["done"]
    assert fingerprint_of(workspace.present()) == workspace.publications()[0].after


def test_where_the_catalogue_cannot_be_written_all_is_as_it_was(workspace: Workspace) -> None:
    proposal, before = approved(workspace), workspace.present()
    with patch.object(publish, "write_new", side_effect=OSError(errno.ENOSPC, "")), refused("W06") as error:
        workspace.publish(BRAM, proposal.id)
    assert error.value.problems[0].params == {"kind": "full"}
    assert workspace.present() == before
    assert workspace.proposal(proposal.id).state == "approved"
    assert [each.state for each in workspace.publications()] == ["undone"]
    assert actions(workspace)[-1] == "publication-undone"
    assert workspace.publish(BRAM, proposal.id).state == "done"


def test_files_that_cannot_be_put_in_place_now_are_later(workspace: Workspace) -> None:
    proposal = approved(workspace)
    expected = basing.overlay(proposal, workspace.present())
    with patch.object(publish, "_replace", side_effect=OSError(errno.EACCES, "")):
        assert workspace.publish(BRAM, proposal.id).state == "done"
        assert publish.pending(workspace.root) == {CARE: expected[CARE]}
    with open_workspace(workspace.root) as again:
        assert again.present() == expected
        assert publish.pending(workspace.root) == {}
        assert [each.kind for each in again.states()] == ["found", "published"]


Crash = tuple[object, str, str]
BEFORE: list[Crash] = [(publish, "commit", "undone"), (publish, "write_new", "undone"), (publish, "_decide", "undone")]
AFTER: list[Crash] = [
    (publish, "_replace", "done"),
    (publish, "_put_in_place", "done"),
    (publish, "_tidy", "done"),
    (publishing, "complete", "done"),
]


@pytest.mark.parametrize(("module", "name", "outcome"), [*BEFORE, *AFTER])
def test_a_crash_leaves_the_old_or_the_new(workspace: Workspace, module: object, name: str, outcome: str) -> None:
    proposal, before = approved(workspace), workspace.present()
    publish.commit(workspace.root, {})
    calls = []

    def die(*args: Any, **kwargs: Any) -> None:
        calls.append(name)
        raise Died

    placing, tidying = publish._put_in_place, publish._tidy
    with ExitStack() as stack:
        if name == "_tidy":  # which is also called before anything is decided
            placed = stack.enter_context(patch.object(publish, "_put_in_place", wraps=placing))
            stack.enter_context(patch.object(publish, "_tidy", lambda root: die() if placed.called else tidying(root)))
        else:
            stack.enter_context(patch.object(module, name, die))
        with pytest.raises(Died):
            workspace.publish(BRAM, proposal.id)
    assert calls
    assert [each.state for each in workspace.publications()] == ["intent"]

    with open_workspace(workspace.root) as again:
        done = outcome == "done"
        assert [each.state for each in again.publications()] == [outcome]
        assert again.proposal(proposal.id).state == ("published" if done else "approved")
        assert again.present() == (basing.overlay(proposal, before) if done else before)
        assert [each.kind for each in again.states()] == ["found", "published"][: 1 + done]
        assert {path.name for path in (again.root / publish.FOLDER).iterdir()} <= {"lock", "last"}
        assert again.check_trail() is None
        if not done:
            assert again.publish(BRAM, proposal.id).state == "done"


def begun(workspace: Workspace, proposal: Proposal) -> None:
    """A publication that another process has begun."""
    with patch.object(publish, "commit", side_effect=Died), pytest.raises(Died):
        workspace.publish(BRAM, proposal.id)


def test_what_is_being_published_is_not_changed_meanwhile(workspace: Workspace) -> None:
    proposal = approved(workspace)
    begun(workspace, proposal)
    steps: list[Callable[[], object]] = [
        lambda: workspace.put(ANNA, proposal.id, CARE, "text", 1),
        lambda: workspace.withdraw(ANNA, proposal.id),
        lambda: workspace.send_back(CARLA, proposal.id, "Wait"),
    ]
    for step in steps:
        with refused("W03") as error:
            step()
        assert error.value.problems[0].params == {"kind": "publishing"}
    assert workspace.publish(BRAM, proposal.id).state == "done"
    assert [each.state for each in workspace.publications()] == ["undone", "done"]


def meanwhile(step: Callable[[], object]) -> Any:
    """Takes a step between the check of a proposal and its publication."""
    check = publishing.objections

    def checked(*args: Any) -> Any:
        found = check(*args)
        step()
        return found

    return patch.object(publishing, "objections", checked)


def test_a_change_between_check_and_publication_is_noticed(workspace: Workspace) -> None:
    proposal = approved(workspace)
    with meanwhile(lambda: workspace.put(ANNA, proposal.id, CARE, "unchecked", 1)), refused("W03"):
        workspace.publish(BRAM, proposal.id)

    def another_text_is_approved() -> None:
        changed = workspace.put(ANNA, other.id, INCOME, "unchecked", 1)
        assert changed.revision == 2
        found = workspace.submit(ANNA, other.id, "Because")
        workspace.approve(BRAM, other.id, basing.digest(found))

    other = approved(workspace, INCOME)
    with meanwhile(another_text_is_approved), refused("W01"):
        workspace.publish(BRAM, other.id)


def test_a_file_changed_on_disk_between_check_and_publication_is_noticed(workspace: Workspace) -> None:
    proposal = approved(workspace)
    with meanwhile(lambda: (workspace.root / INCOME).write_text("changed on disk")), refused("W05"):
        workspace.publish(BRAM, proposal.id)
    assert (workspace.root / INCOME).read_text() == "changed on disk"
    assert publish.pending(workspace.root) == {}


def test_a_file_saved_on_disk_while_it_is_published_is_not_written_over(workspace: Workspace) -> None:
    proposal = approved(workspace)
    intend = publishing.intend

    def intended(*args: Any) -> Any:
        found = intend(*args)
        (workspace.root / CARE).write_text("saved on disk")
        return found

    with patch.object(publishing, "intend", intended), refused("W05") as error:
        workspace.publish(BRAM, proposal.id)
    assert error.value.problems[0].params == {"kind": "clash", "options": [CARE]}
    assert (workspace.root / CARE).read_text() == "saved on disk"
    assert [each.state for each in workspace.publications()] == ["undone"]
    assert sorted(each.name for each in (workspace.root / publish.FOLDER).iterdir()) == ["lock"]
    assert workspace.proposal(proposal.id).state == "approved"


def test_a_publication_of_which_the_files_are_gone_from_the_store_never_was(workspace: Workspace, root: Path) -> None:
    begun(workspace, approved(workspace))
    with workspace.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM publication_files")
    with open_workspace(root) as again:
        assert [each.state for each in again.publications()] == ["undone"]


def test_what_could_not_be_recorded_is_on_the_next_opening(workspace: Workspace, root: Path) -> None:
    proposal = approved(workspace)
    full = InputError([])
    with patch.object(publishing, "complete", side_effect=full), pytest.raises(InputError):
        workspace.publish(BRAM, proposal.id)
    with open_workspace(root) as again:
        assert [each.state for each in again.publications()] == ["done"]
        assert again.states()[-1].by == BRAM


def test_drafts_and_unknown_proposals_are_not_published(workspace: Workspace) -> None:
    with refused("W04"):
        workspace.publish(BRAM, draft(workspace).id)
    with refused("W17"):
        workspace.publish(BRAM, 99)
