"""Settled months with what was published of each, and whether a company's impact page is open to everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "impact_months",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("begins_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_impact_months_company_id_companies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impact_months")),
        sa.UniqueConstraint("company_id", "month", name=op.f("uq_impact_months_company_id_month")),
    )
    op.create_table(
        "impact_cells",
        sa.Column("month_id", NUMBER, nullable=False),
        sa.Column("tree", WORD, nullable=False),
        sa.Column("metric", WORD, nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.CheckConstraint("(people IS NULL) = (amount IS NULL)", name=op.f("ck_impact_cells_withheld")),
        sa.CheckConstraint("people >= 5", name=op.f("ck_impact_cells_people")),
        sa.ForeignKeyConstraint(
            ["month_id"], ["impact_months.id"], name=op.f("fk_impact_cells_month_id_impact_months")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impact_cells")),
        sa.UniqueConstraint(
            "month_id",
            "tree",
            "metric",
            "first",
            "second",
            name=op.f("uq_impact_cells_month_id_tree_metric_first_second"),
        ),
    )
    op.create_index("ix_hour_steps_at", "hour_steps", ["at"], unique=False)
    with op.batch_alter_table("companies") as table:
        table.add_column(sa.Column("shows_impact", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("companies") as table:
        table.drop_column("shows_impact")
    op.drop_index("ix_hour_steps_at", "hour_steps")
    op.drop_table("impact_cells")
    op.drop_table("impact_months")
