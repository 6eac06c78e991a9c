"""What a visitor asked of the memo. Nothing typed is kept here: that is in the store."""

from dataclasses import dataclass, field

from alignment.report.document import Kind


@dataclass
class Asked:
    """The choices on the page Memo.

    `left_out`: sections that are not wanted; `frameworks`: by scenario, where others than its own were chosen; `place`:
    the section whose own words are shown. By document: `refused`, a text that could not be kept, with the code of the
    reason, and `settled`, the revision at which it was decided to leave such a text.
    """

    kind: Kind = "decision"
    left_out: set[str] = field(default_factory=set)
    frameworks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)
