"""Numbers, percentages, money, dates and lists as a language writes them (Babel)."""

import math
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

LOCALES = {"nl": "nl_NL", "en": "en_GB"}

HUGE = 1e15
"""From here on digits in full say nothing, and Babel's decimals run out."""


@lru_cache(maxsize=4096)
def number(value: float, lang: str, decimals: int = 2) -> str:
    """A number with at most so many decimals: 0,75 in Dutch, 0.75 in English."""
    from babel.numbers import format_decimal

    if abs(value) >= HUGE:
        return _huge(value, lang)
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=LOCALES[lang])


def _huge(value: float, lang: str) -> str:
    written = f"{value:.3g}"
    return written.replace(".", ",") if lang == "nl" else written


@lru_cache(maxsize=4096)
def fixed(value: float, lang: str, decimals: int = 2) -> str:
    """A number with exactly so many decimals."""
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0." + "0" * decimals, locale=LOCALES[lang])


@lru_cache(maxsize=4096)
def percent(value: float, lang: str) -> str:
    """A share of 0 to 1 as a percentage with at most one decimal: 75%, 62,5% in Dutch."""
    return f"{number(value * 100, lang, 1)}%"


@lru_cache(maxsize=4096)
def percent_up(value: float, lang: str) -> str:
    """A share as a percentage, rounded up to one decimal: never less than the share itself."""
    return f"{number(math.ceil(round(value * 1000, 6)) / 10, lang, 1)}%"


@lru_cache(maxsize=4096)
def money(amount: float, currency: str, lang: str) -> str:
    """An amount without cents: € 5.000.000 in Dutch, €5,000,000 in English."""
    from babel.numbers import format_currency, get_currency_symbol

    if abs(amount) >= HUGE:
        return f"{get_currency_symbol(currency, locale=LOCALES[lang])} {_huge(amount, lang)}"
    pattern = "¤ #,##0" if lang == "nl" else "¤#,##0"
    return format_currency(amount, currency, format=pattern, locale=LOCALES[lang], currency_digits=False)


@lru_cache(maxsize=4096)
def day(value: date, lang: str) -> str:
    """A date in words: 1 mei 2021, 1 May 2021."""
    from babel.dates import format_date

    return format_date(value, format="d MMMM y", locale=LOCALES[lang])


@lru_cache(maxsize=4096)
def partial_date(text: str, lang: str) -> str:
    """A date as precise as its source: 2018, mei 2021, 17 mei 2021."""
    from babel.dates import format_date

    pieces = [int(piece) for piece in text.split("-")]
    if len(pieces) == 1:
        return str(pieces[0])
    whole = date(pieces[0], pieces[1], pieces[2] if len(pieces) == 3 else 1)
    return format_date(whole, format="d MMMM y" if len(pieces) == 3 else "MMMM y", locale=LOCALES[lang])


_AND = {"nl": "en", "en": "and"}
_OR = {"nl": "of", "en": "or"}


def listed(items: Iterable[str], lang: str, *, alternatives: bool = False) -> str:
    """Items as a list in a sentence: a, b en c (alternatives: of); semicolons where an item is a list itself."""
    names = list(items)
    if len(names) < 2:
        return "".join(names)
    word = (_OR if alternatives else _AND)[lang]
    nested = any(f" {_AND[lang]} " in name or ", " in name for name in names)
    if nested and len(names) > 2:
        return "; ".join(names[:-1]) + f"; {word} {names[-1]}"
    return ", ".join(names[:-1]) + (f", {word} " if nested else f" {word} ") + names[-1]


def country(code: str, lang: str) -> str:
    """The name of a country in a language, or its code where it is not known."""
    from babel import Locale

    return str(Locale.parse(LOCALES[lang]).territories.get(code, code))


def capital(text: str) -> str:
    """The text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text with a small first letter, for use within a sentence; an abbreviation keeps its capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
