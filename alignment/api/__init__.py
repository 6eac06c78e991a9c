"""What command line, pages and notebooks share: open a catalogue, find a scenario, assess it, write it up."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from alignment.api.adding import Proof, Question, allocate, frontier
from alignment.api.changing import diff_catalogues, rule_health
from alignment.api.linking import read_link, write_link
from alignment.api.looking import look_at
from alignment.api.searching import RuleFilter, age_in_months, find_rules, reliances
from alignment.assessment.assess import assess
from alignment.assessment.cases import CaseResult, run_case
from alignment.assessment.compare import ComparedTarget, compare
from alignment.assessment.crosswalk import Crosswalk, crosswalk
from alignment.assessment.reliance import Reliance, untouched_rules
from alignment.assessment.setup import assessment_date, prepare
from alignment.catalogue.citing import Resting, section_uses
from alignment.catalogue.contents import stamp
from alignment.catalogue.link import LinkedScenario
from alignment.catalogue.load import ROOT, Memory, open_catalogue, parse_scenario, read_cases, read_file
from alignment.catalogue.schema import nearest
from alignment.catalogue.write import scenario_yaml
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError, Problem
from alignment.model.result import Assessment
from alignment.model.scenario import Scenario
from alignment.report import data
from alignment.text.speaker import Speaker

if TYPE_CHECKING:  # numpy comes late: most commands do without it
    from alignment.assessment.attribution import Attribution
    from alignment.assessment.certainty import Certainty
    from alignment.report.document import Document
    from alignment.report.memo.wish import Wish
    from alignment.report.verify import Verification

__all__ = [
    "ROOT",
    "InputError",
    "LinkedScenario",
    "Memory",
    "Proof",
    "Question",
    "Reliance",
    "Resting",
    "RuleFilter",
    "Speaker",
    "age_in_months",
    "allocate",
    "assess_scenario",
    "attribute_scenario",
    "compare_scenarios",
    "crosswalk_frameworks",
    "data",
    "diff_catalogues",
    "examine",
    "find_rules",
    "find_scenario",
    "find_scenarios",
    "frontier",
    "look_at",
    "make_memo",
    "open_catalogue",
    "read_link",
    "read_scenario",
    "reliances",
    "rule_health",
    "run_cases",
    "scenario_yaml",
    "section_uses",
    "stamp",
    "untouched_rules",
    "verify_memo",
    "write_link",
    "write_memo",
]


def find_scenario(catalogue: Catalogue, reference: str) -> Scenario:
    """The programme or scenario with an id, else the scenario in a file. Raises InputError."""
    found = catalogue.find(reference)
    if found:
        return found
    path = Path(reference)
    if not _is_file(path):
        ids = [*catalogue.programmes, *catalogue.scenarios]
        raise InputError([Problem(reference, 1, 1, "U01", {"value": reference, "suggestion": nearest(reference, ids)})])
    content, problems = read_file(path, reference)
    if content is None:
        raise InputError(problems)
    return read_scenario(catalogue, reference, content)


def find_scenarios(catalogue: Catalogue, references: Iterable[str]) -> list[Scenario]:
    """Several scenarios, each another one. Raises InputError with the problems of all of them."""
    found: list[Scenario] = []
    problems: list[Problem] = []
    for reference in references:
        try:
            scenario = find_scenario(catalogue, reference)
        except InputError as error:
            problems += error.problems
            continue
        if any(scenario.id == each.id for each in found):
            problems.append(Problem(reference, 1, 1, "U13", {"value": scenario.id}))
        found.append(scenario)
    if problems:
        raise InputError(problems)
    return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL
        return False


def read_scenario(catalogue: Catalogue, name: str, content: bytes) -> Scenario:
    """A scenario from the bytes of a file; without an id it gets the file's name. Raises InputError."""
    scenario = parse_scenario(name, content, catalogue.known)
    return scenario if scenario.id else scenario.model_copy(update={"id": Path(name).stem})


def assess_scenario(
    catalogue: Catalogue, scenario: Scenario, *, stated_only: bool = False, today: date | None = None
) -> Assessment:
    """Assesses a scenario on its own date (`on`, else the start of its period, else today)."""
    on = assessment_date(scenario, today or date.today())
    return assess(catalogue, scenario, on, stated_only=stated_only)


