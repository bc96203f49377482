"""What a person decides about their calendar, and the count of what programs ask for."""

from datetime import datetime, timedelta

from sqlalchemy import case, or_, update
from sqlalchemy.engine import CursorResult

from volunteer_match.calendars.models import PersonalCalendar
from volunteer_match.database import new_public_id
from volunteer_match.extensions import db
from volunteer_match.people.models import Account

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 60
"""Programs look every quarter of an hour to once a day; more than one a minute is a fault of theirs."""


def _own(account: Account) -> PersonalCalendar:
    """The row of this person, made when it is first needed. Their turn was waited for, so nobody makes two."""
    found = db.session.get(PersonalCalendar, account.id)
    if found is None:
        found = PersonalCalendar(account_id=account.id)
        db.session.add(found)
        db.session.flush()
    return found


def make_address(account: Account, now: datetime) -> None:
    """Gives the feed an address; the one it had leads nowhere from now on."""
    calendar = _own(account)
    calendar.token, calendar.made_at = new_public_id(), now
    calendar.fetched_at, calendar.fetches, calendar.hour_from = None, 0, None


def end_address(account: Account) -> None:
    """Nobody can read the feed any more. A second time changes nothing."""
    calendar = _own(account)
    calendar.token = calendar.made_at = calendar.fetched_at = None


def choose(account: Account, *, mails_invitations: bool, shows_open_places: bool) -> None:
    calendar = _own(account)
    calendar.mails_invitations, calendar.shows_open_places = mails_invitations, shows_open_places


def count_fetch(calendar: PersonalCalendar, now: datetime) -> bool:
    """Notes that the feed was asked for; False when it was too often this hour. One statement decides."""
    is_same_hour = PersonalCalendar.hour_from > now - HOUR
    result = db.session.execute(
        update(PersonalCalendar)
        .where(
            PersonalCalendar.account_id == calendar.account_id,
            or_(PersonalCalendar.hour_from.is_(None), ~is_same_hour, PersonalCalendar.fetches < MOST_AN_HOUR),
        )
        .values(
            fetches=case((is_same_hour, PersonalCalendar.fetches + 1), else_=1),
            hour_from=case((is_same_hour, PersonalCalendar.hour_from), else_=now),
            fetched_at=now,
        )
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount == 1
