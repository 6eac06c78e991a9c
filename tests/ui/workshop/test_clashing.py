"""Files that change on disk while a proposal is made."""

from pathlib import Path

import pytest

from alignment.api import workshop
from alignment.model.base import LANGUAGES
from alignment.ui.store import workspace
from tests.ui.workshop.visiting import ANNA, BRAM, CARE, INCOME, Sit, Visitor, kept, published

MINE = ("alignment: none", "alignment: direct")
FAR = ("nl: Alleen meisjes.", "nl: Meisjes.")
NEAR = ("alignment: none", "alignment: opposes")


def on_disk(root: Path, path: str, change: tuple[str, str]) -> str:
    text = (root / path).read_text(encoding="utf-8").replace(*change, 1)
    (root / path).write_text(text, encoding="utf-8")
    return text


@pytest.fixture
def anna(sit: Sit) -> Visitor:
    """Anna at her draft, which changes the first rule for care."""
    workspace().start(ANNA, "Ander oordeel")
    workspace().put(ANNA, 1, CARE, published().replace(*MINE, 1), 0)
    return sit("proposals", "Anna")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_changes_are_shown_side_by_side(anna: Visitor, catalogue_copy: Path, lang: str) -> None:
    on_disk(catalogue_copy, CARE, NEAR)
    anna.run().speak(lang)
    assert anna.say("clash.intro", n=1) in anna.text
    assert anna.say("clash.no-merge") in anna.text
    theirs, mine = (each.value for each in anna.app.code[:2])
    assert "opposes" in theirs
    assert "direct" in mine
    assert not anna.has(f"clash-both-{CARE}")
    assert not anna.has("step-submit")
    assert anna.say("steps.clash-first") in anna.told


@pytest.mark.parametrize(("way", "change"), [("theirs", NEAR), ("mine", MINE)])
def test_one_of_two_is_taken(anna: Visitor, catalogue_copy: Path, way: str, change: tuple[str, str]) -> None:
    before = published()
    on_disk(catalogue_copy, CARE, NEAR)
    anna.run().press(f"clash-{way}-{CARE}")
    assert kept() == before.replace(*change, 1)
    assert workspace().proposal(1).files[CARE].base == published().encode()
    assert not anna.has(f"clash-{way}-{CARE}")
    assert anna.has("step-submit")


def test_both_are_taken_where_they_do_not_meet(anna: Visitor, catalogue_copy: Path) -> None:
    theirs = on_disk(catalogue_copy, CARE, FAR)
    anna.run().press(f"clash-both-{CARE}")
    assert kept() == theirs.replace(*MINE, 1)


def test_a_file_that_is_gone_on_disk(anna: Visitor, catalogue_copy: Path) -> None:
    workspace().put(ANNA, 1, "policies/pact.yaml", published("policies/pact.yaml") + "# x\n", 0)
    (catalogue_copy / "policies" / "pact.yaml").unlink()
    on_disk(catalogue_copy, "rules/policing.yaml", ("pact-a", "bhos-3"))
    anna.run()
    assert not anna.has("clash-both-policies/pact.yaml")
    anna.press("clash-theirs-policies/pact.yaml")
    assert workspace().proposal(1).files["policies/pact.yaml"].text is None


def test_another_may_look_but_not_choose_for_a_proposal_under_review(
    anna: Visitor, sit: Sit, catalogue_copy: Path
) -> None:
    workspace().submit(ANNA, 1, "Zo")
    on_disk(catalogue_copy, CARE, NEAR)
    bram = sit("proposals", "Bram").press(f"clash-mine-{CARE}")
    assert "Anna" in bram.errors
    assert workspace().proposal(1).state == "submitted"


