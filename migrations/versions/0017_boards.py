"""Boards of challenges, weeks that left no time, and final standings, which nobody changes."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LISTED, SHOWN, PLACED = sa.text("is_shown AND score > 0"), sa.text("is_shown AND total > 0"), sa.text("is_placed")


def _column(name, kind, *, nullable=False):
    return sa.Column(name, kind, nullable=nullable, autoincrement=False)


def _to(name, target):
    return sa.Column(name, NUMBER, nullable=False, autoincrement=False, info={"to": target})


def _table(name, *columns, key):
    keys = [
        sa.ForeignKeyConstraint(
            [column.name],
            [column.info["to"]],
            name=op.f(f"fk_{name}_{column.name}_{column.info['to'].partition('.')[0]}"),
        )
        for column in columns
        if "to" in column.info
    ]
    op.create_table(name, *columns, *keys, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))


def _ladder(name, table, columns, where):
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)


def _add_people():
    _table(
        "board_people",
        _to("participation_id", "participations.id"),
        _to("challenge_id", "challenges.id"),
        _column("score", sa.BigInteger()),
        *(_column(name, sa.Boolean()) for name in ("is_counted", "is_shown")),
        key=("participation_id",),
    )
    _ladder("ix_board_people_listed", "board_people", ("challenge_id", "score", "participation_id"), LISTED)
    _table(
        "board_bins",
        _to("challenge_id", "challenges.id"),
        *(_column(name, sa.Integer()) for name in ("bin", "slot", "people")),
        key=("challenge_id", "bin", "slot"),
    )


def _add_groups():
    _table(
        "board_teams",
        _to("challenge_id", "challenges.id"),
        _to("team_id", "teams.id"),
        _to("site_id", "sites.id"),
        _column("people", sa.Integer()),
        *(_column(name, sa.BigInteger()) for name in ("total", "per_head")),
        _column("is_shown", sa.Boolean()),
        key=("challenge_id", "team_id"),
    )
    for name in ("total", "per_head"):
        _ladder(f"ix_board_teams_{name}", "board_teams", ("challenge_id", name, "team_id"), SHOWN)
    op.create_index("ix_board_teams_challenge_id_site_id", "board_teams", ["challenge_id", "site_id"])
    _table(
        "board_sites",
        _to("challenge_id", "challenges.id"),
        _column("site_key", sa.BigInteger()),
        *(_column(name, sa.Integer()) for name in ("people", "loose")),
        _column("is_shown", sa.Boolean()),
        key=("challenge_id", "site_key"),
    )
    _table(
        "board_sums",
        _to("challenge_id", "challenges.id"),
        _column("site_key", sa.BigInteger()),
        _column("slot", sa.Integer()),
        *(_column(name, sa.BigInteger()) for name in ("total", "version")),
        key=("challenge_id", "site_key", "slot"),
    )


def _add_standings():
    _table(
        "standings",
        sa.Column("id", NUMBER, nullable=False),
        _to("challenge_id", "challenges.id"),
        _column("board", sa.String(32)),
        _column("key", sa.BigInteger()),
        *(_column(name, sa.String()) for name in ("name", "part_of")),
        _column("people", sa.Integer()),
        *(_column(name, sa.BigInteger()) for name in ("total", "per_head")),
        _column("is_placed", sa.Boolean()),
        *(_column(name, sa.Integer(), nullable=True) for name in ("place", "place_per_head")),
        key=("id",),
    )
    for name in ("total", "per_head"):
        _ladder(f"ix_standings_{name}", "standings", ("challenge_id", "board", name, "id"), PLACED)
    op.create_index("ix_standings_challenge_id_board_key", "standings", ["challenge_id", "board", "key"])


def _protect_standings():
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER standings_no_{event.lower()} BEFORE {event} ON standings "
                "BEGIN SELECT RAISE(ABORT, 'a final standing is never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_standing_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'a final standing is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER standings_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON standings "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_standing_change()"
    )


def upgrade() -> None:
    _add_people()
    _add_groups()
    _table(
        "frozen_weeks",
        _to("agent_id", "agent_profiles.account_id"),
        _column("week", sa.Date()),
        key=("agent_id", "week"),
    )
    _add_standings()
    _protect_standings()


def downgrade() -> None:
    for name in ("standings", "frozen_weeks", "board_sums", "board_sites", "board_teams", "board_bins", "board_people"):
        op.drop_table(name)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_standing_change()")
