"""Reads of one's own inbox."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from volunteer_match.extensions import db
from volunteer_match.notifications.kinds import NoticeGroup, NoticeKind
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.notifications.words import find_kind

PAGE_SIZE = 30


def _shown(account_id: int, now: datetime, group: NoticeGroup | None = None) -> tuple[ColumnElement[bool], ...]:
    shown = InboxNotice.account_id == account_id, InboxNotice.due_at <= now, InboxNotice.stopped_at.is_(None)
    if group is None:
        return shown
    return *shown, InboxNotice.kind.in_([kind for kind in NoticeKind if kind.group is group])


def count_by_group(account_id: int, now: datetime) -> tuple[Counter[NoticeGroup | None], Counter[NoticeGroup | None]]:
    """How many notices there are of each group, and how many of them are unread; None counts those of old kinds."""
    rows = db.session.execute(
        select(InboxNotice.kind, func.count(), func.count().filter(InboxNotice.read_at.is_(None)))
        .where(*_shown(account_id, now))
        .group_by(InboxNotice.kind)
    )
    found: Counter[NoticeGroup | None] = Counter()
    unread: Counter[NoticeGroup | None] = Counter()
    for code, count, new in rows:
        kind = find_kind(code)
        group = kind.group if kind else None
        found[group] += count
        unread[group] += new
    return found, unread


def list_notices(account_id: int, now: datetime, page: int, group: NoticeGroup | None = None) -> list[InboxNotice]:
    """One page: what is unread, then what was read, each newest first."""
    return list(
        db.session.scalars(
            select(InboxNotice)
            .where(*_shown(account_id, now, group))
            .order_by(InboxNotice.read_at.is_not(None), InboxNotice.due_at.desc(), InboxNotice.id.desc())
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
    )


def find_notice(public_id: str, account_id: int, now: datetime) -> InboxNotice | None:
    """A notice of this account; nobody else's, and none that is still held back."""
    return db.session.scalar(select(InboxNotice).where(InboxNotice.public_id == public_id, *_shown(account_id, now)))
