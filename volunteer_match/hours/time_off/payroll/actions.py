"""Makes a file for payroll, and remembers what it said."""

from datetime import date, datetime

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import take_turn_for
from volunteer_match.extensions import db
from volunteer_match.hours.time_off.models import PayrollExport, PayrollLine
from volunteer_match.hours.time_off.payroll.queries import find_last, minutes_in, taken_between
from volunteer_match.people.models import Account


def make_export(first: date, last: date, actor: Account, now: datetime) -> PayrollExport:
    """The file for these days (both included) of the actor's company, as things are now.

    Where nothing has changed since the last one for the same days, that one is the file: asked twice, it is made once.
    """
    take_turn_for(db.session, f"payroll:{actor.company_id}")
    taken = taken_between(actor.company_id, first, last)
    known = find_last(actor.company_id, first, last)
    if known is not None and minutes_in(known) == taken:
        return known
    export = PayrollExport(
        company_id=actor.company_id, first_day=first, last_day=last, made_at=now, made_by_id=actor.id
    )
    export.lines = [PayrollLine(request_id=number, minutes=minutes) for number, minutes in sorted(taken.items())]
    db.session.add(export)
    db.session.flush()
    return export


def record_download(export: PayrollExport, actor: Account, now: datetime) -> None:
    """That names and absences left the house."""
    days = [export.first_day.isoformat(), export.last_day.isoformat()]
    record("time-off.export", actor, now, subject=export, days=days, rows=len(export.lines))
