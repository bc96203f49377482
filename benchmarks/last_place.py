"""The last place: many claim at one moment, through the real server, and exactly the places are given.

Each round is a need with one to three places, and fresh agents who all send their claim at once. With --unsafe the
server has lost its guards (benchmarks/unsafe.py); then this must see overbooking or errors, or it proves nothing.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select

from benchmarks.databases import application
from benchmarks.figures import latency_ms
from benchmarks.needs import Need, add_need, claim_form
from benchmarks.people import Visitor, add_agents
from benchmarks.proving import FAULTS_KEPT, Proof, prove
from benchmarks.server import REAL, Server, serving
from benchmarks.unsafe import DOOR as UNSAFE
from benchmarks.unsafe import drop_guards
from benchmarks.wire import Answer, ask_at_once, run_apart
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.web.application import Application

BLOCK = 50
"""Rounds that are prepared together, so that nobody's session is old when their turn comes."""
GIVEN, LOST = 303, 409


@dataclass(frozen=True, slots=True)
class Race:
    """One need and those who claim it."""

    need: Need
    visitors: list[Visitor]


@dataclass
class Result(Proof):
    """What was seen. `faults` tells the first that went wrong, `faulty_rounds` in how many rounds something did."""

    database: str
    workers: int
    claimants: int
    unsafe: bool
    rounds: int = 0
    places: int = 0
    given: int = 0
    overbooked_places: int = 0
    faulty_rounds: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    latency_ms: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """The promise held; or, without guards, its breach was seen."""
        return (self.faulty_rounds > 0) if self.unsafe else (self.faulty_rounds == 0 and self.given == self.places)


def _prepare(app: Application, world: World, first: int, count: int, claimants: int) -> list[Race]:
    now = datetime.now(UTC).replace(microsecond=0)
    begin_write(db.session)
    needs = [add_need(world, 1 + number % 3) for number in range(first, first + count)]
    visitors = add_agents(app, world, count * claimants, now)
    db.session.commit()
    return [Race(need, visitors[place * claimants : (place + 1) * claimants]) for place, need in enumerate(needs)]


def _run(race: Race, server: Server) -> list[Answer]:
    requests = [claim_form(race.need, visitor) for visitor in race.visitors]
    return run_apart(ask_at_once(server.port, requests))


def _faults_of(race: Race, answers: list[Answer]) -> Iterator[str]:
    """What is wrong with a round, by what was answered and by what the database holds."""
    if unexpected := Counter(answer.status for answer in answers if answer.status not in (GIVEN, LOST)):
        yield f"answers besides {GIVEN} and {LOST}: {dict(unexpected)}"
    told = {
        visitor.account_id for visitor, answer in zip(race.visitors, answers, strict=True) if answer.status == GIVEN
    }
    held = _holders(race.need)
    if told != held:
        yield f"{len(told)} were told that they have a place, {len(held)} have one, {len(told & held)} both"
    if len(held) != race.need.places:
        yield f"{len(held)} hold {race.need.places} places"
    taken = set(
        db.session.scalars(select(OpportunitySession.taken).where(OpportunitySession.id.in_(race.need.sessions)))
    )
    if taken != {race.need.places}:
        yield f"{taken} of {race.need.places} places are marked as taken"


def _holders(need: Need) -> set[int]:
    return set(
        db.session.scalars(
            select(Match.agent_id).where(Match.opportunity_id == need.number, Match.state.in_(HOLDS_PLACE))
        )
    )


def _note(result: Result, race: Race, answers: list[Answer]) -> None:
    faults = list(_faults_of(race, answers))
    held = len(_holders(race.need))
    result.rounds += 1
    result.places += race.need.places
    result.given += held
    result.overbooked_places += max(0, held - race.need.places)
    result.faulty_rounds += bool(faults)
    result.answers.update(str(answer.status) for answer in answers)
    room = FAULTS_KEPT - len(result.faults)
    result.faults += [f"round {result.rounds}: {fault}" for fault in faults][:room]


def run(database: str, rounds: int, claimants: int, workers: int, *, unsafe: bool = False) -> Result:
    """Runs the proof on a fresh database of this kind."""
    result = Result(database, workers, claimants, unsafe)
    seconds: list[float] = []
    start = time.monotonic()
    with application(database) as app, app.app_context():
        begin_write(db.session)
        world = World.build(datetime.now(UTC).replace(microsecond=0))
        db.session.commit()
        if unsafe:
            drop_guards()
        with serving(app, workers, UNSAFE if unsafe else REAL) as server:
            for first in range(0, rounds, BLOCK):
                for race in _prepare(app, world, first, min(BLOCK, rounds - first), claimants):
                    answers = _run(race, server)
                    seconds += [answer.seconds for answer in answers]
                    _note(result, race, answers)
                    db.session.rollback()
                print(f"{database}: {result.rounds} of {rounds} rounds", file=sys.stderr, flush=True)
    result.latency_ms, result.seconds = latency_ms(seconds), round(time.monotonic() - start, 1)
    return result


def main() -> int:
    return prove(run, __doc__, "without guards", rounds=1000, claimants=20, workers=8)


if __name__ == "__main__":
    sys.exit(main())
