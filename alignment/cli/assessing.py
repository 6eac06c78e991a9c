"""Commands that assess scenarios and run the cases."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from alignment.cli.printing import print_json, print_lines, show
from alignment.model.message import InputError, Problem

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.text.speaker import Speaker


def register(add: Callable[..., argparse.ArgumentParser], scored: argparse.ArgumentParser) -> None:
    """Adds these commands and their arguments; `scored`: the options of commands that score."""
    add("test", test, "run the worked cases").add_argument("files", nargs="*", metavar="FILE")
    add("assess", assess, "assess a scenario", scored).add_argument("scenario", help="an id or a file")
    explaining = add("explain", explain, "every step from components and rules to the number of a target", scored)
    explaining.add_argument("scenario", help="an id or a file")
    explaining.add_argument("target", help="for example bhos-3.1")
    comparing = add("compare", compare, "scenarios side by side, what changed and why", scored)
    comparing.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="two or more ids or files")


def assess(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The assessment of a scenario."""
    from alignment import api
    from alignment.report import data, plain

    scenario = api.find_scenario(catalogue, args.scenario)
    assessment = api.assess_scenario(catalogue, scenario, stated_only=args.stated_only)
    return show(
        args,
        lambda: data.assessment_data(assessment, speaker),
        lambda: plain.assessment_lines(assessment, speaker),
    )


def explain(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """Every step to the number of one target."""
    from alignment import api
    from alignment.report import data, plain

    scenario = api.find_scenario(catalogue, args.scenario)
    if args.target not in {each.id for name in scenario.frameworks for each in catalogue.targets_of(name)}:
        raise InputError([_unknown_target(catalogue, args.target)])
    assessment = api.assess_scenario(catalogue, scenario, stated_only=args.stated_only)
    return show(
        args,
        lambda: data.explanation_data(assessment, args.target, speaker),
        lambda: plain.explanation_lines(assessment, args.target, speaker),
    )


def _unknown_target(catalogue: "Catalogue", target: str) -> Problem:
    from alignment.catalogue.schema import nearest

    return Problem(target, 1, 1, "U02", {"value": target, "suggestion": nearest(target, catalogue.targets)})


def compare(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """Scenarios side by side."""
    from alignment import api
    from alignment.report import data, plain

    found = [api.find_scenario(catalogue, each) for each in args.scenarios]
    assessments = [api.assess_scenario(catalogue, each, stated_only=args.stated_only) for each in found]
    compared = api.compare_scenarios(assessments)
    return show(
        args,
        lambda: data.comparison_data(assessments, compared, speaker),
        lambda: plain.comparison_lines(assessments, compared, speaker),
    )


def test(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The worked cases; exit code 1 where one fails."""
    from alignment import api
    from alignment.report import data, plain

    results = api.run_cases(catalogue, args.files)
    untouched = api.untouched_rules(catalogue, results) if not args.files else None
    failed = [each for each in results if not each.passed]
    if args.json:
        print_json(data.cases_data(results, untouched))
    else:
        print_lines(line for each in results for line in plain.case_lines(each, speaker))
        print(speaker.say("cli.tested", n=len(results), failed=len(failed)))
        if untouched is not None:
            names = ", ".join(f"{each.intervention} → {each.rule.target}" for each in untouched)
            print(speaker.say("cli.untouched", n=len(untouched), names=names))
    return 1 if failed else 0
