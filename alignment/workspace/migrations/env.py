"""Runs the migrations on the connection and in the transaction that `upgrading.upgrade` hands over."""

from alembic import context

from alignment.workspace.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
