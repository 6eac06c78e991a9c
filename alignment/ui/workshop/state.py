"""What a visitor has open in the workshop. Nothing typed is kept here: that is in the store."""

from dataclasses import dataclass, field
from typing import Literal

Section = Literal["find", "edit", "proposals", "upkeep", "history"]
SECTIONS: tuple[Section, ...] = ("find", "edit", "proposals", "upkeep", "history")


@dataclass
class Wishes:
    """Which rules are looked for; empty means any."""

    intervention: str = ""
    framework: str = ""
    target: str = ""
    alignment: str = ""
    basis: str = ""
    confidence: str = ""
    months: int = 0
    words: str = ""
    page: int = 1


@dataclass
class Bench:
    """Where a visitor is in the workshop.

    `rule`: path and position of the rule that is read or edited. By proposal and path: `refused`, a text that could not
    be kept, with the code of the reason, and `settled`, the revision at which it was decided to leave such a text.
    `notes`: words for a step that is not taken yet.
    """

    section: Section = "find"
    name: str = ""
    alone: bool = False
    wishes: Wishes = field(default_factory=Wishes)
    rule: tuple[str, int] | None = None
    proposal: int | None = None
    path: str = ""
    as_form: bool = True
    reading: int | None = None
    months: int = 12
    refused: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    settled: dict[tuple[int, str], int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    scores_of: str = ""
    state: int | None = None
    trail_before: int | None = None
    trail_drafts: bool = False
    told: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, kind: str, sentence: str) -> None:
        """A message for the next time that the page is drawn: `success`, `warning` or `error`, and what it says."""
        self.told.append((kind, sentence))
