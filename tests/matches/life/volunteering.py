"""What agents do with matches, and what coordinators decide."""

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select

from tests.matches.life.stage import Act, Stage, agents, matches, sessions
from volunteer_match.extensions import db
from volunteer_match.glossary import AbsenceReason, Move, ReturnReason
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

    @rule(agent=agents, session=sessions, is_whole=st.booleans())
    def claim_or_wait(self, agent: str, session: tuple[str, int], is_whole: bool) -> None:
        self.come(agent, session, is_whole=is_whole)

    @rule(at=matches, verb=st.sampled_from([Move.ACCEPT, Move.DECLINE, Move.WITHDRAW, Move.WITHDRAW, Move.RESTORE]))
    def answer(self, at: int, verb: Move) -> None:
        act: Act = {
            Move.ACCEPT: lambda match: actions.accept(match, match.agent.account, self.now),
            Move.DECLINE: lambda match: actions.decline(match, match.agent.account, self.now),
            Move.WITHDRAW: lambda match: actions.withdraw([match], match.agent.account, self.now),
            Move.RESTORE: lambda match: actions.restore([match], match.agent.account, self.now),
        }[verb]
        self.with_match(at, verb, act)

    @rule(at=matches, verb=st.sampled_from([Move.WITHDRAW, Move.RESTORE]))
    def change_mind_about_all(self, at: int, verb: Move) -> None:
        act = actions.withdraw_claim if verb is Move.WITHDRAW else actions.restore_claim
        self.with_match(at, verb, lambda match: match.claim and act(match.claim, match.agent.account, self.now))

    @rule(at=matches, others_too=st.booleans())
    def confirm(self, at: int, others_too: bool) -> None:
        """In time or late."""

        def act(match: Match) -> None:
            confirm(match, match.agent.account, self.now, others_too=others_too)

        self.with_match(at, Move.CONFIRM, act, is_asked=True)

    @rule(agent=agents, is_sure=st.sampled_from([False, False, False, True]))
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
        verb=st.sampled_from([*[Move.APPROVE] * 3, Move.RETURN, Move.RETURN, Move.REOPEN, Move.REOPEN, Move.RESCIND]),
        is_whole=st.booleans(),
    )
    def decide(self, at: int, verb: Move, is_whole: bool) -> None:
        """On the whole claim, or on one match of it."""
        actor, timing = self.acts.account("second_coordinator"), ReturnReason.TIMING

        def act(match: Match) -> None:
            one, claim = None if is_whole else match, match.claim
            if verb is Move.RESCIND:
                actions.rescind(match, actor, self.now)
            elif claim is None:
                return
            elif verb is Move.APPROVE:
                actions.approve_claim(claim, actor, self.now, match=one)
            elif verb is Move.RETURN:
                actions.return_claim(claim, timing, "", actor, self.now, match=one)
            else:
                actions.reopen_claim(claim, actor, self.now, match=one)

        self.with_match(at, verb, act)

    @rule(at=matches, reason=st.sampled_from([None, None, *AbsenceReason]), by=st.sampled_from(["partner", "", ""]))
    def say_who_came(self, at: int, reason: AbsenceReason | None, by: str) -> None:
        """The partner, or the agent, who can take it back."""

        def act(match: Match) -> None:
            actor = self.acts.account(by) if by else match.agent.account
            if reason is None:
                actions.complete(match, actor, self.now)
            elif by:
                actions.miss(match, actor, self.now, Missed(reason))
            else:
                actions.correct(match, actor, self.now)

        self.with_match(at, Move.COMPLETE if reason is None else Move.CORRECT if not by else Move.MISS, act)

    @rule(at=matches, is_heard=st.booleans())
    def contest(self, at: int, is_heard: bool) -> None:
        self.with_match(at, None, lambda match: appeal(match, "I was ill.", match.agent.account, self.now))
        match = self.find(at)
        standing = find_standing(match.id) if match else None
        if is_heard and standing is not None:
            self.attempt(lambda: excuse(standing, "", self.acts.account("second_coordinator"), self.now))

    # Substitutes.

    @rule(at=matches, is_needed=st.sampled_from([True, True, False]))
    def look_for_substitute(self, at: int, is_needed: bool) -> None:
        act = cover.request_cover if is_needed else cover.take_back
        self.with_match(at, Move.HAND_OVER, lambda match: act(match, match.agent.account, self.now))

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
        match = self.find(at, Move.HAND_OVER)
        request: CoverRequest | None = find_open(match.id) if match else None
        coordinator = self.acts.account("second_coordinator")
        if request is not None:
            self.attempt(lambda: cover.ask(request, self.acts.account(agent), coordinator, self.now))
