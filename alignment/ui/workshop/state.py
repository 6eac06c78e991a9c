"""What a visitor has open in the workshop. Nothing typed is kept here: that is in the store."""

from dataclasses import dataclass, field
from typing import Literal

Section = Literal["find", "edit", "proposals", "upkeep", "history"]
STEP = 1000
"""More often than anybody leaves what was typed between two revisions of a file."""

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
    `notes`: words for a step that is not taken yet. `fields`: the text that a field of the form showed last, and since
    which stamp; `left` and `left_at`: how often and last on which stamp it was decided to leave what was typed in the
    form of a file; `spaced`: a text of a field as it was typed, with its spaces.
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
    left: dict[tuple[int, str], int] = field(default_factory=dict)
    left_at: dict[tuple[int, str], int] = field(default_factory=dict)
    fields: dict[tuple[tuple[int, str], str], tuple[str, int]] = field(default_factory=dict)
    spaced: dict[tuple[tuple[int, str], str], str] = field(default_factory=dict)
    refused: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    settled: dict[tuple[int, str], int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    scores_of: str = ""
    state: int | None = None
    trail_before: int | None = None
    trail_drafts: bool = False
    told: list[tuple[str, str]] = field(default_factory=list)

    def stamp(self, name: tuple[int, str], revision: int) -> int:
        """Rises with every revision of a file and every time that it is decided to leave what was typed in its form."""
        return revision * STEP + self.left.get(name, 0)

    def leave(self, name: tuple[int, str], revision: int) -> None:
        """What was typed in the form of a file and is not kept gives way to what is."""
        self.left[name] = self.left.get(name, 0) + 1
        self.left_at[name] = self.stamp(name, revision)
        self.fields = {key: known for key, known in self.fields.items() if key[0] != name}

    def tell(self, kind: str, sentence: str) -> None:
        """A message for the next time that the page is drawn: `success`, `warning` or `error`, and what it says."""
        self.told.append((kind, sentence))
