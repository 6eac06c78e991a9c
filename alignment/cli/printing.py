"""How commands print: lines for people, or JSON."""

import argparse
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.text.speaker import Speaker

Command = Callable[[argparse.Namespace, "Catalogue", "Speaker"], int]


def print_json(value: Any) -> None:
    """Prints data as JSON; a number that JSON has no word for is an error."""
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def print_lines(lines: Iterable[str]) -> None:
    """Prints each line."""
    for line in lines:
        print(line)


def show(args: argparse.Namespace, value: Callable[[], Any], lines: Callable[[], Iterable[str]]) -> int:
    """Prints as JSON or as lines, whichever was asked; only that is made."""
    if args.json:
        print_json(value())
    else:
        print_lines(lines())
    return 0
