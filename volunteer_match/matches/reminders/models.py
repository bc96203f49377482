"""Which reminders are behind us. A key that holds the start: a session that moves is reminded of anew."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, Keep, operational


class Reminder(Base):
    """The moment of this reminder is over for this match: it was sent, or it was not needed."""

    __tablename__ = "reminders"

    match_id: Mapped[int] = operational(ForeignKey("matches.id"), primary_key=True, keep=Keep.MONTH)
    kind: Mapped[str] = operational(primary_key=True, keep=Keep.MONTH)
    """A notifications.kinds.NoticeKind."""
    starts_at: Mapped[datetime] = operational(primary_key=True, index=True, keep=Keep.MONTH)


class SessionReminder(Base):
    """The same for the partner's line about who is coming."""

    __tablename__ = "session_reminders"

    session_id: Mapped[int] = operational(ForeignKey("opportunity_sessions.id"), primary_key=True, keep=Keep.MONTH)
    starts_at: Mapped[datetime] = operational(primary_key=True, index=True, keep=Keep.MONTH)
