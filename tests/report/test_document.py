"""Lines of text: what they keep, and what no document may hold."""

from hypothesis import given
from hypothesis import strategies as st

from alignment.report.document import Line, Ref, Strong, line


def test_pieces_become_one_line() -> None:
    found = line("  a \n\t b", Ref("n"), Strong("c"), line(" d", " e"))
    assert found == Line((" a b", Ref("n"), Strong("c"), " d e"))
    assert found.plain == " a bc d e"
    assert found.refs == ["n"]


def test_spaces_that_do_not_break_stay_and_marks_of_direction_go() -> None:
    assert line("€\u00a05.000").plain == "€\u00a05.000"
    assert line("a\u202eb\x00c\u2028d").plain == "a b c d"


@given(st.lists(st.text(max_size=30), max_size=5))
def test_a_line_holds_what_can_be_shown_and_nothing_else(texts: list[str]) -> None:
    said = line(*texts).plain
    assert "\n" not in said
    assert "  " not in said.replace("\u00a0", "x")
    shown = [each for text in texts for each in text if each.isprintable() and each != " "]
    assert [each for each in said if each != " " and each.isprintable()] == shown
    assert line(said).plain == said
