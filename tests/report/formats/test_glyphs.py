"""Characters that the committed fonts have, and what stands in the place of the others."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.charts.places import FONTS
from alignment.report.formats import glyphs

COVERED = sorted(set().union(*glyphs.coverage()))


def test_the_fonts_have_the_scripts_that_names_are_written_in() -> None:
    for text in ("Ŀļřńßþǿ", "Ελληνικά", "Українська", "العربية", "עברית", "Tiếng Việt", "€ ≥ × – ‘’ “” → □"):
        assert glyphs.shown(text) == (unicodedata.normalize("NFC", text), False)


def test_there_is_a_licence_beside_the_fonts_and_they_are_small() -> None:
    assert len(list(FONTS.glob("LICENSE-*"))) == len(glyphs.FAMILIES)
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 4_000_000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("漢字", "□□"),
        ("a\u0301", "á"),
        ("क्ष", "□□"),
        ("☺\ufe0f", "☺\ufe0f"),
        ("a\u200db\u00adc", "a\u200db\u00adc"),
        ("a\nb\x00c\ufeffd\ud800", "a b c d "),
        ("\u202eabc", " abc"),
    ],
)
def test_a_cluster_is_drawn_whole_or_replaced_whole(text: str, wanted: str) -> None:
    assert glyphs.shown(text) == (wanted, glyphs.MISSING in wanted)


def test_a_long_word_gets_places_to_break_only_where_it_is_asked_for() -> None:
    assert glyphs.shown("a" * 60)[0].split(glyphs.BREAK) == ["a" * 24, "a" * 24, "a" * 12]
    assert glyphs.shown("a" * 60, longest=None)[0] == "a" * 60
    assert glyphs.shown("woord " * 20)[0] == "woord " * 20
    assert glyphs.shown("rules/economic-support.yaml:12")[0] == "rules/economic-support.yaml:12"


@given(st.text(st.sampled_from([chr(each) for each in COVERED]), max_size=60))
def test_what_is_shown_is_drawn_by_one_font_a_cluster(text: str) -> None:
    shown, _ = glyphs.shown(text)
    assert glyphs.shown(shown)[0] == shown
