"""All that a memo rests on, found in one go."""

from collections.abc import Sequence
from datetime import date

from alignment.assessment.assess import assess
from alignment.assessment.attribution import attribute
from alignment.assessment.certainty import certainty_steps, make_sampling
from alignment.assessment.grid import make_grid
from alignment.assessment.setup import assessment_date, prepare
from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Scenario
from alignment.report.memo.view import Found
from alignment.report.memo.wish import Wish


def find(catalogue: Catalogue, scenarios: Sequence[Scenario], wish: Wish, today: date) -> Found:
    """Assesses scenarios in every way that a memo tells of, each on its own date. Raises InputError U11 or U12."""
    sampling = make_sampling(wish.draws, wish.seed)
    if wish.frameworks:
        scenarios = [each.model_copy(update={"frameworks": wish.frameworks}) for each in scenarios]
    dated = [(each, assessment_date(each, today)) for each in scenarios]
    setups = [prepare(catalogue, each, on, stated_only=wish.stated_only) for each, on in dated]
    assessments = tuple(assess(catalogue, each, on, stated_only=wish.stated_only) for each, on in dated)
    stated = assessments
    if not wish.stated_only:
        stated = tuple(assess(catalogue, each, on, stated_only=True) for each, on in dated)
    *_, certainty = certainty_steps(setups, assessments, sampling)
    attributions = tuple(attribute(make_grid(setup)) for setup in setups)
    return Found(assessments, stated, certainty, attributions, today)
