"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "knowledge_base",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("default_locale", sa.String(), nullable=True),
        sa.CheckConstraint("id = 1", name="one_row"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "origin",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "locale",
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fallback", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("convert", sa.String(), nullable=True),
        sa.Column("declared_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["declared_by"],
            ["origin.name"],
        ),
        sa.PrimaryKeyConstraint("tag"),
    )
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("of_all", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "source",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "change",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.CheckConstraint("op IN ('put', 'move', 'delete')", name="op"),
        sa.ForeignKeyConstraint(
            ["revision"],
            ["revision.number"],
        ),
        sa.PrimaryKeyConstraint("revision", "kind", "slug"),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("beyond_source", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["origin"],
            ["origin.name"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "slug"),
    )
    op.create_index("entry_by_origin", "entry", ["origin"])
    op.create_index("entry_by_position", "entry", ["kind", "position", "id"])

    op.create_table(
        "label",
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["locale"], ["locale.tag"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["origin"],
            ["origin.name"],
        ),
        sa.PrimaryKeyConstraint("locale", "section", "slug"),
    )
    op.create_table(
        "entry_source",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["source"],
            ["source.slug"],
        ),
        sa.PrimaryKeyConstraint("entry_id", "position"),
    )
    op.create_table(
        "faq",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_table(
        "feature",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("aspect", sa.String(), nullable=True),
        sa.Column("model_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["model_id"],
            ["entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_index("feature_by_model", "feature", ["model_id"])

    op.create_table(
        "link",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["target_id"],
            ["entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id", "relation", "position"),
    )
    op.create_index("link_by_target", "link", ["target_id", "relation"])

    op.create_table(
        "model",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("abbreviation", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_table(
        "process",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("model_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["model_id"],
            ["entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_index("process_by_model", "process", ["model_id"])

    op.create_table(
        "step",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("process_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["entry.id"],
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_index("step_by_process", "step", ["process_id"])

    op.create_table(
        "term",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("abbreviation", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_table(
        "topic",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_table(
        "unit",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("source_hash", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["locale"],
            ["locale.tag"],
        ),
        sa.PrimaryKeyConstraint("entry_id", "field", "locale", "position"),
    )
    op.create_index("unit_by_locale", "unit", ["locale", "status"])

    op.create_table(
        "value_chain",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("node", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("role IN ('actors', 'examples')", name="role"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["target_id"],
            ["entry.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id", "node", "role", "position"),
    )


def downgrade() -> None:
    """Drop every table."""
    op.drop_table("value_chain")
    op.drop_index("unit_by_locale", "unit")

    op.drop_table("unit")
    op.drop_table("topic")
    op.drop_table("term")
    op.drop_index("step_by_process", "step")

    op.drop_table("step")
    op.drop_index("process_by_model", "process")

    op.drop_table("process")
    op.drop_table("model")
    op.drop_index("link_by_target", "link")

    op.drop_table("link")
    op.drop_index("feature_by_model", "feature")

    op.drop_table("feature")
    op.drop_table("faq")
    op.drop_table("entry_source")
    op.drop_table("label")
    op.drop_index("entry_by_position", "entry")
    op.drop_index("entry_by_origin", "entry")

    op.drop_table("entry")
    op.drop_table("change")
    op.drop_table("source")
    op.drop_table("revision")
    op.drop_table("locale")
    op.drop_table("origin")
    op.drop_table("knowledge_base")
