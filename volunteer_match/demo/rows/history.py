"""The year before: needs that are over, who came, and the hours that were confirmed, month by month."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from volunteer_match.demo.files import read_table
from volunteer_match.demo.rows.people import People
from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct, HoursState, Kind, MatchState, Move, OpportunityState
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.impact.settling.actions import settle_due
from volunteer_match.matches.models import Claim, Match, MatchEvent
from volunteer_match.opportunities.models import Opportunity, OpportunityLanguage, OpportunitySession
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.profile.models import AgentProfile

MONTHS = 12
BEFORE_THE_STORY = timedelta(days=30)
OPEN = timedelta(days=12)
"""How long a need is open before its meeting."""
ENGLISH = 4
"""B2."""


def add_history(people: People, now: datetime) -> None:
    """Adds the year, and settles the months that are over."""
    agents = _agents(people.company.id)
    rng = Random(2026)
    newest = now.replace(hour=15, minute=0, second=0, microsecond=0)
    for back in range(MONTHS, 0, -1):
        for number, need in enumerate(read_table("history")["need"]):
            starts_at = newest - timedelta(days=30 * back - 3 * number)
            if starts_at < now - BEFORE_THE_STORY:
                _Meeting(need, people, starts_at).add(_chosen(agents, need, starts_at, rng))
    db.session.flush()
    while settle_due(now):
        pass


def _agents(company_id: int) -> list[tuple[AgentProfile, datetime]]:
    rows = select(AgentProfile).where(AgentProfile.company_id == company_id).order_by(AgentProfile.account_id)
    return [(agent, agent.created_at) for agent in db.session.scalars(rows)]


def _chosen(
    agents: list[tuple[AgentProfile, datetime]], need: Mapping[str, Any], at: datetime, rng: Random
) -> list[AgentProfile]:
    """Who comes: of those who were there already, ever more as months go by."""
    there = [agent for agent, joined_at in agents if joined_at < at - OPEN]
    number = min(len(there), need["people"] + rng.randint(-2, 2) + len(there) // 30)
    return sorted(rng.sample(there, max(0, number)), key=lambda agent: agent.account_id)


class _Meeting:
    """One need with its one meeting and everybody who came."""

    def __init__(self, need: Mapping[str, Any], people: People, starts_at: datetime) -> None:
        self.need, self.people, self.starts_at = need, people, starts_at
        self.ends_at = starts_at + timedelta(minutes=need["minutes"])
        self.posted_at = starts_at - OPEN
        self.partner = people.partners[need["partner"]]
        self.yes_at = self.posted_at + timedelta(days=need["takes"], hours=-5)
        self.host = members_of(self.partner.id)[0]

    def add(self, agents: list[AgentProfile]) -> None:
        need = self._need()
        session = self._session(need, len(agents))
        db.session.add_all([need, session])
        db.session.flush()
        db.session.add_all(
            OpportunityLanguage(opportunity_id=need.id, tag=tag, level=ENGLISH, is_required=True)
            for tag in self.need["asks"]
        )
        attended = [self._attended(agent, need, session) for agent in agents]
        db.session.add_all(attended)
        db.session.flush()
        # Nothing points at these thousands of lines, so they need not be written one by one.
        moves = [move for entry in attended for move in self._moves(entry)]
        if moves:
            db.session.execute(insert(MatchEvent).execution_options(render_nulls=True), moves)
        db.session.bulk_save_objects([self._step(entry) for entry in attended])

    def _need(self) -> Opportunity:
        return Opportunity(
            partner_id=self.partner.id,
            created_by_id=self.host.id,
            state=OpportunityState.CLOSED,
            kind=Kind(self.need["kind"]),
            cause=self.need["cause"],
            title=self.need["title"],
            language=self.need["language"],
            time_zone=self.partner.time_zone,
            created_at=self.posted_at,
            published_at=self.posted_at,
            ended_at=self.ends_at,
        )

    def _session(self, need: Opportunity, places: int) -> OpportunitySession:
        return OpportunitySession(
            opportunity=need,
            local_start=self.starts_at.replace(tzinfo=None),
            time_zone="UTC",
            minutes=self.need["minutes"],
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            places=max(1, places),
            taken=places,
        )

    def _attended(self, agent: AgentProfile, need: Opportunity, session: OpportunitySession) -> HourEntry:
        noted_at = self.ends_at + timedelta(hours=1)
        names = {"company_id": agent.company_id, "agent_id": agent.account_id}
        match = Match(
            **names,
            opportunity_id=need.id,
            session_id=session.id,
            claim=Claim(**names, opportunity_id=need.id, created_at=self.posted_at),
            state=MatchState.COMPLETED,
            state_since=noted_at,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            created_at=self.posted_at,
        )
        agent.attended_total += 1
        return HourEntry(
            **names,
            match=match,
            partner_id=self.partner.id,
            site_id=agent.site_id,
            team_id=agent.team_id,
            is_attendance=True,
            day=self.starts_at.date(),
            state=HoursState.CONFIRMED,
            confirmed_minutes=self.need["minutes"],
            reported_at=noted_at,
            changed_at=noted_at,
        )

    def _moves(self, entry: HourEntry) -> Iterator[dict[str, Any]]:
        states = (None, MatchState.PENDING, MatchState.APPROVED, MatchState.COMPLETED)
        moves = (
            (Move.CLAIM, self.posted_at + timedelta(hours=4), entry.agent_id),
            (Move.APPROVE, self.yes_at, self.people.accounts["coordinator@demo.test"].id),
            (Move.COMPLETE, entry.reported_at, self.host.id),
        )
        for (move, at, actor_id), before, after in zip(moves, states[:-1], states[1:], strict=True):
            facts = {"match_id": entry.match_id, "at": at, "actor_id": actor_id}
            yield {**facts, "move": move, "from_state": before, "to_state": after}

    def _step(self, entry: HourEntry) -> HourStep:
        return HourStep(
            entry_id=entry.id,
            at=entry.reported_at,
            actor_id=self.host.id,
            act=HoursAct.NOTE,
            state=entry.state,
            waiting_change=0,
            confirmed_change=entry.confirmed_minutes,
        )
