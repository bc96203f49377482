"""Hours with their ledger and links; volunteer time off with its terms, requests, ledger and files for payroll."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
CODE = sa.String(32)

LEDGERS = {
    "hour_steps": ("entry_id", "actor_id", "act", "state", "waiting_change", "confirmed_change"),
    "time_off_steps": (
        "agent_id",
        "request_id",
        "actor_id",
        "act",
        "granted_change",
        "approved_change",
        "taken_change",
    ),
}
"""What nobody may change in a line once it is written. Its words go when a person leaves; demo dates may move."""


def _protect_sqlite(table: str, columns: tuple[str, ...]) -> None:
    for name, event in (("no_update", f"UPDATE OF {', '.join(columns)}"), ("no_delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )


def _protect_postgres(table: str, columns: tuple[str, ...]) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OF {', '.join(columns)} OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
    )


def _protect_ledgers() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        op.execute(
            "CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
        )
    for table, columns in LEDGERS.items():
        (_protect_sqlite if is_sqlite else _protect_postgres)(table, columns)


def _add_hour_links() -> None:
    op.create_table(
        "hour_links",
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("partner_id", NUMBER, nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_hour_links_account_id_accounts")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_hour_links_partner_id_partners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_links")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hour_links_public_id")),
    )
    op.create_index("ix_hour_links_account_id_created_at", "hour_links", ["account_id", "created_at"], unique=False)


def _add_payroll_exports() -> None:
    op.create_table(
        "payroll_exports",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by_id", NUMBER, nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_payroll_exports_company_id_companies")),
        sa.ForeignKeyConstraint(["made_by_id"], ["accounts.id"], name=op.f("fk_payroll_exports_made_by_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_exports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_payroll_exports_public_id")),
    )
    op.create_index("ix_payroll_exports_company_id_made_at", "payroll_exports", ["company_id", "made_at"], unique=False)


def _add_time_off_terms() -> None:
    op.create_table(
        "time_off_terms",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("site_id", NUMBER, nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("first_month", sa.Integer(), nullable=False),
        sa.Column("yearly_minutes", sa.Integer(), nullable=False),
        sa.Column("carried_minutes", sa.Integer(), nullable=False),
        sa.Column("automatic_minutes", sa.Integer(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.CheckConstraint("first_month BETWEEN 1 AND 12", name=op.f("ck_time_off_terms_month")),
        sa.CheckConstraint(
            "yearly_minutes >= 0 AND carried_minutes >= 0 AND automatic_minutes >= 0",
            name=op.f("ck_time_off_terms_minutes"),
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_time_off_terms_company_id_companies")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_time_off_terms_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_off_terms")),
        sa.UniqueConstraint("site_id", "first_year", name=op.f("uq_time_off_terms_site_id_first_year")),
    )


def _add_hour_entries() -> None:
    op.create_table(
        "hour_entries",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("match_id", NUMBER, nullable=False),
        sa.Column("partner_id", NUMBER, nullable=False),
        sa.Column("site_id", NUMBER, nullable=True),
        sa.Column("team_id", NUMBER, nullable=True),
        sa.Column("is_attendance", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("waiting_minutes", sa.Integer(), nullable=False),
        sa.Column("confirmed_minutes", sa.Integer(), nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=True),
        sa.Column("reminded_at", INSTANT, nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.CheckConstraint("waiting_minutes >= 0 AND confirmed_minutes >= 0", name=op.f("ck_hour_entries_minutes")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent_profiles.account_id"], name=op.f("fk_hour_entries_agent_id_agent_profiles")
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_hour_entries_company_id_companies")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_hour_entries_match_id_matches")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_hour_entries_partner_id_partners")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_hour_entries_site_id_sites")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_hour_entries_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_entries")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hour_entries_public_id")),
    )
    op.create_index("ix_hour_entries_agent_id_day", "hour_entries", ["agent_id", "day"], unique=False)
    op.create_index("ix_hour_entries_company_id_day", "hour_entries", ["company_id", "day"], unique=False)
    op.create_index(op.f("ix_hour_entries_match_id"), "hour_entries", ["match_id"], unique=False)
    op.create_index("ix_hour_entries_partner_id_state", "hour_entries", ["partner_id", "state"], unique=False)
    op.create_index("ix_hour_entries_state_reported_at", "hour_entries", ["state", "reported_at"], unique=False)


def _add_time_off_requests() -> None:
    op.create_table(
        "time_off_requests",
        sa.Column("company_id", NUMBER, nullable=False),
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("site_id", NUMBER, nullable=True),
        sa.Column("match_id", NUMBER, nullable=True),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("is_at_work", sa.Boolean(), nullable=True),
        sa.Column("state", CODE, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_time_off_requests_order")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_time_off_requests_minutes")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent_profiles.account_id"], name=op.f("fk_time_off_requests_agent_id_agent_profiles")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_time_off_requests_company_id_companies")
        ),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_time_off_requests_match_id_matches")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_time_off_requests_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_off_requests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_time_off_requests_public_id")),
    )
    op.create_index(
        "ix_time_off_requests_agent_id_starts_at", "time_off_requests", ["agent_id", "starts_at"], unique=False
    )
    op.create_index("ix_time_off_requests_company_id_day", "time_off_requests", ["company_id", "day"], unique=False)
    op.create_index("ix_time_off_requests_company_id_state", "time_off_requests", ["company_id", "state"], unique=False)
    op.create_index("ix_time_off_requests_state_ends_at", "time_off_requests", ["state", "ends_at"], unique=False)


def _add_hour_steps() -> None:
    op.create_table(
        "hour_steps",
        sa.Column("entry_id", NUMBER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_id", NUMBER, nullable=True),
        sa.Column("act", CODE, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("waiting_change", sa.Integer(), nullable=False),
        sa.Column("confirmed_change", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name=op.f("fk_hour_steps_actor_id_accounts")),
        sa.ForeignKeyConstraint(["entry_id"], ["hour_entries.id"], name=op.f("fk_hour_steps_entry_id_hour_entries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_steps")),
    )
    op.create_index(op.f("ix_hour_steps_entry_id"), "hour_steps", ["entry_id"], unique=False)


def _add_payroll_lines() -> None:
    op.create_table(
        "payroll_lines",
        sa.Column("export_id", NUMBER, nullable=False),
        sa.Column("request_id", NUMBER, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"], ["payroll_exports.id"], name=op.f("fk_payroll_lines_export_id_payroll_exports")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["time_off_requests.id"], name=op.f("fk_payroll_lines_request_id_time_off_requests")
        ),
        sa.PrimaryKeyConstraint("export_id", "request_id", name=op.f("pk_payroll_lines")),
    )


def _add_time_off_steps() -> None:
    op.create_table(
        "time_off_steps",
        sa.Column("agent_id", NUMBER, nullable=False),
        sa.Column("request_id", NUMBER, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("actor_id", NUMBER, nullable=True),
        sa.Column("act", CODE, nullable=False),
        sa.Column("granted_change", sa.Integer(), nullable=False),
        sa.Column("approved_change", sa.Integer(), nullable=False),
        sa.Column("taken_change", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name=op.f("fk_time_off_steps_actor_id_accounts")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agent_profiles.account_id"], name=op.f("fk_time_off_steps_agent_id_agent_profiles")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["time_off_requests.id"], name=op.f("fk_time_off_steps_request_id_time_off_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_off_steps")),
    )
    op.create_index("ix_time_off_steps_agent_id_day", "time_off_steps", ["agent_id", "day"], unique=False)
    op.create_index(op.f("ix_time_off_steps_request_id"), "time_off_steps", ["request_id"], unique=False)


def upgrade() -> None:
    _add_hour_entries()
    _add_hour_steps()
    _add_hour_links()
    _add_time_off_terms()
    _add_time_off_requests()
    _add_time_off_steps()
    _add_payroll_exports()
    _add_payroll_lines()
    _protect_ledgers()


def downgrade() -> None:
    op.drop_table("payroll_lines")
    op.drop_table("payroll_exports")
    op.drop_table("time_off_steps")
    op.drop_table("time_off_requests")
    op.drop_table("time_off_terms")
    op.drop_table("hour_links")
    op.drop_table("hour_steps")
    op.drop_table("hour_entries")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_ledger_change()")
