"""What the calendars of agents know, from the mails that arrived there."""

from dataclasses import dataclass, field
from datetime import datetime

from icalendar import Calendar
from sqlalchemy import select

from volunteer_match.calendars.entries import Method
from volunteer_match.calendars.invitations.queries import find_part
from volunteer_match.calendars.models import CalendarMessage
from volunteer_match.extensions import db
from volunteer_match.glossary import KEEPS_PLACE, MatchState
from volunteer_match.matches.models import Match
from volunteer_match.notifications.models import OutboxMessage

IN = KEEPS_PLACE - {MatchState.PENDING}


@dataclass(frozen=True, slots=True)
class Entry:
    """The newest that a calendar knows of one match."""

    method: str
    sequence: int
    start: datetime
    end: datetime


@dataclass
class Calendars:
    """Entries by UID."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def deliver(self, now: datetime) -> None:
        """Every mail that is due arrives."""
        outbox = OutboxMessage
        waits = (outbox.sent_at.is_(None), outbox.stopped_at.is_(None), outbox.failed_at.is_(None))
        due = select(outbox).where(*waits, outbox.due_at <= now).order_by(outbox.due_at, outbox.id)
        for mail in db.session.scalars(due):
            if (part := find_part(mail)) is not None:
                self._take(part.content)
            mail.sent_at, mail.params = now, {}
        db.session.flush()

    def _take(self, content: bytes) -> None:
        """Newer versions only, and nothing is taken back twice, or from whoever does not have it."""
        calendar = Calendar.from_ical(content)
        (event,) = calendar.walk("VEVENT")
        new = Entry(str(calendar["METHOD"]), int(event["SEQUENCE"]), event.start, event.end)
        old = self.entries.get(str(event["UID"]))
        assert old is None or new.sequence > old.sequence, "an older version, or the same"
        has_it = old is not None and old.method == Method.REQUEST
        assert new.method == Method.REQUEST or has_it, "taken out of a calendar that does not have it"
        self.entries[str(event["UID"])] = new

    def check(self) -> None:
        """Each calendar is right already, or by what waits to be sent; not by two mails at once."""
        waiting: dict[int, list[CalendarMessage]] = {}
        unsent = OutboxMessage.sent_at.is_(None) & OutboxMessage.stopped_at.is_(None)
        for message in db.session.scalars(
            select(CalendarMessage)
            .join(OutboxMessage, OutboxMessage.message_id == CalendarMessage.message_id)
            .where(CalendarMessage.superseded_at.is_(None), unsent)
        ):
            waiting.setdefault(message.match_id, []).append(message)
        for match in db.session.scalars(select(Match).where(Match.starts_at.is_not(None))):
            self._is_right(match, waiting.get(match.id, []))

    def _is_right(self, match: Match, waiting: list[CalendarMessage]) -> None:
        known = self.entries.get(f"{match.public_id}@volunteer-match")
        assert len(waiting) <= 1, "two mails to one calendar wait"
        newest = waiting[0].method if waiting else known.method if known else None
        assert (newest == Method.REQUEST) is (match.state in IN), f"{newest} in the calendar of who is {match.state}"
        if known is not None and match.state in IN and not waiting:
            assert (known.start, known.end) == (match.starts_at, match.ends_at), "an old time in a calendar"
