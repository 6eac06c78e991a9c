"""Own words in memos."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds their table."""
    op.create_table(
        "memo_words",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("section", sa.String(32), primary_key=True),
        sa.Column("lang", sa.String(2), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by_key", sa.Text, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
    )
