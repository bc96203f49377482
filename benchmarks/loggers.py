"""Challenges: 200 browsers log for a minute through the real server; nothing is lost or doubled, and ceilings hold.

Four browsers belong to each person, so that they compete for the same day's ceiling, and every third form is sent twice
at one moment. Afterwards every answer is compared with the ledger, and every total with the sum of its lines. With
--unsafe nobody waits for anybody's turn (benchmarks/unlocked.py); then this must see something go wrong.
"""

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from benchmarks.databases import application
from benchmarks.figures import latency_ms
from benchmarks.people import Visitor, add_agents
from benchmarks.proving import FAULTS_KEPT, Proof, prove
from benchmarks.server import REAL, serving
from benchmarks.unlocked import DOOR as UNSAFE
from benchmarks.wire import Answer, ask_once, post, run_apart
from tests.world import World
from volunteer_match.challenges.actions import join
from volunteer_match.challenges.making.actions import ChallengeValues, create, open_challenge
from volunteer_match.challenges.models import Challenge, Entry
from volunteer_match.challenges.recomputing import find_differences
from volunteer_match.database import new_public_id
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, Measure
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

ACTIONS = {"kwh-saved": "kwh", "cold-wash": "loads", "standby-off": "devices", "fan-first": "hours"}
"""What is logged, each with the input that its form asks for. Their ceilings are 20, 4, 10 and 24 a day."""
BROWSERS_EACH = 4
ZONE = "Asia/Manila"
LOGGED, REFUSED = 303, 422
TWICE_EVERY = 3


@dataclass
class Result(Proof):
    """What was seen. `told` forms were answered with a yes; `entries` are in the ledger."""

    database: str
    workers: int
    loggers: int
    seconds_asked: float
    unsafe: bool
    forms: int = 0
    sent_twice: int = 0
    told: int = 0
    entries: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    latency_ms: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """The promise held, and ceilings were reached; or, without locks, a breach was seen."""
        if self.unsafe:
            return bool(self.faults)
        return not self.faults and self.told == self.entries > 0 and self.answers[str(REFUSED)] > 0


@dataclass
class Sent:
    """One form, with the answers to each time that it was sent."""

    token: str
    answers: list[Answer]

    @property
    def is_told(self) -> bool:
        return any(answer.status == LOGGED for answer in self.answers)


def _prepare(app: Application, people: int, now: datetime) -> tuple[str, list[Visitor], list[date]]:
    begin_write(db.session)
    world = World.build(now)
    by, today = world.account("coordinator"), (now + timedelta(hours=8)).date()
    days = today - timedelta(days=3), today + timedelta(days=3)
    values = ChallengeValues("A minute", "", ChallengeForm.TOGETHER, Measure.ACTIONS, None, ZONE, *days, tuple(ACTIONS))
    challenge = create("own", values, by, now)
    open_challenge(challenge, by, now)
    visitors = add_agents(app, world, people, now)
    for visitor in visitors:
        join(challenge, db.session.get_one(AgentProfile, visitor.account_id), now)
    public_id = challenge.public_id
    db.session.commit()
    return public_id, visitors, [today, today - timedelta(days=1)]


async def _log_until(
    deadline: float, port: int, where: str, visitor: Visitor, days: list[date], chance: random.Random
) -> list[Sent]:
    sent: list[Sent] = []
    while time.monotonic() < deadline:
        code, token = chance.choice(list(ACTIONS)), new_public_id()
        fields = {
            "csrf_token": visitor.csrf_token,
            "token": token,
            "day": chance.choice(days).isoformat(),
            f"input-{ACTIONS[code]}": str(chance.randint(1, 3)),
        }
        request = post(f"/challenges/{where}/actions/{code}", visitor.cookie, fields)
        times = 2 if len(sent) % TWICE_EVERY == 0 else 1
        sent.append(Sent(token, list(await asyncio.gather(*(ask_once(port, request) for _ in range(times))))))
    return sent


async def _log_all(
    seconds: float, port: int, where: str, visitors: list[Visitor], days: list[date], loggers: int
) -> list[Sent]:
    deadline = time.monotonic() + seconds
    work = (
        _log_until(deadline, port, where, visitors[number % len(visitors)], days, random.Random(number))
        for number in range(loggers)
    )
    return [one for sent in await asyncio.gather(*work) for one in sent]


def _faults(sent: list[Sent]) -> Iterator[str]:
    """What is wrong, by what was answered and by what the ledger holds."""
    statuses = Counter(answer.status for one in sent for answer in one.answers)
    if unexpected := {status: count for status, count in statuses.items() if status not in (LOGGED, REFUSED)}:
        yield f"answers besides {LOGGED} and {REFUSED}: {unexpected}"
    kept = Counter(db.session.scalars(select(Entry.token)))
    told = {one.token for one in sent if one.is_told}
    if lost := told - set(kept):
        yield f"{len(lost)} were told that it is logged, and it is not"
    if unsaid := set(kept) - told:
        yield f"{len(unsaid)} are in the ledger, and nobody was told"
    if doubled := [token for token, count in kept.items() if count > 1]:
        yield f"{len(doubled)} forms made more than one entry"
    yield from find_differences()


def run(database: str, loggers: int, seconds: float, workers: int, *, unsafe: bool = False) -> Result:
    """Runs the proof on a fresh database of this kind."""
    result = Result(database, workers, loggers, seconds, unsafe)
    start = time.monotonic()
    with application(database) as app, app.app_context():
        where, visitors, days = _prepare(
            app, max(1, loggers // BROWSERS_EACH), datetime.now(UTC).replace(microsecond=0)
        )
        with serving(app, workers, UNSAFE if unsafe else REAL) as server:
            sent = run_apart(_log_all(seconds, server.port, where, visitors, days, loggers))
        db.session.rollback()
        assert db.session.query(Challenge).count() == 1
        result.forms, result.told = len(sent), sum(one.is_told for one in sent)
        result.sent_twice = sum(len(one.answers) > 1 for one in sent)
        result.entries = db.session.scalar(select(func.count()).select_from(Entry)) or 0
        result.answers.update(str(answer.status) for one in sent for answer in one.answers)
        result.faults = list(_faults(sent))[:FAULTS_KEPT]
    result.latency_ms = latency_ms([answer.seconds for one in sent for answer in one.answers])
    result.seconds = round(time.monotonic() - start, 1)
    return result


def main() -> int:
    return prove(run, __doc__, "without locks", loggers=200, seconds=60.0, workers=4)


if __name__ == "__main__":
    sys.exit(main())
