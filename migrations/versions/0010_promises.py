"""Answers that are asked for until a moment, how long claims and invitations wait, series of sessions, what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEX = "ix_matches_confirm_by"
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


def downgrade() -> None:
    op.drop_index(op.f(INDEX), "matches")
    op.drop_column("matches", "confirm_by")
    with op.batch_alter_table("companies") as table:
        for name, _ in DAYS:
            table.drop_column(name)
