"""Dates as precise as their source, periods with inclusive ends, bilingual texts, references."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from alignment.model.base import Citation, DateText, Id, Known, Model, Period, TargetRef, Text, first_day, last_day

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
DATE = TypeAdapter(DateText)


def period(start: str | None, until: str | None) -> Period:
    return Period.model_validate({"from": start, "until": until})


def error_type(adapter: Any, value: Any, known: Known | None = None) -> str:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value, context=known)
    [error] = caught.value.errors()
    return error["type"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2021-05", date(2021, 5, 1), date(2021, 5, 31)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2021-05-17", date(2021, 5, 17), date(2021, 5, 17)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_first_and_last_day(text: str, first: date, last: date) -> None:
    assert first_day(text) == first
    assert last_day(text) == last
    assert DATE.validate_python(text) == text


@given(DAYS)
def test_a_day_lies_within_its_month_and_its_year(day: date) -> None:
    for text in (f"{day:%Y}", f"{day:%Y-%m}", day.isoformat()):
        assert first_day(text) <= day <= last_day(text)
        assert first_day(text).isoformat().startswith(text)
        assert last_day(text).isoformat().startswith(text)
        assert not (last_day(text) + timedelta(days=1)).isoformat().startswith(text)


NO_DATES = [
    "", "21", "2021-5", "2021-13", "2021-00", "2021-05-00", "2021-02-30", "2021-05-1", "0000", "2021-", "-2021",
    "2021-05-17T00:00", "mei 2021", "٢٠٢١", "²021", "2021 ", "+202", 21, True, None, 2021.0, ["2021"],
]  # fmt: skip


@pytest.mark.parametrize("value", NO_DATES)
def test_what_is_no_date(value: Any) -> None:
    assert error_type(DATE, value) == "bad_date"


def test_a_year_may_be_a_number() -> None:
    assert DATE.validate_python(2021) == "2021"


@pytest.mark.parametrize(
    ("day", "distance"),
    [("2018-04-30", -1), ("2018-05-01", 0), ("2020-12-31", 0), ("2021-01-01", 1), ("2021-02-01", 32)],
)
def test_both_ends_of_a_period_are_inclusive(day: str, distance: int) -> None:
    assert period("2018-05", "2020").distance(date.fromisoformat(day)) == distance


@given(DAYS)
def test_an_open_period_holds_every_day(day: date) -> None:
    assert period(None, None).distance(day) == 0
    assert period(day.isoformat(), None).distance(day) == 0
    assert period(None, day.isoformat()).distance(day) == 0


@given(DAYS, DAYS, DAYS)
def test_the_distance_is_the_least_number_of_days(one: date, other: date, day: date) -> None:
    start, until = sorted((one, other))
    found = period(start.isoformat(), until.isoformat()).distance(day)
    nearest = min(max(day, start), until)
    assert found == (day - nearest).days


@given(DAYS, DAYS, DAYS, DAYS)
def test_periods_overlap_when_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    (one, two), (three, four) = sorted((a, b)), sorted((c, d))
    first, second = period(one.isoformat(), two.isoformat()), period(three.isoformat(), four.isoformat())
    shared = max(one, three) <= min(two, four)
    assert first.overlaps(second) == second.overlaps(first) == shared
    assert first.overlaps(period(None, None))


@pytest.mark.parametrize(
    ("start", "until", "right"),
    [
        ("2021", "2021", True),
        ("2021-05", "2021", True),
        ("2021-05-17", "2021-05", True),
        ("2021-05", "2021-04-30", False),
        ("2021", "2020", False),
        (None, "2020", True),
        ("2020", None, True),
    ],
)
def test_a_period_does_not_end_before_it_starts(start: str | None, until: str | None, right: bool) -> None:
    raw = {"from": start, "until": until}
    if right:
        assert Period.model_validate(raw).start == start
    else:
        assert error_type(TypeAdapter(Period), raw) == "period_reversed"


@pytest.mark.parametrize("raw", [{"nl": "x", "en": " "}, {"nl": "", "en": "x"}, {"nl": "\n\t", "en": "x"}])
def test_a_text_is_not_blank_in_either_language(raw: dict[str, str]) -> None:
    assert error_type(TypeAdapter(Text), raw) == "empty_text"


def test_a_text_in_a_language() -> None:
    text = Text(nl="één", en="one")
    assert (text.in_language("nl"), text.in_language("en")) == ("één", "one")


def test_models_are_frozen_and_know_their_keys() -> None:
    text = Text(nl="x", en="y")
    with pytest.raises(ValidationError):
        text.nl = "z"  # type: ignore[misc]
    assert error_type(TypeAdapter(Text), {"nl": "x", "en": "y", "fr": "z"}) == "extra_forbidden"
    assert all(each.model_config.get("extra") == "forbid" for each in subclasses(Model))
    assert all(each.model_config.get("frozen") for each in subclasses(Model))


def subclasses(model: type[Model]) -> list[type[Model]]:
    return [each for direct in model.__subclasses__() for each in (direct, *subclasses(direct))]


@pytest.mark.parametrize("value", ["a", "3", "srgr-1", "bhos-3.1", "a" * 100])
def test_ids(value: str) -> None:
    assert TypeAdapter(Id).validate_python(value) == value


@pytest.mark.parametrize("value", ["", "A", "-a", ".a", "a b", "a_b", "é", "a\n", "a" * 101, "a/b", "../a"])
def test_what_is_no_id(value: str) -> None:
    assert error_type(TypeAdapter(Id), value) in ("string_pattern_mismatch", "string_too_long")


def test_a_reference_is_checked_only_where_the_ids_are_known() -> None:
    reference = TypeAdapter(TargetRef)
    assert reference.validate_python("x") == "x"
    assert reference.validate_python("x", context=Known()) == "x"
    known = Known({"target": ["srgr-1"]})
    assert reference.validate_python("srgr-1", context=known) == "srgr-1"
    assert error_type(reference, "srgr-2", known) == "unknown_reference"


def test_a_section_is_checked_only_where_the_source_is_known() -> None:
    citation = TypeAdapter(Citation)
    known = Known({"source": ["report"]}, {"report": ["4.4"]})
    assert str(citation.validate_python({"source": "report", "at": "4.4"}, context=known)) == "report 4.4"
    assert error_type(citation, {"source": "report", "at": "4.5"}, known) == "unknown_section"
    assert citation.validate_python({"source": "report", "at": "4.5"}, context=Known()).at == "4.5"
