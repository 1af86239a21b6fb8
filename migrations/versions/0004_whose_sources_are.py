"""Whose line a source is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the origin, which the next load of a folder fills in."""
    # Not in a batch: that would make the table anew, which rows of others point to.
    op.add_column("source", sa.Column("declared_by", sa.String(), nullable=True))


def downgrade() -> None:
    """Forget the origins."""
    op.drop_column("source", "declared_by")
