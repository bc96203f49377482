"""Tells people what became of an entry or a challenge. No words of anybody: those stand on the page."""

from datetime import datetime

from volunteer_match.challenges.models import Challenge, Entry, Participation
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind


def tell_agent(entry: Entry, kind: NoticeKind, now: datetime) -> None:
    """Whoever logged it; the page has the coordinator's words."""
    notify(entry.agent.account, kind, {"title": entry.challenge.title}, f"/challenge-entries/{entry.public_id}", now)


def tell_end(challenge: Challenge, participation: Participation, now: datetime) -> None:
    path = f"/challenges/{challenge.public_id}"
    notify(participation.agent.account, NoticeKind.CHALLENGE_ENDED, {"title": challenge.title}, path, now)
