"""Changes of what people are sent."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from volunteer_match.extensions import db
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.models import NoticePreferences, OutboxMessage
from volunteer_match.notifications.preferences.queries import wish_of
from volunteer_match.notifications.preferences.rules import Wish, after_last, next_digest
from volunteer_match.people.models import Account


def choose(account: Account, wish: Wish, now: datetime) -> None:
    """Keeps the wish; e-mails that wait and are no longer wanted are stopped."""
    before = wish_of(account.id)
    db.session.merge(
        NoticePreferences(
            account_id=account.id,
            muted=sorted(wish.muted),
            quiet_from=wish.quiet.start if wish.quiet else None,
            quiet_to=wish.quiet.end if wish.quiet else None,
            digest_day=wish.digest_day,
            digest_hour=wish.digest_hour,
        )
    )
    _stop_waiting(account, wish.muted - before.muted, now)
    if (before.digest_day, before.digest_hour) != (wish.digest_day, wish.digest_hour):
        plan_digest(account, wish, now)


def mute(account: Account, group: NoticeGroup, now: datetime) -> None:
    """No more e-mails of this group; doing it twice changes nothing."""
    wish = _wish_locked(account)
    choose(account, replace(wish, muted=wish.muted | {group}), now)


def unmute(account: Account, group: NoticeGroup, now: datetime) -> None:
    wish = _wish_locked(account)
    choose(account, replace(wish, muted=wish.muted - {group}), now)


def _wish_locked(account: Account) -> Wish:
    """Two links of one person may be followed at the same moment: neither may forget the other's group."""
    db.session.execute(select(Account.id).where(Account.id == account.id).with_for_update())
    db.session.expire_all()
    return wish_of(account.id)


def plan_digest(account: Account, wish: Wish, now: datetime) -> None:
    """Another day or hour: the next digest comes then, and never twice in one week."""
    profile = account.profile
    if profile is None or profile.digest_due_at is None:
        return  # the sweep plans the first one
    profile.digest_due_at = next_digest(after_last(profile.digest_sent_at, now), wish, account.time_zone)


def _stop_waiting(account: Account, groups: AbstractSet[NoticeGroup], now: datetime) -> None:
    if groups:
        db.session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.account_id == account.id, OutboxMessage.group.in_(groups), *_waits(now))
            .values(stopped_at=now)
        )


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Neither sent nor being sent."""
    is_free = OutboxMessage.leased_until.is_(None) | (OutboxMessage.leased_until <= now)
    return OutboxMessage.sent_at.is_(None), OutboxMessage.stopped_at.is_(None), is_free
