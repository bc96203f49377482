"""Notices in the inbox and messages in the outbox; both are written in the transaction of their cause."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed


class InboxNotice(Addressed, Base):
    """A line in a person's inbox; it appears at `due_at`, so that undo can stop it before."""

    __tablename__ = "inbox_notices"
    # The count at the bell is asked for again and again, and must not look at what was read long ago.
    __table_args__ = (Index("ix_inbox_notices_account_id_read_at_due_at", "account_id", "read_at", "due_at"),)

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"))
    kind: Mapped[str] = operational()
    params: Mapped[dict[str, Any]] = personal(default=dict)
    path: Mapped[str] = operational(default="")
    cause: Mapped[str] = operational(default="", index=True)
    """What led to it, such as `match-event:12`; undo stops all that wait under one cause."""
    created_at: Mapped[datetime] = operational()
    due_at: Mapped[datetime] = operational()
    read_at: Mapped[datetime | None] = personal()
    stopped_at: Mapped[datetime | None] = operational()


class OutboxMessage(Addressed, Base):
    """An e-mail to send. Texts are made from template and params when it is sent or looked at."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index("ix_outbox_messages_sent_at_due_at", "sent_at", "due_at"),)

    account_id: Mapped[int | None] = personal(ForeignKey("accounts.id"), keep=Keep.MONTH)
    company_id: Mapped[int | None] = operational(ForeignKey("companies.id"))
    """Whose administrators may look at it where there is no mail server; None for partners' people."""
    recipient: Mapped[str] = personal(keep=Keep.MONTH)
    locale: Mapped[str] = operational(default="en")
    template: Mapped[str] = operational()
    group: Mapped[str | None] = operational()
    """The group by which it can be switched off (kinds.NoticeGroup); None for what always comes."""
    params: Mapped[dict[str, Any]] = sensitive(default=dict, keep=Keep.MONTH)
    message_id: Mapped[str] = operational(unique=True)
    cause: Mapped[str] = operational(default="", index=True)
    created_at: Mapped[datetime] = operational()
    due_at: Mapped[datetime] = operational()
    attempts: Mapped[int] = operational(default=0)
    leased_until: Mapped[datetime | None] = operational()
    sent_at: Mapped[datetime | None] = operational()
    stopped_at: Mapped[datetime | None] = operational()
    failed_at: Mapped[datetime | None] = operational()
    last_error: Mapped[str] = operational(default="")


class NoticePreferences(Base):
    """Which e-mails a person wants, and when. Who never chose has no row: preferences/rules.py has what holds then."""

    __tablename__ = "notice_preferences"
    __table_args__ = (
        CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name="quiet"),
        CheckConstraint("quiet_from <> quiet_to", name="quiet_length"),
    )

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), primary_key=True)
    muted: Mapped[list[Any]] = personal(default=list)
    """Groups (kinds.NoticeGroup) of which no e-mails are sent; the inbox has everything."""
    quiet_from: Mapped[int | None] = personal()
    """Quiet hours, in minutes since the person's local midnight; both None where e-mails come at any hour."""
    quiet_to: Mapped[int | None] = personal()
    digest_day: Mapped[int] = personal()
    """0 is Monday."""
    digest_hour: Mapped[int] = personal()
