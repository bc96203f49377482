"""Boards of a large challenge: how long the block of a page takes, whether it is exact, and how soon an entry shows.

`python -m benchmarks.boards --database postgresql` fills an empty database with 500,000 people of 25,000 teams at 100
sites and their 20 million entries (`--database sqlite`: 50,000 people, 2 million entries), all of whom stand on the board
of people by name, and builds the running sums from them. Then people of all sorts ask for the block of each board, as
open pages do, by the application itself, one after the other; so do looks that find nothing new. Then entries are
written, each in a transaction that is kept as it is in production, and the next answer has to show them. At last the
boards are compared with the plainest query over all people that says the same.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select, text

from benchmarks.databases import KINDS, application
from benchmarks.figures import latency_ms, percentile, print_figures
from tests.world import World
from volunteer_match.challenges.boards.actions import note_change
from volunteer_match.challenges.boards.live import whole_of
from volunteer_match.challenges.boards.queries import View, board_of
from volunteer_match.challenges.boards.rebuilding import rebuild
from volunteer_match.challenges.models import Challenge, Entry, Participation
from volunteer_match.challenges.totals import NOTHING, Totals
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind, ChallengeForm, ChallengeState, EntryState, Measure
from volunteer_match.people.models import Account
from volunteer_match.people.sign_in.actions import start_session
from volunteer_match.web.application import Application

PEOPLE = {"sqlite": 50_000, "postgresql": 500_000}
EACH, TEAM, SITES = 40, 20, 100
BAR_MS, BAR_SECONDS = 50.0, 2.0
ASKED = ("", "board=teams&by=total", "board=sites", "board=people")
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
FIRST = 1_000_000
"""Row numbers of what is filled in begin here, beside the world of the tests."""

SOME = "((({0}) * 7919 + ({1}) * 104729) % 1009)"
"""A number below 1,009 out of two others, the same on both databases."""
GRAMS = f"((1 + {SOME.format('p.i', '17')} / 40) * (20 + {SOME.format('p.i', 'e.i')}))"
"""Of one entry: some people do much more than others, and no two days are alike."""

FILL = (
    "CREATE TEMPORARY TABLE numbers AS WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {most}) "
    "SELECT i FROM n",
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
    "INSERT INTO challenge_entries (public_id, company_id, challenge_id, participation_id, agent_id, team_id, action, day, "
    "state, amount, token, created_at, changed_at, grams, watt_hours, millilitres, trees, actions) "
    "SELECT 'e' || p.i || '-' || e.i, {company}, {challenge}, {first} + p.i, {first} + p.i, {first} + 1 + p.i % {teams}, "
    "'lights-off', '{day}', 'counted', 1000, '' || e.i, '{now}', '{now}', " + GRAMS + ", 0, 0, 0, 1 "
    "FROM numbers p JOIN numbers e ON e.i <= {each} WHERE p.i > {low} AND p.i <= {high}"
)
PARTICIPATIONS = (
    "INSERT INTO participations (id, public_id, challenge_id, agent_id, team_id, joined_at, shows_name, grams, watt_hours, "
    "millilitres, trees, actions) SELECT {first} + p.i, 'p' || p.i, {challenge}, {first} + p.i, "
    "{first} + 1 + p.i % {teams}, '{now}', {no}, sum(" + GRAMS + "), 0, 0, 0, {each} "
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
        challenge = _challenge(World.build(now))
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
            "no": "false" if kind == "postgresql" else "0",
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


def _challenge(world: World) -> Challenge:
    today = world.now.date()
    challenge = Challenge(
        company_id=world.ids["northwind"],
        template="",
        title="Lights out",
        form=ChallengeForm.CONTEST,
        measure=Measure.CARBON,
        time_zone="Asia/Manila",
        starts_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=30),
        state=ChallengeState.OPEN,
        created_at=world.now,
    )
    db.session.add(challenge)
    db.session.flush()
    return challenge


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


def clients(app: Application, people: int, many: int, chance: Random) -> list[Any]:
    """Signed-in people of the challenge, from all over the board."""
    made = []
    for _ in range(many):
        with app.app_context():
            begin_write(db.session)
            account = db.session.get_one(Account, FIRST + chance.randrange(1, people + 1))
            signed_in = start_session(account, "benchmark", datetime.now(UTC))
            db.session.commit()
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = signed_in.get_id(), True
        made.append(client)
    return made


def timings(ask: Callable[[], Any], times: int) -> dict[str, float]:
    """Milliseconds of so many answers, and at the median those in which this process was at work itself: where they
    differ by far, a database or another user of the machine had its processors.
    """
    whole, own = [], []
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        ask()
        whole.append(time.perf_counter() - begun)
        own.append(time.process_time() - worked)
    return {**latency_ms(whole), "own_work_p50": latency_ms(own)["p50"]}


def measure(app: Application, address: str, readers: list[Any], times: int, chance: Random) -> dict[str, Any]:
    """The block of every board, and looks that find nothing new; each a request like those of open pages."""
    figures: dict[str, Any] = {}
    for asked in ASKED:
        url = f"{address}/news?{asked}"
        timings(lambda url=url: _get(chance.choice(readers), url), len(readers))
        name = f"block_ms_{asked or 'teams'}".replace("=", "_").replace("&", "_")
        figures[name] = timings(lambda url=url: _get(chance.choice(readers), url), times)
    with app.app_context():
        seen = whole_of(_the_challenge().id).version
    nothing = timings(lambda: _get(chance.choice(readers), f"{address}/news?seen={seen}", 204), times)
    return {**figures, "nothing_new_ms": nothing, "load_meanwhile": round(os.getloadavg()[0], 1)}


def _get(client: Any, url: str, status: int = 200) -> Any:
    answer = client.get(url, headers=FRAGMENT)
    assert answer.status_code == status, answer.status
    return answer


def _the_challenge() -> Challenge:
    return db.session.scalars(select(Challenge)).one()


def entries(
    app: Application, address: str, people: int, readers: list[Any], times: int, chance: Random
) -> dict[str, Any]:
    """Seconds of the write with its commit, and until an answer that was asked for then shows the new total."""
    writes, shown = [], []
    for _ in range(times):
        with app.app_context():
            before = whole_of(_the_challenge().id).version
            begun = time.perf_counter()
            begin_write(db.session)
            participation = db.session.get_one(Participation, FIRST + chance.randrange(1, people + 1))
            change = Totals(grams=chance.randrange(1, 5_000), actions=1)
            participation.add(change)
            db.session.add(_entry(participation, change))
            db.session.flush()
            note_change(participation, NOTHING, change, datetime.now(UTC).date())
            db.session.commit()
            writes.append(time.perf_counter() - begun)
        _get(chance.choice(readers), f"{address}/news?seen={before}")
        shown.append(time.perf_counter() - begun)
    return {
        "entry_written_ms": latency_ms(writes),
        "entry_shown_ms": latency_ms(shown),
        "shown_within_bar": percentile(shown, 1.0) < BAR_SECONDS,
    }


def _entry(participation: Participation, change: Totals) -> Entry:
    now = datetime.now(UTC)
    return Entry(
        company_id=participation.challenge.company_id,
        challenge_id=participation.challenge_id,
        participation_id=participation.id,
        agent_id=participation.agent_id,
        team_id=participation.team_id,
        action="lights-off",
        day=now.date(),
        state=EntryState.COUNTED,
        amount=1000,
        created_at=now,
        changed_at=now,
        **change._asdict(),
    )


def check(app: Application, people: int, chance: Random, samples: int) -> dict[str, Any]:
    """Places against the plainest query over everybody; totals against the ledger's entries."""
    wrong = 0
    with app.app_context():
        challenge = _the_challenge()
        for table in ("participations", "challenge_entries"):
            total = int(db.session.scalar(text(f"SELECT sum(grams) FROM {table}")) or 0)
            wrong += total != whole_of(challenge.id).total
        for _ in range(samples):
            own = db.session.get_one(Participation, FIRST + chance.randrange(1, people + 1))
            wrong += not _is_right(challenge, own)
    return {"places_compared": 3 * samples, "wrong": wrong}


