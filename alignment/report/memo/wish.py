"""What is asked of a memo: its kind, language and sections."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import get_args

from alignment.catalogue.schema import nearest
from alignment.model.message import InputError, Problem
from alignment.report.document import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)

SECTIONS: dict[Kind, tuple[str, ...]] = {
    "decision": (
        *("occasion", "decision", "points", "fits", "fits-not", "gaps", "touched", "certainty", "advice"),
        *("politics", "money", "people", "annexes"),
    ),
    "one-pager": ("decision", "points", "annexes"),
    "comparison": ("occasion", "decision", "matrix", "why", "scores", "alone", "certainty", "annexes"),
    "annex": (
        *("figures", "rules", "silent", "unassessed", "fits-not", "gaps", "shares", "certainty", "advice"),
        *("politics", "money", "touched", "differences", "method", "annexes"),
    ),
}
"""The sections that can be chosen, by kind, in order."""

MOST = 5
"""Scenarios side by side at most."""


@dataclass(frozen=True)
class Wish:
    """What is asked: a kind of memo (null: the one that suits the number of scenarios) in a language.

    `sections`: those wanted, null for all; where a memo was made stays in it whatever is chosen. `frameworks`: those to
    hold the scenarios against, null for their own. `draws` and `seed` as for certainty, null for the usual ones.
    """

    kind: Kind | None = None
    lang: str = "nl"
    sections: tuple[str, ...] | None = None
    frameworks: tuple[str, ...] | None = None
    stated_only: bool = False
    draws: int | None = None
    seed: int | None = None

    def has(self, section: str) -> bool:
        """Whether a section is wanted."""
        return self.sections is None or section in self.sections or section == "annexes"


def settle(wish: Wish, scenarios: int, known: Collection[str]) -> Wish:
    """The wish for so many scenarios, with its kind; `known`: the frameworks that exist.

    Raises InputError U16 for a kind that there is not, U17 where kind and number of scenarios do not go together, U18
    for a section that the kind does not have, R05 for an unknown framework.
    """
    kind: Kind = wish.kind or ("comparison" if scenarios > 1 else "decision")
    if kind not in KINDS:
        raise InputError([Problem("--kind", 1, 1, "U16", {"value": kind, "options": list(KINDS)})])
    problems = []
    compared = kind == "comparison"
    if compared != (scenarios > 1) or not 0 < scenarios <= MOST:
        problems.append(Problem("--kind", 1, 1, "U17", {"n": scenarios, "value": kind, "most": MOST}))
    sections = SECTIONS[kind]
    for each in wish.sections or ():
        if each not in sections:
            problems.append(Problem("--sections", 1, 1, "U18", {"value": each, "options": list(sections)}))
    for each in wish.frameworks or ():
        if each not in known:
            params = {"value": each, "kind": "framework", "suggestion": nearest(each, list(known))}
            problems.append(Problem("--frameworks", 1, 1, "R05", params))
    if problems:
        raise InputError(problems)
    ordered = tuple(each for each in sections if each in wish.sections) if wish.sections is not None else None
    frameworks = tuple(dict.fromkeys(wish.frameworks)) if wish.frameworks else None
    return replace(wish, kind=kind, sections=ordered, frameworks=frameworks)
