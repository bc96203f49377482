"""Searches for a substitute, and who was asked; why somebody was not there, and what a coordinator said to it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(32)
OPEN = sa.text("ended_at IS NULL")
STANDS = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("match_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("noted_by_id", NUMBER, nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.Column("taken_back_at", INSTANT, nullable=True),
        sa.Column("appealed_at", INSTANT, nullable=True),
        sa.Column("appeal_words", sa.String(), nullable=False),
        sa.Column("is_contradicted", sa.Boolean(), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by_id", NUMBER, nullable=True),
        sa.Column("decision_words", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent_profiles.account_id"], name=op.f("fk_absences_agent_id_agent_profiles")
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_absences_company_id_companies")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["accounts.id"], name=op.f("fk_absences_decided_by_id_accounts")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_absences_match_id_matches")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["accounts.id"], name=op.f("fk_absences_noted_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint("public_id", name=op.f("uq_absences_public_id")),
    )
    op.create_index(op.f("ix_absences_agent_id"), "absences", ["agent_id"], unique=False)
    op.create_index("ix_absences_company_id_appealed_at", "absences", ["company_id", "appealed_at"], unique=False)
    op.create_index(op.f("ix_absences_match_id"), "absences", ["match_id"], unique=False)
    op.create_index(
        "uq_absences_standing", "absences", ["match_id"], unique=True, sqlite_where=STANDS, postgresql_where=STANDS
    )
    op.create_table(
        "cover_requests",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("match_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("next_group_at", INSTANT, nullable=False),
        sa.Column("warned_at", INSTANT, nullable=True),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ending", WORD, nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent_profiles.account_id"], name=op.f("fk_cover_requests_agent_id_agent_profiles")
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_cover_requests_company_id_companies")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_cover_requests_match_id_matches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_requests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cover_requests_public_id")),
    )
    op.create_index(op.f("ix_cover_requests_agent_id"), "cover_requests", ["agent_id"], unique=False)
    op.create_index(op.f("ix_cover_requests_company_id"), "cover_requests", ["company_id"], unique=False)
    op.create_index(
        "ix_cover_requests_due_at", "cover_requests", ["due_at"], unique=False, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(op.f("ix_cover_requests_match_id"), "cover_requests", ["match_id"], unique=False)
    op.create_index(
        "uq_cover_requests_open", "cover_requests", ["match_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        "cover_asks",
        sa.Column("request_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("asked_by_id", NUMBER, nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answer", WORD, nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent_profiles.account_id"], name=op.f("fk_cover_asks_agent_id_agent_profiles")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["accounts.id"], name=op.f("fk_cover_asks_asked_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["cover_requests.id"], name=op.f("fk_cover_asks_request_id_cover_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_asks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cover_asks_public_id")),
        sa.UniqueConstraint("request_id", "agent_id", name=op.f("uq_cover_asks_request_id_agent_id")),
    )
    op.create_index("ix_cover_asks_agent_id_asked_at", "cover_asks", ["agent_id", "asked_at"], unique=False)
    op.add_column("matches", sa.Column("is_excused", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("matches", "is_excused")
    op.drop_index("ix_cover_asks_agent_id_asked_at", table_name="cover_asks")
    op.drop_table("cover_asks")
    op.drop_index("uq_cover_requests_open", table_name="cover_requests", sqlite_where=OPEN, postgresql_where=OPEN)
    op.drop_index(op.f("ix_cover_requests_match_id"), table_name="cover_requests")
    op.drop_index("ix_cover_requests_due_at", table_name="cover_requests", sqlite_where=OPEN, postgresql_where=OPEN)
    op.drop_index(op.f("ix_cover_requests_company_id"), table_name="cover_requests")
    op.drop_index(op.f("ix_cover_requests_agent_id"), table_name="cover_requests")
    op.drop_table("cover_requests")
    op.drop_index("uq_absences_standing", table_name="absences", sqlite_where=STANDS, postgresql_where=STANDS)
    op.drop_index(op.f("ix_absences_match_id"), table_name="absences")
    op.drop_index("ix_absences_company_id_appealed_at", table_name="absences")
    op.drop_index(op.f("ix_absences_agent_id"), table_name="absences")
    op.drop_table("absences")
