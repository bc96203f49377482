"""What waits for a partner."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursState
from volunteer_match.hours.models import HourEntry, HourLink
from volunteer_match.hours.rules import WAITING
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.profile.models import AgentProfile

MOST_SHOWN = 200
"""Waiting entries on one page; what is confirmed makes room for the next."""


def with_names(statement: Select[HourEntry]) -> Select[HourEntry]:
    """Together with the need, the partner and the person of each."""
    return statement.options(
        joinedload(HourEntry.match).joinedload(Match.opportunity).joinedload(Opportunity.partner),
        joinedload(HourEntry.partner),
        joinedload(HourEntry.agent).joinedload(AgentProfile.account),
    )


def _waits_for(partner_id: int) -> ColumnElement[bool]:
    return (HourEntry.partner_id == partner_id) & HourEntry.state.in_(WAITING)


def waiting_for(partner_id: int) -> list[HourEntry]:
    """What the partner has not answered, oldest work first."""
    rows = select(HourEntry).where(_waits_for(partner_id)).order_by(HourEntry.day, HourEntry.id).limit(MOST_SHOWN)
    return list(db.session.scalars(with_names(rows)))


def count_waiting_for(partner_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(HourEntry).where(_waits_for(partner_id))) or 0


def settled_of(partner_id: int, limit: int = 50) -> list[HourEntry]:
    """What the partner was told, confirmed or disputed last."""
    rows = (
        select(HourEntry)
        .where(HourEntry.partner_id == partner_id, HourEntry.state.in_([HoursState.CONFIRMED, HoursState.DISPUTED]))
        .order_by(HourEntry.changed_at.desc(), HourEntry.id.desc())
        .limit(limit)
    )
    return list(db.session.scalars(with_names(rows)))


def chosen_of(partner_id: int, seen: Iterable[tuple[str, int]]) -> list[tuple[HourEntry, int]]:
    """The partner's entries of these public ids, each with the minutes that were seen; others are left out."""
    minutes = dict(seen)
    rows = with_names(
        select(HourEntry).where(HourEntry.partner_id == partner_id, HourEntry.public_id.in_(minutes))
    ).order_by(HourEntry.day, HourEntry.id)
    return [(entry, minutes[entry.public_id]) for entry in db.session.scalars(rows)]


def entries_of(link: HourLink) -> list[tuple[HourEntry, int]]:
    """What the e-mail showed: the entries, each with its minutes at that time."""
    return chosen_of(link.partner_id, [(public_id, minutes) for public_id, minutes in link.entries])


def is_unchanged(entry: HourEntry, minutes: int) -> bool:
    """Whether it still waits as it was seen."""
    return entry.state in WAITING and entry.minutes == minutes
