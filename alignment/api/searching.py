"""Finding rules, and what rests on them."""

from datetime import date

from alignment.assessment.assess import assess
from alignment.assessment.cases import run_case
from alignment.assessment.reliance import Reliance, RuleFilter, age_in_months, find_rules
from alignment.assessment.reliance import reliances as find_reliances
from alignment.assessment.setup import assessment_date
from alignment.model.catalogue import Catalogue, LocatedRule

__all__ = ["RuleFilter", "age_in_months", "find_rules", "reliances"]


def reliances(catalogue: Catalogue, today: date | None = None) -> dict[LocatedRule, Reliance]:
    """What rests on each rule: results of the programmes and scenarios of the catalogue, and its cases."""
    today = today or date.today()
    scenarios = [*catalogue.programmes.values(), *catalogue.scenarios.values()]
    assessments = [assess(catalogue, each, assessment_date(each, today)) for each in scenarios]
    return find_reliances(catalogue, assessments, [run_case(catalogue, each, today) for each in catalogue.cases])
