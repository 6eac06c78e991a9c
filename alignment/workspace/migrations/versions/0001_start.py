"""The first schema: scenarios, proposals, reviews, publications, states and the trail."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

from alignment.workspace import dialect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes all tables, and triggers so that the trail is only ever added to."""
    op.create_table("blobs", _key("sha256", sa.String(64)), sa.Column("content", sa.LargeBinary, nullable=False))
    op.create_table(
        "scenarios",
        _key("id", sa.Text()),
        _key("revision", sa.Integer()),
        sa.Column("text", sa.Text),
        _moment("at"),
        *_person("by"),
    )
    _proposals()
    _publications()
    op.create_table(
        "trail",
        _key("seq", sa.Integer(), autoincrement=False),
        _moment("at"),
        *_person("who"),
        _word("action", 32),
        _text("subject"),
        _text("details"),
        _word("digest", 64),
    )
    op.create_index("trail_action", "trail", ["action", "seq"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in dialect.append_only("trail"):
            op.execute(statement)


def _proposals() -> None:
    op.create_table(
        "proposals",
        _key("id", sa.Integer()),
        _text("title"),
        _word("state", 16),
        *_person("author"),
        _text("contributors"),
        _text("reason"),
        _text("base"),
        _moment("created_at"),
        _moment("changed_at"),
        *_person("changed"),
        sa.Column("rollback_of", sa.Integer),
    )
    op.create_index("ix_proposals_state", "proposals", ["state"])
    op.create_table(
        "proposal_files",
        _key("proposal_id", sa.Integer(), "proposals.id"),
        _key("path", sa.Text()),
        _blob("base"),
        _blob("content"),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("dropped", sa.Boolean, nullable=False),
        _moment("at"),
        *_person("by"),
    )


def _publications() -> None:
    review = (_word("kind", 16), *_person("by"), _moment("at"), _text("comment"), *_approved())
    op.create_table("reviews", _key("id", sa.Integer()), _proposal(), *review, sa.Column("void_at", sa.String(32)))
    op.create_index("ix_reviews_proposal_id", "reviews", ["proposal_id"])
    publication = (_word("state", 16), _moment("at"), *_person("by"), *_approved(), _text("before"), _text("after"))
    op.create_table("publications", _key("id", sa.Integer()), _proposal(), *publication)
    op.create_index("ix_publications_proposal_id", "publications", ["proposal_id"])
    op.create_index("ix_publications_state", "publications", ["state"])
    key = _key("publication_id", sa.Integer(), "publications.id")
    op.create_table("publication_files", key, _key("path", sa.Text()), _blob("content"))
    op.create_table(
        "states",
        _key("id", sa.Integer()),
        _text("fingerprint"),
        _moment("at"),
        _word("kind", 16),
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id")),
        *_person("by"),
        _text("title"),
    )
    key = _key("state_id", sa.Integer(), "states.id")
    op.create_table("state_files", key, _key("path", sa.Text()), _blob("content"))


def _key(
    name: str, kind: sa.types.TypeEngine[Any], *of: str, autoincrement: Literal["auto", False] = "auto"
) -> sa.Column[Any]:
    return sa.Column(name, kind, *map(sa.ForeignKey, of), primary_key=True, autoincrement=autoincrement)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _word(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return _word(name, 32)


def _person(prefix: str) -> list[sa.Column[Any]]:
    return [_text(f"{prefix}_key"), _text(f"{prefix}_name")]


def _blob(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(64), sa.ForeignKey("blobs.sha256"))


def _proposal() -> sa.Column[Any]:
    return sa.Column("proposal_id", sa.Integer, sa.ForeignKey("proposals.id"), nullable=False)


def _approved() -> list[sa.Column[Any]]:
    return [_word("digest", 64), sa.Column("alone", sa.Boolean, nullable=False)]
