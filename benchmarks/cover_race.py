"""Substitutes: many say yes at one moment, and the one who can't come takes the request back, through the real server.

Each round is a place that somebody holds who looks for a substitute, and people who were asked. All say yes at once; in
every second round the holder takes the request back at the same moment. Then exactly one person has the place: one of
those who said yes, or the holder. With --unsafe the server has lost its guards (benchmarks/unsafe.py); then this must
see a place that two hold, or nobody, or errors, or it proves nothing.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from benchmarks.databases import application
from benchmarks.needs import Need, add_need
from benchmarks.people import Visitor, add_agents
from benchmarks.proving import FAULTS_KEPT, Proof, prove
from benchmarks.server import REAL, serving
from benchmarks.unsafe import DOOR as UNSAFE
from benchmarks.unsafe import drop_guards
from benchmarks.wire import Answer, ask_at_once, post, run_apart
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, Move
from volunteer_match.matches.actions import approve_claim, claim
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

DONE, LOST = 303, 409


@dataclass(frozen=True, slots=True)
class Race:
    """One place: who holds it, who was asked, and whether the holder takes the request back."""

    need: Need
    holder: Visitor
    match: str
    asked: list[tuple[Visitor, str]]
    is_taken_back: bool

    def requests(self) -> list[bytes]:
        """The forms that are sent at one moment; that of the holder last."""
        forms = [_form(f"/cover-asks/{ask}/acceptance", visitor) for visitor, ask in self.asked]
        return [*forms, _form(f"/matches/{self.match}/cover/withdrawal", self.holder)] if self.is_taken_back else forms


@dataclass
class Result(Proof):
    """What was seen. `taken_back` counts rounds in which the holder was first."""

    database: str
    workers: int
    asked: int
    unsafe: bool
    rounds: int = 0
    covered: int = 0
    taken_back: int = 0
    faulty_rounds: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        """The promise held; or, without guards, its breach was seen."""
        whole = self.faulty_rounds == 0 and self.covered + self.taken_back == self.rounds
        return self.faulty_rounds > 0 if self.unsafe else whole


def _form(path: str, visitor: Visitor) -> bytes:
    return post(path, visitor.cookie, {"csrf_token": visitor.csrf_token})


def _prepare(app: Application, world: World, count: int, asked: int) -> list[Race]:
    now = datetime.now(UTC).replace(microsecond=0)
    begin_write(db.session)
    visitors = add_agents(app, world, count * (asked + 1), now)
    races = [_race(world, visitors[at * (asked + 1) : (at + 1) * (asked + 1)], at, now) for at in range(count)]
    db.session.commit()
    return races


def _race(world: World, people: list[Visitor], number: int, now: datetime) -> Race:
    need, holder = add_need(world, 1, starts_in=timedelta(days=3)), people[0]
    session = db.session.get_one(OpportunitySession, next(iter(need.sessions)))
    agent = db.session.get_one(Account, holder.account_id)
    made = claim(agent, session.opportunity, [session.public_id], "", now)
    approve_claim(made, world.account("coordinator"), now)
    match = made.matches[0]
    before, later = now - timedelta(minutes=1), now + timedelta(hours=9)
    times = {"created_at": now, "next_group_at": later, "due_at": later}
    request = CoverRequest(company_id=match.company_id, match=match, agent_id=match.agent_id, **times)
    asks = [CoverAsk(request=request, agent_id=one.account_id, asked_at=before) for one in people[1:]]
    db.session.add_all([request, *asks])
    db.session.flush()
    pairs = [(visitor, ask.public_id) for visitor, ask in zip(people[1:], asks, strict=True)]
    return Race(need, holder, match.public_id, pairs, bool(number % 2))


def _holders(race: Race) -> list[int]:
    held = select(Match.agent_id).where(Match.opportunity_id == race.need.number, Match.state.in_(HOLDS_PLACE))
    return list(db.session.scalars(held))


def _faults_of(race: Race, answers: list[Answer]) -> Iterator[str]:
    """What is wrong with a round, by what was answered and by what the database holds."""
    if unexpected := Counter(answer.status for answer in answers if answer.status not in (DONE, LOST)):
        yield f"answers besides {DONE} and {LOST}: {dict(unexpected)}"
    told = [
        visitor.account_id for (visitor, _), answer in zip(race.asked, answers, strict=False) if answer.status == DONE
    ]
    keeps = race.is_taken_back and answers[-1].status == DONE
    held = _holders(race)
    if held != ([race.holder.account_id] if keeps else told):
        yield f"{len(told)} were told that they have it, the holder {'keeps' if keeps else 'gives'} it, {len(held)} do"
    moves = Counter(
        db.session.scalars(
            select(MatchEvent.move)
            .join(Match, MatchEvent.match_id == Match.id)
            .where(Match.opportunity_id == race.need.number, MatchEvent.move.in_([Move.HAND_OVER, Move.COVER]))
        )
    )
    if moves[Move.HAND_OVER] != moves[Move.COVER] or moves[Move.COVER] > 1:
        yield f"it passed over {dict(moves)} times"
    taken = db.session.scalar(select(OpportunitySession.taken).where(OpportunitySession.id.in_(race.need.sessions)))
    if taken != 1:
        yield f"{taken} places are marked as taken"


def _note(result: Result, race: Race, answers: list[Answer]) -> None:
    faults = list(_faults_of(race, answers))
    keeps = race.is_taken_back and answers[-1].status == DONE
    result.rounds += 1
    result.taken_back += keeps
    result.covered += not keeps and len(_holders(race)) == 1
    result.faulty_rounds += bool(faults)
    result.answers.update(str(answer.status) for answer in answers)
    result.faults += [f"round {result.rounds}: {fault}" for fault in faults][: FAULTS_KEPT - len(result.faults)]


def run(database: str, rounds: int, asked: int, workers: int, *, unsafe: bool = False) -> Result:
    """Runs the proof on a fresh database of this kind."""
    result = Result(database, workers, asked, unsafe)
    start = time.monotonic()
    with application(database) as app, app.app_context():
        begin_write(db.session)
        world = World.build(datetime.now(UTC).replace(microsecond=0))
        db.session.commit()
        if unsafe:
            drop_guards()
        with serving(app, workers, UNSAFE if unsafe else REAL) as server:
            for race in _prepare(app, world, rounds, asked):
                answers = run_apart(ask_at_once(server.port, race.requests()))
                _note(result, race, answers)
                db.session.rollback()
    result.seconds = round(time.monotonic() - start, 1)
    return result


def main() -> int:
    return prove(run, __doc__, "without guards", rounds=200, asked=8, workers=8)


if __name__ == "__main__":
    sys.exit(main())
