"""Challenges with their actions, who takes part, and the entries with their ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
CODE = sa.String(32)
TOTALS = ("grams", "watt_hours", "millilitres", "trees", "actions")
LEDGER = "challenge_entry_steps"
FROZEN = ("entry_id", "actor_id", "act", "state", "factor_version", "working", *(f"{name}_change" for name in TOTALS))
"""What nobody may change in a line once it is written. Its words go when a person leaves; demo dates may move."""


def _to(name, target, *, nullable=False):
    return sa.Column(name, NUMBER, nullable=nullable, info={"to": target})


def _column(name, kind, *, nullable=False):
    return sa.Column(name, kind, nullable=nullable)


def _totals():
    return [_column(name, sa.BigInteger()) for name in TOTALS]


def _table(name, *parts, addressed=True, unique=(), checks=(), indexes=()):
    columns = [part for part in parts if isinstance(part, sa.Column)]
    named = [_column("id", NUMBER), *([_column("public_id", sa.String())] if addressed else [])]
    keys = [
        sa.ForeignKeyConstraint(
            [column.name],
            [column.info["to"]],
            name=op.f(f"fk_{name}_{column.name}_{column.info['to'].partition('.')[0]}"),
        )
        for column in columns
        if "to" in column.info
    ]
    uniques = [*([("public_id",)] if addressed else []), *unique]
    op.create_table(
        name,
        *named,
        *columns,
        *keys,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(sa.UniqueConstraint(*them, name=op.f(f"uq_{name}_{'_'.join(them)}")) for them in uniques),
        *(sa.CheckConstraint(text, name=op.f(f"ck_{name}_{key}")) for key, text in checks),
    )
    for them in indexes:
        op.create_index(op.f(f"ix_{name}_{'_'.join(them)}"), name, list(them), unique=False)


def _add_challenges():
    _table(
        "challenges",
        _to("company_id", "companies.id"),
        *(_column(name, sa.String()) for name in ("template", "title", "description")),
        *(_column(name, CODE) for name in ("form", "measure", "state")),
        _column("goal", sa.BigInteger(), nullable=True),
        _column("time_zone", sa.String()),
        *(_column(name, sa.Date()) for name in ("starts_on", "ends_on")),
        _to("created_by_id", "accounts.id", nullable=True),
        _column("created_at", INSTANT),
        _column("closed_at", INSTANT, nullable=True),
        _column("told_id", sa.BigInteger(), nullable=True),
        checks=(("order", "ends_on >= starts_on"), ("goal", "goal > 0")),
        indexes=(("company_id", "state"), ("state", "ends_on")),
    )
    _table(
        "challenge_actions",
        _to("challenge_id", "challenges.id"),
        _column("action", sa.String()),
        _column("daily_ceiling", sa.BigInteger()),
        _column("asks_evidence", sa.Boolean()),
        addressed=False,
        unique=(("challenge_id", "action"),),
        checks=(("daily_ceiling", "daily_ceiling > 0"),),
    )


def _add_participations():
    _table(
        "participations",
        _to("challenge_id", "challenges.id"),
        _to("agent_id", "agent_profiles.account_id"),
        _to("site_id", "sites.id", nullable=True),
        _to("team_id", "teams.id", nullable=True),
        _column("joined_at", INSTANT),
        _column("left_at", INSTANT, nullable=True),
        *_totals(),
        unique=(("challenge_id", "agent_id"),),
        indexes=(("agent_id",),),
    )


def _add_entries():
    _table(
        "challenge_entries",
        _to("company_id", "companies.id"),
        _to("challenge_id", "challenges.id"),
        _to("participation_id", "participations.id"),
        _to("agent_id", "agent_profiles.account_id"),
        _to("site_id", "sites.id", nullable=True),
        _to("team_id", "teams.id", nullable=True),
        _column("action", sa.String()),
        _column("day", sa.Date()),
        _column("state", CODE),
        _column("amount", sa.BigInteger()),
        _column("token", sa.String()),
        *(_column(name, INSTANT) for name in ("created_at", "changed_at")),
        *_totals(),
        unique=(("participation_id", "token"),),
        checks=(("amount", "amount >= 0"),),
        indexes=(
            ("participation_id", "action", "day"),
            ("challenge_id", "state"),
            ("agent_id", "day"),
            ("company_id", "day"),
        ),
    )


def _add_steps():
    _table(
        LEDGER,
        _to("entry_id", "challenge_entries.id"),
        _column("at", INSTANT),
        _to("actor_id", "accounts.id", nullable=True),
        *(_column(name, CODE) for name in ("act", "state")),
        *(_column(name, sa.JSON(), nullable=True) for name in ("inputs", "working")),
        _column("factor_version", sa.String(), nullable=True),
        *(_column(f"{name}_change", sa.BigInteger()) for name in TOTALS),
        _column("note", sa.String()),
        addressed=False,
        indexes=(("entry_id",),),
    )


def _protect_ledger():
    columns = ", ".join(FROZEN)
    if op.get_bind().dialect.name == "sqlite":
        for name, event in (("no_update", f"UPDATE OF {columns}"), ("no_delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {LEDGER}_{name} BEFORE {event} ON {LEDGER} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {LEDGER}_append_only BEFORE UPDATE OF {columns} OR DELETE OR TRUNCATE ON {LEDGER} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
    )


def upgrade() -> None:
    _add_challenges()
    _add_participations()
    _add_entries()
    _add_steps()
    _protect_ledger()


def downgrade() -> None:
    for name in (LEDGER, "challenge_entries", "participations", "challenge_actions", "challenges"):
        op.drop_table(name)
