"""Commands that check the catalogue and list what it holds."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from alignment.cli.printing import show

if TYPE_CHECKING:
    from alignment.model.catalogue import Catalogue
    from alignment.text.speaker import Speaker


WISHES = {
    "intervention": "victim-care",
    "framework": "bhos",
    "target": "bhos-3.2",
    "alignment": "direct",
    "basis": "derived",
    "confidence": "low",
}
"""What rules can be found by, with an example each."""


def register(add: Callable[..., argparse.ArgumentParser], scored: argparse.ArgumentParser) -> None:
    """Adds these commands and their arguments; `scored`: the options of commands that score."""
    wanted = add("rules", rules, "list the rules, all or some")
    for name, example in WISHES.items():
        wanted.add_argument(f"--{name}", metavar="ID" if "-" in example else "WORD", help=f"for example {example}")
    wanted.add_argument("--months", type=int, metavar="N", help="reviewed so many months ago or longer")
    wanted.add_argument("--words", default="", metavar="TEXT", help="words in the reasoning")
    add("targets", targets, "list the targets of all frameworks")
    add("programmes", programmes, "list the programmes with their facts")
    add("actors", actors, "list the actors")
    add("channels", channels, "list the channels")
    add("recommendations", recommendations, "list what the study recommends and warns of")
    add("sources", sources, "what rests on each section of each source")
    walk = add("crosswalk", crosswalk, "which targets of two frameworks meet, and through what", scored)
    walk.add_argument("first", metavar="A", help="a framework, for example bhos")
    walk.add_argument("second", metavar="B", help="another framework, for example sdg")


def check(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """Every problem of the catalogue, or that it is in order."""
    from alignment.catalogue.load import catalogue_paths
    from alignment.report import plain

    files = len(catalogue_paths(Path(catalogue.root)))
    data = {"problems": [], "catalogue": catalogue.fingerprint, "files": files}
    return show(args, lambda: data, lambda: [plain.checked_line(catalogue, files, speaker)])


def rules(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The rules, or those that meet every wish. Raises InputError for an id or word that does not exist."""
    from alignment import api
    from alignment.report import listings

    wishes = {name: getattr(args, name) for name in WISHES}
    found = api.find_rules(catalogue, api.RuleFilter(**wishes, months=args.months, words=args.words))
    return show(args, lambda: listings.rules_data(catalogue, found), lambda: map(speaker.rule, found))


def targets(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The targets of all frameworks."""
    from alignment.report import listings

    lines = (speaker.say("cli.listed", id=each, title=speaker.target(each)) for each in catalogue.targets)
    return show(args, lambda: listings.targets_data(catalogue), lambda: lines)


def programmes(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The programmes with their facts."""
    from alignment.report import listings

    def lines() -> Iterable[str]:
        from alignment.report import plain

        return plain.programme_lines(catalogue, speaker)

    return show(args, lambda: listings.programmes_data(catalogue), lines)


def actors(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The actors."""
    from alignment.report import listings

    lines = (speaker.say("cli.listed", id=each.id, title=speaker.actor(each)) for each in catalogue.actors.values())
    return show(args, lambda: listings.actors_data(catalogue), lambda: lines)


def channels(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """The channels."""
    from alignment.report import listings

    lines = (speaker.say("cli.listed", id=c.id, title=speaker.text(c.title)) for c in catalogue.channels.values())
    return show(args, lambda: listings.channels_data(catalogue), lambda: lines)


def recommendations(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """What the study recommends and warns of."""
    from alignment.report import listings

    found = catalogue.recommendations.values()
    lines = (speaker.say("cli.listed", id=each.id, title=speaker.text(each.title)) for each in found)
    return show(args, lambda: listings.recommendations_data(catalogue), lambda: lines)


def sources(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """What rests on each section of each source."""
    from alignment.report import listings, plain

    return show(args, lambda: listings.sources_listing(catalogue), lambda: plain.source_lines(catalogue, speaker))


def crosswalk(args: argparse.Namespace, catalogue: "Catalogue", speaker: "Speaker") -> int:
    """Which targets of two frameworks meet."""
    from alignment import api
    from alignment.report import listings, plain

    found = api.crosswalk_frameworks(catalogue, args.first, args.second, stated_only=args.stated_only)
    return show(args, lambda: listings.crosswalk_data(found), lambda: plain.crosswalk_lines(found, speaker))
