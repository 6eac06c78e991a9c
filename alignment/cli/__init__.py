"""The command line: the same capabilities as the pages, without a browser (DESIGN §6).

Exit code 0 done, 1 the input has problems or a case failed, 2 wrong use. Heavy imports come late.
"""

import argparse
import os
import sys

from alignment.cli import assessing, deciding, listing
from alignment.cli.printing import Command, print_json
from alignment.model.base import LANGUAGES
from alignment.model.message import InputError, Problem
from alignment.text import problems
from alignment.text.messages import messages

OBJECTIVES = ("fewest", "score", "covered", "cost", "weakest")


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

    add("check", listing.check, "validate everything; list every problem")
    add("rules", listing.rules, "list the rules")
    add("targets", listing.targets, "list the targets of all frameworks")
    add("programmes", listing.programmes, "list the programmes with their facts")
    add("actors", listing.actors, "list the actors")
    add("channels", listing.channels, "list the channels")
    add("recommendations", listing.recommendations, "list what the study recommends and warns of")
    add("sources", listing.sources, "what rests on each section of each source")
    add("test", assessing.test, "run the worked cases").add_argument("files", nargs="*", metavar="FILE")
    add("assess", assessing.assess, "assess a scenario", scored).add_argument("scenario", help="an id or a file")
    explain = add(
        "explain", assessing.explain, "every step from components and rules to the number of a target", scored
    )
    explain.add_argument("scenario", help="an id or a file")
    explain.add_argument("target", help="for example bhos-3.1")
    compare = add("compare", assessing.compare, "scenarios side by side, what changed and why", scored)
    compare.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="two or more ids or files")
    sure = add("robustness", deciding.robustness, "how sure it is, which judgement decides, which comes first", scored)
    sure.add_argument("scenarios", nargs="+", metavar="SCENARIO", help="one or more ids or files")
    sure.add_argument("--draws", type=int, metavar="N", help="how often to recalculate (default 10000)")
    sure.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same result (default 2022)")
    sure.add_argument("--independent", action="store_true", help="let each rule vary apart from the others")
    add("attribution", deciding.attribution, "who carries what", scored).add_argument(
        "scenario", help="an id or a file"
    )
    least = add("allocate", deciding.allocate, "the least to add, or the best for a budget", scored)
    least.add_argument("scenario", help="an id or a file")
    least.add_argument("--budget", type=float, metavar="EUR", help="what may be spent in all")
    least.add_argument("--objective", choices=OBJECTIVES, help="default: fewest, with a budget score")
    least.add_argument("--levels", metavar="0,0.5,1", help="the doses to choose from (default 0,0.25,0.5,0.75,1)")
    least.add_argument("--min", action="append", default=[], metavar="ID=DOSE", help="at least this dose")
    least.add_argument("--max", action="append", default=[], metavar="ID=DOSE", help="at most this dose")
    least.add_argument("--exact", action="store_true", help="search until nothing can be better")
    least.add_argument("--seconds", type=float, default=60.0, metavar="N", help="search at most so long (default 60)")
    least.add_argument("--frontier", action="store_true", help="what other budgets would reach, too")
    walk = add("crosswalk", listing.crosswalk, "which targets of two frameworks meet, and through what", scored)
    walk.add_argument("first", metavar="A", help="a framework, for example bhos")
    walk.add_argument("second", metavar="B", help="another framework, for example sdg")
    memo = add("memo", assessing.memo, "the alignment memo", scored)
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
        print_json({"problems": [problems.data(problem, args.lang) for problem in found]})
    return 1


def _run(args: argparse.Namespace) -> int:
    from alignment.catalogue.load import open_catalogue
    from alignment.text.speaker import Speaker

    catalogue = open_catalogue(args.root)
    run: Command = args.run
    return run(args, catalogue, Speaker(catalogue, args.lang))
