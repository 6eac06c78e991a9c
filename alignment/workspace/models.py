"""What the store gives back. All of it is frozen: a change is asked of the workspace, never made here."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

ProposalState = Literal["draft", "submitted", "returned", "approved", "published", "withdrawn"]
ReviewKind = Literal["approved", "returned"]
PublicationState = Literal["intent", "done", "undone"]
StateKind = Literal["found", "published"]

_NOT_SEEN = frozenset(("Mn", "Me", "Cf"))
"""Accents, which say nothing of who it is, and characters that do not show."""


@dataclass(frozen=True)
class Person:
    """Who acts: `key` tells people apart, `name` is shown."""

    key: str
    name: str

    @classmethod
    def named(cls, name: str) -> "Person":
        """Who goes by a name. The key is empty where the name has no letter or digit.

        Names that a reader takes for one and the same have one key: whatever their capitals, accents, points, spaces
        and characters that do not show.
        """
        shown = " ".join(name.split())
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", shown).casefold())
        visible = (each for each in plain if unicodedata.category(each) not in _NOT_SEEN)
        return cls(" ".join("".join(each if each.isalnum() else " " for each in visible).split()), shown)


TOOL = Person("tool", "alignment")
"""Who acts when nobody does: what is found on opening, and what is set right after a crash."""


@dataclass(frozen=True)
class SavedScenario:
    """The newest text of a saved scenario; `revision` counts from 1 and goes on after a removal."""

    id: str
    text: str
    revision: int
    saved_at: datetime
    by: Person


SAVED = "saved:"
"""What the key of a saved scenario's memo starts with; its id follows."""


@dataclass(frozen=True)
class MemoWords:
    """The newest own words for one place in a memo; null where they were let go. `revision` counts from 1."""

    section: str
    lang: str
    text: str | None
    revision: int
    at: datetime
    by: Person


@dataclass(frozen=True)
class ProposedFile:
    """A file in a proposal: what it was (null: it did not exist) and its new text (null: it goes)."""

    path: str
    base: bytes | None
    text: str | None
    revision: int
    saved_at: datetime
    by: Person

    @property
    def content(self) -> bytes | None:
        """The new text as it is written."""
        return None if self.text is None else self.text.encode()


@dataclass(frozen=True)
class Review:
    """What a colleague said. An approval holds for the text with this `digest`, until it is void.

    `alone`: the reviewer wrote in the proposal too, and declared to work alone.
    """

    kind: ReviewKind
    by: Person
    at: datetime
    comment: str
    digest: str
    alone: bool
    void_at: datetime | None


@dataclass(frozen=True)
class Proposal:
    """Changes to files of the catalogue, from first draft to publication.

    `base` is the fingerprint of the catalogue that it starts from; `contributors` are all who wrote in it. `revisions`:
    the last revision of every file that it ever held, also of those taken out.
    """

    id: int
    title: str
    state: ProposalState
    author: Person
    contributors: tuple[Person, ...]
    reason: str
    base: str
    created_at: datetime
    changed_at: datetime
    changed_by: Person
    rollback_of: int | None
    files: Mapping[str, ProposedFile] = field(default_factory=dict)
    revisions: Mapping[str, int] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()

    @property
    def path(self) -> str:
        """Where problems of the proposal as a whole are reported."""
        return proposal_path(self.id)

    @property
    def approval(self) -> Review | None:
        """The approval that is not void."""
        return next((each for each in self.reviews if each.kind == "approved" and each.void_at is None), None)


@dataclass(frozen=True)
class Clash:
    """A file that changed in the catalogue since the proposal took it up; null where there is no such file."""

    path: str
    base: bytes | None
    present: bytes | None
    proposed: bytes | None


@dataclass(frozen=True)
class Publication:
    """A proposal put into the catalogue; `before` and `after` are fingerprints of the whole catalogue."""

    id: int
    proposal: int
    state: PublicationState
    at: datetime
    by: Person
    digest: str
    alone: bool
    before: str
    after: str


@dataclass(frozen=True)
class State:
    """A state of the whole catalogue: published here, or found (where it began, or changed outside the workshop)."""

    id: int
    fingerprint: str
    at: datetime
    kind: StateKind
    publication: int | None
    by: Person
    title: str


@dataclass(frozen=True)
class Entry:
    """One act in the trail. `digest` is chained: it covers the entry and the digest of the one before."""

    seq: int
    at: datetime
    who: Person
    action: str
    subject: str
    details: Mapping[str, Any]
    digest: str


def proposal_path(number: int) -> str:
    """Where problems of a proposal are reported."""
    return f"proposal/{number}"
