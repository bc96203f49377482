"""What happened in the demo world as rows: matches with their moves, questions, concerns, blocks."""

from collections import defaultdict
from datetime import datetime, timedelta

from volunteer_match.calendars.entries import standing_of
from volunteer_match.demo.dates import happened, said
from volunteer_match.demo.rows.people import People
from volunteer_match.demo.shape import DemoAgent
from volunteer_match.demo.story import DemoBlock, DemoConcern, DemoMatch, DemoMove
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, KEEPS_PLACE, MatchState, Move, Role
from volunteer_match.matches.models import Claim, Concern, Match, MatchEvent, Message
from volunteer_match.matches.promises.rules import answer_by, confirm_by
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.profile.models import Block

Span = tuple[datetime, datetime]


class Story:
    """Adds matches one by one, as the real rules would: a place is never given twice, nobody is in two places."""

    def __init__(self, people: People, agents: dict[int, DemoAgent], now: datetime) -> None:
        self.people, self.agents, self.now = people, agents, now
        self.opportunities: dict[str, tuple[Opportunity, list[OpportunitySession]]] = {}
        self._claims: dict[str, Claim] = {}
        self._busy: dict[int, list[Span]] = defaultdict(list)

    def add_match(self, demo: DemoMatch) -> None:
        """One match with its moves up to now, unless its place is taken or its agent is busy then."""
        opportunity, sessions = self.opportunities[demo.opportunity]
        session = sessions[demo.session or 0]
        span = (session.starts_at, session.ends_at) if session.starts_at and session.ends_at else None
        moves = happened(demo, span, self.now)
        state = moves[-1][0].to
        if not self._has_room(demo.agent, session, span, state):
            return
        agent_id = self.people.accounts[self.agents[demo.agent].email].id
        match = Match(
            company_id=self.people.company.id,
            agent_id=agent_id,
            opportunity_id=opportunity.id,
            session_id=session.id,
            claim=self._claim(demo, agent_id, opportunity, moves[0][1]),
            state=state,
            state_since=moves[-1][1],
            confirm_by=self._asked_until(moves[-1], opportunity, span, agent_id),
            starts_at=span[0] if span else None,
            ends_at=span[1] if span else None,
            created_at=moves[0][1],
            calendar_sequence=None if standing_of(state) is None else len(moves) - 1,
        )
        match.events = self._events(moves)
        match.messages = [
            Message(author_id=self.people.accounts[message.by].id, body=message.body, at=at)
            for message, at in said(demo, span, self.now)
        ]
        db.session.add(match)
        db.session.flush()

    def _asked_until(
        self, last: tuple[DemoMove, datetime], opportunity: Opportunity, span: Span | None, agent_id: int
    ) -> datetime | None:
        """Until when an invitation, or a place after moving up, waits for an answer; always a while from now."""
        zone = next(account.time_zone for account in self.people.accounts.values() if account.id == agent_id)
        begins = span[0] if span else opportunity.deadline
        if last[0].move is Move.PROMOTE:
            return confirm_by(self.now, begins, zone)
        return answer_by(self.now, 2, begins, zone) if last[0].move is Move.INVITE else None

    def _has_room(self, agent: int, session: OpportunitySession, span: Span | None, state: MatchState) -> bool:
        if state not in KEEPS_PLACE:
            return True
        is_busy = span and any(span[0] < end and start < span[1] for start, end in self._busy[agent])
        if session.taken >= session.places or (is_busy and state in HOLDS_PLACE):
            return False
        session.taken += 1
        if span and state in HOLDS_PLACE:
            self._busy[agent].append(span)
        return True

    def _claim(self, demo: DemoMatch, agent_id: int, opportunity: Opportunity, at: datetime) -> Claim | None:
        if demo.claim is None:
            return None
        if demo.claim not in self._claims:
            self._claims[demo.claim] = Claim(
                company_id=self.people.company.id,
                agent_id=agent_id,
                opportunity_id=opportunity.id,
                note=demo.note,
                created_at=at,
            )
        return self._claims[demo.claim]

    def _events(self, moves: tuple[tuple[DemoMove, datetime], ...]) -> list[MatchEvent]:
        events: list[MatchEvent] = []
        for move, at in moves:
            events.append(
                MatchEvent(
                    at=at,
                    actor_id=self.people.accounts[move.by].id if move.by else None,
                    move=move.move,
                    from_state=events[-1].to_state if events else None,
                    to_state=move.to,
                    reason=move.reason,
                    note=move.note,
                )
            )
        return events

    def add_concern(self, demo: DemoConcern) -> None:
        """One report; those with an outcome were handled by a coordinator."""
        coordinator = next(a for a in self.people.accounts.values() if a.role is Role.COORDINATOR)
        at = self.now - timedelta(days=demo.days_ago)
        db.session.add(
            Concern(
                company_id=self.people.company.id,
                reporter_id=self.people.accounts[self.agents[demo.reporter].email].id,
                opportunity_id=self.opportunities[demo.opportunity][0].id,
                category=demo.category,
                body=demo.body,
                created_at=at,
                handled_at=at + timedelta(hours=5) if demo.outcome else None,
                handled_by_id=coordinator.id if demo.outcome else None,
                outcome=demo.outcome,
            )
        )

    def add_block(self, demo: DemoBlock) -> None:
        """One block of an agent from a partner."""
        db.session.add(
            Block(
                company_id=self.people.company.id,
                agent_id=self.people.accounts[self.agents[demo.agent].email].id,
                partner_id=self.people.partners[demo.partner].id,
                reason=demo.reason,
                created_by_id=self.people.accounts[demo.by].id,
                created_at=self.now - timedelta(days=demo.days_ago),
                ends_at=self.now + timedelta(days=demo.ends_in),
            )
        )
