"""What stands in a person's feed, by their part: what they promised, or who comes to them, or where people lack."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from volunteer_match.calendars.entries import Entry, Standing, standing_of
from volunteer_match.calendars.models import PersonalCalendar
from volunteer_match.calendars.sessions import open_entry, session_entry
from volunteer_match.calendars.showing import match_entry
from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.coming.queries import COMING
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.queries import is_verified_by
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff

KEPT = timedelta(weeks=6)
"""How long what is over or cancelled stays in the feed: a program that was off meanwhile still learns of it."""
AHEAD = timedelta(days=14)
"""How far ahead staff see sessions that look for people."""
MOST = 1_000
MOST_OPEN = 200


def find_calendar(account_id: int) -> PersonalCalendar | None:
    return db.session.get(PersonalCalendar, account_id)


def find_feed(token: str) -> PersonalCalendar | None:
    """The calendar whose address holds this token, if its person may still sign in."""
    found = db.session.scalar(
        select(PersonalCalendar).where(PersonalCalendar.token == token).options(joinedload(PersonalCalendar.account))
    )
    return found if found is not None and found.account.is_active else None


def entries_of(calendar: PersonalCalendar, now: datetime) -> list[Entry]:
    """Everything of the feed, in the language that is set."""
    account = calendar.account
    entries: list[Entry | None] = list(_promised(account, now))
    if account.membership is not None:
        entries += _coming_to(account.membership.partner_id, account, now)
    if calendar.shows_open_places and is_staff(account.role):
        entries += [open_entry(session, account.time_zone, now) for session in _open(account.company_id, now)]
    return [entry for entry in entries if entry is not None]


def _is_recent(now: datetime, ends_at: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    """Not over for long: a session by its end, flexible work by its deadline."""
    since = now - KEPT
    return or_(ends_at > since, and_(ends_at.is_(None), Opportunity.deadline > since))


def matches_in_feed(agent_id: int, now: datetime) -> Sequence[Match]:
    """What the agent has, or had until a few weeks ago, in their calendar; the nearest past first."""
    return db.session.scalars(
        select(Match)
        .join(Match.opportunity)
        .where(
            Match.agent_id == agent_id,
            Match.calendar_sequence.is_not(None),
            _is_recent(now, Match.ends_at),  # type: ignore[arg-type]  # a mapped column is an expression
        )
        .options(
            contains_eager(Match.opportunity).joinedload(Opportunity.partner),
            joinedload(Match.session),
        )
        .order_by(Match.starts_at, Match.id)
        .limit(MOST)
    ).all()


def _promised(account: Account, now: datetime) -> Iterator[Entry | None]:
    for match in matches_in_feed(account.id, now):
        standing = standing_of(match.state)
        if standing is None and match.state_since < now - KEPT:
            continue
        yield match_entry(match, account, standing or Standing.CANCELLED, now)


def _coming_to(partner_id: int, account: Account, now: datetime) -> list[Entry | None]:
    """The partner's sessions, each with who comes."""
    sessions = db.session.scalars(
        select(OpportunitySession)
        .join(OpportunitySession.opportunity)
        .where(
            Opportunity.partner_id == partner_id,
            Opportunity.state != OpportunityState.DRAFT,
            _is_recent(now, OpportunitySession.ends_at),  # type: ignore[arg-type]  # a mapped column is an expression
            or_(OpportunitySession.cancelled_at.is_(None), OpportunitySession.cancelled_at > now - KEPT),
        )
        .options(contains_eager(OpportunitySession.opportunity).joinedload(Opportunity.partner))
        .order_by(OpportunitySession.starts_at, OpportunitySession.id)
        .limit(MOST)
    ).all()
    names = _names_by_session([session.id for session in sessions])
    return [session_entry(session, names.get(session.id, []), account.time_zone, now) for session in sessions]


def _names_by_session(session_ids: Sequence[int]) -> dict[int, list[str]]:
    """First names and initials, as the page of who is coming has them."""
    names: dict[int, list[str]] = {}
    rows = db.session.execute(
        select(Match.session_id, Account)
        .join(Account, Account.id == Match.agent_id)
        .where(Match.session_id.in_(session_ids), Match.state.in_(COMING))
        .order_by(Match.state_since, Match.id)
    )
    for session_id, account in rows:
        names.setdefault(session_id, []).append(account.display_name)
    return names


def _open(company_id: int | None, now: datetime) -> Sequence[OpportunitySession]:
    return db.session.scalars(
        select(OpportunitySession)
        .join(OpportunitySession.opportunity)
        .where(
            Opportunity.state == OpportunityState.PUBLISHED,
            is_verified_by(Opportunity.partner_id, company_id),
            OpportunitySession.cancelled_at.is_(None),
            OpportunitySession.starts_at > now,
            OpportunitySession.starts_at < now + AHEAD,
            OpportunitySession.taken < OpportunitySession.places,
        )
        .options(contains_eager(OpportunitySession.opportunity).joinedload(Opportunity.partner))
        .order_by(OpportunitySession.starts_at, OpportunitySession.id)
        .limit(MOST_OPEN)
    ).all()
