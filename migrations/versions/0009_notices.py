"""What people want by e-mail, when their digest comes, which reminders went out, and an index for the unread."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

UNREAD = "ix_inbox_notices_account_id_read_at_due_at"


def upgrade() -> None:
    op.create_table(
        "notice_preferences",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("muted", sa.JSON(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_to", sa.Integer(), nullable=True),
        sa.Column("digest_day", sa.Integer(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name=op.f("ck_notice_preferences_quiet")),
        sa.CheckConstraint("quiet_from <> quiet_to", name=op.f("ck_notice_preferences_quiet_length")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_notice_preferences_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notice_preferences")),
    )
    op.drop_index("ix_inbox_notices_account_id_due_at", table_name="inbox_notices")
    op.create_index(UNREAD, "inbox_notices", ["account_id", "read_at", "due_at"])
    with op.batch_alter_table("outbox_messages") as table:
        table.add_column(sa.Column("group", sa.String(), nullable=True))
    with op.batch_alter_table("agent_profiles") as table:
        table.add_column(sa.Column("digest_due_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("digest_sent_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_agent_profiles_digest_due_at"), "agent_profiles", ["digest_due_at"])
    op.create_index("ix_matches_state_starts_at", "matches", ["state", "starts_at"])
    _create_reminders("reminders", "match_id", "matches", sa.Column("kind", sa.String(), nullable=False))
    _create_reminders("session_reminders", "session_id", "opportunity_sessions")


def _create_reminders(name: str, key: str, target: str, *more: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column(key, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *more,
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint([key], [f"{target}.id"], name=op.f(f"fk_{name}_{key}_{target}")),
        sa.PrimaryKeyConstraint(key, *(column.name for column in more), "starts_at", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_starts_at"), name, ["starts_at"])


def downgrade() -> None:
    op.drop_table("session_reminders")
    op.drop_table("reminders")
    op.drop_index("ix_matches_state_starts_at", table_name="matches")
    op.drop_index(op.f("ix_agent_profiles_digest_due_at"), table_name="agent_profiles")
    op.drop_column("agent_profiles", "digest_sent_at")
    op.drop_column("agent_profiles", "digest_due_at")
    op.drop_column("outbox_messages", "group")
    op.drop_index(UNREAD, table_name="inbox_notices")
    op.create_index("ix_inbox_notices_account_id_due_at", "inbox_notices", ["account_id", "due_at"])
    op.drop_table("notice_preferences")
