"""The widths of columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.report.document import Ref, Table, line
from alignment.report.formats.widths import shares

LONG = "A sentence that says why, and goes on for a while so that it takes more than one line. " * 2


def table(header: tuple[str, ...], *rows: tuple[str, ...], numbers: tuple[int, ...] = ()) -> Table:
    return Table("t", "Caption", header, tuple(tuple(line(each) for each in row) for row in rows), numbers)


WORDS = st.text("abcdé WM -/0,", max_size=60)


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.tuples(
            st.lists(WORDS, min_size=n, max_size=n),
            st.lists(st.lists(WORDS, min_size=n, max_size=n), max_size=5),
            st.sets(st.integers(0, n - 1)),
        )
    )
)
def test_columns_have_a_width_and_fill_the_table(found: tuple[list[str], list[list[str]], set[int]]) -> None:
    header, rows, numbers = found
    widths = shares(table(tuple(header), *map(tuple, rows), numbers=tuple(sorted(numbers))))
    assert len(widths) == len(header)
    assert sum(widths) == pytest.approx(1)
    assert min(widths) > 0


def test_numbers_are_narrow_and_sentences_wide() -> None:
    name, number, why = shares(table(("Target", "Severity", "Why"), ("BHOS 3", "0,50", LONG), numbers=(1,)))
    assert why > 0.6
    assert number < 0.12
    assert name < 0.2


def test_two_words_stay_on_one_line_beside_sentences() -> None:
    broken = shares(table(("Advice", "State", "Why"), ("Data", "met", LONG)))[1]
    assert shares(table(("Advice", "State", "Why"), ("Data", "not met", LONG)))[1] > broken


def test_a_note_takes_room_beside_a_number() -> None:
    bare = table(("Name", "N"), ("a", "0,50"), numbers=(1,))
    noted = Table("t", "Caption", bare.header, ((line("a"), line("0,50", Ref("n"))),), (1,))
    assert shares(noted)[1] > shares(bare)[1]


def test_a_table_without_rows_goes_by_its_header() -> None:
    assert sum(shares(table(("Name", "Number"), numbers=(1,)))) == pytest.approx(1)
