"""What a change of the catalogue does, and how the rules are."""

from collections.abc import Iterable
from datetime import date

from alignment.assessment import diff, health
from alignment.assessment.diff import CatalogueChange
from alignment.assessment.health import MONTHS, untouched_rules
from alignment.model.catalogue import Catalogue
from alignment.model.health import RuleHealth
from alignment.model.scenario import Scenario

__all__ = ["CatalogueChange", "RuleHealth", "diff_catalogues", "rule_health", "untouched_rules"]


def diff_catalogues(
    old: Catalogue, new: Catalogue, scenarios: Iterable[Scenario] = (), today: date | None = None
) -> CatalogueChange:
    """What differs from an old catalogue to a new one, for their programmes and scenarios and for some saved ones."""
    return diff.diff_catalogues(old, new, today or date.today(), scenarios)


def rule_health(catalogue: Catalogue, months: int = MONTHS, today: date | None = None) -> RuleHealth:
    """The state of the rules on a date; a rule is stale after so many months. Raises InputError unless 0 to 1200."""
    return health.rule_health(catalogue, today or date.today(), months)
