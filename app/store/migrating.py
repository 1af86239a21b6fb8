"""Bringing the schema to its newest version, once, however many processes start together."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.errors import StoreUnavailable
from app.store.session import reading, writing

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def migrate(engine: Engine) -> tuple[str | None, str | None]:
    """Run every migration that the store lacks, in one transaction; gives the version before and after.

    Raises StoreUnavailable where the store's schema is of a later program.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    before = schema_version(engine)
    if before is not None and before not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreUnavailable(f"the store's schema is {before}, which this program (up to {newest}) does not know")
    if before != newest:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return before, newest


def schema_version(engine: Engine) -> str | None:
    """The version that the store's schema is at, None for an empty store."""
    with reading(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()
