"""What was typed in a proposal that was finished meanwhile."""

import pytest

from alignment.api import workshop
from alignment.model.base import LANGUAGES
from alignment.ui.store import workspace
from alignment.ui.workshop.leaving import Name
from tests.ui.workshop.visiting import ANNA, BRAM, CARE, INCOME, Visitor, kept, published

NAME: Name = (1, CARE)


@pytest.fixture
def late(at_work: Visitor) -> Visitor:
    """Anna typed in a proposal that was published a moment before; the editor's callback could not keep it."""
    store = workspace()
    store.put(ANNA, 1, INCOME, published(INCOME) + "# elders\n", 0)
    store.approve(BRAM, 1, workshop.digest(store.submit(ANNA, 1, "Zo")))
    workshop.publish(store, BRAM, 1)
    at_work.bench.refused[NAME] = (published() + "# te laat\n", "W03")
    return at_work.run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_shown_beside_the_published_text(late: Visitor, lang: str) -> None:
    late.speak(lang)
    assert late.say("edit.left", number=1, path=CARE) in late.told
    assert late.app.code[0].value.endswith("# te laat")
    assert not late.has(f"left-take-1-{CARE}")


def test_it_can_be_taken_along_into_another_proposal(late: Visitor) -> None:
    late.press("edit-begin").press(f"left-take-1-{CARE}")
    assert kept(2) == published() + "# te laat\n"
    assert late.value("edit-file") == CARE
    assert not late.bench.refused


def test_another_proposal_that_changes_the_file_too_asks_which(late: Visitor) -> None:
    late.press("edit-begin").fill("edit-file", CARE)
    late.fill(late.field("alignment"), "direct").press(f"left-take-1-{CARE}")
    assert "alignment: direct" in kept(2)
    assert late.say("edit.conflict") in late.told
    late.press("keep-mine")
    assert kept(2) == published() + "# te laat\n"


def test_it_can_be_dropped(late: Visitor) -> None:
    late.press(f"left-drop-1-{CARE}")
    assert not late.bench.refused
    assert not late.app.warning


def test_of_an_open_proposal_nothing_is_left(at_work: Visitor) -> None:
    at_work.bench.refused[NAME] = (published() + "# geweigerd\n", "W07")
    at_work.run()
    assert not at_work.has(f"left-drop-1-{CARE}")
    assert at_work.has("keep-mine")
