"""Finding rules, and what rests on them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import get_args

from alignment.assessment import reliance
from alignment.assessment.assess import assess
from alignment.assessment.cases import run_case
from alignment.assessment.reliance import Reliance, RuleFilter, age_in_months
from alignment.assessment.setup import assessment_date
from alignment.catalogue.schema import nearest
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.message import InputError, Problem
from alignment.model.rule import Alignment, Basis, Confidence

__all__ = ["RuleFilter", "age_in_months", "find_rules", "reliances"]

WORDS = {"alignment": Alignment, "basis": Basis, "confidence": Confidence}
"""Wishes that are one of some words."""


def find_rules(catalogue: Catalogue, wanted: RuleFilter, today: date | None = None) -> list[LocatedRule]:
    """The rules that meet every wish, in the order of the files.

    Raises InputError for an id that does not exist (R01, R02, R05) or a word that is none of the words (S05).
    """
    problems = list(_unknown(catalogue, wanted))
    if problems:
        raise InputError(problems)
    return reliance.find_rules(catalogue, wanted, today or date.today())


def _unknown(catalogue: Catalogue, wanted: RuleFilter) -> Iterator[Problem]:
    ids: dict[str, tuple[str, Iterable[str]]] = {
        "intervention": ("R02", catalogue.interventions),
        "framework": ("R05", catalogue.frameworks),
        "target": ("R01", catalogue.targets),
    }
    for name, (code, known) in ids.items():
        value = getattr(wanted, name)
        if value is not None and value not in known:
            suggestion = nearest(value, known)
            yield Problem(value, 1, 1, code, {"value": value, "kind": name, "suggestion": suggestion})
    for name, words in WORDS.items():
        value, options = getattr(wanted, name), get_args(words)
        if value is not None and value not in options:
            params = {"name": name, "value": value, "options": options, "suggestion": nearest(value, options)}
            yield Problem(value, 1, 1, "S05", params)


def reliances(catalogue: Catalogue, today: date | None = None) -> dict[LocatedRule, Reliance]:
    """What rests on each rule: results of the programmes and scenarios of the catalogue, and its cases."""
    today = today or date.today()
    scenarios = [*catalogue.programmes.values(), *catalogue.scenarios.values()]
    assessments = [assess(catalogue, each, assessment_date(each, today)) for each in scenarios]
    return reliance.reliances(catalogue, assessments, [run_case(catalogue, each, today) for each in catalogue.cases])
