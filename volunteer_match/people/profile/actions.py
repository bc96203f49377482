"""Writes of agent profiles as a whole: making one, limits, interests, warnings before a credential ends."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import Verdict
from volunteer_match.matches.changes import note_change
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile, Credential, Interest
from volunteer_match.people.profile.queries import find_profile, local_today
from volunteer_match.people.profile.rules import SOON, Expiry, expiry_of

BATCH = 200


def ensure_profile(account: Account, now: datetime) -> AgentProfile:
    """The profile of somebody whom a company employs, made if there is none. Raises ValueError for anybody else."""
    if account.company_id is None:
        raise ValueError("only people of a company volunteer")
    profile = find_profile(account.id)
    if profile is None:
        profile = AgentProfile(account_id=account.id, company_id=account.company_id, created_at=now)
        db.session.add(profile)
        db.session.flush()
        note_change("agent", account.id, now)
    return profile


def end_guide(profile: AgentProfile, now: datetime) -> None:
    """It was finished or left; it is not shown by itself again."""
    profile.guide_ended_at = profile.guide_ended_at or now


def set_time_zone(account: Account, zone: str, now: datetime) -> None:
    """The zone that hours are read in and times are shown in. The person has confirmed it."""
    account.time_zone, account.time_zone_confirmed_at = zone, now
    note_change("agent", account.id, now)


def set_limits(profile: AgentProfile, weekly_limit_minutes: int | None, is_adult: bool | None, now: datetime) -> None:
    """`weekly_limit_minutes` None is no limit of one's own."""
    profile.weekly_limit_minutes, profile.is_adult = weekly_limit_minutes, is_adult
    note_change("agent", profile.account_id, now)


def choose_interests(profile: AgentProfile, keys: Iterable[str], now: datetime) -> None:
    """Exactly these: `cause:…`, `kind:…`, `partner:…`."""
    chosen, known = set(keys), {interest.key: interest for interest in profile.interests}
    for key in known.keys() - chosen:
        profile.interests.remove(known[key])
    profile.interests.extend(Interest(agent_id=profile.account_id, key=key) for key in sorted(chosen - known.keys()))
    note_change("agent", profile.account_id, now)


def warn_expiring(now: datetime) -> int:
    """Tells agents, once a credential, that it ends within 30 days; a batch a call. Returns how many were told."""
    waiting = db.session.scalars(
        select(Credential)
        .options(joinedload(Credential.agent).joinedload(AgentProfile.account))
        .where(
            Credential.verdict == Verdict.VERIFIED,
            Credential.expiry_warned_at.is_(None),
            # Wider than the rule: dates are local, and the rule decides.
            Credential.expires_on >= now.date() - timedelta(days=1),
            Credential.expires_on <= now.date() + SOON + timedelta(days=1),
        )
        .order_by(Credential.expires_on, Credential.id)
        .limit(BATCH)
    ).all()
    due = [c for c in waiting if expiry_of(c.expires_on, local_today(c.agent.account, now)) is Expiry.SOON]
    for credential in due:
        _warn(credential, now)
    return len(due)


def _warn(credential: Credential, now: datetime) -> None:
    assert credential.expires_on is not None
    params = {"credential": credential.kind, "date": credential.expires_on.isoformat()}
    notify(credential.agent.account, NoticeKind.CREDENTIAL_EXPIRING, params, "/profile/credentials", now)
    credential.expiry_warned_at = now
