"""The index from the database, the pages that rank and the supply meter: build seconds and server time, both databases.

Fills an empty database with the seeded workload, builds the index as each worker process does, then visits *For you*
and *Find people*, and asks the supply meter as partners do, each question another one, in one process without a
network. `--no-pages` measures the build alone.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle, islice
from typing import Any

from sqlalchemy import select

from benchmarks.databases import KINDS, application
from benchmarks.figures import latency_ms, print_table
from benchmarks.filling import Filler
from benchmarks.filling_needs import LARGEST, add_needs
from benchmarks.people import Visitor, sign_in
from benchmarks.workload import Workload, make
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.matches.keeping.keeper import keeper
from volunteer_match.matches.keeping.kept import build_kept
from volunteer_match.matches.keeping.memory import give_back, resident_mebibytes
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import PartnerMember
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

BUILD_BAR_SECONDS, PAGE_BAR_MS = 15.0, 60.0
VISITORS, VISITS = 20, 60
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "aside#supply"}


def measure(kind: str, agents: int, needs: int, *, visits: int = VISITS) -> dict[str, Any]:
    """One database: what filling and building took, memory, and milliseconds of the pages (where there are visits)."""
    made = make(agents, needs)
    with application(kind) as app:
        start = time.perf_counter()
        with app.app_context(), db.engine.connect().execution_options(write=True) as connection, connection.begin():
            Filler(connection, made).fill()
        if visits:
            with app.app_context():
                begin_write(db.session)
                add_needs(made)
                db.session.commit()
        filled = time.perf_counter() - start
        with app.app_context(), db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
        built = _build(app, made)
        return {
            "database": kind,
            "agents": agents,
            "filled s": round(filled, 1),
            **built,
            **(_pages(app, visits) if visits else {}),
        }


def _build(app: Application, made: Workload) -> dict[str, Any]:
    give_back()  # what filling took is none of the index's
    before = resident_mebibytes()
    with app.app_context():
        kept = build_kept(datetime.now(UTC))
        give_back()  # as the keeper does
    count = len(kept.index.agents.everybody)
    assert count == int(made.table.active.sum()), "everybody who is active is in the index"
    return {"build s": round(kept.build_seconds, 1), "MiB": round(resident_mebibytes() - before)}


def _pages(app: Application, visits: int) -> dict[str, Any]:
    with app.app_context():
        now = datetime.now(UTC)
        keeper().is_ready(now)
        keeper().wait()
        agents = _visitors(app, Role.AGENT, now)
        coordinators = _visitors(app, Role.COORDINATOR, now)
        needs = list(db.session.scalars(select(Opportunity.public_id).limit(visits)))
        db.session.commit()
    people = (f"/opportunities/{need}/people" for need in cycle(needs))
    figures = {}
    for name, visitors, paths in (
        ("for you", agents, cycle(["/opportunities"])),
        ("find people", coordinators, people),
    ):
        figures |= {f"{name} {key} ms": value for key, value in _visits(app, visitors, paths, visits).items()}
    return figures | _asks(app, visits)


def _visitors(app: Application, role: Role, now: datetime) -> list[Visitor]:
    there = Account.deactivated_at.is_(None) & (Account.company_id == LARGEST)
    numbers = db.session.scalars(select(Account.id).where(Account.role == role, there).limit(VISITORS))
    return sign_in(app, list(numbers), now)


def _visits(app: Application, visitors: Sequence[Visitor], paths: Iterator[str], count: int) -> dict[str, float]:
    pairs = list(islice(zip(cycle(visitors), paths, strict=False), count))
    for visitor, path in pairs[:5]:
        _look(app, visitor, path)
    return latency_ms([_look(app, visitor, path) for visitor, path in pairs])


def _look(app: Application, visitor: Visitor, path: str, form: dict[str, str] | None = None) -> float:
    """Seconds that one page takes, or one form that asks for a part of it."""
    client = app.test_client(use_cookies=False)
    cookie = {"Cookie": f"volunteer_match={visitor.cookie}"}
    start = time.perf_counter()
    if form is None:
        response = client.get(path, headers=cookie)
    else:
        response = client.post(path, headers=cookie | PARTIAL, data=form | {"csrf_token": visitor.csrf_token})
    response.get_data()
    seconds = time.perf_counter() - start
    assert response.status_code == 200, (path, response.status)
    return seconds


def _asks(app: Application, visits: int) -> dict[str, float]:
    """The meter beside the form of a need, asked by a member of its partner about what the need asks for."""
    with app.app_context():
        now = datetime.now(UTC)
        needs = list(db.session.scalars(select(Opportunity).limit(visits)))
        accounts = dict(db.session.execute(select(PartnerMember.partner_id, PartnerMember.account_id)).all())
        visitors = {one.account_id: one for one in sign_in(app, list(accounts.values()), now)}
        asked = [
            (visitors[accounts[need.partner_id]], f"/opportunities/{need.public_id}/supply/who", _form_of(need))
            for need in needs
        ]
        db.session.commit()
    _look(app, *asked[0])  # the first of an hour takes the snapshot
    return {f"supply {key} ms": value for key, value in latency_ms([_look(app, *one) for one in asked[1:]]).items()}


def _form_of(need: Opportunity) -> dict[str, str]:
    fields = {}
    for place, skill in enumerate(one for one in need.skills if one.is_required):
        fields |= {f"skills-{place}-skill": skill.skill.name_en, f"skills-{place}-level": str(int(skill.level or 1)),
                   f"skills-{place}-need": "required"}  # fmt: skip
    for place, spoken in enumerate(one for one in need.languages if one.is_required):
        fields |= {f"languages-{place}-language": spoken.tag, f"languages-{place}-level": str(int(spoken.level)),
                   f"languages-{place}-need": "verified" if spoken.verified_only else "required"}  # fmt: skip
    return fields


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=100_000)
    parser.add_argument("--opportunities", type=int, default=300)
    parser.add_argument("--database", choices=KINDS, action="append")
    parser.add_argument("--no-pages", action="store_true")
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args(arguments)
    visits = 0 if wish.no_pages else VISITS
    rows = [measure(kind, wish.agents, wish.opportunities, visits=visits) for kind in wish.database or KINDS]
    if wish.json:
        print(json.dumps(rows, indent=2))
    else:
        print_table(rows)
    return 1 if any(_is_missed(row) for row in rows) else 0


def _is_missed(row: dict[str, Any]) -> bool:
    medians = [value for name, value in row.items() if name.endswith("p50 ms")]
    return row["build s"] > BUILD_BAR_SECONDS or any(value > PAGE_BAR_MS for value in medians)


if __name__ == "__main__":
    sys.exit(main())
