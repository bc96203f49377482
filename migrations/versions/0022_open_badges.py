"""Signed files of certificates and badges, and the keys that sign them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}"))


def upgrade() -> None:
    op.create_table(
        "badge_keys",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("public_jwk", sa.JSON(), nullable=False),
        sa.Column("private_key", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        _to("badge_keys", "company_id", "companies.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_keys")),
        sa.UniqueConstraint("public_id", name=op.f("uq_badge_keys_public_id")),
    )
    op.create_index(op.f("ix_badge_keys_company_id"), "badge_keys", ["company_id"])
    op.create_table(
        "signed_badges",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("thing", sa.String(length=32), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("source", "uuid", "holder_uuid", "salt")),
        sa.Column("list_number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _to("signed_badges", "company_id", "companies.id"),
        _to("signed_badges", "agent_id", "accounts.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_badges")),
        sa.UniqueConstraint("thing", "source", name=op.f("uq_signed_badges_thing_source")),
        sa.UniqueConstraint(
            "company_id", "list_number", "place", name=op.f("uq_signed_badges_company_id_list_number_place")
        ),
    )
    op.create_index("ix_signed_badges_agent_id", "signed_badges", ["agent_id"])


def downgrade() -> None:
    op.drop_table("signed_badges")
    op.drop_table("badge_keys")
