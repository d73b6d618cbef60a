"""Brings a database to the newest schema with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from index.database.schema import SCHEMA_VERSIONS


def migrate_schema(connection: Connection) -> None:
    """Create or upgrade the tables, within the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMA_VERSIONS[-1])
