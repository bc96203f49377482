"""Imports of shifts: activities and how they count, clashes, mappings, subscribed calendars, employee numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _table(name, *parts, addressed=True, unique=()):
    columns = [sa.Column("id", NUMBER, nullable=False)]
    if addressed:
        columns.append(sa.Column("public_id", sa.String(), nullable=False))
    keys = [
        sa.ForeignKeyConstraint(
            [column.name],
            [column.info["to"]],
            name=op.f(f"fk_{name}_{column.name}_{column.info['to'].partition('.')[0]}"),
        )
        for column in parts
        if "to" in column.info
    ]
    op.create_table(name, *columns, *parts, *keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
    with op.batch_alter_table(name) as table:
        if addressed:
            table.create_unique_constraint(op.f(f"uq_{name}_public_id"), ["public_id"])
        if unique:
            table.create_unique_constraint(op.f(f"uq_{name}_{'_'.join(unique)}"), list(unique))
        for column in parts:
            if column.info.get("indexed"):
                table.create_index(op.f(f"ix_{name}_{column.name}"), [column.name])


def _to(name, target, *, nullable=False, indexed=False):
    return sa.Column(name, NUMBER, nullable=nullable, info={"to": target, "indexed": indexed})


def upgrade() -> None:
    company = ("company_id", "companies.id")
    _table(
        "shift_activities",
        _to(*company),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_work", sa.Boolean(), nullable=False),
        sa.Column("first_met_at", MOMENT, nullable=False),
        addressed=False,
        unique=("company_id", "name"),
    )
    _table(
        "shift_imports",
        _to(*company, indexed=True),
        _to("agent_id", "agent_profiles.account_id", nullable=True, indexed=True),
        _to("by_id", "accounts.id", nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("source", "file_name", "state")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("first_day", "last_day")),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("plan", sa.LargeBinary(), nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("agents", "agents_done", "agents_changed", "added", "removed")
        ),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
    )
    _table(
        "shift_clashes",
        _to("import_id", "shift_imports.id"),
        _to("match_id", "matches.id", indexed=True),
        _to("agent_id", "agent_profiles.account_id", indexed=True),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        addressed=False,
        unique=("import_id", "match_id"),
    )
    _table(
        "shift_mappings",
        _to(*company),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("date_order", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        unique=("company_id", "name"),
    )
    _table(
        "shift_calendars",
        _to(*company, indexed=True),
        _to("agent_id", "agent_profiles.account_id", indexed=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("address", "etag", "last_modified", "digest")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False, info={"indexed": True}),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("fetched_at", "failing_since", "failed_at")),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
    )
    with op.batch_alter_table("shifts") as table:
        table.add_column(sa.Column("activity_id", NUMBER, nullable=True))
        table.create_foreign_key(
            op.f("fk_shifts_activity_id_shift_activities"), "shift_activities", ["activity_id"], ["id"]
        )
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("employee_number", sa.String(), nullable=True))
        table.create_unique_constraint(
            op.f("uq_accounts_company_id_employee_number"), ["company_id", "employee_number"]
        )
    with op.batch_alter_table("account_invitations") as table:
        table.add_column(sa.Column("employee_number", sa.String(), nullable=False, server_default=""))
        table.alter_column("employee_number", server_default=None)
    with op.batch_alter_table("companies") as table:
        table.add_column(sa.Column("activity_rules", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("companies") as table:
        table.alter_column("activity_rules", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("companies") as table:
        table.drop_column("activity_rules")
    with op.batch_alter_table("account_invitations") as table:
        table.drop_column("employee_number")
    with op.batch_alter_table("accounts") as table:
        table.drop_constraint(op.f("uq_accounts_company_id_employee_number"), type_="unique")
        table.drop_column("employee_number")
    with op.batch_alter_table("shifts") as table:
        table.drop_constraint(op.f("fk_shifts_activity_id_shift_activities"), type_="foreignkey")
        table.drop_column("activity_id")
    for name in ("shift_calendars", "shift_mappings", "shift_clashes", "shift_imports", "shift_activities"):
        op.drop_table(name)
