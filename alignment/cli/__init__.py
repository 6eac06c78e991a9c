"""The command line: the same capabilities as the pages, without a browser (DESIGN §6).

Exit code 0 done, 1 the input has problems or a case failed, 2 wrong use. Heavy imports come late.
"""

import argparse
import os
import sys

from alignment.cli import assessing, changing, deciding, editing, keeping, listing, writing
from alignment.cli.printing import Command, print_json
from alignment.model.base import LANGUAGES
from alignment.model.message import InputError, Problem
from alignment.text import problems
from alignment.text.messages import messages


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
        sub.set_defaults(run=run, bare=False)
        return sub

    editing.register(add)
    listing.register(add, scored)
    assessing.register(add, scored)
    writing.register(add, scored)
    deciding.register(add, scored)
    changing.register(add)
    keeping.register(add)
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
    if args.command == "memo" and (wrong := writing.wrong_use(args)):
        parser.error(wrong)
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
    if args.command == "check" and args.watch:
        return editing.watch(args)
    if args.bare:
        return int(args.run(args))
    from alignment.catalogue.load import open_catalogue
    from alignment.text.speaker import Speaker

    catalogue = changing.open_new(args) if args.command == "diff" else open_catalogue(args.root)
    run: Command = args.run
    return run(args, catalogue, Speaker(catalogue, args.lang))
