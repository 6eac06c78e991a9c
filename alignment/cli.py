"""The command line: the same capabilities as the pages, without a browser (DESIGN §6).

Exit code 0 done, 1 the input has problems or a case failed, 2 wrong use. Heavy imports come late.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from alignment.model.base import LANGUAGES
from alignment.model.message import InputError, Problem
from alignment.text import problems
from alignment.text.messages import messages

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.text.speaker import Speaker

Step = TypeVar("Step")
Command = Callable[[argparse.Namespace, "Catalogue", "Speaker"], int]


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _show(args: argparse.Namespace, value: Callable[[], Any], lines: Callable[[], Iterable[str]]) -> int:
    if args.json:
        _print_json(value())
    else:
        _print(lines())
    return 0


def _check(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.catalogue.load import catalogue_paths
    from alignment.report import plain

    files = len(catalogue_paths(Path(catalogue.root)))
    data = {"problems": [], "catalogue": catalogue.fingerprint, "files": files}
    return _show(args, lambda: data, lambda: [plain.checked_line(catalogue, files, speaker)])


def _rules(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.report import listings

    return _show(args, lambda: listings.rules_data(catalogue), lambda: map(speaker.rule, catalogue.rules))


def _targets(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.report import listings

    lines = (speaker.say("cli.listed", id=each, title=speaker.target(each)) for each in catalogue.targets)
    return _show(args, lambda: listings.targets_data(catalogue), lambda: lines)


def _programmes(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.report import listings

    def lines() -> Iterable[str]:
        from alignment.report import plain

        return plain.programme_lines(catalogue, speaker)

    return _show(args, lambda: listings.programmes_data(catalogue), lines)


def _actors(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.report import listings

    lines = (speaker.say("cli.listed", id=each.id, title=speaker.actor(each)) for each in catalogue.actors.values())
    return _show(args, lambda: listings.actors_data(catalogue), lambda: lines)


def _channels(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.report import listings

    lines = (speaker.say("cli.listed", id=c.id, title=speaker.text(c.title)) for c in catalogue.channels.values())
    return _show(args, lambda: listings.channels_data(catalogue), lambda: lines)


def _recommendations(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.report import listings

    found = catalogue.recommendations.values()
    lines = (speaker.say("cli.listed", id=each.id, title=speaker.text(each.title)) for each in found)
    return _show(args, lambda: listings.recommendations_data(catalogue), lambda: lines)


def _sources(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment.report import listings, plain

    return _show(args, lambda: listings.sources_listing(catalogue), lambda: plain.source_lines(catalogue, speaker))


def _crosswalk(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment import api
    from alignment.report import listings, plain

    found = api.crosswalk_frameworks(catalogue, args.first, args.second, stated_only=args.stated_only)
    return _show(args, lambda: listings.crosswalk_data(found), lambda: plain.crosswalk_lines(found, speaker))


def _assess(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment import api
    from alignment.report import data, plain

    scenario = api.find_scenario(catalogue, args.scenario)
    assessment = api.assess_scenario(catalogue, scenario, stated_only=args.stated_only)
    return _show(
        args,
        lambda: data.assessment_data(assessment, speaker),
        lambda: plain.assessment_lines(assessment, speaker),
    )


def _explain(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment import api
    from alignment.report import data, plain

    scenario = api.find_scenario(catalogue, args.scenario)
    if args.target not in {each.id for name in scenario.frameworks for each in catalogue.targets_of(name)}:
        raise InputError([_unknown_target(catalogue, args.target)])
    assessment = api.assess_scenario(catalogue, scenario, stated_only=args.stated_only)
    return _show(
        args,
        lambda: data.explanation_data(assessment, args.target, speaker),
        lambda: plain.explanation_lines(assessment, args.target, speaker),
    )


def _unknown_target(catalogue: "Catalogue", target: str) -> Problem:
    from alignment.catalogue.schema import nearest

    return Problem(target, 1, 1, "U02", {"value": target, "suggestion": nearest(target, catalogue.targets)})


def _compare(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment import api
    from alignment.report import data, plain

    found = [api.find_scenario(catalogue, each) for each in args.scenarios]
    assessments = [api.assess_scenario(catalogue, each, stated_only=args.stated_only) for each in found]
    compared = api.compare_scenarios(assessments)
    return _show(
        args,
        lambda: data.comparison_data(assessments, compared, speaker),
        lambda: plain.comparison_lines(assessments, compared, speaker),
    )


def _robustness(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment import api
    from alignment.report import certain_data, certain_lines

    found = api.find_scenarios(catalogue, args.scenarios)
    sampling = {"draws": args.draws, "seed": args.seed, "shared": not args.independent}
    certainty = _last(api.examine(catalogue, found, **sampling, stated_only=args.stated_only))
    return _show(
        args,
        lambda: certain_data.robustness_data(certainty, speaker),
        lambda: certain_lines.certainty_lines(certainty, speaker),
    )


def _last(steps: Iterable[Step]) -> Step:
    """The last of steps that each hold a result."""
    *_, last = steps
    return last


def _test(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment import api
    from alignment.report import data, plain

    results = api.run_cases(catalogue, args.files)
    untouched = api.untouched_rules(catalogue, results) if not args.files else None
    failed = [each for each in results if not each.passed]
    if args.json:
        _print_json(data.cases_data(results, untouched))
    else:
        _print(line for each in results for line in plain.case_lines(each, speaker))
        print(speaker.say("cli.tested", n=len(results), failed=len(failed)))
        if untouched is not None:
            names = ", ".join(f"{each.intervention} → {each.rule.target}" for each in untouched)
            print(speaker.say("cli.untouched", n=len(untouched), names=names))
    return 1 if failed else 0


def _memo(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    from alignment import api
    from alignment.report import data

    scenario = api.find_scenario(catalogue, args.scenario)
    assessment = api.assess_scenario(catalogue, scenario, stated_only=args.stated_only)
    if args.json or args.format == "json":
        text = json.dumps(data.assessment_data(assessment, speaker), ensure_ascii=False, indent=2) + "\n"
    else:
        text = api.write_memo(catalogue, assessment, args.lang)
    if args.output is None:
        sys.stdout.write(text)
        return 0
    try:
        Path(args.output).write_text(text, encoding="utf-8")
    except OSError:
        raise InputError([Problem(args.output, 1, 1, "U04")]) from None
    print(speaker.say("cli.written", path=args.output))
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", metavar="DIR", help="the catalogue (default: this repository)")
    common.add_argument("--lang", choices=LANGUAGES, default="nl", help="language of texts (default nl)")
    common.add_argument("--json", action="store_true", help="results as JSON")
    scored = argparse.ArgumentParser(add_help=False, parents=[common])
    scored.add_argument("--stated-only", action="store_true", help="leave derived rules out")
    parser = argparse.ArgumentParser(prog="python -m alignment", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command, help: str, parent: argparse.ArgumentParser = common) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help, parents=[parent])
        sub.set_defaults(run=run)
        return sub

    add("check", _check, "validate everything; list every problem")
    add("rules", _rules, "list the rules")
    add("targets", _targets, "list the targets of all frameworks")
    add("programmes", _programmes, "list the programmes with their facts")
    add("actors", _actors, "list the actors")
    add("channels", _channels, "list the channels")
    add("recommendations", _recommendations, "list what the study recommends and warns of")
    add("sources", _sources, "what rests on each section of each source")
    add("test", _test, "run the worked cases").add_argument("files", nargs="*", metavar="FILE")
    add("assess", _assess, "assess a scenario", scored).add_argument("scenario", help="an id or a file")
    explain = add("explain", _explain, "every step from components and rules to the number of a target", scored)
    explain.add_argument("scenario", help="an id or a file")
    explain.add_argument("target", help="for example bhos-3.1")
    compare = add("compare", _compare, "scenarios side by side, what changed and why", scored)
    compare.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="two or more ids or files")
    sure = add("robustness", _robustness, "how sure it is, which judgement decides, which scenario comes first", scored)
    sure.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="one or more ids or files")
    sure.add_argument("--draws", type=int, metavar="N", help="how often to recalculate (default 10000)")
    sure.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same result (default 2022)")
    sure.add_argument("--independent", action="store_true", help="let each rule vary apart from the others")
    walk = add("crosswalk", _crosswalk, "which targets of two frameworks meet, through which interventions", scored)
    walk.add_argument("first", metavar="A", help="a framework, for example bhos")
    walk.add_argument("second", metavar="B", help="another framework, for example sdg")
    memo = add("memo", _memo, "the alignment memo", scored)
    memo.add_argument("scenario", help="an id or a file")
    memo.add_argument("--format", choices=("md", "json"), default="md", help="Markdown (default) or the data")
    memo.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of standard output")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Runs a command; gives its exit code. No traceback ever reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    parser = _parser()
    args = parser.parse_args(argv)
    if args.command == "compare" and len(args.scenarios) < 2:
        parser.error("compare needs two or more scenarios")
    try:
        code = _run(args)
        sys.stdout.flush()
        return code
    except InputError as error:
        return _report(error.problems, args)
    except BrokenPipeError:
        _silence()
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("ALIGNMENT_DEBUG"):
            raise
        if isinstance(error, OSError):
            _silence()
        print(messages(args.lang).say("cli.unexpected", kind=type(error).__name__), file=sys.stderr)
        return 1


def _silence() -> None:
    """Lets what is left in the buffer go nowhere: standard output is closed or full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(found: list[Problem], args: argparse.Namespace) -> int:
    """Prints every problem on a line of its own; `check --json` gives them as data too."""
    for problem in found:
        print(problems.line(problem, args.lang), file=sys.stderr)
    if args.command == "check" and args.json:
        _print_json({"problems": [problems.data(problem, args.lang) for problem in found]})
    return 1


def _run(args: argparse.Namespace) -> int:
    from alignment.catalogue.load import open_catalogue
    from alignment.text.speaker import Speaker

    catalogue = open_catalogue(args.root)
    run: Command = args.run
    return run(args, catalogue, Speaker(catalogue, args.lang))
