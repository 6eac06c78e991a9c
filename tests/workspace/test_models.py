"""Who people are."""

import unicodedata

import pytest

from alignment.workspace import basing
from alignment.workspace.models import Person
from alignment.workspace.workspace import Workspace
from tests.workspace.people import refused, text_of

RENE = "René de Vries"


@pytest.mark.parametrize(
    "name",
    [
        RENE.upper(),
        unicodedata.normalize("NFD", RENE),
        "Rene de Vries.",
        "  René\u00a0de  Vries ",
        "Re\u200bné de\u00ad Vries\ufeff",
        "René-de_Vries",
        "\uff32ené de Vries",
    ],
)
def test_names_that_look_the_same_are_one_person(workspace: Workspace, name: str) -> None:
    author, same = Person.named(RENE), Person.named(name)
    assert same.key == author.key
    number = workspace.start(author, "Another verdict").id
    workspace.put(author, number, "rules/care.yaml", text_of(workspace), 0)
    proposal = workspace.submit(author, number, "Because")
    with refused("W02"):
        workspace.approve(same, number, basing.digest(proposal))


def test_the_name_is_kept_as_it_was_given() -> None:
    assert Person.named(" J.  O’Brien ") == Person("j o brien", "J. O’Brien")
    assert Person.named("Straße").key == Person.named("STRASSE").key
    assert len({Person.named(each).key for each in ("Anna", "Ann", "Anna B", "Анна", "安娜")}) == 5


@pytest.mark.parametrize("name", ["", " ", "...", "\u200b\ufeff", "\u0301", "👍"])
def test_a_name_without_a_letter_or_digit_is_nobody(workspace: Workspace, name: str) -> None:
    assert Person.named(name).key == ""
    with refused("W14"):
        workspace.start(Person.named(name), "Another verdict")
