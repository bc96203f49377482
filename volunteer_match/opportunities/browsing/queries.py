"""Reads for the list of needs and the page of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from volunteer_match.extensions import db
from volunteer_match.glossary import Format, Kind, MatchState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Partner
from volunteer_match.web.folding import folded

LIVE = (MatchState.INVITED, MatchState.WAITLISTED, MatchState.PENDING, MatchState.APPROVED)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows of one need, beside what matching says."""

    id: int
    public_id: str
    title: str
    language: str
    kind: Kind
    format: Format
    partner: str
    partner_place: str
    published_at: datetime | None
    minutes_needed: int | None
    deadline: datetime | None


def read_published(opportunity_ids: Sequence[int]) -> dict[int, datetime | None]:
    """When each of these needs was published, by row number."""
    rows = select(Opportunity.id, Opportunity.published_at).where(Opportunity.id.in_(opportunity_ids))
    return dict(db.session.execute(rows).all())


def untaken(opportunity_ids: Sequence[int], now: datetime) -> set[int]:
    """Those of which no place that is still to come is taken."""
    taken = select(OpportunitySession.opportunity_id).where(
        OpportunitySession.opportunity_id.in_(opportunity_ids), *_coming(now), OpportunitySession.taken > 0
    )
    return {*opportunity_ids} - {*db.session.scalars(taken)}


def holding_words(opportunity_ids: Sequence[int], words: Collection[str]) -> set[int]:
    """Those whose title, partner and description hold all of these folded words between them."""
    rows = db.session.execute(
        select(Opportunity.id, Opportunity.title, Opportunity.description, Partner.name)
        .join(Partner, Opportunity.partner_id == Partner.id)
        .where(Opportunity.id.in_(opportunity_ids))
    )
    texts = ((row.id, folded(f"{row.title} {row.name} {row.description}")) for row in rows)
    return {key for key, text in texts if all(word in text for word in words)}


def read_listings(opportunity_ids: Sequence[int]) -> dict[str, Listing]:
    """Listings by public id."""
    rows = db.session.execute(
        select(
            Opportunity.id,
            Opportunity.public_id,
            Opportunity.title,
            Opportunity.language,
            Opportunity.kind,
            Opportunity.format,
            Opportunity.published_at,
            Opportunity.minutes_needed,
            Opportunity.deadline,
            Partner.name,
            Partner.city,
        )
        .join(Partner, Opportunity.partner_id == Partner.id)
        .where(Opportunity.id.in_(opportunity_ids))
    )
    return {
        row.public_id: Listing(
            id=row.id,
            public_id=row.public_id,
            title=row.title,
            language=row.language,
            kind=row.kind,
            format=row.format,
            partner=row.name,
            partner_place=row.city,
            published_at=row.published_at,
            minutes_needed=row.minutes_needed,
            deadline=row.deadline,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Fill:
    """How full one need is: places and those taken, over its sessions that are still to come."""

    places: int
    taken: int

    @property
    def left(self) -> int:
        return self.places - self.taken


def _coming(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """A session that is still to come; of a flexible need, the one that holds its places."""
    is_ahead = OpportunitySession.starts_at.is_(None) | (OpportunitySession.starts_at > now)
    return OpportunitySession.cancelled_at.is_(None), is_ahead


def read_fills(opportunity_ids: Sequence[int], now: datetime) -> dict[int, Fill]:
    """Places of coming sessions (or of a flexible need), by row number of the opportunity."""
    sums: dict[int, list[int]] = {}
    rows = db.session.execute(
        select(OpportunitySession.opportunity_id, OpportunitySession.places, OpportunitySession.taken).where(
            OpportunitySession.opportunity_id.in_(opportunity_ids), *_coming(now)
        )
    )
    for opportunity_id, places, taken in rows:
        total = sums.setdefault(opportunity_id, [0, 0])
        total[0] += places
        total[1] += taken
    return {opportunity_id: Fill(*total) for opportunity_id, total in sums.items()}


def live_match_ids(agent_id: int) -> dict[int, str]:
    """Where the agent already has a live match: opportunity row number to the public id of a match."""
    rows = db.session.execute(
        select(Match.opportunity_id, Match.public_id)
        .where(Match.agent_id == agent_id, Match.state.in_(LIVE))
        .order_by(Match.starts_at.desc())
    )
    return dict(rows.all())


def live_session_ids(agent_id: int, opportunity_id: int) -> set[str]:
    """Public ids of the sessions of one need where the agent has a live match."""
    return set(
        db.session.scalars(
            select(OpportunitySession.public_id)
            .join(Match, Match.session_id == OpportunitySession.id)
            .where(Match.agent_id == agent_id, Match.opportunity_id == opportunity_id, Match.state.in_(LIVE))
        )
    )


def next_commitment(agent_id: int, now: datetime) -> Match | None:
    """The agent's approved match that is on, or comes next."""
    return db.session.scalar(
        select(Match)
        .where(Match.agent_id == agent_id, Match.state == MatchState.APPROVED, Match.ends_at > now)
        .order_by(Match.starts_at, Match.id)
        .limit(1)
    )
