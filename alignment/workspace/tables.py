"""The tables of the store. A change here needs a migration beside it (`migrations/versions`)."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC as text to the microsecond: every database keeps and orders it alike."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return value.isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


METADATA = MetaData()


def _person(prefix: str) -> list[Column[str]]:
    return [Column(f"{prefix}_key", Text, nullable=False), Column(f"{prefix}_name", Text, nullable=False)]


def _blob(name: str) -> Column[str]:
    return Column(name, String(64), ForeignKey("blobs.sha256"))


def _proposal() -> Column[int]:
    return Column("proposal_id", Integer, ForeignKey("proposals.id"), nullable=False, index=True)


blobs = Table(
    "blobs",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""Contents of files, compressed, each once."""

scenarios = Table(
    "scenarios",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("text", Text),
    Column("at", Moment, nullable=False),
    *_person("by"),
)
"""Every revision of every saved scenario; a removal is one without text."""

memo_words = Table(
    "memo_words",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("section", String(32), primary_key=True),
    Column("lang", String(2), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("text", Text),
    Column("at", Moment, nullable=False),
    *_person("by"),
)
"""Every revision of the own words in memos; words that were let go are one without text."""

proposals = Table(
    "proposals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    *_person("author"),
    Column("contributors", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    *_person("changed"),
    Column("rollback_of", Integer),  # a state; no foreign key, since states come from publications of proposals
)

proposal_files = Table(
    "proposal_files",
    METADATA,
    Column("proposal_id", Integer, ForeignKey("proposals.id"), primary_key=True),
    Column("path", Text, primary_key=True),
    _blob("base"),
    _blob("content"),
    Column("revision", Integer, nullable=False),
    Column("dropped", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    *_person("by"),
)
"""A file that is dropped keeps its row, so that its revisions never start again."""

reviews = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    _proposal(),
    Column("kind", String(16), nullable=False),
    *_person("by"),
    Column("at", Moment, nullable=False),
    Column("comment", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("void_at", Moment),
)

publications = Table(
    "publications",
    METADATA,
    Column("id", Integer, primary_key=True),
    _proposal(),
    Column("state", String(16), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    *_person("by"),
    Column("digest", String(64), nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

publication_files = Table(
    "publication_files",
    METADATA,
    Column("publication_id", Integer, ForeignKey("publications.id"), primary_key=True),
    Column("path", Text, primary_key=True),
    _blob("content"),
)

states = Table(
    "states",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("publication_id", Integer, ForeignKey("publications.id")),
    *_person("by"),
    Column("title", Text, nullable=False),
)

state_files = Table(
    "state_files",
    METADATA,
    Column("state_id", Integer, ForeignKey("states.id"), primary_key=True),
    Column("path", Text, primary_key=True),
    _blob("content"),
)

trail = Table(
    "trail",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    *_person("who"),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)

Index("trail_action", trail.c.action, trail.c.seq)
