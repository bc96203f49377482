"""Everything that people and time can do to matches, as rules that Hypothesis puts in any order.

Another part of the life of a match joins by a rule here and, where it tells somebody something, by a check.
"""

from collections.abc import Callable
from datetime import UTC, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from tests.matches.acts import Acts
from tests.matches.life.checks import Ledger
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import AbsenceReason, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.matches.absences.actions import appeal, excuse
from volunteer_match.matches.absences.noting import Missed, find_standing
from volunteer_match.matches.cover import actions as cover
from volunteer_match.matches.cover.closing import find_open
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.sessions.actions import cancel_session, change_session
from volunteer_match.opportunities.times import occasion
from volunteer_match.refusals import Refused

AGENTS = ("agent", "colleague", "coordinator", "third")
NEEDS = {
    "first": {"places": 1},
    "same_hour": {"places": 2},
    "half_past": {"places": 1},
    "soon": {"places": 1, "starts_in": timedelta(hours=5)},
    "flexible": {"places": 1, "flexible": True},
}
HALF = timedelta(minutes=30)
agents, needs = st.sampled_from(AGENTS), st.sampled_from(["first", *NEEDS])
Act = Callable[[Match], object]


class Life(RuleBasedStateMachine):
    """Four volunteers of one company (one of them a coordinator), five needs of which three meet in one hour, a
    coordinator and a partner; each example is one transaction, undone at its end.
    """

    acts: ClassVar[Acts]

    @initialize()
    def begin(self) -> None:
        begin_write(db.session)
        self.now, self.ledger = self.acts.world.now, Ledger()
        for name, columns in NEEDS.items():
            self.acts.world.add_opportunity(name, **columns)  # type: ignore[arg-type]
        self._shift("half_past", HALF)

    def teardown(self) -> None:
        db.session.rollback()

    @invariant()
    def all_is_true(self) -> None:
        self.ledger.check(self.now)

    def _try(self, act: Callable[[], object]) -> None:
        """One request: kept, or undone as a whole when it is refused."""
        try:
            with db.session.begin_nested():
                act()
                db.session.flush()
        except Refused:
            db.session.expire_all()

    def _find(self, agent: str, need: str) -> Match | None:
        return db.session.scalar(
            select(Match).where(
                Match.agent_id == self.acts.world.accounts[agent], Match.opportunity_id == self.acts.need(need).id
            )
        )

    def _with(self, agent: str, need: str, act: Act) -> None:
        match = self._find(agent, need)
        if match is not None:
            self._try(lambda: act(match))

    def _shift(self, need: str, by: timedelta) -> None:
        session, partner = self.acts.need(need).sessions[0], self.acts.account("partner")
        if session.starts_at is not None and session.minutes is not None:
            start = (session.starts_at + by).astimezone(UTC).replace(tzinfo=None)
            change_session(session, occasion(start, "UTC", session.minutes), session.places, partner, self.now)

    # What agents do.

    @rule(agent=agents, need=needs)
    def claim(self, agent: str, need: str) -> None:
        ids = self.acts.session_ids(need)
        self._try(lambda: actions.claim(self.acts.account(agent), self.acts.need(need), ids, "", self.now))

    @rule(agent=agents, need=needs)
    def wait(self, agent: str, need: str) -> None:
        ids = self.acts.session_ids(need)
        self._try(lambda: actions.join_waitlist(self.acts.account(agent), self.acts.need(need), ids, "", self.now))

    @rule(
        agent=agents,
        need=needs,
        verb=st.sampled_from(["accept", "decline", "withdraw", "restore", "was there", "take that back"]),
    )
    def answer(self, agent: str, need: str, verb: str) -> None:
        person = self.acts.account(agent)
        act: Act = {
            "accept": lambda match: actions.accept(match, person, self.now),
            "decline": lambda match: actions.decline(match, person, self.now),
            "withdraw": lambda match: actions.withdraw([match], person, self.now),
            "restore": lambda match: actions.restore([match], person, self.now),
            "was there": lambda match: actions.complete(match, person, self.now),
            "take that back": lambda match: actions.correct(match, person, self.now),
        }[verb]
        self._with(agent, need, act)

    @rule(agent=agents)
    def leave(self, agent: str) -> None:
        self._try(lambda: actions.end_matches_of(self.acts.account(agent), self.now))

    # What coordinators and partners do.

    @rule(agent=agents, need=needs)
    def invite(self, agent: str, need: str) -> None:
        session_id, actor = self.acts.session_ids(need)[0], self.acts.account("second_coordinator")
        person = self.acts.account(agent)
        self._try(lambda: actions.invite(person, self.acts.need(need), session_id, "", actor, self.now))

    @rule(agent=agents, need=needs, verb=st.sampled_from(["approve", "approve", "return", "reopen", "rescind"]))
    def decide(self, agent: str, need: str, verb: str) -> None:
        actor, timing = self.acts.account("second_coordinator"), ReturnReason.TIMING
        act: Act = {
            "approve": lambda match: match.claim and actions.approve_claim(match.claim, actor, self.now),
            "return": lambda match: (
                match.claim and actions.return_claim(match.claim, timing, "", actor, self.now, match=match)
            ),
            "reopen": lambda match: match.claim and actions.reopen_claim(match.claim, actor, self.now),
            "rescind": lambda match: actions.rescind(match, actor, self.now),
        }[verb]
        self._with(agent, need, act)

    @rule(agent=agents, need=needs, reason=st.sampled_from([None, *AbsenceReason]))
    def say_who_came(self, agent: str, need: str, reason: AbsenceReason | None) -> None:
        partner = self.acts.account("partner")
        if reason is None:
            self._with(agent, need, lambda match: actions.complete(match, partner, self.now))
        else:
            self._with(agent, need, lambda match: actions.miss(match, partner, self.now, Missed(reason)))

    @rule(agent=agents, need=needs, is_heard=st.booleans())
    def contest(self, agent: str, need: str, is_heard: bool) -> None:
        self._with(agent, need, lambda match: appeal(match, "I was ill.", self.acts.account(agent), self.now))
        match = self._find(agent, need)
        standing = find_standing(match.id) if match else None
        if is_heard and standing is not None:
            self._try(lambda: excuse(standing, "", self.acts.account("second_coordinator"), self.now))

    @rule(need=needs)
    def cancel(self, need: str) -> None:
        self._try(lambda: actions.cancel_matches(self.acts.need(need), self.acts.account("partner"), self.now))

    @rule(need=needs)
    def cancel_session(self, need: str) -> None:
        session, partner = self.acts.need(need).sessions[0], self.acts.account("partner")
        self._try(lambda: cancel_session(session, partner, self.now, "The room is closed"))

    @rule(need=needs, hours=st.sampled_from([-1, -0.5, 0.5, 24]))
    def move_session(self, need: str, hours: float) -> None:
        self._try(lambda: self._shift(need, timedelta(hours=hours)))

    # Substitutes.

    @rule(agent=agents, need=needs, is_needed=st.sampled_from([True, True, False]))
    def look_for_substitute(self, agent: str, need: str, is_needed: bool) -> None:
        act = cover.request_cover if is_needed else cover.take_back
        self._with(agent, need, lambda match: act(match, self.acts.account(agent), self.now))

    def _asked(self, agent: str) -> list[CoverAsk]:
        mine = select(CoverAsk).where(CoverAsk.agent_id == self.acts.world.accounts[agent])
        return list(db.session.scalars(mine.order_by(CoverAsk.id.desc()).limit(2)))

    @rule(agent=agents, is_yes=st.sampled_from([True, True, False]))
    def stand_in(self, agent: str, is_yes: bool) -> None:
        act = cover.say_yes if is_yes else cover.say_no
        for asked in self._asked(agent):
            self._try(lambda asked=asked: act(asked, self.acts.account(agent), self.now))

    @rule(agent=agents, asker=agents, need=needs)
    def ask_somebody(self, agent: str, asker: str, need: str) -> None:
        match = self._find(asker, need)
        request: CoverRequest | None = find_open(match.id) if match else None
        coordinator = self.acts.account("second_coordinator")
        if request is not None:
            self._try(lambda: cover.ask(request, self.acts.account(agent), coordinator, self.now))

    # Time.

    @rule(hours=st.sampled_from([0.005, 0.05, 1, 6, 30, 50]))
    def time_passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        for sweep in (actions.expire_due, actions.fill_due, cover.tend_covers):
            self._try(lambda sweep=sweep: sweep(self.now))
