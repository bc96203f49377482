"""Reads for the door."""

from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile


def has_seen_guide(account: Account) -> bool:
    """Whether the first-time guide was finished or left."""
    profile = db.session.get(AgentProfile, account.id)
    return profile is not None and profile.guide_ended_at is not None
