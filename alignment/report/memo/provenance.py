"""The record of a memo: all that it takes to make it again, and what it found."""

import json
from typing import Any

from alignment import __version__
from alignment.report.memo.view import View
from alignment.report.memo.wish import Wish

FORMAT = 1


def provenance(views: list[View], wish: Wish) -> str:
    """The record as JSON on one line, the same for the same inputs."""
    return json.dumps(record(views, wish), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def record(views: list[View], wish: Wish) -> dict[str, Any]:
    """What was asked, of what, with which rules and tool, and the results."""
    first = views[0].assessment
    sampling = views[0].found.certainty.robustness.sampling
    return {
        "memo": FORMAT,
        "tool": __version__,
        "kind": wish.kind,
        "lang": wish.lang,
        "sections": list(wish.sections) if wish.sections is not None else None,
        "frameworks": list(wish.frameworks) if wish.frameworks is not None else None,
        "date": views[0].found.today.isoformat(),
        "stated_only": first.stated_only,
        "draws": sampling.draws,
        "seed": sampling.seed,
        "catalogue": first.fingerprint,
        "policies": {each.framework: _policy(views[0], each.framework) for each in first.frameworks},
        "scenarios": [_scenario(view) for view in views],
    }


def _policy(view: View, framework: str) -> dict[str, str | None]:
    found = view.speaker.catalogue.frameworks[framework]
    period = found.in_force
    return {
        "from": period.start if period else None,
        "until": period.until if period else None,
        "confirmed_until": found.confirmed_until,
    }


def _scenario(view: View) -> dict[str, Any]:
    assessment = view.assessment
    return {
        "id": assessment.scenario.id,
        "on": assessment.on.isoformat(),
        "threshold": assessment.threshold,
        "content": assessment.scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "results": {each.target: [each.status, each.coverage] for each in assessment.targets},
    }
