"""Answers that are asked for until a moment, how long claims and invitations wait, series of sessions, what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEX = "ix_matches_confirm_by"
SERIES_KEY = "fk_opportunity_sessions_series_id_session_series"
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAYS = (("pending_days", "5"), ("invitation_days", "3"))


def upgrade() -> None:
    for name, days in DAYS:
        op.add_column("companies", sa.Column(name, sa.Integer(), nullable=False, server_default=days))
    # Not in a batch: that would build the table anew on SQLite and lose the triggers which refuse overlaps.
    op.add_column("matches", sa.Column("confirm_by", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f(INDEX), "matches", ["confirm_by"])
    with op.batch_alter_table("companies") as table:
        for name, _ in DAYS:
            table.alter_column(name, server_default=None)
    op.create_table(
        "session_series",
        sa.Column("opportunity_id", ROW, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", ROW, nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name=op.f("fk_session_series_opportunity_id_opportunities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_series")),
        sa.UniqueConstraint("public_id", name=op.f("uq_session_series_public_id")),
    )
    op.create_index(op.f("ix_session_series_opportunity_id"), "session_series", ["opportunity_id"])
    with op.batch_alter_table("opportunity_sessions") as table:
        table.add_column(sa.Column("series_id", ROW, nullable=True))
        table.create_foreign_key(op.f(SERIES_KEY), "session_series", ["series_id"], ["id"])
        table.create_index(op.f("ix_opportunity_sessions_series_id"), ["series_id"])
    op.add_column("opportunity_events", sa.Column("changes", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("opportunity_events") as table:
        table.alter_column("changes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("opportunity_events") as table:
        table.drop_column("changes")
    with op.batch_alter_table("opportunity_sessions") as table:
        table.drop_index(op.f("ix_opportunity_sessions_series_id"))
        table.drop_constraint(op.f(SERIES_KEY), type_="foreignkey")
        table.drop_column("series_id")
    op.drop_table("session_series")
    op.drop_index(op.f(INDEX), "matches")
    op.drop_column("matches", "confirm_by")
    with op.batch_alter_table("companies") as table:
        for name, _ in DAYS:
            table.drop_column(name)
