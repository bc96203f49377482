"""Shifts of a whole company: how long an import takes, how much memory, and how long others wait meanwhile.

`python -m benchmarks.shifts` fills an empty database with 50,000 agents, 2,000 of whom hold a place, writes their four
weeks as NICE IEX exports them (20 shifts each: a million lines) and imports the file by the command that people use, in
a process of its own. Meanwhile this process claims: a small writing transaction now and then, which waits its turn.
Then the same file with one shift in a hundred moved, and the same once more; the clash query of one match; and whether
an index that was built before has followed.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

if not __package__:  # run by its path
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from sqlalchemy import insert, select

from benchmarks.databases import KINDS, application, environment
from benchmarks.figures import latency_ms, print_table
from tests.world import World
from volunteer_match.availability.models import AvailabilityWindow
from volunteer_match.availability.shifts.clashes import find_clash
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Role
from volunteer_match.matches.keeping.keeper import keeper
from volunteer_match.matches.models import Match, MatchingChange
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

DAYS, SHIFTS, HOLDERS = 28, 20, 2_000
STARTS = tuple(range(5 * 60, 23 * 60, 15))
BAR_SECONDS, BAR_MB, BAR_PIECE_SECONDS, BAR_QUERY_MS = 180.0, 500.0, 1.0, 5.0


def fill(app: Application, agents: int, now: datetime) -> None:
    """The people, and a match of each of the first of them in the coming weeks."""
    with app.app_context():
        begin_write(db.session)
        world = World.build(now)
        company = world.ids["northwind"]
        common = {"company_id": company, "role": Role.AGENT, "time_zone": "Asia/Manila", "created_at": now}
        rows = [
            {**common, "email": f"a{number}@example.org", "employee_number": f"E{number}"} for number in range(agents)
        ]
        numbers = list(db.session.scalars(insert(Account).returning(Account.id, sort_by_parameter_order=True), rows))
        profile = {"company_id": company, "created_at": now}
        db.session.execute(insert(AgentProfile), [{"account_id": number, **profile} for number in numbers])
        window = {"day": 0, "start_minute": 0, "end_minute": 600}
        db.session.execute(insert(AvailabilityWindow), [{"agent_id": number, **window} for number in numbers])
        _add_matches(world, numbers[:HOLDERS], now)
        db.session.commit()


def _add_matches(world: World, agents: list[int], now: datetime) -> None:
    need = world.add_opportunity(places=len(agents), sessions=20)
    sessions = list(db.session.scalars(select(OpportunitySession).where(OpportunitySession.opportunity_id == need.id)))
    common = {"company_id": world.ids["northwind"], "opportunity_id": need.id, "created_at": now, "state_since": now}
    db.session.execute(
        insert(Match),
        [
            {
                **common,
                "agent_id": agent,
                "session_id": session.id,
                "state": MatchState.APPROVED,
                "starts_at": session.starts_at,
                "ends_at": session.ends_at,
            }
            for place, agent in enumerate(agents)
            for session in [sessions[place % len(sessions)]]
        ],
    )


def write_export(path: Path, agents: int, now: datetime, moved: float = 0.0) -> None:
    """Twenty shifts of nine hours for everybody; `moved` is the share of shifts that begin an hour later."""
    with path.open("w") as file:
        file.write("#fields:excdate|schedDate|TZ|muID|ssn|exc|start|stop\n")
        for number in range(agents):
            random = Random(number)
            start, days = random.choice(STARTS), sorted(random.sample(range(DAYS), SHIFTS))
            for day in days:
                later = 60 if moved and Random(number * DAYS + day).random() < moved else 0
                file.write(_line(now, number, day, start + later))


def _line(now: datetime, number: int, day: int, start: int) -> str:
    date = (now + timedelta(days=day)).strftime("%m%d%Y")
    end = (start + 540) % 1440
    clock = f"{start // 60 % 24:02}:{start % 60:02}|{end // 60:02}:{end % 60:02}"
    return f"{date}|{date}|Asia/Manila|7|E{number}|Phone|{clock}\n"


class Claimer(threading.Thread):
    """Writes something small every 20 ms, as claims do, and remembers how long each took."""

    def __init__(self, app: Application) -> None:
        super().__init__(daemon=True)
        self.app, self.stop, self.waits = app, threading.Event(), list[float]()

    def run(self) -> None:
        with self.app.app_context():
            while not self.stop.wait(0.02):
                start = time.perf_counter()
                begin_write(db.session)
                db.session.add(MatchingChange(subject="opportunity", subject_id=0, at=datetime.now(UTC)))
                db.session.commit()
                self.waits.append(time.perf_counter() - start)


def run_import(app: Application, url: str, path: Path) -> dict[str, Any]:
    """The command in a process of its own, with a claimer beside it."""
    claimer = Claimer(app)
    claimer.start()
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "volunteer_match.cli",
            "shifts",
            "import",
            str(path),
            "--json",
            "--company",
            "Northwind",
        ],
        env={**os.environ, **environment(url)},
        stdout=subprocess.PIPE,
        check=True,
    )
    seconds, spent = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    claimer.stop.set()
    claimer.join()
    told = json.loads(done.stdout)
    return {
        "seconds": round(seconds, 1),
        "CPU s": round(spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime, 1),
        "MB": round(spent.ru_maxrss / 1000),
        "added": told["added"],
        "removed": told["removed"],
        "pieces": told["pieces"],
        "longest piece s": told["longest_piece_seconds"],
        "clashes": len(told["clashes"]),
        "claims": len(claimer.waits),
        "longest claim s": round(max(claimer.waits), 3),
    }


def query_ms(app: Application, now: datetime) -> dict[str, float]:
    """The clash query of one match, for all matches."""
    with app.app_context():
        took = []
        for match in db.session.scalars(select(Match)).all():
            start = time.perf_counter()
            find_clash(match, now)
            took.append(time.perf_counter() - start)
        return latency_ms(took)


def follow(app: Application, now: datetime) -> dict[str, Any]:
    """Whether the index knows of new shifts: an agent's facts are asked of it before and after."""
    with app.app_context(), keeper().sure(now) as kept:
        return {"index": len(kept.index.agents.everybody), "build s": round(kept.build_seconds, 1)}


def measure(kind: str, agents: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Three imports into one database, and what is asked afterwards."""
    now = datetime.now(UTC).replace(microsecond=0)
    rows = []
    with application(kind) as app, tempfile.TemporaryDirectory() as folder:
        url = str(app.settings.database_url).replace("postgresql+psycopg", "postgresql")
        fill(app, agents, now)
        follow(app, now)
        path = Path(folder) / "export.txt"
        for name, moved in (("first", 0.0), ("1 % moved", 0.01), ("the same", 0.01)):
            write_export(path, agents, now, moved)
            rows.append({"database": kind, "import": name, **run_import(app, url, path)})
        after = {"database": kind, **query_ms(app, now), **follow(app, datetime.now(UTC))}
    return rows, after


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=50_000)
    parser.add_argument("--database", choices=KINDS, action="append")
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args()
    found = [measure(kind, wish.agents) for kind in wish.database or KINDS]
    rows, after = [row for each, _ in found for row in each], [row for _, row in found]
    if wish.json:
        print(json.dumps({"imports": rows, "after": after}, indent=2))
        return
    print_table(rows)
    print_table(after)
    print(f"Bars: {BAR_SECONDS:.0f} s, {BAR_MB:.0f} MB, pieces of {BAR_PIECE_SECONDS} s, {BAR_QUERY_MS} ms a query.")


if __name__ == "__main__":
    main()
