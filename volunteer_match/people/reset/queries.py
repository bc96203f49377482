"""Reads of one-time links."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.people.models import AccountLink
from volunteer_match.people.sign_in.queries import hash_token

PASSWORD_RESET = "password-reset"  # noqa: S105 - the purpose of a link
EMAIL_CHANGE = "email-change"


def find_link(token: str, purpose: str, now: datetime) -> AccountLink | None:
    """The link, if it still works: not used, not expired, and its account is active."""
    link = db.session.scalar(
        select(AccountLink)
        .options(joinedload(AccountLink.account))
        .where(
            AccountLink.token_hash == hash_token(token),
            AccountLink.purpose == purpose,
            AccountLink.used_at.is_(None),
            AccountLink.expires_at > now,
        )
    )
    return link if link and link.account.is_active else None
