"""Reads of one's own sign-in sessions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.people.models import Account, SignInSession


@dataclass(frozen=True, slots=True)
class Device:
    """Browser and system of a session, as far as they say; both may be empty."""

    browser: str
    system: str


# Order matters: browsers claim to be their forerunners.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> Device:
    """What a person recognises: "Firefox", "Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return Device(browser, system)


def live_sessions(account: Account, now: datetime) -> list[SignInSession]:
    """Sessions that still work, the one used last first."""
    return list(
        db.session.scalars(
            select(SignInSession)
            .where(
                SignInSession.account_id == account.id,
                SignInSession.ended_at.is_(None),
                SignInSession.expires_at > now,
            )
            .order_by(SignInSession.last_seen_at.desc(), SignInSession.id.desc())
        )
    )


def find_own_session(public_id: str, account: Account) -> SignInSession | None:
    return db.session.scalar(
        select(SignInSession).where(SignInSession.public_id == public_id, SignInSession.account_id == account.id)
    )
