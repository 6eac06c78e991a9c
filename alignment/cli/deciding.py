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


OBJECTIVES = ("fewest", "score", "covered", "cost", "weakest")


def register(add: Callable[..., argparse.ArgumentParser], scored: argparse.ArgumentParser) -> None:
    """Adds these commands and their arguments; `scored`: the options of commands that score."""
    sure = add("robustness", robustness, "how sure it is, which judgement decides, which comes first", scored)
    sure.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="one or more ids or files")
    sure.add_argument("--draws", type=int, metavar="N", help="how often to recalculate (default 10000)")
    sure.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same result (default 2022)")
    sure.add_argument("--independent", action="store_true", help="let each rule vary apart from the others")
    add("attribution", attribution, "who carries what", scored).add_argument("scenario", help="an id or a file")
    least = add("allocate", allocate, "the least to add, or the best for a budget", scored)
    least.add_argument("scenario", help="an id or a file")
    least.add_argument("--budget", type=float, metavar="EUR", help="what may be spent in all")
    least.add_argument("--objective", choices=OBJECTIVES, help="default: fewest, with a budget score")
    least.add_argument("--levels", metavar="0,0.5,1", help="the doses to choose from (default 0,0.25,0.5,0.75,1)")
    least.add_argument("--min", action="append", default=[], metavar="ID=DOSE", help="at least this dose")
    least.add_argument("--max", action="append", default=[], metavar="ID=DOSE", help="at most this dose")
    least.add_argument("--exact", action="store_true", help="search until nothing can be better")
    least.add_argument("--seconds", type=float, default=60.0, metavar="N", help="search at most so long (default 60)")
    least.add_argument("--frontier", action="store_true", help="what other budgets would reach, too")


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
