"""What a change of the catalogue does, and the state of the rules, as the rows of tables in the speaker's language."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import pandas as pd

from alignment.assessment.cases import Difference
from alignment.assessment.diff import CatalogueChange, FailingCase
from alignment.charts.coverage import amount
from alignment.charts.tables import word
from alignment.model.catalogue import LocatedRule
from alignment.model.change import RuleChange, ScenarioChange, TargetState
from alignment.model.health import FirstVerdict, Lapse, RuleAge
from alignment.model.result import FrameworkResult
from alignment.text.format import capital, partial_date
from alignment.text.speaker import Speaker

Row = TypeVar("Row")
Side = TypeVar("Side", TargetState, FrameworkResult)
TOLERANCE = 1e-9


def rules_table(change: CatalogueChange, speaker: Speaker) -> pd.DataFrame:
    """The rules that came, went or changed."""
    return _frame(change.rules, "differ.rule", speaker, _rule_row)


def _rule_row(each: RuleChange, speaker: Speaker) -> list[str]:
    return [
        speaker.intervention(each.intervention),
        speaker.target_code(each.target),
        capital(speaker.say(f"ui.differ.kind.{each.change}")),
        capital(verdict_words(each.old, speaker)),
        capital(verdict_words(each.new, speaker)),
    ]


def verdict_words(located: LocatedRule | None, speaker: Speaker) -> str:
    """A rule's verdict with its condition and basis; `no rule` where there is none."""
    if located is None:
        return speaker.say("ui.differ.no-rule")
    when = speaker.condition(located.rule.when)
    parts = [speaker.say(f"alignment.{located.rule.alignment}"), when, speaker.basis(located)]
    return ", ".join(each for each in parts if each)


def results_table(scenarios: Iterable[ScenarioChange], speaker: Speaker) -> pd.DataFrame:
    """Every target for which a scenario comes to something else."""
    rows = [(scenario, target) for scenario in scenarios for target in scenario.targets]
    return _frame(
        rows,
        "differ.result",
        speaker,
        lambda pair, _: [
            scenario_title(pair[0], speaker),
            speaker.target_code(pair[1].target),
            *_apart(pair[1].old, pair[1].new, state_words, lambda each: each.coverage, speaker),
            capital(_gap_words(pair[1].old, pair[1].new, speaker)),
        ],
    )


def state_words(state: TargetState | None, speaker: Speaker) -> str:
    """A status with its coverage, and whether that is enough."""
    if state is None:
        return speaker.say("ui.differ.not-there")
    enough = f", {speaker.say('ui.differ.enough')}" if state.covered else ""
    return f"{word(state.status, speaker)}, {amount(state, speaker)}{enough}"


def _gap_words(old: TargetState | None, new: TargetState | None, speaker: Speaker) -> str:
    before, after = ((state.gap if state and state.open_gap else None) for state in (old, new))
    if before == after:
        return speaker.say(f"gap.{after}") if after else ""
    if not before:
        return speaker.say("ui.differ.gap-opened", kind=speaker.say(f"gap.{after}"))
    if not after:
        return speaker.say("ui.differ.gap-closed", kind=speaker.say(f"gap.{before}"))
    return speaker.say("ui.differ.gap-other", old=speaker.say(f"gap.{before}"), new=speaker.say(f"gap.{after}"))


def frameworks_table(scenarios: Iterable[ScenarioChange], speaker: Speaker) -> pd.DataFrame:
    """The scores that change, with how many targets are enough."""
    rows = [(scenario, framework) for scenario in scenarios for framework in scenario.frameworks]

    def said(side: FrameworkResult | None, _: Speaker) -> str:
        if side is None:
            return speaker.say("ui.differ.not-there")
        return speaker.say("ui.differ.score", score=speaker.score(side.score), n=side.covered, total=side.targets)

    return _frame(
        rows,
        "differ.framework",
        speaker,
        lambda pair, _: [
            scenario_title(pair[0], speaker),
            speaker.framework(pair[1].framework),
            *_apart(pair[1].old, pair[1].new, said, lambda each: each.score, speaker),
        ],
    )


def _apart(
    old: Side | None,
    new: Side | None,
    said: Callable[[Side | None, Speaker], str],
    value: Callable[[Side], float],
    speaker: Speaker,
) -> tuple[str, str]:
    """Two sides in words; where those are the same, with what does differ: the uncertainty, or a fraction in value."""
    before, after = capital(said(old, speaker)), capital(said(new, speaker))
    if before != after or old is None or new is None:
        return before, after
    ranges = [_range(each, speaker) for each in (old, new)]
    if ranges[0] != ranges[1]:
        return f"{before}; {ranges[0]}", f"{after}; {ranges[1]}"
    rise = value(new) - value(old)
    word = "" if abs(rise) < TOLERANCE else f"; {speaker.say('ui.differ.higher' if rise > 0 else 'ui.differ.lower')}"
    return before, after + word


def _range(side: TargetState | FrameworkResult, speaker: Speaker) -> str:
    return speaker.say("ui.differ.range", low=speaker.score(side.low), high=speaker.score(side.high))


