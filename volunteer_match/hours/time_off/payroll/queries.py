"""What was taken in a span of days, and the files that were made of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffState
from volunteer_match.hours.time_off.models import PayrollExport, PayrollLine, TimeOffRequest
from volunteer_match.hours.time_off.payroll.rules import Told, compare
from volunteer_match.hours.time_off.queries import with_people

MOST_SHOWN = 24


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """A line of the file."""

    request: TimeOffRequest
    told: Told


def taken_between(company_id: int | None, first: date, last: date) -> dict[int, int]:
    """Minutes by request: taken, on days of the sites from `first` to `last`, both included."""
    rows = db.session.execute(
        select(TimeOffRequest.id, TimeOffRequest.minutes).where(
            TimeOffRequest.company_id == company_id,
            TimeOffRequest.state == TimeOffState.TAKEN,
            TimeOffRequest.minutes > 0,
            TimeOffRequest.day.between(first, last),
        )
    )
    return {number: minutes for number, minutes in rows}  # noqa: C416 - a row is no tuple to mypy


def count_ahead(company_id: int | None, first: date, last: date) -> int:
    """Approved in those days, and not over yet."""
    rows = select(func.count()).select_from(TimeOffRequest)
    return (
        db.session.scalar(
            rows.where(
                TimeOffRequest.company_id == company_id,
                TimeOffRequest.state == TimeOffState.APPROVED,
                TimeOffRequest.day.between(first, last),
            )
        )
        or 0
    )


def find_last(
    company_id: int | None, first: date, last: date, before: PayrollExport | None = None
) -> PayrollExport | None:
    """The newest file for exactly these days; with `before` the newest one older than that."""
    rows = select(PayrollExport).where(
        PayrollExport.company_id == company_id, PayrollExport.first_day == first, PayrollExport.last_day == last
    )
    if before is not None:
        rows = rows.where(PayrollExport.id < before.id)
    return db.session.scalar(rows.order_by(PayrollExport.id.desc()).limit(1))


def minutes_in(export: PayrollExport | None) -> dict[int, int]:
    """What the file said, by request; nothing where there was none."""
    if export is None:
        return {}
    lines = select(PayrollLine).where(PayrollLine.export_id == export.id)
    return {line.request_id: line.minutes for line in db.session.scalars(lines)}


def rows_now(company_id: int | None, first: date, last: date) -> list[PayrollRow]:
    """What a file for these days says now."""
    return _rows(compare(taken_between(company_id, first, last), minutes_in(find_last(company_id, first, last))))


def rows_of(export: PayrollExport) -> list[PayrollRow]:
    """What that file said."""
    earlier = find_last(export.company_id, export.first_day, export.last_day, before=export)
    return _rows(compare(minutes_in(export), minutes_in(earlier)))


def _rows(told: list[Told]) -> list[PayrollRow]:
    numbers = [one.request_id for one in told]
    requests = {
        request.id: request
        for request in db.session.scalars(with_people(select(TimeOffRequest).where(TimeOffRequest.id.in_(numbers))))
    }
    rows = [PayrollRow(requests[one.request_id], one) for one in told]
    return sorted(rows, key=lambda row: (row.request.day, row.request.starts_at, row.request.id))


def exports_of(company_id: int | None) -> list[PayrollExport]:
    """The newest files, newest first."""
    rows = (
        select(PayrollExport)
        .where(PayrollExport.company_id == company_id)
        .options(joinedload(PayrollExport.made_by), selectinload(PayrollExport.lines))
    )
    return list(db.session.scalars(rows.order_by(PayrollExport.id.desc()).limit(MOST_SHOWN)))


def find_export(public_id: str, company_id: int | None) -> PayrollExport | None:
    rows = select(PayrollExport).where(PayrollExport.public_id == public_id)
    return db.session.scalar(rows.where(PayrollExport.company_id == company_id))