def _is_right(challenge: Challenge, own: Participation) -> bool:
    person = _place(challenge, own, View(BoardKind.PEOPLE))
    plain = db.session.scalar(text("SELECT 1 + count(*) FROM participations WHERE grams > :has"), {"has": own.grams})
    teams = text(
        "SELECT place FROM (SELECT team_id, rank() OVER (ORDER BY floor(sum(grams) * 1000 / count(*)) DESC) AS place, "
        "rank() OVER (ORDER BY sum(grams) DESC) AS in_all FROM participations GROUP BY team_id) AS board "
        "WHERE team_id = :team"
    )
    in_all = text(teams.text.replace("SELECT place", "SELECT in_all", 1))
    team = {"team": own.team_id}
    return (person, _place(challenge, own, View()), _place(challenge, own, View(is_per_head=False))) == (
        plain,
        db.session.scalar(teams, team),
        db.session.scalar(in_all, team),
    )


def _place(challenge: Challenge, own: Participation, view: View) -> int | None:
    return next((line.place for run in board_of(challenge, own, view).runs for line in run if line.is_own), None)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--people", type=int)
    parser.add_argument("--times", type=int, default=200, help="requests for each board, and entries")
    parser.add_argument("--samples", type=int, default=20, help="people whose places are worked out the plain way")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    people, chance = asked.people or PEOPLE[asked.database], Random(1)
    figures: dict[str, Any] = {"database": asked.database, "people": people, "entries": people * EACH}
    with application(asked.database) as app:
        figures |= fill(app, asked.database, people)
        with app.app_context():
            address = f"/challenges/{_the_challenge().public_id}/board"
        readers = clients(app, people, 20, chance)
        figures |= measure(app, address, readers, asked.times, chance)
        figures |= entries(app, address, people, readers, asked.times, chance)
        figures |= check(app, people, chance, asked.samples)
    slowest = max(value["p99"] for name, value in figures.items() if name.startswith("block_ms"))
    figures |= {"slowest_p99_ms": slowest, "bar_ms": BAR_MS}
    print_figures(figures, as_json=asked.json)
    return 0 if slowest <= BAR_MS and not figures["wrong"] and figures["shown_within_bar"] else 1


if __name__ == "__main__":
    sys.exit(main())
