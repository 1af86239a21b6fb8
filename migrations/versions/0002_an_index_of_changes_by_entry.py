"""An index of changes by entry."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("change_by_entry", "change", ["kind", "slug", "revision"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("change_by_entry", "change")
