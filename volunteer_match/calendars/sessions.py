"""Sessions as entries: for the partner with who comes, for staff with open places, for files as planned."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from volunteer_match.calendars.entries import HOUSE, Entry, Span, Standing
from volunteer_match.calendars.showing import deadline_day, organizer_of, page_of
from volunteer_match.opportunities.models import OpportunitySession


def _when(session: OpportunitySession, zone: str) -> Span | date | None:
    """A session on its own zone's clocks; of flexible work the day of the deadline in `zone`, None without one."""
    if session.starts_at and session.ends_at:
        return Span(session.starts_at, session.ends_at, session.time_zone)
    return deadline_day(session.opportunity.deadline, zone)


def _entry(
    session: OpportunitySession, when: Span | date, stamp: datetime, *, name: str, summary: str, text: str, path: str
) -> Entry:
    """`name` tells the entry from others about the same session."""
    return Entry(
        uid=f"{name}-{session.public_id}@{HOUSE}",
        sequence=0,
        stamp=stamp,
        standing=Standing.CANCELLED if session.cancelled_at else Standing.CONFIRMED,
        when=when,
        summary=summary,
        text=text,
        url=page_of(path),
        organizer=organizer_of(session.opportunity),
        is_busy=isinstance(when, Span) and name != "open",
    )


def _with(session: OpportunitySession) -> str:
    return _("With %(partner)s.", partner=session.opportunity.partner.name)


def _page(session: OpportunitySession) -> str:
    return f"/opportunities/{session.opportunity.public_id}"


def session_entry(session: OpportunitySession, names: Sequence[str], zone: str, stamp: datetime) -> Entry | None:
    """For the partner's members: how many come, and who, by first name and initial."""
    if (when := _when(session, zone)) is None:
        return None
    places = session.places
    coming = ngettext("%(num)s of %(places)s coming", "%(num)s of %(places)s coming", len(names), places=places)
    who = _("Coming: %(names)s", names=", ".join(names)) if names else _("Nobody is approved yet.")
    summary = _("%(title)s: %(coming)s", title=session.opportunity.title, coming=coming)
    path = f"{_page(session)}/people-coming"
    return _entry(session, when, stamp, name="session", summary=summary, text=who, path=path)


def open_entry(session: OpportunitySession, zone: str, stamp: datetime) -> Entry | None:
    """For staff: a session that still looks for people. It takes no time of theirs."""
    if (when := _when(session, zone)) is None:
        return None
    free = ngettext("%(num)s place open", "%(num)s places open", session.places - session.taken)
    summary = _("%(free)s: %(title)s", free=free, title=session.opportunity.title)
    return _entry(session, when, stamp, name="open", summary=summary, text=_with(session), path=_page(session))


def planned_entry(session: OpportunitySession, zone: str, stamp: datetime) -> Entry | None:
    """As it was planned, for a file that leaves the house: nobody's name."""
    if (when := _when(session, zone)) is None:
        return None
    summary = session.opportunity.title
    return _entry(session, when, stamp, name="session", summary=summary, text=_with(session), path=_page(session))
