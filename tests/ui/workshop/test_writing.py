"""Editing as text: two people at once, a store that refuses, and everything that can be wrong in a file."""

from pathlib import Path

import pytest

from alignment import api
from alignment.model.base import LANGUAGES
from alignment.model.message import InputError
from alignment.text.problems import describe
from alignment.ui.store import workspace
from alignment.ui.words import safe
from tests.catalogue.bad import BadCase, bad_cases, build
from tests.ui.conftest import turn_to
from tests.ui.workshop.visiting import (
    ANNA,
    CARE,
    CASES,
    FULL,
    INCOME,
    READ_ONLY,
    Sit,
    Visitor,
    kept,
    limited,
    published,
)

LONG = "".join(f"# {number * 7919 % 65521:x}\n" for number in range(5000))


def both(at_work: Visitor, sit: Sit) -> tuple[Visitor, Visitor]:
    """Anna and Bram, each with the same file open as text; Bram's text is kept first."""
    at_work.as_text(CARE)
    bram = sit("edit", "Bram", lang="en").fill("edit-proposal", 1).as_text(CARE)
    return at_work, bram.types(published() + "# Bram\n")


def test_the_second_of_two_is_refused_and_sees_both(at_work: Visitor, sit: Sit) -> None:
    anna, _ = both(at_work, sit)
    anna.types(published() + "# Anna\n", revision=0)
    assert kept() == published() + "# Bram\n"
    assert anna.say("edit.conflict") in anna.told
    assert "Bram" in anna.errors
    shown = anna.app.code[0].value
    assert "# Bram" in shown
    assert "# Anna" in shown
    assert [line[0] for line in shown.splitlines() if "Bram" in line or "Anna" in line] == ["-", "+"]


def test_the_second_can_go_on_with_the_own_text(at_work: Visitor, sit: Sit) -> None:
    anna, bram = both(at_work, sit)
    anna.types(published() + "# Anna\n", revision=0).press("keep-mine")
    assert kept() == published() + "# Anna\n"
    assert not anna.has("keep-mine")
    assert anna.editor()["text"] == kept()
    assert bram.run().editor()["text"] == kept()


def test_the_second_can_take_the_other_text(at_work: Visitor, sit: Sit) -> None:
    anna, _ = both(at_work, sit)
    anna.types(published() + "# Anna\n", revision=0).press("take-theirs")
    assert kept() == published() + "# Bram\n"
    assert not anna.has("keep-mine")
    assert anna.editor()["settled"] == anna.editor()["revision"]
    anna.types(kept() + "# Anna\n")
    assert kept() == published() + "# Bram\n# Anna\n"


def test_a_choice_that_is_open_is_there_after_another_page_file_and_language(at_work: Visitor, sit: Sit) -> None:
    anna, _ = both(at_work, sit)
    anna.types(published() + "# Anna\n", revision=0)
    turn_to(turn_to(anna.app, "memo"), "rules")
    anna.fill("edit-file", INCOME)
    assert not anna.has("keep-mine")
    anna.fill("edit-file", CARE).speak("en")
    assert "# Anna" in anna.app.code[0].value
    anna.press("keep-mine")
    assert kept() == published() + "# Anna\n"


def test_a_third_change_meanwhile_is_a_conflict_again(at_work: Visitor, sit: Sit) -> None:
    anna, bram = both(at_work, sit)
    anna.types(published() + "# Anna\n", revision=0)
    bram.types(published() + "# Bram again\n")
    anna.press("keep-mine")
    assert kept() == published() + "# Bram again\n"
    assert "# Bram again" in anna.app.code[0].value
    anna.press("keep-mine")
    assert kept() == published() + "# Anna\n"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("limit", [FULL, READ_ONLY])
