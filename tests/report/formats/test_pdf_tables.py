"""How a table of the PDF is laid out: the room of its columns, the words that are broken, the rows that stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.report.document import Table, line
from alignment.report.formats.pdf_tables import layout, longest_words, widths

TEXTS = st.text("ab -/", max_size=300)


def table(header: list[str], *rows: list[str]) -> Table:
    return Table("t", "c", tuple(header), tuple(tuple(line(each) for each in row) for row in rows), (1,))


def test_a_column_is_as_wide_as_its_longest_word_and_long_text_gets_the_rest() -> None:
    found = widths(table(["Beleidsdoel", "Score", "Waarom"], ["Kort", "0,50", "woord " * 50]), 100)
    assert found[0] >= len("Beleidsdoel")
    assert found[1] >= len("Score")
    assert found[2] > 60
    assert sum(found) == pytest.approx(100, abs=0.1)


def test_a_place_in_a_file_may_be_broken_where_its_words_end() -> None:
    found = widths(table(["Bron", "Waarom"], ["rules/private-sector-engagement.yaml:68", "woord " * 50]), 100)
    assert found[0] < 30


def test_a_table_that_fits_keeps_its_own_proportions() -> None:
    assert widths(table(["ab", "abcdef"], ["a", "b"]), 100) == [4.4, 8.4]


def test_many_columns_are_written_smaller_and_a_very_long_row_may_be_broken() -> None:
    few, many = layout(table(["a", "b"], ["x", "y"])), layout(table(["a"] * 8, ["x"] * 8))
    assert (few["size"], many["size"]) == (8.5, 7.5)
    assert few["ends"] == [False, True]
    assert (few["whole"], layout(table(["a", "b"], ["x", "lang " * 2_000]))["whole"]) == (True, False)


@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.lists(TEXTS, min_size=n, max_size=n), min_size=1, max_size=4)))
def test_every_column_has_room_and_no_word_leaves_it(rows: list[list[str]]) -> None:
    found = widths(table(*rows), 112)
    assert all(each > 0 for each in found)
    assert sum(found) <= 112.2
    assert all(1 <= word <= max(1, wide) for word, wide in zip(longest_words(found), found, strict=True))
