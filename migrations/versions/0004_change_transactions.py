"""Which transaction wrote a line of the change log: only that tells on PostgreSQL what may still be missing."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matching_changes", sa.Column("transaction", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("matching_changes") as table:
        table.alter_column("transaction", server_default=None)
    op.create_index("ix_matching_changes_transaction", "matching_changes", ["transaction"])


def downgrade() -> None:
    op.drop_index("ix_matching_changes_transaction", "matching_changes")
    with op.batch_alter_table("matching_changes") as table:
        table.drop_column("transaction")
