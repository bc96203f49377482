"""Lists of needs with how full each is, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.web.folding import folded


@dataclass(frozen=True, slots=True)
class Fullness:
    """Of one need: places still to come, and matches by state. `next_start` None: flexible, or nothing to come."""

    places: int = 0
    waiting: int = 0
    approved: int = 0
    waitlisted: int = 0
    done: int = 0
    next_start: datetime | None = None
    next_end: datetime | None = None
    sessions_to_come: int = 0

    @property
    def left(self) -> int:
        return max(0, self.places - self.waiting - self.approved)

    @property
    def is_untouched(self) -> bool:
        """Nobody has a place yet."""
        return self.waiting + self.approved == 0


def with_partner(chosen: Select[Opportunity]) -> Select[Opportunity]:
    """The same needs with their partners, read in one go."""
    return chosen.join(Opportunity.partner).options(contains_eager(Opportunity.partner))


def read_matching(chosen: Select[Opportunity], typed: str) -> list[Opportunity]:
    """The needs of which title, description or partner hold every word, whatever their case and accents."""
    rows = list(db.session.scalars(with_partner(chosen)))
    words = folded(typed).split()
    return [row for row in rows if all(word in _text(row) for word in words)] if words else rows


def _text(opportunity: Opportunity) -> str:
    return folded(f"{opportunity.title} {opportunity.partner.name} {opportunity.description}")


def read_fullness(opportunity_ids: Sequence[int], now: datetime) -> dict[int, Fullness]:
    """How full each need is, by row number; sessions that have begun or are cancelled don't count."""
    sessions = _sessions_to_come(opportunity_ids, now)
    counts = _counts(opportunity_ids, now)
    result = {}
    for key in opportunity_ids:
        mine, states = sessions.get(key, []), counts.get(key, {})
        dated = [(start, end) for start, end, _places in mine if start is not None]
        result[key] = Fullness(
            places=sum(places for _start, _end, places in mine),
            waiting=states.get(MatchState.PENDING, 0),
            approved=states.get(MatchState.APPROVED, 0),
            waitlisted=states.get(MatchState.WAITLISTED, 0),
            done=states.get(MatchState.COMPLETED, 0),
            next_start=dated[0][0] if dated else None,
            next_end=dated[0][1] if dated else None,
            sessions_to_come=len(mine),
        )
    return result


def _sessions_to_come(
    ids: Sequence[int], now: datetime
) -> dict[int, list[tuple[datetime | None, datetime | None, int]]]:
    rows = db.session.execute(
        select(
            OpportunitySession.opportunity_id,
            OpportunitySession.starts_at,
            OpportunitySession.ends_at,
            OpportunitySession.places,
        )
        .where(
            OpportunitySession.opportunity_id.in_(ids),
            OpportunitySession.cancelled_at.is_(None),
            OpportunitySession.starts_at.is_(None) | (OpportunitySession.starts_at > now),
        )
        .order_by(OpportunitySession.starts_at, OpportunitySession.id)
    )
    result: dict[int, list[tuple[datetime | None, datetime | None, int]]] = {}
    for key, start, end, places in rows:
        result.setdefault(key, []).append((start, end, places))
    return result


def _counts(ids: Sequence[int], now: datetime) -> dict[int, dict[MatchState, int]]:
    """Matches by state: of what is still to come, and whatever was done."""
    is_counted = Match.starts_at.is_(None) | (Match.starts_at > now) | (Match.state == MatchState.COMPLETED)
    rows = db.session.execute(
        select(Match.opportunity_id, Match.state, func.count())
        .where(Match.opportunity_id.in_(ids), is_counted)
        .group_by(Match.opportunity_id, Match.state)
    )
    result: dict[int, dict[MatchState, int]] = {}
    for key, state, count in rows:
        result.setdefault(key, {})[state] = count
    return result


def partners_on_board() -> list[tuple[str, str]]:
    """Public ids and names of partners that have a need, for the filter."""
    rows = db.session.execute(
        select(Partner.public_id, Partner.name)
        .where(select(Opportunity.id).where(Opportunity.partner_id == Partner.id).exists())
        .order_by(Partner.name)
    )
    return [(public_id, name) for public_id, name in rows]


def count(chosen: Select[Opportunity]) -> int:
    """How many needs these are."""
    counted = select(func.count()).select_from(chosen.order_by(None).with_only_columns(Opportunity.id).subquery())
    return db.session.scalar(counted) or 0


def count_taken(opportunity_id: int) -> dict[int, dict[MatchState, int]]:
    """Of one need: matches by state, by row number of the session."""
    rows = db.session.execute(
        select(Match.session_id, Match.state, func.count())
        .where(Match.opportunity_id == opportunity_id)
        .group_by(Match.session_id, Match.state)
    )
    result: dict[int, dict[MatchState, int]] = {}
    for session_id, state, number in rows:
        result.setdefault(session_id, {})[state] = number
    return result


def actor_names(account_ids: set[int]) -> dict[int, str]:
    """Names to show of accounts, by row number."""
    return {row.id: row.display_name for row in db.session.scalars(select(Account).where(Account.id.in_(account_ids)))}
