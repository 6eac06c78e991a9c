"""The lines in which two texts differ."""

from hypothesis import given
from hypothesis import strategies as st

from alignment.report.lines import changed_lines, written

LINES = st.lists(st.sampled_from(["a: 1", "b: 2", "# remark", "", "  c: 3"]), max_size=12)


@given(LINES, LINES, st.integers(0, 4))
def test_the_differences_turn_the_old_text_into_the_new(old: list[str], new: list[str], around: int) -> None:
    shown = [line for hunk in changed_lines("\n".join(old), "\n".join(new), around) for line in hunk]
    gone = {line.old for line in shown if line.mark == "-"}
    came = {line.new: line.text for line in shown if line.mark == "+"}
    kept = [text for number, text in enumerate("\n".join(old).splitlines(), start=1) if number not in gone]
    wanted = "\n".join(new).splitlines()
    rebuilt = [came[number] if number in came else kept.pop(0) for number in range(1, len(wanted) + 1)]
    assert rebuilt == wanted
    assert kept == []
    for line in shown:
        assert line.old is None or "\n".join(old).splitlines()[line.old - 1] == line.text
        assert line.new is None or wanted[line.new - 1] == line.text


@given(LINES)
def test_equal_texts_have_no_differences(lines: list[str]) -> None:
    assert changed_lines("\n".join(lines), "\n".join(lines)) == []


def test_only_lines_around_a_change_are_shown() -> None:
    old = "\n".join(f"line {number}" for number in range(1, 101))
    new = old.replace("line 50", "line fifty").replace("line 90", "line ninety")
    shown = written(changed_lines(old, new, around=1))
    assert shown.splitlines() == [
        "  49  line 49",
        "- 50  line 50",
        "+ 50  line fifty",
        "  51  line 51",
        "…",
        "  89  line 89",
        "- 90  line 90",
        "+ 90  line ninety",
        "  91  line 91",
    ]


def test_another_line_end_is_a_difference() -> None:
    assert [line.mark for hunk in changed_lines("a\nb", "a\nb\n") for line in hunk] == ["-", "+"]
    assert [line.mark for hunk in changed_lines("a\r\n", "a\n") for line in hunk] == ["-", "+"]
