"""Personal calendars, messages to calendars, the sequence of each match's entry, and where people meet."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_calendars",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mails_invitations", sa.Boolean(), nullable=False),
        sa.Column("shows_open_places", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetches", sa.Integer(), nullable=False),
        sa.Column("hour_from", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_personal_calendars_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_personal_calendars")),
        sa.UniqueConstraint("token", name=op.f("uq_personal_calendars_token")),
    )
    op.create_table(
        "calendar_messages",
        sa.Column("match_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_calendar_messages_match_id_matches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_messages")),
    )
    op.create_index(op.f("ix_calendar_messages_match_id"), "calendar_messages", ["match_id"])
    op.create_index(op.f("ix_calendar_messages_message_id"), "calendar_messages", ["message_id"])
    # Not in a batch: SQLite's guards are triggers of this very table, and a batch would make it anew without them.
    op.add_column("matches", sa.Column("calendar_sequence", sa.Integer(), nullable=True))
    op.execute("UPDATE matches SET calendar_sequence = 0 WHERE state IN ('pending', 'approved')")
    with op.batch_alter_table("opportunities") as table:
        table.add_column(sa.Column("meeting", sa.String(length=32), nullable=False, server_default="described"))
        table.add_column(sa.Column("meeting_url", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("opportunities") as table:
        table.alter_column("meeting", server_default=None)
        table.alter_column("meeting_url", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("opportunities") as table:
        table.drop_column("meeting_url")
        table.drop_column("meeting")
    op.drop_column("matches", "calendar_sequence")
    op.drop_table("calendar_messages")
    op.drop_table("personal_calendars")
