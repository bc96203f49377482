"""Lists of joiners and leavers, for the account of who stays: people as hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "employment_lists",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("by_id", NUMBER, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_employment_lists_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_employment_lists_company_id_companies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employment_lists")),
        sa.UniqueConstraint("public_id", name=op.f("uq_employment_lists_public_id")),
    )
    op.create_index(op.f("ix_employment_lists_company_id"), "employment_lists", ["company_id"])
    op.create_table(
        "employments",
        sa.Column("list_id", NUMBER, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["employment_lists.id"], name=op.f("fk_employments_list_id_employment_lists")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employments")),
        sa.UniqueConstraint("list_id", "person", name=op.f("uq_employments_list_id_person")),
    )


def downgrade() -> None:
    op.drop_table("employments")
    op.drop_table("employment_lists")
