"""What agents do with matches, and what coordinators decide."""

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select

from tests.matches.life.stage import Act, Stage, agents, matches, needs, sessions
from volunteer_match.extensions import db
from volunteer_match.glossary import AbsenceReason, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.matches.absences.actions import appeal, excuse
from volunteer_match.matches.absences.noting import Missed, find_standing
from volunteer_match.matches.cover import actions as cover
from volunteer_match.matches.cover.closing import find_open
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.models import Match
from volunteer_match.matches.promises.actions import confirm


class Volunteering(Stage):
    """The acts of agents and coordinators, as rules."""

    # What agents do.

    @rule(agent=agents, need=needs, is_waiting=st.sampled_from([False, False, True]))
    def claim(self, agent: str, need: str, is_waiting: bool) -> None:
        ids, act = self.acts.session_ids(need), actions.join_waitlist if is_waiting else actions.claim
        self.attempt(lambda: act(self.acts.account(agent), self.acts.need(need), ids, "", self.now))

    @rule(agent=agents, session=sessions, is_waiting=st.booleans())
    def claim_one(self, agent: str, session: tuple[str, int], is_waiting: bool) -> None:
        row, act = self.session(session), actions.join_waitlist if is_waiting else actions.claim
        self.attempt(lambda: act(self.acts.account(agent), row.opportunity, [row.public_id], "", self.now))

    @rule(
        at=matches,
        verb=st.sampled_from(["accept", "decline", "withdraw", "withdraw", "restore", "was there", "take that back"]),
    )
    def answer(self, at: int, verb: str) -> None:
        act: Act = {
            "accept": lambda match: actions.accept(match, match.agent.account, self.now),
            "decline": lambda match: actions.decline(match, match.agent.account, self.now),
            "withdraw": lambda match: actions.withdraw([match], match.agent.account, self.now),
            "restore": lambda match: actions.restore([match], match.agent.account, self.now),
            "was there": lambda match: actions.complete(match, match.agent.account, self.now),
            "take that back": lambda match: actions.correct(match, match.agent.account, self.now),
        }[verb]
        self.with_match(at, act)

    @rule(at=matches, is_withdrawn=st.booleans())
    def change_mind_about_all(self, at: int, is_withdrawn: bool) -> None:
        act = actions.withdraw_claim if is_withdrawn else actions.restore_claim
        self.with_match(at, lambda match: match.claim and act(match.claim, match.agent.account, self.now))

    @rule(at=matches, others_too=st.booleans())
    def confirm(self, at: int, others_too: bool) -> None:
        """In time or late."""
        self.with_match(at, lambda match: confirm(match, match.agent.account, self.now, others_too=others_too))

    @rule(agent=agents, is_sure=st.sampled_from([False, False, True]))
    def leave(self, agent: str, is_sure: bool) -> None:
        if is_sure:
            self.attempt(lambda: actions.end_matches_of(self.acts.account(agent), self.now))

    # What coordinators and partners decide.

    @rule(agent=agents, session=sessions)
    def invite(self, agent: str, session: tuple[str, int]) -> None:
        row, actor, person = self.session(session), self.acts.account("second_coordinator"), self.acts.account(agent)
        self.attempt(lambda: actions.invite(person, row.opportunity, row.public_id, "", actor, self.now))

    @rule(
        at=matches,
        verb=st.sampled_from(["approve", "approve", "approve", "return", "reopen", "rescind"]),
        is_whole=st.booleans(),
    )
    def decide(self, at: int, verb: str, is_whole: bool) -> None:
        """On the whole claim, or on one match of it."""
        actor, timing = self.acts.account("second_coordinator"), ReturnReason.TIMING

        def act(match: Match) -> None:
            one, claim = None if is_whole else match, match.claim
            if verb == "rescind":
                actions.rescind(match, actor, self.now)
            elif claim is None:
                return
            elif verb == "approve":
                actions.approve_claim(claim, actor, self.now, match=one)
            elif verb == "return":
                actions.return_claim(claim, timing, "", actor, self.now, match=one)
            else:
                actions.reopen_claim(claim, actor, self.now, match=one)

        self.with_match(at, act)

    @rule(at=matches, reason=st.sampled_from([None, *AbsenceReason]))
    def say_who_came(self, at: int, reason: AbsenceReason | None) -> None:
        partner = self.acts.account("partner")
        if reason is None:
            self.with_match(at, lambda match: actions.complete(match, partner, self.now))
        else:
            self.with_match(at, lambda match: actions.miss(match, partner, self.now, Missed(reason)))

    @rule(at=matches, is_heard=st.booleans())
    def contest(self, at: int, is_heard: bool) -> None:
        self.with_match(at, lambda match: appeal(match, "I was ill.", match.agent.account, self.now))
        match = self.find(at)
        standing = find_standing(match.id) if match else None
        if is_heard and standing is not None:
            self.attempt(lambda: excuse(standing, "", self.acts.account("second_coordinator"), self.now))

    # Substitutes.

    @rule(at=matches, is_needed=st.sampled_from([True, True, False]))
    def look_for_substitute(self, at: int, is_needed: bool) -> None:
        act = cover.request_cover if is_needed else cover.take_back
        self.with_match(at, lambda match: act(match, match.agent.account, self.now))

    def _asked(self, agent: str) -> list[CoverAsk]:
        mine = select(CoverAsk).where(CoverAsk.agent_id == self.acts.world.accounts[agent])
        return list(db.session.scalars(mine.order_by(CoverAsk.id.desc()).limit(2)))

    @rule(agent=agents, is_yes=st.sampled_from([True, True, False]))
    def stand_in(self, agent: str, is_yes: bool) -> None:
        act = cover.say_yes if is_yes else cover.say_no
        for asked in self._asked(agent):
            self.attempt(lambda asked=asked: act(asked, self.acts.account(agent), self.now))  # type: ignore[misc]

    @rule(agent=agents, at=matches)
    def ask_somebody(self, agent: str, at: int) -> None:
        match = self.find(at)
        request: CoverRequest | None = find_open(match.id) if match else None
        coordinator = self.acts.account("second_coordinator")
        if request is not None:
            self.attempt(lambda: cover.ask(request, self.acts.account(agent), coordinator, self.now))
