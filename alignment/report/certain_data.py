"""How sure results are, as plain data: the JSON of the command line. Numbers are not rounded."""

from dataclasses import asdict
from typing import Any

from alignment.assessment.aggregation import Alternative
from alignment.assessment.attribution import Attribution
from alignment.assessment.certainty import Certainty
from alignment.assessment.flipping import Change, Flip, Flips
from alignment.assessment.robustness import ScenarioCertainty
from alignment.assessment.tally import TAIL
from alignment.model.result import Assessment
from alignment.report.certain import flip_sentences, titles_of
from alignment.report.data import Data, rule_place
from alignment.text.speaker import Speaker


def robustness_data(certainty: Certainty, speaker: Speaker) -> Data:
    """Draws, decisive steps, other formulas and scenarios side by side."""
    robustness, titles = certainty.robustness, titles_of(certainty, speaker)
    columns = zip(certainty.assessments, robustness.scenarios, certainty.flips, certainty.alternatives, strict=True)
    return {
        "seed": robustness.sampling.seed,
        "draws": robustness.draws,
        "shared": robustness.sampling.shared,
        "interval": 1.0 - 2.0 * TAIL,
        "catalogue": certainty.assessments[0].fingerprint,
        "scenarios": [
            {
                **_scenario(assessment, found, speaker),
                **_flips(flips, titles, speaker),
                "alternatives": [_alternative(each) for each in alternatives],
            }
            for assessment, found, flips, alternatives in columns
        ],
        "ranks": [asdict(each) for each in robustness.ranks],
        "pairs": [asdict(each) for each in robustness.duels],
        "ordinal": [asdict(each) for each in certainty.ordinals],
    }


def attribution_data(assessment: Assessment, attribution: Attribution) -> Data:
    """What each component carries of every target and policy framework."""
    return {
        "scenario": assessment.scenario.id,
        "on": assessment.on.isoformat(),
        "catalogue": assessment.fingerprint,
        "targets": [
            {
                "target": each.target,
                "coverage": each.coverage,
                "covered": each.covered,
                "shares": [asdict(share) for share in each.shares],
            }
            for each in attribution.targets
        ],
        "frameworks": [
            {
                "framework": each.framework,
                "score": each.score,
                "shares": [{**asdict(share), "loses": list(share.loses)} for share in each.shares],
            }
            for each in attribution.frameworks
        ],
    }


def _scenario(assessment: Assessment, found: ScenarioCertainty, speaker: Speaker) -> Data:
    return {
        "scenario": found.scenario,
        "on": assessment.on.isoformat(),
        "notices": [speaker.notice(notice) for notice in assessment.notices],
        "targets": [asdict(each) for each in found.targets],
        "frameworks": [asdict(each) for each in found.frameworks],
    }


def _flips(flips: Flips, titles: dict[str, str], speaker: Speaker) -> Data:
    return {
        "flips": [_flip(each, titles, speaker) for each in flips.steps],
        "unassessed": [_flip(each, titles, speaker) for each in flips.unassessed],
    }


def _flip(flip: Flip, titles: dict[str, str], speaker: Speaker) -> Data:
    return {
        "what": " ".join(each for each in (flip.kind, flip.intervention, flip.target) if each),
        "kind": flip.kind,
        "intervention": flip.intervention,
        "target": flip.target,
        "from": flip.old,
        "to": flip.new,
        "changes": [_change(each) for each in flip.changes],
        "rule": rule_place(flip.located),
        "text": flip_sentences([flip], titles, speaker)[0],
    }


def _change(change: Change) -> Data:
    place = "framework" if change.kind == "order" else "target"
    return {"what": change.kind, place: change.place, "from": _plain(change.old), "to": _plain(change.new)}


def _plain(value: Any) -> Any:
    """An order of scenarios as lists; anything else as it is."""
    return [list(group) for group in value] if isinstance(value, tuple) else value


def _alternative(alternative: Alternative) -> Data:
    return {
        "formula": alternative.formula,
        "targets": [{"target": target, "coverage": coverage} for target, coverage in alternative.coverage],
        "frameworks": [{"framework": framework, "score": score} for framework, score in alternative.scores],
        "changes": [_change(each) for each in alternative.changes],
    }