def compare_scenarios(assessments: Iterable[Assessment]) -> tuple[ComparedTarget, ...]:
    """Several assessments side by side, target by target."""
    return compare(list(assessments))


def examine(
    catalogue: Catalogue,
    scenarios: Sequence[Scenario],
    *,
    draws: int | None = None,
    seed: int | None = None,
    shared: bool = True,
    stated_only: bool = False,
    today: date | None = None,
) -> "Iterator[Certainty]":
    """How sure the assessments of one or more scenarios are: more and more draws, the last has all. Raises InputError.

    `draws` 1 to 10 million (10,000), `seed` 0 or more (2022), `shared`: all rules move together.
    """
    from alignment.assessment.certainty import certainty_steps, make_sampling

    sampling = make_sampling(draws, seed, shared=shared)
    today = today or date.today()
    dated = [(each, assessment_date(each, today)) for each in scenarios]
    setups = [prepare(catalogue, each, on, stated_only=stated_only) for each, on in dated]
    assessments = [assess(catalogue, each, on, stated_only=stated_only) for each, on in dated]
    return certainty_steps(setups, assessments, sampling)


def attribute_scenario(
    catalogue: Catalogue, scenario: Scenario, *, stated_only: bool = False, today: date | None = None
) -> "Attribution":
    """What each component carries of every target and framework, on the scenario's own date."""
    from alignment.assessment.attribution import attribute
    from alignment.assessment.grid import make_grid

    on = assessment_date(scenario, today or date.today())
    return attribute(make_grid(prepare(catalogue, scenario, on, stated_only=stated_only)))


def crosswalk_frameworks(catalogue: Catalogue, first: str, second: str, *, stated_only: bool = False) -> Crosswalk:
    """Which targets of two frameworks meet, through the interventions that serve both. Raises InputError."""
    known = list(catalogue.frameworks)
    unknown = [
        Problem(name, 1, 1, "R05", {"value": name, "kind": "framework", "suggestion": nearest(name, known)})
        for name in (first, second)
        if name not in known
    ]
    if unknown:
        raise InputError(unknown)
    return crosswalk(catalogue, first, second, stated_only=stated_only)


def make_memo(
    catalogue: Catalogue, scenarios: Sequence[Scenario], wish: "Wish | None" = None, *, today: date | None = None
) -> "Document":
    """The memo on one scenario, or the comparison of several (`alignment.report.memo.wish`). Raises InputError."""
    from alignment.report.memo.building import build_memo
    from alignment.report.memo.finding import find
    from alignment.report.memo.wish import Wish, settle

    wish = settle(wish or Wish(), len(scenarios), catalogue.frameworks)
    return build_memo(find(catalogue, scenarios, wish, today or date.today()), Speaker(catalogue, wish.lang), wish)


def write_memo(document: "Document", format: str = "md") -> bytes:
    """A memo as a file in a format (`alignment.report.formats.FORMATS`). Raises InputError U19 for an unknown one."""
    from alignment.report.formats import FORMATS

    if format not in FORMATS:
        raise InputError([Problem("--format", 1, 1, "U19", {"value": format, "options": list(FORMATS)})])
    return FORMATS[format].write(document)


def verify_memo(catalogue: Catalogue, name: str, content: bytes) -> "Verification":
    """Whether a memo file still comes out with this catalogue, and what changed. Raises InputError U22 to U25."""
    from alignment.report.verify import verify

    return verify(catalogue, name, content)


def run_cases(catalogue: Catalogue, files: Iterable[str] = (), today: date | None = None) -> list[CaseResult]:
    """Runs the cases of the catalogue, or those in some files. Raises InputError for files with problems."""
    located = list(catalogue.cases)
    names = list(files)
    if names:
        located, problems = [], []
        for name in names:
            content, found = read_file(Path(name), name)
            problems += found
            if content is not None:
                cases, found = read_cases(name, content, catalogue.known)
                located += cases
                problems += found
        if problems:
            raise InputError(problems)
    return [run_case(catalogue, each, today or date.today()) for each in located]
