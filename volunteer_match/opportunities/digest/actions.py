"""Sends each volunteer their week, once a week at the day and hour of their choice."""

import logging
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.notifications.actions import queue_email
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.preferences.queries import wish_of
from volunteer_match.notifications.preferences.rules import Wish, after_last, next_digest, quiet_end
from volunteer_match.opportunities.digest.queries import digest_of
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.pieces import piece_of

log = logging.getLogger(__name__)
MOST_PLANNED = 500


def send_digests(now: datetime) -> int:
    """Plans the first digest of who has none, and sends what is due; returns how many people that were."""
    done = _plan_first(now)
    for profile in piece_of(_all_due(now)):
        _send(profile, now)
        done += 1
    return done


def _plan_first(now: datetime) -> int:
    profiles = db.session.scalars(
        select(AgentProfile).where(AgentProfile.digest_due_at.is_(None)).limit(MOST_PLANNED)
    ).all()
    for profile in profiles:
        profile.digest_due_at = next_digest(now, wish_of(profile.account_id), profile.account.time_zone)
    db.session.flush()
    return len(profiles)


def _all_due(now: datetime) -> Iterator[AgentProfile]:
    while (profile := _next_due(now)) is not None:
        yield profile


def _next_due(now: datetime) -> AgentProfile | None:
    """Whose digest has been due longest, held until the transaction ends: another worker takes the next one."""
    return db.session.scalar(
        select(AgentProfile)
        .where(AgentProfile.digest_due_at <= now)
        .order_by(AgentProfile.digest_due_at, AgentProfile.account_id)
        .limit(1)
        .with_for_update(key_share=True, skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _send(profile: AgentProfile, now: datetime) -> None:
    """Plans the next one in the transaction that queues this one: neither is kept without the other."""
    account, wish = profile.account, wish_of(profile.account_id)
    profile.digest_due_at = next_digest(after_last(now, now), wish, account.time_zone)
    if _may_be_sent(account, profile, wish):
        try:
            with db.session.begin_nested():
                _queue(account, profile, wish, now)
        except Exception:  # what is wrong with one person's must not keep everybody else's from them
            log.exception("the digest of account %d could not be written", account.id)
    db.session.flush()


def _may_be_sent(account: Account, profile: AgentProfile, wish: Wish) -> bool:
    is_ready = account.is_active and account.email is not None and profile.guide_ended_at is not None
    return is_ready and NoticeGroup.FOR_YOU not in wish.muted


def _queue(account: Account, profile: AgentProfile, wish: Wish, now: datetime) -> None:
    params = digest_of(account, now)
    if params is None:
        return
    assert account.email is not None, "looked at before"
    # The chosen hour is never quiet, but a worker that stood still may be late.
    delay = quiet_end(now, wish.quiet, account.time_zone) - now
    queue_email(account.email, "digest", params, now, account=account, delay=delay, group=NoticeGroup.FOR_YOU)
    profile.digest_sent_at = now
