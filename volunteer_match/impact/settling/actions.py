"""Writes the months that are over, one after the other, with what is published of each."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, insert, select

from volunteer_match.extensions import db
from volunteer_match.hours.days import day_in
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.impact.glossary import Metric, Tree
from volunteer_match.impact.models import ImpactCell, ImpactMonth
from volunteer_match.impact.settling.gathering import Gathered, rolled_up
from volunteer_match.impact.settling.reading import gather
from volunteer_match.impact.settling.rules import Month, begin_of, first_of, is_due, month_from
from volunteer_match.impact.suppression import cells_of, publishable
from volunteer_match.organisations.models import Company

PUBLISHED: tuple[tuple[Tree, Metric], ...] = (
    *((tree, Metric.MINUTES) for tree in (Tree.PLACE, Tree.TENURE, Tree.KIND, Tree.LANGUAGE, Tree.CAUSE)),
    (Tree.PLACE, Metric.SESSIONS),
    (Tree.SPEED, Metric.NEEDS),
    (Tree.CHALLENGE, Metric.GRAMS),
    (Tree.CHALLENGE, Metric.ACTIONS),
)
FIGURES = ("people", "amount", "members")
BATCH = 1
"""Months a piece: one of a large company takes about a second."""


def settle_due(now: datetime) -> int:
    """Settles the next month of the first company that has one; returns 1, or 0 where nothing is due."""
    for company in db.session.scalars(select(Company).order_by(Company.id)):
        month = _next_month(company, now)
        if month is not None and is_due(month, now):
            settle(company.id, month, now)
            return 1
    return 0


def _next_month(company: Company, now: datetime) -> Month | None:
    """The month after the last one, or the one in which something was confirmed first; None before anything was."""
    last = db.session.scalar(select(func.max(ImpactMonth.ends_at)).where(ImpactMonth.company_id == company.id))
    if last is not None:
        return month_from(last, company.time_zone)
    first = db.session.scalar(
        select(func.min(HourStep.at))
        .join(HourEntry, HourEntry.id == HourStep.entry_id)
        .where(HourEntry.company_id == company.id, HourStep.at < now)
    )
    if first is None:
        return None
    begins_at = begin_of(first_of(day_in(company.time_zone, first)), company.time_zone)
    return month_from(begins_at, company.time_zone)


def settle(company_id: int, month: Month, now: datetime) -> ImpactMonth:
    """Works a month out and writes it down for good."""
    settled = ImpactMonth(
        company_id=company_id,
        month=month.first_day,
        begins_at=month.begins_at,
        ends_at=month.ends_at,
        settled_at=now,
    )
    db.session.add(settled)
    db.session.flush()
    found = gather(company_id, month)
    rows = [
        {"month_id": settled.id, "tree": tree, "metric": metric, **cell}
        for tree, metric in PUBLISHED
        for cell in _cells(found, tree, metric)
    ]
    if rows:
        db.session.execute(insert(ImpactCell), rows)
    return settled


def _cells(found: Gathered, tree: Tree, metric: Metric) -> Iterator[dict[str, object]]:
    """What is kept of a tree. A cell that may not be known is kept without figures, so no page can show any."""
    leaves = found.whole(tree, metric)
    groups = [{path: leaf} for path, leaf in leaves.items()] if tree is Tree.CHALLENGE else [leaves]
    for group in groups:
        cells = cells_of({path: leaf.cell for path, leaf in group.items()})
        shown = publishable(cells)
        amounts = rolled_up({path: leaf.amount for path, leaf in group.items()})
        members = rolled_up(found.members[tree])
        for path in cells:
            if tree is Tree.CHALLENGE and not path:
                continue  # challenges have no whole
            figures = (cells[path].people, amounts[path], members[path]) if path in shown else (None, None, None)
            first, second = (*path, "", "")[:2]
            yield {"first": first, "second": second, **dict(zip(FIGURES, figures, strict=True))}
