"""Commands that say how sure a result is, who carries it, and what would be best."""

import argparse
import math
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from alignment.cli.printing import show
from alignment.model.message import InputError, Problem

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
    steps = api.examine(catalogue, found, **sampling, stated_only=args.stated_only)
    certainty = _last(steps, lambda step: step.robustness.draws / step.robustness.sampling.draws, speaker)
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


def _last(steps: Iterable[Step], share: Callable[[Step], float], speaker: "Speaker") -> Step:
    """The last of steps that each hold a result.

    In a terminal it shows how far it is, and Ctrl-C leaves it at what was found by then.
    """
    found: list[Step] = []
    watched = sys.stderr.isatty()
    try:
        for step in steps:
            found = [step]
            if watched:
                print("\r" + speaker.say("cli.busy", share=int(share(step) * 100)), end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        if not found:
            raise
    if watched:
        print(file=sys.stderr)
    return found[0]


def allocate(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """What should be added; exit code 1 where limits clash."""
    from alignment import api
    from alignment.report import adding

    scenario = api.find_scenario(catalogue, args.scenario)
    question = api.Question(args.objective, args.budget, **_limits(args))
    proof = api.Proof(max(0.1, args.seconds), in_slices=sys.stderr.isatty()) if args.exact else None
    steps = api.allocate(catalogue, scenario, question, proof=proof, stated_only=args.stated_only)
    found = _last(steps, lambda step: step.share, speaker).best
    if found is None:
        raise KeyboardInterrupt  # stopped before anything was found
    points = list(api.frontier(catalogue, scenario, question, stated_only=args.stated_only)) if args.frontier else []
    assessment = api.assess_scenario(catalogue, scenario, stated_only=args.stated_only)
    curve = {"frontier": adding.frontier_data(points)} if args.frontier else {}
    show(
        args,
        lambda: {"scenario": scenario.id, **adding.allocation_data(found), **curve},
        lambda: adding.allocation_lines(assessment, found, points, speaker),
    )
    return 1 if found.clash else 0


def _limits(args: argparse.Namespace) -> dict[str, Any]:
    """Dose levels and limits from their text. Raises InputError with all that cannot be read."""
    problems: list[Problem] = []
    limits: dict[str, Any] = {"levels": None, "lower": {}, "upper": {}}
    if args.levels is not None:
        numbers = [_number(each) for each in args.levels.split(",")]
        limits["levels"] = tuple(each for each in numbers if each is not None)
        if None in numbers:
            problems.append(Problem("--levels", 1, 1, "U08", {"value": args.levels}))
    for option, name, texts in (("--min", "lower", args.min), ("--max", "upper", args.max)):
        for text in texts:
            intervention, _, dose = text.partition("=")
            limit = _number(dose)
            if limit is None or not intervention:
                problems.append(Problem(option, 1, 1, "U14", {"value": text}))
            else:
                limits[name][intervention] = limit
    if problems:
        raise InputError(problems)
    return limits


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
