"""A challenge with very many people and entries, made by the database itself from numbers, and its running sums."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from tests.challenges.placing import add_challenge
from tests.world import World
from volunteer_match.challenges.boards.rebuilding import rebuild
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.web.application import Application

EACH, TEAM, SITES = 40, 20, 100
FIRST = 1_000_000
"""Row numbers of what is filled in begin here, beside the world of the tests."""

SOME = "((({0}) * 7919 + ({1}) * 104729) % 1009)"
"""A number below 1,009 out of two others, the same on both databases."""
GRAMS = f"((1 + {SOME.format('p.i', '17')} / 40) * (20 + {SOME.format('p.i', 'e.i')}))"
"""Of one entry: some people do much more than others, and no two days are alike."""

FILL = (
    "CREATE TEMPORARY TABLE numbers (i bigint PRIMARY KEY)",
    "INSERT INTO numbers WITH RECURSIVE n(i) AS "
    "(SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {most}) SELECT i FROM n",
    "INSERT INTO sites (id, public_id, company_id, name, country, time_zone) "
    "SELECT {first} + i, 's' || i, {company}, 'Site ' || i, 'PH', 'Asia/Manila' FROM numbers WHERE i <= {sites}",
    "INSERT INTO teams (id, public_id, company_id, site_id, name) "
    "SELECT {first} + i, 't' || i, {company}, {first} + 1 + i % {sites}, 'Team ' || i FROM numbers WHERE i <= {teams}",
    "INSERT INTO accounts (id, public_id, company_id, role, given_name, family_name, locale, time_zone, "
    "shortcuts_enabled, created_at) SELECT {first} + i, 'a' || i, {company}, 'agent', 'Person ' || i, 'Surname', 'en', "
    "'Asia/Manila', {yes}, '{now}' FROM numbers WHERE i <= {people}",
    "INSERT INTO agent_profiles (account_id, company_id, attended_total, created_at) "
    "SELECT {first} + i, {company}, 0, '{now}' FROM numbers WHERE i <= {people}",
    "INSERT INTO consents (account_id, kind, given_at) SELECT {first} + i, 'boards', '{now}' FROM numbers "
    "WHERE i <= {people}",
)
ENTRIES = (
    "INSERT INTO challenge_entries (public_id, company_id, challenge_id, participation_id, agent_id, team_id, action, "
    "day, state, amount, token, created_at, changed_at, grams, watt_hours, millilitres, trees, actions) "
    "SELECT 'e' || p.i || '-' || e.i, {company}, {challenge}, {first} + p.i, {first} + p.i, "
    "{first} + 1 + p.i % {teams}, 'lights-off', '{day}', 'counted', 1000, '' || e.i, '{now}', '{now}', "
    + GRAMS
    + ", 0, 0, 0, 1 "
    "FROM numbers p JOIN numbers e ON e.i <= {each} WHERE p.i > {low} AND p.i <= {high}"
)
PARTICIPATIONS = (
    "INSERT INTO participations (id, public_id, challenge_id, agent_id, team_id, joined_at, grams, "
    "watt_hours, millilitres, trees, actions) SELECT {first} + p.i, 'p' || p.i, {challenge}, {first} + p.i, "
    "{first} + 1 + p.i % {teams}, '{now}', sum(" + GRAMS + "), 0, 0, 0, {each} "
    "FROM numbers p JOIN numbers e ON e.i <= {each} WHERE p.i <= {people} GROUP BY p.i"
)
LEAN = (
    "SET LOCAL session_replication_role = replica",
    "ALTER TABLE challenge_entries DROP CONSTRAINT uq_challenge_entries_public_id",
    "ALTER TABLE challenge_entries DROP CONSTRAINT uq_challenge_entries_participation_id_token",
    "DROP INDEX ix_challenge_entries_challenge_id_state, ix_challenge_entries_agent_id_day, "
    "ix_challenge_entries_company_id_day, ix_challenge_entries_participation_id_action_day",
)
"""PostgreSQL without what keeps single rows right and no board reads: filling would take hours."""
INDEXED = "CREATE INDEX ON challenge_entries (participation_id, action, day)"
AT_ONCE = 25_000


def fill(app: Application, kind: str, people: int) -> dict[str, Any]:
    """The people with their entries; returns seconds for each part."""
    seconds: dict[str, float] = {}
    with app.app_context():
        begin_write(db.session)
        now = datetime.now(UTC).replace(microsecond=0)
        challenge = add_challenge(World.build(now))
        values: dict[str, Any] = {
            "most": people,
            "people": people,
            "teams": people // TEAM,
            "sites": SITES,
            "each": EACH,
            "first": FIRST,
            "company": challenge.company_id,
            "challenge": challenge.id,
            "day": now.date(),
            "now": now.strftime("%Y-%m-%d %H:%M:%S.%f"),
            "yes": "true" if kind == "postgresql" else "1",
        }
        is_lean = kind == "postgresql"
        with timed(seconds, "people"):
            run(*(LEAN if is_lean else ()), *(one.format(**values) for one in FILL))
        with timed(seconds, "participations"):
            run(PARTICIPATIONS.format(**values))
        with timed(seconds, "entries"):
            for low in range(0, people, AT_ONCE):
                run(ENTRIES.format(**values, low=low, high=min(low + AT_ONCE, people)))
            run(*((INDEXED,) if is_lean else ()))
        with timed(seconds, "rebuilt"):
            rebuild(challenge)
        db.session.commit()
        _tidy(kind)
    return {f"seconds_for_{name}": round(value, 1) for name, value in seconds.items()}


def run(*statements: str) -> None:
    for statement in statements:
        db.session.execute(text(statement))


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - begun
    print(f"{name}: {seconds[name]:.0f} s", file=sys.stderr, flush=True)


def _tidy(kind: str) -> None:
    """What PostgreSQL does by itself while nobody looks, and SQLite when it is asked to."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if kind == "postgresql":
            for table in ("board_people", "board_teams", "board_sites", "board_sums", "board_bins", "participations"):
                connection.execute(text(f"VACUUM ANALYZE {table}"))
        connection.execute(text("ANALYZE"))
