"""A real export of the demo world's shifts, and one in which a shift was moved over what an agent promised."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from volunteer_match.demo.exporting import export_lines
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE
from volunteer_match.matches.models import Match
from volunteer_match.people.models import Account


def moved_export(email: str, now: datetime) -> tuple[str, str]:
    """The export as text, and the title of what the moved shift now lies over. Needs an application context."""
    account = db.session.execute(select(Account).where(Account.email == email)).scalar_one()
    match = db.session.scalars(
        select(Match)
        .where(Match.agent_id == account.id, Match.state.in_(HOLDS_PLACE), Match.starts_at > now)
        .order_by(Match.starts_at)
    ).first()
    assert match is not None, "the demo world's agent has something to come"
    assert match.starts_at is not None
    assert account.profile is not None
    assert account.profile.site is not None
    local = match.starts_at.astimezone(ZoneInfo(account.profile.site.time_zone))
    day, times = local.strftime("%m%d%Y"), [(local + timedelta(hours=hours)).strftime("%H:%M") for hours in (-1, 7)]
    return _moved(list(export_lines(now)), day, str(account.employee_number), times), match.opportunity.title


def _moved(lines: list[str], day: str, number: str, times: list[str]) -> str:
    """That person's line of that day with other times; a new one where they were off."""
    mine = [line.split("|") for line in lines if f"|{number}|" in line]
    sample = next((cells for cells in mine if cells[0] == day), mine[0])
    kept = [line for line in lines if not (line.startswith(f"{day}|") and f"|{number}|" in line)]
    return "\n".join([*kept, "|".join([day, day, *sample[2:6], *times]), ""])
