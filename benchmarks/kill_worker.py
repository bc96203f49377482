"""kill -9 of the worker at every step of what it does: each effect happens exactly once, or is visibly set aside.

Each round writes two jobs and a message, then starts a worker that kills itself at the next step of one of its loops
(benchmarks/doomed.py): around every statement and commit, the call outside, the message's handing over. In the end a
worker that lives does what is left. Effects in the database must be there once. What went outside may have been
repeated, under the same name: the identity of the job, the Message-ID. With --unsafe the handler keeps its effect
before the job is done; then this must see effects twice, or it proves nothing.
"""

import math
import multiprocessing
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from benchmarks.databases import application, environment
from benchmarks.doomed import INSIDE, OUTLIVED, OUTSIDE, Doom, Place, serve_dooms, tick
from benchmarks.proving import FAULTS_KEPT, Proof, prove
from tests.integrations.outside_servers import Server, answering, web_server
from tests.notifications.servers import Taking, serving
from volunteer_match.database import new_public_id
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.jobs.models import Job, Leadership
from volunteer_match.notifications.actions import queue_email
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.people.models import Attempt
from volunteer_match.web.application import Application

STEPS = {"jobs": range(34), "sender": range(16), "sweeps": range(24)}
"""Of each loop, from its start until what a round gave it is done."""
UNSAFE_STEPS = {"jobs": range(13, 17)}
"""When the faulty handler has kept its effect, and the job is not done yet."""


@dataclass
class Result(Proof):
    """What was seen. `steps` counts kills by loop and step; `repeated_*` what went outside more than once."""

    database: str
    unsafe: bool
    kills: int = 0
    outlived: int = 0
    """Workers that were told to die at a step that they never came to."""
    jobs: int = 0
    done: int = 0
    set_aside: int = 0
    messages: int = 0
    repeated_calls: int = 0
    repeated_messages: int = 0
    turns_of_the_sweep: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Every effect exactly once or set aside; or, without the one transaction, the breach was seen."""
        return bool(self.faults) if self.unsafe else not self.faults and self.kills > 0

    def as_figures(self) -> dict[str, Any]:
        return {**super().as_figures(), "steps": dict(sorted(self.steps.items()))}


class Executioner:
    """Starts workers that die, from a process that has loaded everything (benchmarks/doomed.py)."""

    def __init__(self, place: Place, result: Result) -> None:
        self.place, self.result = place, result
        context = multiprocessing.get_context("spawn")
        self.orders, theirs = context.Pipe()
        self.process = context.Process(target=serve_dooms, args=(place, theirs), daemon=True)
        self.process.start()

    def run(self, doom: Doom) -> None:
        self.orders.send(doom)
        ended = self.orders.recv()
        if ended == -signal.SIGKILL:
            self.result.kills += 1
            self.result.steps[Path(self.place.note).read_text()] += 1
        elif ended == OUTLIVED:
            self.result.outlived += 1
        elif ended:
            self.result.faults.append(f"a worker ended with {ended}")

    def end(self) -> None:
        self.orders.send(None)
        self.process.join()


def _give_work(app: Application, number: int) -> None:
    now = datetime.now(UTC)
    with app.app_context():
        begin_write(db.session)
        for kind in (INSIDE, OUTSIDE):
            db.session.add(Job(kind=kind, key=new_public_id(), created_at=now, due_at=now))
        db.session.execute(update(Leadership).values(until=now))  # nobody waits until the dead one's lease is over
        queue_email(f"n{number}@example.org", "password-changed", {"name": "Ana"}, now)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def _effects(kind: str) -> Counter[str]:
    return Counter(db.session.scalars(select(Attempt.key_hash).where(Attempt.kind == kind)))


def _wrong_jobs(result: Result) -> Iterator[str]:
    effects = {kind: _effects(kind) for kind in (INSIDE, OUTSIDE)}
    for job in db.session.scalars(select(Job)):
        result.jobs += 1
        result.done += job.done_at is not None
        result.set_aside += job.failed_at is not None
        expected = int(job.done_at is not None)
        if job.done_at is None and job.failed_at is None:
            yield f"job {job.id} ({job.kind}) is neither done nor set aside"
        if (seen := effects[job.kind][job.public_id]) != expected:
            yield f"job {job.id} ({job.kind}) had {seen} effects instead of {expected}"


def _wrong_outside(result: Result, calls: Counter[str], mails: Counter[str]) -> Iterator[str]:
    done = db.session.scalars(select(Job.public_id).where(Job.kind == OUTSIDE, Job.done_at.is_not(None)))
    yield from (f"nobody outside heard of job {name}" for name in done if not calls[name])
    for message in db.session.scalars(select(OutboxMessage)):
        result.messages += 1
        if message.sent_at is None and message.failed_at is None:
            yield f"message {message.id} is neither sent nor failed"
        if message.sent_at is not None and not mails[message.message_id]:
            yield f"message {message.id} never arrived"
    result.repeated_calls = sum(count - 1 for count in calls.values())
    result.repeated_messages = sum(count - 1 for count in mails.values())
    turns = _effects(tick.__name__)
    result.turns_of_the_sweep = turns.total()
    yield from (f"the sweep had its turn of {turn} {count} times" for turn, count in turns.items() if count > 1)


def _judge(result: Result, web: Server, post: Taking) -> None:
    calls = Counter(headers["idempotency-key"] for _method, _path, headers, _body in web.asked)
    mails = Counter(str(message_from_bytes(letter)["Message-ID"]) for letter in post.received)
    found = [*_wrong_jobs(result), *_wrong_outside(result, calls, mails)]
    result.faults = (result.faults + found)[:FAULTS_KEPT]


def dooms(kills: int, steps: dict[str, range]) -> list[Doom]:
    """As many deaths as asked for, over all steps: one loop after the other dies, so that each can do what it left."""
    every = [Doom(loop, step) for loop, numbers in steps.items() for step in numbers]
    stride = next(stride for stride in range(len(every) * 3 // 8, 0, -1) if math.gcd(stride, len(every)) == 1)
    return [every[number * stride % len(every)] for number in range(kills)]


def run(database: str, kills: int, *, unsafe: bool = False) -> Result:
    """Runs the proof on a fresh database of this kind."""
    result, post, start = Result(database, unsafe), Taking(), time.monotonic()
    with (
        application(database) as app,
        web_server(answering()) as web,
        serving(post) as smtp_url,
        tempfile.TemporaryDirectory(prefix="vm-doom-") as folder,
    ):
        settings = {**environment(app.settings.database_url), "SMTP_URL": smtp_url}
        place = Place(settings, f"http://127.0.0.1:{web.server_port}/", str(Path(folder) / "step"), unsafe)
        executioner = Executioner(place, result)
        for number, doom in enumerate(dooms(kills, UNSAFE_STEPS if unsafe else STEPS)):
            _give_work(app, number)
            executioner.run(doom)
            if number % 10 == 9:
                print(f"{database}: {number + 1} of {kills} kills", file=sys.stderr, flush=True)
        executioner.run(Doom())
        executioner.end()
        with app.app_context():
            _judge(result, web, post)
    result.seconds = round(time.monotonic() - start, 1)
    return result


def main() -> int:
    return prove(run, __doc__, "a faulty handler", kills=100)


if __name__ == "__main__":
    sys.exit(main())
