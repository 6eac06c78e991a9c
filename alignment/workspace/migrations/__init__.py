"""The steps from one version of the store's schema to the next (alembic)."""