def test_a_store_that_refuses_loses_nothing(sit: Sit, limit: str, lang: str) -> None:
    anna = sit("edit", "Anna", lang=lang).press("edit-begin").as_text(CARE)
    words = published() + LONG
    with limited(limit):
        anna.types(words)
        assert not workspace().proposal(1).files
        assert anna.say("edit.not-kept") in anna.told
        assert {"nl": "bewaard", "en": "kept"}[lang] in anna.errors
        assert "Traceback" not in anna.text
        turn_to(turn_to(anna.app, "memo"), "rules")
        assert anna.run().has("keep-mine")
    anna.press("keep-mine")
    assert kept() == words
    assert not anna.app.warning


@pytest.mark.parametrize("limit", [FULL, READ_ONLY])
def test_a_proposal_that_cannot_be_begun_says_why(sit: Sit, limit: str) -> None:
    anna = sit("edit", "Anna")
    with limited(limit):
        anna.put("edit-subject", "x" * 150)
        while not anna.app.error and len(workspace().proposals()) < 60:
            anna.press("edit-begin")
            if anna.bench.proposal:
                anna.fill("edit-proposal", 0)
                anna.put("edit-subject", "x" * 150)
        assert len(anna.app.error) == 1
        assert anna.value("edit-subject") == "x" * 150
    anna.press("edit-begin")
    assert workspace().proposals()[0].title == "x" * 150


def test_a_text_that_is_too_large_is_refused_with_the_reason(at_work: Visitor) -> None:
    at_work.as_text(CARE).types("# x\n" * 300_000)
    assert "1000000" in at_work.errors.replace(".", "")
    assert not workspace().proposal(1).files


def test_an_empty_text_is_kept_and_is_a_problem(at_work: Visitor) -> None:
    at_work.as_text(CARE).types("")
    assert kept() == ""
    assert at_work.app.error


def typed(case: BadCase) -> dict[str, str]:
    """What somebody would type to get the broken files of a case; empty where that cannot be done."""
    texts = {path: (case.folder / name).read_bytes() for path, name in case.files.items()}
    for path, recipe in case.make.items():
        before, unit, times, after = recipe.get("repeat", ["", "", 0, ""])
        text = recipe.get("text", before + unit * times + after)
        texts[path] = text.encode(recipe.get("encoding", "utf-8"))
    made = all(recipe.keys() & {"repeat", "text"} for recipe in case.make.values())
    possible = made and all(path.endswith(".yaml") and len(text) < 1_000_000 for path, text in texts.items())
    readable = possible and all(text.decode("utf-8", "ignore").encode() == text for text in texts.values())
    return {path: text.decode() for path, text in texts.items()} if readable else {}


BROKEN = [pytest.param(each, id=each.folder.name) for each in bad_cases() if typed(each)]


@pytest.mark.parametrize("case", BROKEN)
def test_everything_broken_that_is_typed_is_told_with_its_line(at_work: Visitor, case: BadCase, tmp_path: Path) -> None:
    build(case, tmp_path / "broken")
    with pytest.raises(InputError) as caught:
        api.open_catalogue(tmp_path / "broken")
    store = workspace()
    for path, text in typed(case).items():
        if path not in store.present():
            store.put(ANNA, 1, path, "# begun\n", 0)
        at_work.run().as_text(path).types(text)
        assert at_work.editor()["text"] == text
    _assert_told(at_work, caught.value)


def _assert_told(visitor: Visitor, error: InputError) -> None:
    told = visitor.errors
    assert visitor.say("differ.problems", n=len(error.problems)) in told
    for problem in error.problems:
        place = visitor.say("broken.place", path=problem.path, line=problem.line, column=problem.column)
        assert f"**{safe(place)}** \\[{problem.code}\\]: {safe(describe(problem, 'nl')[0])}" in told
    marks = {(each["line"], each["column"]) for each in visitor.editor()["markers"]}
    assert marks == {(each.line, each.column) for each in error.problems if each.path == visitor.bench.path}


def test_problems_of_the_open_file_come_first(at_work: Visitor) -> None:
    at_work.as_text(CASES).types("- 3\n")
    at_work.as_text(INCOME).types("rules: 3\n")
    places = [line for line in at_work.errors.splitlines() if line.startswith("- ")]
    assert INCOME in places[0]
    assert CASES in places[-1]
