"""Commands that say how sure a result is, who carries it, and what would be best."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from alignment.cli.printing import show

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.text.speaker import Speaker

Step = TypeVar("Step")


def robustness(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """How sure it is, which judgement decides, which scenario comes first."""
    from alignment import api
    from alignment.report import certain_data, certain_lines

    found = api.find_scenarios(catalogue, args.scenarios)
    sampling = {"draws": args.draws, "seed": args.seed, "shared": not args.independent}
    certainty = _last(api.examine(catalogue, found, **sampling, stated_only=args.stated_only))
    return show(
        args,
        lambda: certain_data.robustness_data(certainty, speaker),
        lambda: certain_lines.certainty_lines(certainty, speaker),
    )


def attribution(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """Who carries what."""
    from alignment import api
    from alignment.report import certain_data, shares

    scenario = api.find_scenario(catalogue, args.scenario)
    assessment = api.assess_scenario(catalogue, scenario, stated_only=args.stated_only)
    found = api.attribute_scenario(catalogue, scenario, stated_only=args.stated_only)
    return show(
        args,
        lambda: certain_data.attribution_data(assessment, found),
        lambda: shares.attribution_lines(assessment, found, speaker),
    )


def _last(steps: Iterable[Step]) -> Step:
    """The last of steps that each hold a result."""
    *_, last = steps
    return last
