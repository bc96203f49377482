"""Certificates of confirmed hours, and signed badges with the keys that sign them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}"))


def upgrade() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("holder_name", sa.String(), nullable=False),
        sa.Column("company_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("name_shown", sa.String(length=32), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("revoked_by_id", NUMBER, nullable=True),
        sa.Column("revocation_reason", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.CheckConstraint("minutes > 0 AND last_day >= first_day", name=op.f("ck_certificates_span")),
        _to("certificates", "company_id", "companies.id"),
        _to("certificates", "agent_id", "accounts.id"),
        _to("certificates", "revoked_by_id", "accounts.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("code", name=op.f("uq_certificates_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificates_public_id")),
    )
    op.create_index("ix_certificates_agent_id_issued_at", "certificates", ["agent_id", "issued_at"])
    op.create_index("ix_certificates_company_id_issued_at", "certificates", ["company_id", "issued_at"])


def downgrade() -> None:
    op.drop_table("certificates")
