"""Bringing the schema of a store up to this tool's version."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from alignment.model.message import InputError, Problem

HEAD = "0002"
"""The newest migration. Known here so that opening a store that is up to date imports nothing more."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The version of the schema, or null where there is none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def known_versions() -> set[str]:
    """The versions that this tool can read or upgrade."""
    return {path.stem.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")}


def upgrade(connection: Connection, place: str) -> None:
    """Upgrades the schema within the transaction of the connection. Raises InputError.

    W08 where the file holds the tables of something else, W11 where a newer tool wrote it.
    """
    found = version(connection)
    if found == HEAD:
        return
    if found is None and inspect(connection).get_table_names():
        raise InputError([Problem(place, 1, 1, "W08")])
    if found is not None and found not in known_versions():
        raise InputError([Problem(place, 1, 1, "W11")])
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
