"""A person's calendar, and the messages to calendars that went out about matches."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.calendars.entries import Method
from volunteer_match.database import Base, operational, personal, sensitive
from volunteer_match.database.base import Numbered
from volunteer_match.people.models import Account


class PersonalCalendar(Base):
    """What somebody chose for their calendar. Without a row nothing is chosen yet: invitations come by mail."""

    __tablename__ = "personal_calendars"

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), primary_key=True)
    mails_invitations: Mapped[bool] = personal(default=True)
    shows_open_places: Mapped[bool] = personal(default=False)
    """Staff only: the feed also has sessions of the next days that still look for people."""
    token: Mapped[str | None] = sensitive(unique=True)
    """What the feed's address signs; None while there is no address. Alone it opens nothing."""
    made_at: Mapped[datetime | None] = personal()
    fetched_at: Mapped[datetime | None] = personal()
    """When a calendar program last asked for the feed."""
    fetches: Mapped[int] = operational(default=0)
    """How often in the hour that began at `hour_from`."""
    hour_from: Mapped[datetime | None] = operational()
    account: Mapped[Account] = relationship()


class CalendarMessage(Numbered, Base):
    """That an e-mail of the outbox carries an invitation, or takes one back. Sequence and method are fixed here."""

    __tablename__ = "calendar_messages"

    match_id: Mapped[int] = operational(ForeignKey("matches.id"), index=True)
    message_id: Mapped[str] = operational(index=True)
    """The outbox message's Message-ID. That row goes after a month, this one stays: it tells what a calendar knows.
    Empty once it stopped being true before any try to send it."""
    method: Mapped[Method] = operational()
    sequence: Mapped[int] = operational()
    created_at: Mapped[datetime] = operational()
    superseded_at: Mapped[datetime | None] = operational()
    """From then on something newer is true, and a message that still waits goes without its invitation."""