def carrying_table(scenarios: Iterable[ScenarioChange], speaker: Speaker) -> pd.DataFrame:
    """The components that a framework carries now and did not, or the other way round."""
    rows = [(scenario, carrying) for scenario in scenarios for carrying in scenario.carrying]
    return _frame(
        rows,
        "differ.carrying",
        speaker,
        lambda pair, _: [
            scenario_title(pair[0], speaker),
            speaker.framework(pair[1].framework),
            speaker.intervention(pair[1].intervention),
            capital(speaker.say(f"ui.differ.carried.{pair[1].old}")),
            capital(speaker.say(f"ui.differ.carried.{pair[1].new}")),
        ],
    )


def cases_table(cases: Iterable[FailingCase], speaker: Speaker) -> pd.DataFrame:
    """The cases that fail after the change, with what they expect and what is found."""
    rows = [(case, difference) for case in cases for difference in case.result.differences]

    def row(pair: tuple[FailingCase, Difference], _: Speaker) -> list[str]:
        case, difference = pair
        located = case.result.located
        what = speaker.say(f"ui.differ.expected.{difference.what}")
        return [
            speaker.text(located.case.name),
            f"{_place(difference.where, speaker)}: {what}" if difference.where else capital(what),
            _said(difference.what, difference.expected, speaker),
            _said(difference.what, difference.found, speaker),
            f"{located.path}:{located.line}",
        ]

    return _frame(rows, "differ.case", speaker, row)


def _place(name: str, speaker: Speaker) -> str:
    """A framework by its short name, a target by its code."""
    return speaker.framework(name) if name in speaker.catalogue.frameworks else speaker.target_code(name)


def _said(what: str, value: object, speaker: Speaker) -> str:
    """What a case expects or finds of `what`, in words; a number as the language writes it."""
    if isinstance(value, bool):
        return speaker.say("yes-no.yes" if value else "yes-no.no")
    if isinstance(value, float):
        return speaker.number(value)
    if isinstance(value, list | tuple):
        return speaker.listed(speaker.intervention(str(each)) for each in value) or speaker.say("ui.nothing")
    if value is None or (what, value) == ("gap", "no-gap"):
        return speaker.say("ui.nothing")
    if what in ("status", "gap"):
        return speaker.say(f"{what}.{value}")
    return _place(str(value), speaker) if what in ("framework", "weakest") else str(value)


def scenario_title(change: ScenarioChange, speaker: Speaker) -> str:
    """The scenario's title; a saved one says so."""
    title = speaker.text(change.title) or change.scenario
    return speaker.say("ui.differ.saved", title=title) if change.saved else title


def ages_table(ages: Iterable[RuleAge], speaker: Speaker) -> pd.DataFrame:
    """Rules with the date of their review."""
    return _frame(
        ages,
        "upkeep.age",
        speaker,
        lambda each, _: [
            *_pair(each.located.intervention, each.located.rule.target, speaker),
            capital(speaker.say(f"alignment.{each.located.rule.alignment}")),
            partial_date(each.located.rule.reviewed, speaker.lang),
            speaker.number(each.months, 0),
        ],
    )


def derived_table(rules: Iterable[LocatedRule], speaker: Speaker) -> pd.DataFrame:
    """Derived rules with their reasoning."""
    return _frame(
        rules,
        "upkeep.derived",
        speaker,
        lambda each, _: [
            *_pair(each.intervention, each.rule.target, speaker),
            capital(speaker.say(f"alignment.{each.rule.alignment}")),
            speaker.text(each.rule.rationale),
        ],
    )


def verdicts_table(verdicts: Iterable[FirstVerdict], speaker: Speaker) -> pd.DataFrame:
    """Pairs that nobody assessed, with what a first verdict could change."""
    return _frame(
        verdicts,
        "upkeep.verdict",
        speaker,
        lambda each, _: [
            *_pair(each.intervention, each.target, speaker),
            speaker.number(each.direct, 0),
            speaker.number(each.indirect, 0),
            speaker.number(each.covered, 0),
            speaker.score(each.rise),
        ],
    )


def lapses_table(lapses: Iterable[Lapse], speaker: Speaker) -> pd.DataFrame:
    """Frameworks, targets and rules that are not confirmed or not in force."""

    def name(each: Lapse) -> str:
        if each.located:
            return " → ".join(_pair(each.located.intervention, each.located.rule.target, speaker))
        return speaker.framework(each.id) if each.kind == "framework" else speaker.target(each.id)

    return _frame(
        lapses,
        "upkeep.lapse",
        speaker,
        lambda each, _: [
            capital(speaker.say(f"ui.upkeep.lapsed.{each.kind}")),
            name(each),
            capital(speaker.say(f"ui.upkeep.state.{each.state}", date=partial_date(each.date, speaker.lang))),
        ],
    )


def pairs_table(rules: Iterable[LocatedRule], speaker: Speaker) -> pd.DataFrame:
    """Rules by pair and place."""
    return _frame(
        rules,
        "upkeep.pair",
        speaker,
        lambda each, _: [*_pair(each.intervention, each.rule.target, speaker), f"{each.path}:{each.line}"],
    )


def _pair(intervention: str, target: str, speaker: Speaker) -> tuple[str, str]:
    return speaker.intervention(intervention), speaker.target_code(target)


def _frame(
    rows: Iterable[Row], key: str, speaker: Speaker, row: Callable[[Row, Speaker], Sequence[str]]
) -> pd.DataFrame:
    """A table whose titles are one text, parted by semicolons; names, paths and values stand in it as they are."""
    names = speaker.say(f"ui.{key}-columns").split("; ")
    return pd.DataFrame([list(row(each, speaker)) for each in rows], columns=names)
