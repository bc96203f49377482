"""kill -9 of a worker amid claims: every claim that was answered with success is there, and nothing is half done.

Each scene is a need with two sessions and a crowd of fresh agents, a third of them invited. While they claim (both
sessions or none), one worker is killed. Who gets no answer sends the same form again, as a person would.
"""

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from benchmarks.databases import application
from benchmarks.evidence import half_done, lost_promises
from benchmarks.figures import latency_ms
from benchmarks.needs import Need, add_need, claim_form, invite
from benchmarks.people import Visitor, add_agents
from benchmarks.proving import FAULTS_KEPT, Proof, prove
from benchmarks.server import Server, serving
from benchmarks.wire import CUT_OFF, ask_once, run_apart
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.web.application import Application

CROWD, PLACES, SESSIONS = 40, 24, 2
AT_ONCE = 8
PATIENCE_SECONDS = 60.0
CALM_SECONDS = 6.0
"""The server takes two deaths of one worker within 5.5 seconds for a fault of the application, and ends."""
GIVEN, LOST = 303, 409


@dataclass
class Result(Proof):
    """What was seen. `kills_amid_a_claim` counts kills by which somebody got no answer; `heal_ms` is until the last
    claim of the scene was answered and all workers served again.
    """

    database: str
    workers: int
    kills: int = 0
    kills_amid_a_claim: int = 0
    claims: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    half_done: int = 0
    faults: list[str] = field(default_factory=list)
    heal_ms: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Nobody was told an untruth, nothing is half done, nobody got an error, and kills did hit claims."""
        known = {str(status) for status in (GIVEN, LOST, CUT_OFF)}
        return not self.faults and set(self.answers) <= known and self.kills_amid_a_claim > 0

    def as_figures(self) -> dict[str, Any]:
        answers = {("cut off" if status == str(CUT_OFF) else status): n for status, n in self.answers.items()}
        return {**super().as_figures(), "answers": answers}


@dataclass
class Scene:
    """One need, its crowd, and who was promised their sessions."""

    need: Need
    crowd: list[Visitor]
    promised: dict[int, Need] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    killed_at: float = 0.0

    async def claim(self, visitor: Visitor, port: int, gate: asyncio.Semaphore) -> None:
        """Claims until there is an answer."""
        end = time.monotonic() + PATIENCE_SECONDS
        async with gate:
            while time.monotonic() < end:
                answer = await ask_once(port, claim_form(self.need, visitor))
                self.answers[answer.status] += 1
                if answer.status != CUT_OFF:
                    break
                await asyncio.sleep(0.05)
        if answer.status == GIVEN:
            self.promised[visitor.account_id] = self.need

    async def play(self, port: int, victim: int, after: float) -> None:
        """Everybody claims, a few at once; meanwhile the victim dies."""
        gate = asyncio.Semaphore(AT_ONCE)
        claims = [asyncio.create_task(self.claim(visitor, port, gate)) for visitor in self.crowd]
        await asyncio.sleep(after)
        os.kill(victim, signal.SIGKILL)
        self.killed_at = time.monotonic()
        await asyncio.gather(*claims)


def _prepare(app: Application, world: World) -> Scene:
    now = datetime.now(UTC).replace(microsecond=0)
    begin_write(db.session)
    need = add_need(world, PLACES, sessions=SESSIONS)
    crowd = add_agents(app, world, CROWD, now)
    invite(world, need, crowd[::3], now)
    db.session.commit()
    return Scene(need, crowd)


class Killer:
    """Chooses who dies, and sees the server whole again."""

    def __init__(self, server: Server, seed: int) -> None:
        self.server, self.chance = server, random.Random(seed)
        self.born: dict[int, float] = {}
        self.heal_seconds: list[float] = []

    def choose(self) -> int:
        """Any worker but one that was only just started anew."""
        while True:
            calm = [pid for pid in self.server.worker_pids() if time.monotonic() - self.born.get(pid, 0) > CALM_SECONDS]
            if calm:
                return self.chance.choice(calm)
            time.sleep(0.05)

    def play(self, scene: Scene) -> None:
        before = set(self.server.worker_pids())
        run_apart(scene.play(self.server.port, self.choose(), self.chance.uniform(0.02, 0.4)))
        self.server.wait_until_whole()
        self.heal_seconds.append(time.monotonic() - scene.killed_at)
        self.born.update(dict.fromkeys(set(self.server.worker_pids()) - before, time.monotonic()))


def _count(result: Result, scene: Scene) -> None:
    result.kills += 1
    result.kills_amid_a_claim += scene.answers[CUT_OFF] > 0
    result.claims += len(scene.crowd)
    result.answers.update({str(status): count for status, count in scene.answers.items()})


def _judge(result: Result, scenes: list[Scene], partner_id: int) -> None:
    needs = [scene.need for scene in scenes]
    lost = list(lost_promises({k: v for scene in scenes for k, v in scene.promised.items()}, needs))
    broken = list(half_done(needs, partner_id))
    result.lost, result.half_done = len(lost), len(broken)
    result.faults = (lost + broken)[:FAULTS_KEPT]


def run(database: str, kills: int, workers: int, seed: int = 0) -> Result:
    """Runs the proof on a fresh database of this kind."""
    result, scenes = Result(database, workers), []
    start = time.monotonic()
    with application(database) as app, app.app_context():
        begin_write(db.session)
        world = World.build(datetime.now(UTC).replace(microsecond=0))
        db.session.commit()
        with serving(app, workers) as server:
            killer = Killer(server, seed)
            for _ in range(kills):
                scene = _prepare(app, world)
                killer.play(scene)
                _count(result, scene)
                scenes.append(scene)
                print(f"{database}: {result.kills} of {kills} kills", file=sys.stderr, flush=True)
        _judge(result, scenes, world.ids["open_desk"])
    result.heal_ms = latency_ms(killer.heal_seconds)
    result.seconds = round(time.monotonic() - start, 1)
    return result


def main() -> int:
    return prove(run, __doc__, kills=50, workers=4, seed=0)


if __name__ == "__main__":
    sys.exit(main())
