"""Two changes of one text, joined where they do not meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.workspace.merging import merge

LINES = st.sampled_from(["a", "b", "c", "- x: 1", "", "  y"])
TEXTS = st.lists(LINES, max_size=12).map(lambda lines: "".join(f"{line}\n" for line in lines)) | st.lists(
    LINES, max_size=12
).map("\n".join)


@given(TEXTS, TEXTS)
def test_where_one_side_changed_nothing_the_other_is_the_outcome(base: str, other: str) -> None:
    assert merge(base, base, other) == other
    assert merge(base, other, base) == other


@given(TEXTS, TEXTS)
def test_the_same_change_on_both_sides_is_made_once(base: str, other: str) -> None:
    assert merge(base, other, other) == other


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_is_named_first(base: str, one: str, other: str) -> None:
    assert merge(base, one, other) == merge(base, other, one)


@given(st.lists(st.integers(0, 99), min_size=3, max_size=20, unique=True), st.data())
def test_changes_with_a_line_between_them_are_both_there(numbers: list[int], data: st.DataObject) -> None:
    base = [f"{number}\n" for number in numbers]
    middle = data.draw(st.integers(1, len(base) - 2))
    before, after = base[:middle], base[middle + 1 :]
    one = data.draw(st.lists(st.sampled_from([*before, "one\n"]), max_size=8, unique=True))
    other = data.draw(st.lists(st.sampled_from([*after, "other\n"]), max_size=8, unique=True))
    merged = merge("".join(base), "".join([*one, base[middle], *after]), "".join([*before, base[middle], *other]))
    assert merged == "".join([*one, base[middle], *other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a\nB\nc\n", "a\nX\nc\n"),
        ("a\nB\nc\n", "a\nb\nX\n"),
        ("a\nc\n", "a\nX\nc\n"),
        ("a\nb\n+\nc\n", "a\nb\n-\nc\n"),
        ("a\nb\n+\nc\n", "a\nb\nC\n"),
        ("", "a\nX\nc\n"),
    ],
)
def test_changes_that_overlap_or_touch_are_left_to_people(one: str, other: str) -> None:
    assert merge("a\nb\nc\n", one, other) is None
