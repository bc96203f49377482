"""Imported skills, a mark of each state of a skill, and skills of a need that were only read out of its text."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NO_GATE = "ck_opportunity_skills_suggested_is_no_gate"


def upgrade() -> None:
    with op.batch_alter_table("skills") as table:
        table.add_column(sa.Column("is_imported", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("mark", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE skills SET mark = id")
    with op.batch_alter_table("skills") as table:
        table.alter_column("is_imported", server_default=None)
        table.alter_column("mark", server_default=None)
    with op.batch_alter_table("opportunity_skills") as table:
        table.add_column(sa.Column("is_suggested", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.create_check_constraint(op.f(NO_GATE), "NOT (is_suggested AND is_required)")
    with op.batch_alter_table("opportunity_skills") as table:
        table.alter_column("is_suggested", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("opportunity_skills") as table:
        table.drop_constraint(op.f(NO_GATE), type_="check")
        table.drop_column("is_suggested")
    with op.batch_alter_table("skills") as table:
        table.drop_column("mark")
        table.drop_column("is_imported")
