"""The accessibility statement: complete in its prescribed form, in both languages, and true to what is listed."""

import re
from itertools import pairwise

import pytest
from streamlit.testing.v1 import AppTest

from alignment import __version__
from alignment.model.base import LANGUAGES
from alignment.text.messages import messages
from tests.ui.conftest import Open, text
from tests.ui.shown import headings, lines

PREFIX = "ui.accessibility."
KEYS = [key for key in messages("nl").keys() if key.startswith(PREFIX)]  # noqa: SIM118
TERMS = ("description", "cause", "consequence", "alternative", "measure", "planning")
CRITERION = re.compile(r"^[1-4]\.[1-5]\.\d{1,2} .+ \((?:niveau|level) AA?\)$")


def plain(app: AppTest) -> str:
    """All that the page says, without the signs of Markdown."""
    return text(app).replace("\\", "")


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def test_it_has_all_parts_of_the_model_in_order(open_page: Open, lang: str) -> None:
    app = open_page("accessibility", lang=lang)
    parts = ("about", "status", "items", "noted", "research", "report", "enforcement", "made")
    assert [each.value for each in app.title] == [messages(lang).say(f"{PREFIX}title")]
    assert [each.words for each in headings(app) if each.level == 2] == [
        messages(lang).say(f"{PREFIX}{part}.heading") for part in parts
    ]
    levels = [each.level for each in headings(app)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_each_point_has_its_criterion_and_all_that_the_form_asks(open_page: Open, lang: str) -> None:
    app = open_page("accessibility", lang=lang)
    points = [each.words for each in headings(app) if CRITERION.match(each.words)]
    say = messages(lang).say
    items = [key.split(".")[3] for key in KEYS if key.startswith(f"{PREFIX}items.") and key.endswith(".criterion")]
    assert sorted(points) == sorted(say(f"{PREFIX}items.{item}.criterion") for item in items)
    for term in TERMS:
        named = f"{say(f'{PREFIX}items.term.{term}')}: "
        assert sum(line.startswith(named) for line in lines(app)) == len(items)


def test_it_says_all_that_there_is_to_say(open_page: Open, lang: str) -> None:
    """No text of the statement is forgotten, and none is shown with a gap."""
    app = open_page("accessibility", lang=lang)
    told = plain(app)
    texts = messages(lang)
    filled = {
        "product": texts.say("ui.product"),
        "version": __version__,
        "day": "22 november 2026" if lang == "nl" else "22 November 2026",
    }
    assert [key for key in KEYS if texts.say(key, **filled) not in told] == []


def test_it_claims_no_more_than_was_examined(open_page: Open) -> None:
    told = plain(open_page("accessibility"))
    assert "geen onafhankelijke partij heeft het instrument beoordeeld" in told
    assert "Nog in te vullen door wie dit instrument beheert" in told
    assert "@" not in told
