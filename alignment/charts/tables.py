"""Results as the rows of tables, in the speaker's language."""

from collections.abc import Sequence

import pandas as pd

from alignment.charts.coverage import amount
from alignment.charts.symbols import SYMBOLS
from alignment.model.result import Assessment, TargetResult
from alignment.text.format import capital
from alignment.text.speaker import Speaker

STATUSES = ("direct", "indirect", "conditional", "none", "unassessed")
SHOWN = ("theme", None)
"""Links of the targets to show: the theme targets of a policy, all of a commitment, model or lens."""


def themes(assessment: Assessment, framework: str) -> list[TargetResult]:
    """The targets of a framework that give gaps and a score."""
    return [each for each in assessment.targets if each.framework == framework and each.link == "theme"]


def shown_targets(assessment: Assessment, framework: str) -> list[TargetResult]:
    """The targets to show: the theme targets of a policy, all of a commitment, model or lens."""
    return [each for each in assessment.targets if each.framework == framework and each.link in SHOWN]


def others(assessment: Assessment) -> dict[str, list[TargetResult]]:
    """The targets of commitments, models and lenses by framework: what is touched, without score or gaps."""
    found: dict[str, list[TargetResult]] = {}
    for each in assessment.targets:
        if each.link is None:
            found.setdefault(each.framework, []).append(each)
    return found


def apart(assessment: Assessment) -> list[TargetResult]:
    """The targets without a point of contact, or with financing only."""
    return [each for each in assessment.targets if each.link in ("none", "financing")]


def word(status: str, speaker: Speaker) -> str:
    """A status or verdict with its symbol."""
    key = f"alignment.{status}" if status == "opposes" else f"status.{status}"
    return f"{SYMBOLS[status]} {speaker.say(key)}"


def code(target: str, speaker: Speaker) -> str:
    """The code of a target within its framework: 3.1."""
    return speaker.catalogue.targets[target].target.code


def targets_table(results: Sequence[TargetResult], speaker: Speaker, *, dense: bool = False) -> pd.DataFrame:
    """Status, coverage with its interval and whether it is enough, target by target; `dense`: in one column less."""
    say, frame = speaker.say, []
    for each in results:
        located = speaker.catalogue.targets[each.target]
        covered = say("yes-no.yes") if each.covered else say("yes-no.no")
        bounds = interval(each.low, each.high, speaker)
        figures = (
            {say("ui.column.coverage"): f"{amount(each, speaker)} ({bounds})"}
            if dense
            else {say("ui.column.coverage"): amount(each, speaker), say("ui.column.interval"): bounds}
        )
        frame.append(
            {
                say("ui.column.target"): f"{located.target.code} {speaker.text(located.target.title)}",
                say("ui.column.status"): word(each.status, speaker),
                **figures,
                say("ui.column.covered"): covered if each.link == "theme" else "",
            }
        )
    return pd.DataFrame(frame)


def touched_table(results: Sequence[TargetResult], speaker: Speaker) -> pd.DataFrame:
    """Which targets are touched, how, and by what."""
    say = speaker.say
    return pd.DataFrame(
        [
            {
                say("ui.column.target"): speaker.target(each.target),
                say("ui.column.status"): word(each.status, speaker),
                say("ui.column.by"): speaker.listed(
                    speaker.inline(one.intervention) for one in each.contributions if one.fires
                ),
            }
            for each in results
        ]
    )


def interval(low: float, high: float, speaker: Speaker) -> str:
    """An interval: 0,39–1,00."""
    return f"{speaker.score(low)}–{speaker.score(high)}"


def glance_table(assessment: Assessment, speaker: Speaker) -> pd.DataFrame:
    """One row a framework: which targets have which status, how many are enough, the score."""
    return pd.DataFrame([_glance(assessment, each.framework, speaker) for each in assessment.frameworks])


def _glance(assessment: Assessment, framework: str, speaker: Speaker) -> dict[str, str]:
    say = speaker.say
    result = next(each for each in assessment.frameworks if each.framework == framework)
    row = {say("ui.column.framework"): speaker.framework(framework)}
    for status in STATUSES:
        found = [code(each.target, speaker) for each in shown_targets(assessment, framework) if each.status == status]
        row[capital_after_symbol(word(status, speaker))] = ", ".join(found)
    if result.targets:
        row[say("ui.column.enough")] = say("ui.of", n=result.covered, total=result.targets)
        row[say("ui.column.score")] = f"{speaker.score(result.score)} ({interval(result.low, result.high, speaker)})"
        row[say("ui.column.weakest")] = code(result.weakest, speaker) if result.weakest else "–"
    return row


def capital_after_symbol(text: str) -> str:
    """A symbol and a word, the word with a capital."""
    symbol, _, rest = text.partition(" ")
    return f"{symbol} {capital(rest)}"


def changes_table(old: Assessment, new: Assessment, speaker: Speaker) -> pd.DataFrame:
    """Status and coverage before and after, for the targets that moved."""
    before = {each.target: each for each in old.targets}
    say = speaker.say
    return pd.DataFrame(
        [
            {
                say("ui.column.target"): speaker.target(each.target),
                say("ui.column.status"): _moved(
                    word(before[each.target].status, speaker) if each.target in before else say("ui.absent"),
                    word(each.status, speaker),
                ),
                say("ui.column.coverage"): _moved(
                    amount(before[each.target], speaker) if each.target in before else "–",
                    amount(each, speaker),
                ),
                say("ui.column.covered"): _moved(_yes(before.get(each.target), speaker), _yes(each, speaker)),
            }
            for each in new.targets
            if each.link in SHOWN and has_moved(before.get(each.target), each)
        ]
    )


def has_moved(old: TargetResult | None, new: TargetResult) -> bool:
    """Whether status, coverage or being enough differ."""
    if old is None:
        return True
    return old.status != new.status or abs(old.coverage - new.coverage) > 1e-9 or old.covered != new.covered


def _moved(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _yes(result: TargetResult | None, speaker: Speaker) -> str:
    if result is None:
        return "–"
    return speaker.say("yes-no.yes") if result.covered else speaker.say("yes-no.no")
