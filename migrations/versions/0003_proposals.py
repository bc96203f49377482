"""Proposals of matches for many needs at once, with their lines."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("created_by_id", NUMBER, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("dismissed_at", INSTANT, nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_proposals_company_id_companies")),
        sa.ForeignKeyConstraint(["created_by_id"], ["accounts.id"], name=op.f("fk_proposals_created_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposals_public_id")),
    )
    op.create_index("ix_proposals_company_id", "proposals", ["company_id"], unique=False)
    op.create_index("ix_proposals_created_at", "proposals", ["created_at"], unique=False)
    op.create_table(
        "proposal_lines",
        sa.Column("proposal_id", NUMBER, nullable=False),
        sa.Column("opportunity_id", NUMBER, nullable=False),
        sa.Column("session_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("fit", sa.Integer(), nullable=False),
        sa.Column("order_after", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("match_id", NUMBER, nullable=True),
        sa.Column("refusal", sa.String(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent_profiles.account_id"], name=op.f("fk_proposal_lines_agent_id_agent_profiles")
        ),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_proposal_lines_match_id_matches")),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name=op.f("fk_proposal_lines_opportunity_id_opportunities")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_lines_proposal_id_proposals"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["opportunity_sessions.id"], name=op.f("fk_proposal_lines_session_id_opportunity_sessions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_lines")),
        sa.UniqueConstraint(
            "proposal_id", "agent_id", "session_id", name=op.f("uq_proposal_lines_proposal_id_agent_id_session_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_proposal_lines_public_id")),
    )
    op.create_index("ix_proposal_lines_agent_id", "proposal_lines", ["agent_id"], unique=False)


def downgrade() -> None:
    op.drop_table("proposal_lines")
    op.drop_table("proposals")
