"""Subscribing to a calendar, and having it asked for."""

from datetime import datetime

from sqlalchemy import delete

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.calendars.queries import calendars_of, due_calendars
from volunteer_match.availability.shifts.calendars.rules import MOST_CALENDARS, due_after, tidy_address
from volunteer_match.availability.shifts.models import ShiftCalendar
from volunteer_match.availability.shifts.rules import ShiftRefusal
from volunteer_match.extensions import db
from volunteer_match.integrations.outside import check_address
from volunteer_match.jobs.actions import enqueue
from volunteer_match.jobs.kinds import JobKind
from volunteer_match.matches.changes import note_change
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import local_today
from volunteer_match.refusals import Refused
from volunteer_match.web.application import settings

BATCH = 50


def subscribe(profile: AgentProfile, raw_address: str, now: datetime) -> ShiftCalendar:
    """Remembers the address and has it asked for at once; the same one twice is one.

    Raises OutsideFault (the address can't be asked) and Refused(TOO_MANY_CALENDARS).
    """
    address = tidy_address(raw_address)
    check_address(address, private=settings().allows_private)
    known = calendars_of(profile.account_id)
    if (same := next((one for one in known if one.address == address), None)) is not None:
        return same
    if len(known) >= MOST_CALENDARS:
        raise Refused(ShiftRefusal.TOO_MANY_CALENDARS)
    made = ShiftCalendar(
        company_id=profile.company_id,
        agent_id=profile.account_id,
        address=address,
        created_at=now,
        due_at=now,
        failures=0,
    )
    db.session.add(made)
    db.session.flush()
    _ask(made, now)
    return made


def unsubscribe(calendar: ShiftCalendar, now: datetime) -> None:
    """Forgets the address, and everything that came from it."""
    forget_source(calendar.agent_id, calendar.source, now)
    db.session.delete(calendar)


def forget_source(agent_id: int, source: str, now: datetime) -> None:
    """Shifts of an agent's own source are no more."""
    db.session.execute(delete(Shift).where(Shift.agent_id == agent_id, Shift.source == source))
    note_change("agent", agent_id, now)


def ask_again(calendar: ShiftCalendar, now: datetime) -> None:
    """At once, because the agent wishes it."""
    _ask(calendar, now)


def fetch_due(now: datetime) -> int:
    """Has the calendars asked for whose time has come; returns how many."""
    found = due_calendars(now, BATCH)
    for calendar in found:
        _ask(calendar, now)
    return len(found)


def _ask(calendar: ShiftCalendar, now: datetime) -> None:
    """A job, one for each time that it is due."""
    today = local_today(db.session.get_one(Account, calendar.agent_id), now)
    enqueue(
        JobKind.CALENDAR,
        {"calendar": calendar.id, "today": today.isoformat(), "whole": calendar.read_on != today},
        now,
        key=f"{calendar.id}:{now.isoformat()}",
        company_id=calendar.company_id,
    )
    calendar.due_at = due_after(calendar.failures, now)
