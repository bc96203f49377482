"""Boards of a large challenge: how long the block of a page takes, whether it is exact, and how soon an entry shows.

`python -m benchmarks.boards --database postgresql` fills an empty database with 500,000 people of 25,000 teams at 100
sites and their 20 million entries (`--database sqlite`: 50,000 people, 2 million entries), all of whom stand on the
board of people by name, and builds the running sums from them. Then people of all sorts ask for the block of each
board, as open pages do, by the application itself, one after the other; so do looks that find nothing new. Then
entries are written, each in a transaction that is kept as it is in production, and the next answer has to show them.
At last the boards are compared with the plainest query over all people that says the same.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select, text

from benchmarks.board_filling import EACH, FIRST, fill
from benchmarks.databases import KINDS, application
from benchmarks.figures import latency_ms, percentile, print_figures
from volunteer_match.challenges.boards.actions import note_change
from volunteer_match.challenges.boards.live import whole_of
from volunteer_match.challenges.boards.queries import View, board_of
from volunteer_match.challenges.models import Challenge, Entry, Participation
from volunteer_match.challenges.totals import NOTHING, Totals
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind, EntryState
from volunteer_match.people.models import Account
from volunteer_match.people.sign_in.actions import start_session
from volunteer_match.web.application import Application

PEOPLE = {"sqlite": 50_000, "postgresql": 500_000}
BAR_MS, BAR_SECONDS = 50.0, 2.0
ASKED = ("", "board=teams&by=total", "board=sites", "board=people")
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


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


def database_seconds(app: Application) -> float:
    """Processor time of PostgreSQL's processes that serve this database; SQLite works within this process."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return 0.0
        rows = db.session.execute(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"))
        numbers = list(rows.scalars())
    ticks = 0
    for number in numbers:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def timings(app: Application, ask: Callable[[], Any], times: int) -> dict[str, float]:
    """Milliseconds of so many answers as a clock on the wall says; and how long processors worked for one, this
    process at the median and the database in the mean: what is beyond these, others on the machine had.
    """
    whole, own = [], []
    database = database_seconds(app)
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        ask()
        whole.append(time.perf_counter() - begun)
        own.append(time.process_time() - worked)
    database = (database_seconds(app) - database) / times
    return {**latency_ms(whole), "own_work": latency_ms(own)["p50"], "database_work": round(database * 1000, 1)}


def measure(app: Application, address: str, readers: list[Any], times: int, chance: Random) -> dict[str, Any]:
    """The block of every board, and looks that find nothing new; each a request like those of open pages."""
    figures: dict[str, Any] = {}
    for asked in ASKED:
        url = f"{address}/news?{asked}"
        timings(app, lambda url=url: _get(chance.choice(readers), url), len(readers))
        name = f"block_ms_{asked or 'teams'}".replace("=", "_").replace("&", "_")
        figures[name] = timings(app, lambda url=url: _get(chance.choice(readers), url), times)
    with app.app_context():
        seen = whole_of(_the_challenge().id).version
    nothing = timings(app, lambda: _get(chance.choice(readers), f"{address}/news?seen={seen}", 204), times)
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
