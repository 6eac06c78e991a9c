"""Numbers, money, dates and lists as Dutch and English write them."""

from datetime import date

import pytest

from alignment.text import format as formats


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (0.75, 2, "0,75", "0.75"),
        (0.5, 2, "0,5", "0.5"),
        (1.0, 2, "1", "1"),
        (0.0, 2, "0", "0"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (-0.25, 2, "-0,25", "-0.25"),
        (0.123456, 6, "0,123456", "0.123456"),
    ],
)
def test_a_number_with_at_most_so_many_decimals(value: float, decimals: int, dutch: str, english: str) -> None:
    assert formats.number(value, "nl", decimals) == dutch
    assert formats.number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("value", "dutch"), [(0.8, "0,80"), (1.0, "1,00"), (0.0, "0,00"), (0.333333, "0,33"), (0.999, "1,00")]
)
def test_a_score_has_exactly_two_decimals(value: float, dutch: str) -> None:
    assert formats.fixed(value, "nl") == dutch
    assert formats.fixed(value, "en") == dutch.replace(",", ".")


@pytest.mark.parametrize(
    ("value", "text"), [(0.75, "75%"), (1.0, "100%"), (0.0, "0%"), (0.3333, "33,3%"), (0.067, "6,7%")]
)
def test_a_share_as_a_percentage(value: float, text: str) -> None:
    assert formats.percent(value, "nl") == text
    assert formats.percent(value, "en") == text.replace(",", ".")


def test_money() -> None:
    assert formats.money(5_000_000, "EUR", "nl").replace("\u00a0", " ") == "€ 5.000.000"
    assert formats.money(5_000_000, "EUR", "en") == "€5,000,000"
    assert "1.234" in formats.money(1234, "USD", "nl")


def test_days_and_dates_as_precise_as_their_source() -> None:
    assert formats.day(date(2021, 5, 1), "nl") == "1 mei 2021"
    assert formats.day(date(2021, 5, 1), "en") == "1 May 2021"
    assert [formats.partial_date(text, "nl") for text in ("2018", "2021-05", "2021-05-17")] == [
        "2018",
        "mei 2021",
        "17 mei 2021",
    ]
    assert formats.partial_date("2021-03", "en") == "March 2021"


@pytest.mark.parametrize(
    ("items", "dutch", "english"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a en b", "a and b"), (["a", "b", "c"], "a, b en c", "a, b and c")],
)
def test_lists(items: list[str], dutch: str, english: str) -> None:
    assert formats.listed(items, "nl") == dutch
    assert formats.listed(iter(items), "en") == english


def test_countries() -> None:
    assert formats.country("NO", "nl") == "Noorwegen"
    assert formats.country("NP", "en") == "Nepal"
    assert formats.country("XX", "nl") == "XX"


def test_a_capital_leaves_the_rest() -> None:
    assert formats.capital("sRGR en BHOS") == "SRGR en BHOS"
    assert formats.capital("") == ""
    assert formats.capital("één") == "Één"


@pytest.mark.parametrize("amount", [1e15, 1e26, 1e308, -1e300])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_amounts_beyond_all_bounds_are_written_all_the_same(amount: float, lang: str) -> None:
    assert "e+" in formats.number(amount, lang)
    assert formats.money(amount, "EUR", lang).startswith("€")
