"""Asks partners to confirm hours: at most one message a day to each member, one reminder, and then it is left."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct, HoursState
from volunteer_match.hours.confirming.links import make_link
from volunteer_match.hours.confirming.queries import with_names
from volunteer_match.hours.entries import hold, take_step
from volunteer_match.hours.models import HourEntry, HourLink
from volunteer_match.hours.rules import SILENCE
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.models import Account

PAUSE = timedelta(hours=1)
"""So that the agent can still mend what they have just written."""
REMIND_AFTER = timedelta(days=7)
A_DAY = timedelta(days=1)
PARTNERS_AT_ONCE, ENTRIES_AT_ONCE = 20, 200
"""What one run takes on, so that its transaction stays short."""
MOST_LISTED = 30
"""Entries in one message; the rest follow the next day, or stand on the page."""


def ask_partners(now: datetime) -> int:
    """Writes to the members of partners for whom something is due; returns how many partners that were."""
    partners = db.session.scalars(
        select(HourEntry.partner_id)
        .where(_is_due(now), ~_was_asked_lately(now))
        .group_by(HourEntry.partner_id)
        .order_by(func.min(HourEntry.reported_at))
        .limit(PARTNERS_AT_ONCE)
    ).all()
    for partner_id in partners:
        _ask(partner_id, now)
    return len(partners)


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Reported a while ago and not asked about, or asked about long ago and not reminded of."""
    new = HourEntry.asked_at.is_(None) & (HourEntry.changed_at <= now - PAUSE)
    silent = HourEntry.reminded_at.is_(None) & (HourEntry.asked_at <= now - REMIND_AFTER)
    return (HourEntry.state == HoursState.REPORTED) & or_(new, silent)


def _was_asked_lately(now: datetime) -> ColumnElement[bool]:
    asked = select(HourLink.id).where(HourLink.partner_id == HourEntry.partner_id, HourLink.created_at > now - A_DAY)
    return asked.exists()


def _ask(partner_id: int, now: datetime) -> None:
    due = select(HourEntry).where(HourEntry.partner_id == partner_id, _is_due(now))
    entries = list(db.session.scalars(with_names(due.order_by(HourEntry.day, HourEntry.id).limit(MOST_LISTED))))
    for entry in entries:
        if entry.asked_at is not None:
            entry.reminded_at = now
        entry.asked_at = entry.asked_at or now
    for account in members_of(partner_id):
        _write_to(account, entries, now)


def _write_to(account: Account, entries: list[HourEntry], now: datetime) -> None:
    params = {"partner": entries[0].partner.name, "minutes": sum(entry.minutes for entry in entries)}
    token = make_link(account, entries, now)
    lines = [
        {
            "person": entry.agent.account.display_name,
            "title": entry.match.opportunity.title,
            "day": entry.day.isoformat(),
            "minutes": entry.minutes,
        }
        for entry in entries
    ]
    letter = {"name": account.given_name, "path": f"/hours/links/{token}", "lines": lines, **params}
    kind = NoticeKind.HOURS_WAITING
    notify(account, kind, params, "/hours/waiting", now, letter=("hours-waiting", letter))


def lapse_unanswered(now: datetime) -> int:
    """Shows as not answered what the partner was silent on; it never counts as confirmed. Returns how many."""
    silent = list(
        db.session.scalars(
            select(HourEntry)
            .where(HourEntry.state == HoursState.REPORTED, HourEntry.reported_at <= now - SILENCE)
            .order_by(HourEntry.reported_at)
            .limit(ENTRIES_AT_ONCE)
        )
    )
    hold(silent)
    still = [entry for entry in silent if entry.state is HoursState.REPORTED]
    for entry in still:
        take_step(entry, HoursAct.LAPSE, None, now)
    return len(still)
