"""The way into a session, for those who may have it: who may is for the caller."""

import hmac
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from volunteer_match.glossary import Meeting
from volunteer_match.opportunities.meeting.rules import Door, Opening, opening
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.web.application import settings

ROOM_LENGTH = 26
"""Letters and digits of base 32: 130 bits that nobody guesses."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """`url` only while the door is open."""

    opening: Opening
    url: str | None


def room_of(session: OpportunitySession) -> str:
    """The name of a session's room. Worked out, not kept: a copy of the database opens no room."""
    key = settings().secret_key.encode()
    digest = hmac.new(key, f"meeting-room:{session.public_id}".encode(), sha256).digest()
    return b32encode(digest).decode().lower()[:ROOM_LENGTH]


def _link_of(session: OpportunitySession) -> str:
    if session.opportunity.meeting is Meeting.OWN:
        return session.opportunity.meeting_url
    return settings().meeting_pattern.replace("{room}", room_of(session))


def find_entrance(session: OpportunitySession, now: datetime) -> Entrance | None:
    """None where the need has no link, or the session no time, or is cancelled."""
    is_off = session.opportunity.meeting is Meeting.DESCRIBED or session.cancelled_at is not None
    if is_off or session.starts_at is None or session.ends_at is None:
        return None
    found = opening(session.starts_at, session.ends_at, now)
    return Entrance(found, _link_of(session) if found.door is Door.OPEN else None)


def entrances_of(opportunity: Opportunity, now: datetime) -> dict[int, Entrance]:
    """By session, for its partner: the ways that are open, and the next that opens."""
    found = [(row, way) for row in opportunity.sessions if (way := find_entrance(row, now)) is not None]
    open_now = {row.id: way for row, way in found if way.opening.door is Door.OPEN}
    coming = [(way.opening.opens_at, row.id, way) for row, way in found if way.opening.door is Door.CLOSED]
    return open_now | {number: way for _, number, way in sorted(coming, key=lambda one: one[:2])[:1]}
