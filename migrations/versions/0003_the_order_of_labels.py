"""The order of labels."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LABEL = sa.table(
    "label",
    *map(sa.column, ("locale", "section", "slug", "origin", "position")),
)


def upgrade() -> None:
    """Add the place of each label, in the order that they were read in so far."""
    with op.batch_alter_table("label") as label:
        label.add_column(sa.Column("position", sa.Integer(), nullable=True))
    connection = op.get_bind()
    counted: dict[tuple[Any, ...], int] = {}
    for row in connection.execute(sa.select(LABEL.c.locale, LABEL.c.section, LABEL.c.origin, LABEL.c.slug)).all():
        among = (row.locale, row.section, row.origin)
        counted[among] = position = counted.get(among, -1) + 1
        own = (LABEL.c.locale == row.locale) & (LABEL.c.section == row.section) & (LABEL.c.slug == row.slug)
        connection.execute(sa.update(LABEL).where(own).values(position=position))
    with op.batch_alter_table("label") as label:
        label.alter_column("position", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    """Forget the places."""
    with op.batch_alter_table("label") as label:
        label.drop_column("position")
