"""The matrix of interventions and targets: a verdict and a number for each pair, and for the scenario as a whole."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from alignment.charts import tables
from alignment.charts.symbols import SYMBOLS, is_derived, verdict
from alignment.model.result import Assessment, Contribution, TargetResult
from alignment.text.speaker import Speaker

WHOLE = "whole"
"""In the place of an intervention: the scenario as a whole."""
VERDICTS = tuple(SYMBOLS)
FEW = 2
"""So many frameworks start open; of more, only the policies do."""

Kind = tuple[str, str, str]
"""What a cell says: the verdict, the number (empty where nobody assessed), and `derived`, `enough` or nothing."""


def grid(assessment: Assessment, speaker: Speaker) -> dict[str, Any]:
    """The matrix as plain lists, small enough to send with every run; cells are places in `kinds`.

    - `rows`: id and title, the scenario as a whole first.
    - `frameworks`: id, short name, title, how many targets in words, whether it starts open, and its `targets`, each
      with id, code and title.
    - `cells`: a row of places in `kinds` for each row, the columns in the order of the frameworks.
    - `counts`: for each row, for each framework, how often each of VERDICTS occurs.
    """
    frameworks = _frameworks(assessment)
    shown = [result for results in frameworks.values() for result in results]
    rows = _rows(shown, len(assessment.doses), speaker)
    kinds = {kind: place for place, kind in enumerate(dict.fromkeys(kind for row in rows for kind in row))}
    return {
        "rows": [
            [WHOLE, speaker.say("ui.matrix.whole")],
            *([each, speaker.intervention(each)] for each in assessment.doses),
        ],
        "frameworks": [
            _columns(name, results, starts_open=len(frameworks) <= FEW, speaker=speaker)
            for name, results in frameworks.items()
        ],
        "kinds": list(map(list, kinds)),
        "cells": [[kinds[kind] for kind in row] for row in rows],
        "counts": [_counts(row, [len(results) for results in frameworks.values()]) for row in rows],
    }


def _frameworks(assessment: Assessment) -> dict[str, list[TargetResult]]:
    names = dict.fromkeys(each.framework for each in assessment.targets)
    found = {name: tables.shown_targets(assessment, name) for name in names}
    return {name: results for name, results in found.items() if results}


def _columns(name: str, results: Sequence[TargetResult], *, starts_open: bool, speaker: Speaker) -> dict[str, Any]:
    framework = speaker.catalogue.frameworks[name]
    located = [speaker.catalogue.targets[each.target] for each in results]
    return {
        "id": name,
        "short": speaker.framework(name),
        "title": speaker.text(framework.title),
        "number": speaker.say("ui.matrix.number", n=len(results), word=speaker.targets_word(name, len(results))),
        "open": starts_open or framework.kind == "policy",
        "targets": [[each.id, each.target.code, speaker.text(each.target.title)] for each in located],
    }


def _rows(results: Sequence[TargetResult], interventions: int, speaker: Speaker) -> list[list[Kind]]:
    whole = [whole_kind(each, speaker) for each in results]
    return [whole, *([kind(each.contributions[row], speaker) for each in results] for row in range(interventions))]


def kind(contribution: Contribution, speaker: Speaker) -> Kind:
    """What the cell of one pair says: its number is the contribution."""
    found = verdict(contribution)
    number = "" if found == "unassessed" else speaker.score(contribution.value)
    return found, number, "derived" if is_derived(contribution) else ""


def whole_kind(result: TargetResult, speaker: Speaker) -> Kind:
    """What the cell of the scenario as a whole says: its number is the coverage; only a policy can be enough."""
    number = "" if result.status == "unassessed" else speaker.score(result.coverage)
    return str(result.status), number, "enough" if result.covered and result.link == "theme" else ""


def _counts(row: Sequence[Kind], sizes: Iterable[int]) -> list[list[int]]:
    counted, start = [], 0
    for size in sizes:
        found = Counter(each[0] for each in row[start : start + size])
        counted.append([found[each] for each in VERDICTS])
        start += size
    return counted


def words(speaker: Speaker) -> dict[str, list[str]]:
    """The symbol and the word of each verdict."""
    return {each: tables.word(each, speaker).split(" ", 1) for each in VERDICTS}


def contributions_table(result: TargetResult, speaker: Speaker) -> pd.DataFrame:
    """What each assessed component adds to a target and why, what counts first; empty if nobody assessed any."""
    say = speaker.say
    assessed = [each for each in result.contributions if each.located]
    return pd.DataFrame(
        [
            {
                say("ui.column.intervention"): speaker.intervention(each.intervention),
                say("ui.column.status"): tables.word(verdict(each), speaker) + (" *" if is_derived(each) else ""),
                say("ui.matrix.contribution"): speaker.score(each.value),
                say("ui.column.why"): speaker.why(each),
                say("ui.trace.sources"): speaker.citations(each.located.rule.sources) if each.located else "",
            }
            for each in sorted(assessed, key=lambda each: (not each.fires, -each.value))
        ]
    )
