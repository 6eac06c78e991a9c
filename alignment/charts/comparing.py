"""Scenarios side by side as the rows of tables: a column for each scenario, in the speaker's language."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from alignment.assessment.compare import ComparedTarget
from alignment.charts.coverage import amount
from alignment.charts.tables import interval, word
from alignment.model.result import Assessment, FrameworkResult, TargetResult
from alignment.text.format import country
from alignment.text.speaker import Speaker

LETTERS = "ABCDE"
"""What scenarios are called in tables and sentences; titles can be long, and two can have the same."""
TITLE = 36
"""So many characters of a title fit above a column."""

Rows = dict[str, list[str]]
"""The title of a row, and what it says of each scenario."""


def titles(assessments: Iterable[Assessment], speaker: Speaker) -> list[str]:
    """The whole titles, each with the scenario's letter; at most five scenarios."""
    return [
        speaker.say("compare.title", letter=letter, title=_title(each, speaker))
        for letter, each in zip(LETTERS, assessments, strict=False)
    ]


def headings(assessments: Iterable[Assessment], speaker: Speaker) -> list[str]:
    """The titles as they fit above a column; no two are the same."""
    said = []
    for letter, each in zip(LETTERS, assessments, strict=False):
        said.append(speaker.say("compare.title", letter=letter, title=_short(_title(each, speaker))))
    return said


def _short(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[:TITLE].rsplit(' ', 1)[0]}…"


def _title(assessment: Assessment, speaker: Speaker) -> str:
    return speaker.text(assessment.scenario.title) or assessment.scenario.id or speaker.say("ui.untitled")


def by_framework(compared: Iterable[ComparedTarget]) -> dict[str, list[ComparedTarget]]:
    """Compared targets by framework, in order."""
    found: dict[str, list[ComparedTarget]] = {}
    for each in compared:
        framework = next(result.framework for result in each.results if result)
        found.setdefault(framework, []).append(each)
    return found


def matrix(compared: Iterable[ComparedTarget], headings: Sequence[str], speaker: Speaker) -> pd.DataFrame:
    """One row a target: in each scenario a symbol, the status, the coverage, and whether that is enough."""
    rows = {speaker.target(each.target): [cell(result, speaker) for result in each.results] for each in compared}
    return _frame(rows, speaker.say("ui.column.target"), headings)


def cell(result: TargetResult | None, speaker: Speaker) -> str:
    """A target in one scenario; what nobody assessed has no number, and what is not looked at has no status."""
    if result is None:
        return speaker.say("ui.absent")
    said = word(result.status, speaker)
    if result.status == "unassessed":
        return said
    said = f"{said} {amount(result, speaker)}"
    if result.link != "theme":
        return said
    return speaker.say(f"compare.cell.{'enough' if result.covered else 'short'}", said=said)


def scores(assessments: Sequence[Assessment], headings: Sequence[str], speaker: Speaker) -> pd.DataFrame:
    """For each policy framework how many targets are enough, the score with its interval, and how many are open."""
    found = [{each.framework: each for each in one.frameworks if each.targets} for one in assessments]
    facts: dict[str, Callable[[FrameworkResult], str]] = {
        "enough": lambda each: speaker.say("ui.of", n=each.covered, total=each.targets),
        "score": lambda each: speaker.score(each.score),
        "interval": lambda each: interval(each.low, each.high, speaker),
        "unassessed": lambda each: speaker.say("ui.of", n=each.unassessed, total=each.targets),
    }
    rows: Rows = {}
    for framework in dict.fromkeys(name for each in found for name in each):
        for fact, say in facts.items():
            title = speaker.say(f"compare.score.{fact}", framework=speaker.framework(framework))
            rows[title] = [say(each[framework]) if framework in each else speaker.say("ui.absent") for each in found]
    return _frame(rows, speaker.say("compare.score.column"), headings)


def components(
    assessments: Sequence[Assessment], headings: Sequence[str], speaker: Speaker
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which interventions each scenario has, with their doses: first those that differ, then those that do not."""
    named = dict.fromkeys(part.intervention for each in assessments for part in each.scenario.components)
    different: Rows = {}
    same: Rows = {}
    for intervention in named:
        said = [_dose(each, intervention, speaker) for each in assessments]
        (different if len(set(said)) > 1 else same)[speaker.intervention(intervention)] = said
    column = speaker.say("ui.column.intervention")
    return _frame(different, column, headings), _frame(same, column, headings)


def _dose(assessment: Assessment, intervention: str, speaker: Speaker) -> str:
    parts = [each for each in assessment.scenario.components if each.intervention == intervention]
    if not parts:
        return speaker.say("compare.dose.absent")
    if intervention not in assessment.doses:
        return speaker.say("compare.dose.candidate")
    dose = speaker.percent(assessment.doses[intervention])
    basis = next((each.dose_basis for each in parts if each.dose_basis), None)
    return speaker.say(f"compare.dose.{basis}", dose=dose) if basis else dose


def circumstances(assessments: Sequence[Assessment], headings: Sequence[str], speaker: Speaker) -> pd.DataFrame:
    """How each scenario was assessed: what differs comes first."""
    facts: dict[str, Callable[[Assessment], str]] = {
        "settings": lambda each: speaker.terms("settings", each.scenario.context.settings),
        "groups": lambda each: (
            speaker.terms("groups", each.scenario.context.groups) or speaker.say("ui.change.all-groups")
        ),
        "countries": lambda each: speaker.listed(country(c, speaker.lang) for c in each.scenario.context.countries),
        "frameworks": lambda each: speaker.listed(map(speaker.framework, each.scenario.frameworks)),
        "threshold": lambda each: speaker.score(each.threshold),
        "date": lambda each: speaker.day(each.on),
        "priorities": lambda each: _priorities(each, speaker),
    }
    unknown = speaker.say("ui.change.no-settings")
    rows = {
        speaker.say(f"compare.fact.{fact}"): [say(each) or unknown for each in assessments]
        for fact, say in facts.items()
    }
    ordered = dict(sorted(rows.items(), key=lambda row: len(set(row[1])) == 1))
    return _frame(ordered, speaker.say("compare.fact.column"), headings)


def _priorities(assessment: Assessment, speaker: Speaker) -> str:
    weights = {name: weight for name, weight in assessment.scenario.priorities.items() if weight != 1}
    told = (
        speaker.say("compare.weight", target=speaker.target_code(target), weight=speaker.number(weight))
        for target, weight in weights.items()
    )
    return speaker.listed(told) or speaker.say("compare.no-weights")


def _frame(rows: Rows, column: str, headings: Sequence[str]) -> pd.DataFrame:
    """A table with the titles of the rows first, then a column for each scenario."""
    return pd.DataFrame([[title, *said] for title, said in rows.items()], columns=[column, *headings])