@pytest.mark.parametrize("approved", [False, True])
def test_another_file_that_changed_asks_for_a_new_look(
    anna: Visitor, sit: Sit, catalogue_copy: Path, approved: bool
) -> None:
    store = workspace()
    store.submit(ANNA, 1, "Zo")
    bram = sit("proposals", "Bram")
    if approved:
        bram.press("step-approve")
    on_disk(catalogue_copy, INCOME, ("nl: Volgt eruit.", "nl: Dat volgt."))
    bram.run()
    assert bram.say("steps.base-changed") in bram.told
    assert not bram.has("step-rebase")
    assert not bram.has("step-publish")
    anna.run().press("step-rebase")
    assert anna.say("steps.rebase-done", number=1) in anna.told
    assert store.proposal(1).state == "draft"
    assert store.proposal(1).approval is None
    anna.put("submit-1", "Opnieuw")
    anna.press("step-submit")
    bram.run().press("step-approve").press("step-publish")
    assert "alignment: direct" in published().partition("srgr-3")[0]
    assert "Dat volgt." in published(INCOME)


def test_a_change_between_looking_and_publishing_is_noticed(anna: Visitor, sit: Sit, catalogue_copy: Path) -> None:
    workspace().submit(ANNA, 1, "Zo")
    bram = sit("proposals", "Bram").press("step-approve")
    on_disk(catalogue_copy, CARE, FAR)
    bram.press("step-publish")
    assert bram.app.error
    assert published().count("alignment: none") == 1
    assert "nl: Meisjes." in published()


def test_the_line_ends_of_the_published_file_are_no_change(anna: Visitor, catalogue_copy: Path) -> None:
    path = catalogue_copy / INCOME
    workspace().submit(ANNA, 1, "Zo")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not anna.run().has("step-rebase")
    assert workspace().approve(BRAM, 1, workshop.digest(workspace().proposal(1))).state == "approved"


@pytest.mark.parametrize("again", [False, True])
def test_what_was_typed_before_the_file_changed_on_disk_clashes(
    at_work: Visitor, sit: Sit, catalogue_copy: Path, again: bool
) -> None:
    mine = published().replace(*MINE, 1)
    told = at_work.as_text(CARE).editor()["revision"]
    on_disk(catalogue_copy, CARE, NEAR)
    # What waited in the browser comes with the number that it was typed on, also to a page that was opened again.
    visitor = sit("edit", "Anna").fill("edit-proposal", 1).as_text(CARE) if again else at_work
    visitor.types(mine, revision=told)
    assert kept() == mine
    assert visitor.say("edit.clash") in visitor.told
    (clash,) = workspace().clashes(workspace().proposal(1))
    assert (clash.base or b"").decode() == mine.replace(*MINE[::-1], 1)


def test_what_was_typed_before_another_file_changed_does_not_clash(at_work: Visitor, catalogue_copy: Path) -> None:
    told = at_work.as_text(CARE).editor()["revision"]
    on_disk(catalogue_copy, INCOME, ("Inkomen", "Inkomsten"))
    (catalogue_copy / INCOME).write_text(published(INCOME) + "# more\n", encoding="utf-8")
    assert at_work.run().editor()["revision"] > told
    at_work.types(published().replace(*MINE, 1), revision=told)
    assert kept() == published().replace(*MINE, 1)
    assert not workspace().clashes(workspace().proposal(1))


def test_what_was_typed_on_an_unknown_state_is_a_choice(at_work: Visitor) -> None:
    at_work.as_text(CARE).types("mine", revision=999)
    assert not workspace().proposal(1).files
    assert at_work.say("edit.conflict") in at_work.told
    at_work.press("keep-mine")
    assert kept() == "mine"


def test_a_field_filled_in_while_the_file_changed_on_disk_clashes(at_work: Visitor, catalogue_copy: Path) -> None:
    on_disk(catalogue_copy, CARE, FAR)
    at_work.fill(at_work.field("alignment"), "direct")
    assert at_work.say("edit.clash") in at_work.told
    assert "nl: Alleen meisjes." in kept()


def test_a_choice_made_while_the_file_changed_again_clashes_again(anna: Visitor, catalogue_copy: Path) -> None:
    on_disk(catalogue_copy, CARE, NEAR)
    anna.run()
    on_disk(catalogue_copy, CARE, FAR)
    anna.press(f"clash-mine-{CARE}")
    assert anna.has(f"clash-mine-{CARE}")
    assert anna.press(f"clash-both-{CARE}").has("step-submit")
    assert "nl: Meisjes." in kept()
