"""Reads for proposals: the needs that want people, who is held where, and proposals themselves."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import contains_eager, joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.matches.proposing.models import Proposal, ProposalLine
from volunteer_match.matching.intervals import Interval
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.queries import visible_to_agents
from volunteer_match.people.profile.models import AgentProfile

LIVE = (MatchState.INVITED, MatchState.WAITLISTED, MatchState.PENDING, MatchState.APPROVED)
ASKED_AGAIN = frozenset({MatchState.CANCELLED, MatchState.EXPIRED})
"""Nobody is proposed for a session that they have, had or said no to; only what others ended may be asked anew."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session to come. `left` are places that are neither taken nor offered by an invitation without an answer."""

    id: int
    public_id: str
    interval: Interval | None
    left: int


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need with places left in `sessions`; `waiting` counts claims of any company that wait for a decision."""

    opportunity: Opportunity
    sessions: tuple[OpenSession, ...]
    waiting: int

    @property
    def left(self) -> int:
        return sum(session.left for session in self.sessions)

    def until(self, latest: datetime) -> "OpenNeed":
        """Only what begins, or for a flexible need ends, by then."""
        deadline = self.opportunity.deadline
        chosen = tuple(
            one
            for one in self.sessions
            if (one.interval.start <= latest if one.interval else deadline is not None and deadline <= latest)
        )
        return OpenNeed(self.opportunity, chosen, self.waiting)


def _count(*states: MatchState) -> ScalarSelect[int]:
    counted = select(func.count()).select_from(Match).where(Match.session_id == OpportunitySession.id)
    return counted.where(Match.state.in_(states)).correlate(OpportunitySession).scalar_subquery()


def open_needs(company_id: int | None, now: datetime) -> list[OpenNeed]:
    """Needs that the company's agents may see and that have places left; those that begin or end soonest first."""
    needs = db.session.scalars(
        visible_to_agents(company_id, now).join(Opportunity.partner).options(contains_eager(Opportunity.partner))
    ).all()
    sessions = _open_sessions([need.id for need in needs], now)
    found = [OpenNeed(need, *sessions.get(need.id, ((), 0))) for need in needs]
    return sorted((need for need in found if need.left > 0), key=_urgency)


def _open_sessions(ids: Sequence[int], now: datetime) -> dict[int, tuple[tuple[OpenSession, ...], int]]:
    """By need: its sessions with a place left, by start, and how many claims wait."""
    rows = db.session.execute(
        select(
            OpportunitySession.opportunity_id,
            OpportunitySession.id,
            OpportunitySession.public_id,
            OpportunitySession.starts_at,
            OpportunitySession.ends_at,
            OpportunitySession.places - OpportunitySession.taken - _count(MatchState.INVITED),
            _count(MatchState.PENDING),
        )
        .where(
            OpportunitySession.opportunity_id.in_(ids),
            OpportunitySession.cancelled_at.is_(None),
            OpportunitySession.starts_at.is_(None) | (OpportunitySession.starts_at > now),
        )
        .order_by(OpportunitySession.starts_at, OpportunitySession.id)
    )
    found: dict[int, list[OpenSession]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    for need, key, public_id, start, end, left, pending in rows:
        waiting[need] += pending
        if left > 0:
            found[need].append(OpenSession(key, public_id, Interval(start, end) if start and end else None, left))
    return {need: (tuple(sessions), waiting[need]) for need, sessions in found.items()}


def _urgency(need: OpenNeed) -> tuple[bool, float, int]:
    first = need.sessions[0].interval
    moment = first.start if first else need.opportunity.deadline
    return moment is None, moment.timestamp() if moment else 0.0, need.opportunity.id


@dataclass(frozen=True, slots=True)
class Held:
    """What agents have in sessions: stretches of time they hold or are asked for, and sessions closed to them."""

    intervals: dict[int, list[Interval]]
    barred: dict[int, set[int]]


def read_held(agent_ids: Sequence[int], now: datetime) -> Held:
    """By row number of the agent."""
    rows = db.session.execute(
        select(Match.agent_id, Match.session_id, Match.state, Match.starts_at, Match.ends_at).where(
            Match.agent_id.in_(agent_ids), Match.ends_at.is_(None) | (Match.ends_at > now)
        )
    )
    held = Held(defaultdict(list), defaultdict(set))
    for agent, session, state, start, end in rows:
        if state not in ASKED_AGAIN:
            held.barred[agent].add(session)
        if state in LIVE and start is not None and end is not None:
            held.intervals[agent].append(Interval(start, end))
    return held


def places_left(session: OpportunitySession) -> int:
    """Places that are neither taken nor offered by an invitation without an answer."""
    invited = db.session.scalar(
        select(func.count()).select_from(Match).where(Match.session_id == session.id, Match.state == MatchState.INVITED)
    )
    return session.places - session.taken - (invited or 0)


def find_proposal(public_id: str, company_id: int | None) -> Proposal | None:
    """The company's proposal of that address."""
    return db.session.scalar(select(Proposal).where(Proposal.public_id == public_id, Proposal.company_id == company_id))


def read_lines(proposal: Proposal) -> list[ProposalLine]:
    """All lines with what is shown of them, in the order in which they were worked out."""
    return list(
        db.session.scalars(
            select(ProposalLine)
            .where(ProposalLine.proposal_id == proposal.id)
            .options(
                joinedload(ProposalLine.opportunity).joinedload(Opportunity.partner),
                joinedload(ProposalLine.session),
                joinedload(ProposalLine.agent).joinedload(AgentProfile.account),
                joinedload(ProposalLine.agent).joinedload(AgentProfile.team),
                joinedload(ProposalLine.match),
            )
            .order_by(ProposalLine.id)
        )
    )


def open_proposals(company_id: int | None, now: datetime) -> list[tuple[Proposal, int]]:
    """Proposals that are still good, the newest first, each with how many lines are open."""
    rows = db.session.execute(
        select(Proposal, func.count(ProposalLine.id))
        .join(ProposalLine, ProposalLine.proposal_id == Proposal.id)
        .where(
            Proposal.company_id == company_id,
            Proposal.expires_at > now,
            Proposal.dismissed_at.is_(None),
            ProposalLine.match_id.is_(None),
            ProposalLine.refusal.is_(None),
        )
        .group_by(Proposal.id)
        .order_by(Proposal.created_at.desc(), Proposal.id.desc())
    )
    return [(proposal, count) for proposal, count in rows]


def titles_of(public_ids: Sequence[str]) -> list[Opportunity]:
    """These needs with their partners, in the order given."""
    found = db.session.scalars(
        select(Opportunity).where(Opportunity.public_id.in_(public_ids)).options(joinedload(Opportunity.partner))
    )
    by_id = {need.public_id: need for need in found}
    return [by_id[one] for one in public_ids if one in by_id]
