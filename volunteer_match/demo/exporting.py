"""The shifts of the demo world as workforce management would export them: pipe-separated, in each site's zone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.models import ShiftActivity
from volunteer_match.extensions import db
from volunteer_match.organisations.models import Company, Site
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

FIELDS = ("excdate", "schedDate", "TZ", "muID", "ssn", "exc", "start", "stop")
DAYS = 28
DATE, CLOCK = "%m%d%Y", "%H:%M"


def export_lines(now: datetime) -> Iterator[str]:
    """The heading, then a line for each shift of the first company that begins in the coming four weeks."""
    yield "#fields:" + "|".join(FIELDS)
    company_id = db.session.scalar(select(Company.id).order_by(Company.id).limit(1))
    rows = db.session.execute(
        select(Account.employee_number, Site.id, Site.time_zone, ShiftActivity.name, Shift.starts_at, Shift.ends_at)
        .join(Account, Shift.agent_id == Account.id)
        .join(AgentProfile, AgentProfile.account_id == Account.id)
        .join(Site, AgentProfile.site_id == Site.id)
        .join(ShiftActivity, Shift.activity_id == ShiftActivity.id)
        .where(
            Shift.company_id == company_id,
            Account.employee_number.is_not(None),
            Shift.starts_at > now - timedelta(days=2),
            Shift.starts_at < now + timedelta(days=DAYS + 2),
        )
        .order_by(Account.employee_number, Shift.starts_at)
    )
    # The same dates for all sites, as such an export has them.
    first = now.date()
    for row in rows:
        if first <= row.starts_at.astimezone(ZoneInfo(row.time_zone)).date() < first + timedelta(days=DAYS):
            yield _line(row)


def _line(row: Row[str | None, int, str, str, datetime, datetime]) -> str:
    start, end = (moment.astimezone(ZoneInfo(row.time_zone)) for moment in (row.starts_at, row.ends_at))
    day = start.strftime(DATE)
    cells = (day, day, row.time_zone, row.id, row.employee_number, row.name, start.strftime(CLOCK), end.strftime(CLOCK))
    return "|".join(map(str, cells))
