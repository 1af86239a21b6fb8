"""Runs migrations on the connection that the store gives, inside its one transaction."""

from alembic import context
from sqlmodel import SQLModel

import app.store.tables  # noqa: F401  the import is what fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
