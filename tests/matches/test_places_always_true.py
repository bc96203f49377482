"""Whatever people do, in any order: every session has as many places taken as matches that keep one."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.matches.acts import Acts, places_are_true
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.matches.models import Match
from volunteer_match.matches.promises.actions import ask_again, confirm, lapse_due
from volunteer_match.refusals import Refused

AGENTS = ("agent", "colleague", "coordinator")
NEEDS = ("first", "same_hour", "flexible")
agents, needs = st.sampled_from(AGENTS), st.sampled_from(NEEDS)


class Life(RuleBasedStateMachine):
    """Three volunteers, three needs (two at the same hour), a coordinator and a partner; one transaction, undone."""

    acts: ClassVar[Acts]

    @initialize()
    def begin(self) -> None:
        begin_write(db.session)
        self.now = self.acts.world.now
        for name, places, flexible in (("first", 1, False), ("same_hour", 2, False), ("flexible", 1, True)):
            self.acts.world.add_opportunity(name, places=places, flexible=flexible)

    def teardown(self) -> None:
        db.session.rollback()

    def _try(self, act: Callable[[], object]) -> None:
        """One request: kept, or undone as a whole when it is refused."""
        try:
            with db.session.begin_nested():
                act()
        except Refused:
            db.session.expire_all()

    def _match(self, agent: str, need: str) -> Match | None:
        return db.session.scalar(
            select(Match).where(
                Match.agent_id == self.acts.world.accounts[agent], Match.opportunity_id == self.acts.need(need).id
            )
        )

    def _with(self, agent: str, need: str, act: Callable[[Match], object]) -> None:
        match = self._match(agent, need)
        if match is not None:
            self._try(lambda: act(match))

    @rule(agent=agents, need=needs)
    def claim(self, agent: str, need: str) -> None:
        ids = self.acts.session_ids(need)
        self._try(lambda: actions.claim(self.acts.account(agent), self.acts.need(need), ids, "", self.now))

    @rule(agent=agents, need=needs)
    def wait(self, agent: str, need: str) -> None:
        ids = self.acts.session_ids(need)
        self._try(lambda: actions.join_waitlist(self.acts.account(agent), self.acts.need(need), ids, "", self.now))

    @rule(agent=agents, need=needs)
    def invite(self, agent: str, need: str) -> None:
        session_id, actor = self.acts.session_ids(need)[0], self.acts.account("second_coordinator")
        person = self.acts.account(agent)
        self._try(lambda: actions.invite(person, self.acts.need(need), session_id, "", actor, self.now))

    @rule(agent=agents, need=needs, verb=st.sampled_from(["accept", "decline", "withdraw", "restore"]))
    def answer(self, agent: str, need: str, verb: str) -> None:
        person = self.acts.account(agent)
        act = {
            "accept": lambda match: actions.accept(match, person, self.now),
            "decline": lambda match: actions.decline(match, person, self.now),
            "withdraw": lambda match: actions.withdraw([match], person, self.now),
            "restore": lambda match: actions.restore([match], person, self.now),
        }[verb]
        self._with(agent, need, act)

    @rule(
        agent=agents, need=needs, verb=st.sampled_from(["approve", "return", "reopen", "rescind", "complete", "miss"])
    )
    def decide(self, agent: str, need: str, verb: str) -> None:
        actor = self.acts.account("second_coordinator")
        act = {
            "approve": lambda match: match.claim and actions.approve_claim(match.claim, actor, self.now),
            "return": lambda match: (
                match.claim and actions.return_claim(match.claim, ReturnReason.TIMING, "", actor, self.now, match=match)
            ),
            "reopen": lambda match: match.claim and actions.reopen_claim(match.claim, actor, self.now),
            "rescind": lambda match: actions.rescind(match, actor, self.now),
            "complete": lambda match: actions.complete(match, actor, self.now),
            "miss": lambda match: actions.miss(match, actor, self.now),
        }[verb]
        self._with(agent, need, act)

    @rule(agent=agents, need=needs)
    def confirm(self, agent: str, need: str) -> None:
        person = self.acts.account(agent)
        self._with(agent, need, lambda match: confirm(match, person, self.now))

    @rule(need=needs)
    def change(self, need: str) -> None:
        """The partner changes something that everybody has to say yes to again."""
        holding = Match.opportunity_id == self.acts.need(need).id, Match.state.in_(HOLDS_PLACE)
        matches = db.session.scalars(select(Match).where(*holding)).all()
        self._try(lambda: ask_again(matches, self.acts.account("partner"), self.now))

    @rule(agent=agents)
    def leave(self, agent: str) -> None:
        self._try(lambda: actions.end_matches_of(self.acts.account(agent), self.now))

    @rule(need=needs)
    def cancel(self, need: str) -> None:
        self._try(lambda: actions.cancel_matches(self.acts.need(need), self.acts.account("partner"), self.now))

    @rule(hours=st.sampled_from([0.005, 1, 30, 50]))
    def time_passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        self._try(lambda: (lapse_due(self.now), actions.expire_due(self.now), actions.fill_due(self.now)))

    @invariant()
    def places_are_true(self) -> None:
        assert places_are_true()


def test_places_are_true_whatever_people_do(acts: Acts) -> None:
    Life.acts = acts
    run_state_machine_as_test(Life, settings=settings(max_examples=12, stateful_step_count=14, deadline=None))
