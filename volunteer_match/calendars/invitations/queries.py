"""What an e-mail carries for a calendar, written when it is sent."""

from dataclasses import dataclass

from sqlalchemy import select

from volunteer_match.calendars.entries import Method, Standing
from volunteer_match.calendars.models import CalendarMessage
from volunteer_match.calendars.showing import match_entry
from volunteer_match.calendars.writing import write_calendar
from volunteer_match.extensions import db
from volunteer_match.matches.models import Match
from volunteer_match.notifications.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An iCalendar message and its METHOD, which stands in the part's type too."""

    method: Method
    content: bytes


def find_part(mail: OutboxMessage) -> CalendarPart | None:
    """The invitation or cancellation of this mail, in the language that is set; None once it is no longer true."""
    message = db.session.scalar(
        select(CalendarMessage)
        .where(CalendarMessage.message_id == mail.message_id, CalendarMessage.superseded_at.is_(None))
        .limit(1)
    )
    if message is None:
        return None
    match = db.session.get_one(Match, message.match_id)
    standing = Standing.CANCELLED if message.method is Method.CANCEL else Standing.CONFIRMED
    entry = match_entry(match, match.agent.account, standing, message.created_at, sequence=message.sequence)
    assert entry is not None, "only what has a time is sent"
    return CalendarPart(message.method, write_calendar([entry], method=message.method))
