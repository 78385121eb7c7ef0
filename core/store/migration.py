"""Brings a database to the newest shape, and tells whether it has it."""

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.refusals import SettingInvalid
from core.store.database import Database


def migrate(database: Database) -> None:
    """Apply every migration that is missing; two processes at once do it one after the other."""
    with as_file(files("core.store") / "migrations") as folder, database.locked() as connection:
        config = _config(str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(database: Database) -> bool:
    """Say whether no migration is missing."""
    with as_file(files("core.store") / "migrations") as folder:
        newest = ScriptDirectory.from_config(_config(str(folder))).get_current_head()
    try:
        with database.reader.connect() as connection:
            return _current(connection) == newest
    except DBAPIError as fault:
        # No server, no file, or a file of something else: nothing can be asked here.
        raise SettingInvalid(setting="DATABASE_URL", problem="unreachable") from fault


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(folder: str) -> Config:
    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
