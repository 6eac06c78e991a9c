"""What a change of the catalogue does, and how the rules are."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Scenario

if TYPE_CHECKING:  # most commands do without these
    from alignment.assessment.diff import CatalogueChange
    from alignment.model.health import RuleHealth


def diff_catalogues(
    old: Catalogue, new: Catalogue, scenarios: Iterable[Scenario] = (), today: date | None = None
) -> "CatalogueChange":
    """What differs from an old catalogue to a new one, for their programmes and scenarios and for some saved ones."""
    from alignment.assessment import diff

    return diff.diff_catalogues(old, new, today or date.today(), scenarios)


def rule_health(catalogue: Catalogue, months: int | None = None, today: date | None = None) -> "RuleHealth":
    """The state of the rules on a date; a rule is stale after so many months (12).

    Raises InputError unless there are 0 to 1200 of them.
    """
    from alignment.assessment import health

    return health.rule_health(catalogue, today or date.today(), health.MONTHS if months is None else months)
