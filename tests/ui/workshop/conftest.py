"""Somebody who comes to the page Rules, with a copy of the small catalogue and a store that is empty."""

from pathlib import Path

import pytest

from tests.ui.conftest import Open
from tests.ui.workshop.visiting import Sit, Visitor


@pytest.fixture
def sit(open_page: Open, catalogue_copy: Path) -> Sit:
    """Somebody comes to a part of the page Rules: `sit("edit", "Anna", lang="en")`."""

    def come(section: str = "find", name: str = "", lang: str = "nl") -> Visitor:
        visitor = Visitor(open_page("rules", lang=lang, scenario="mix"))
        visitor.go(section)
        if name:
            visitor.fill("who", name)
        return visitor

    return come


@pytest.fixture
def at_work(sit: Sit) -> Visitor:
    """Anna, in Dutch, in a proposal that she has just begun, at the form of the rules for care."""
    anna = sit("edit", "Anna")
    anna.put("edit-subject", "Ander oordeel")
    return anna.press("edit-begin")
