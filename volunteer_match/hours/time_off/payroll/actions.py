"""Makes a file for payroll, and remembers what it said."""

from datetime import date, datetime

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import take_turn_for
from volunteer_match.extensions import db
from volunteer_match.hours.time_off.models import PayrollExport, PayrollLine
from volunteer_match.hours.time_off.payroll.queries import taken_between
from volunteer_match.people.models import Account


def make_export(first: date, last: date, actor: Account, now: datetime) -> PayrollExport:
    """The file for these days (both included) of the actor's company, as things are now."""
    take_turn_for(db.session, f"payroll:{actor.company_id}")
    taken = taken_between(actor.company_id, first, last)
    export = PayrollExport(
        company_id=actor.company_id, first_day=first, last_day=last, made_at=now, made_by_id=actor.id
    )
    export.lines = [PayrollLine(request_id=number, minutes=minutes) for number, minutes in sorted(taken.items())]
    db.session.add(export)
    db.session.flush()
    days = [first.isoformat(), last.isoformat()]
    record("time-off.export", actor, now, subject=export, days=days, rows=len(taken), minutes=sum(taken.values()))
    return export
