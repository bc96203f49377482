"""The link in an e-mail by which a member of a partner confirms hours without signing in.

The address carries the link's id under a signature with a date, so that it can't be guessed, changed or used for ever;
the row says whose it is, which entries it is about, and whether it was used.
"""

from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select, update

from volunteer_match.extensions import db
from volunteer_match.hours.models import HourEntry, HourLink
from volunteer_match.people.models import Account

LIFETIME = timedelta(days=14)
"""As long as hours wait before they are shown as not answered."""


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="hours-confirmation")


def make_link(account: Account, entries: list[HourEntry], now: datetime) -> str:
    """A link for this person and these entries as they are; returns its token."""
    link = HourLink(
        account_id=account.id,
        partner_id=entries[0].partner_id,
        entries=[[entry.public_id, entry.minutes] for entry in entries],
        created_at=now,
        expires_at=now + LIFETIME,
    )
    db.session.add(link)
    db.session.flush()
    token = _signer().dumps(link.public_id)
    return token if isinstance(token, str) else token.decode()


def find_link(token: str) -> HourLink | None:
    """The link behind a token, whether or not it still works; None where the signature is not ours."""
    try:
        public_id = _signer().loads(token)
    except BadSignature:
        return None
    return db.session.scalar(select(HourLink).where(HourLink.public_id == public_id))


def is_open(link: HourLink, now: datetime) -> bool:
    """Whether it can still be used: not used, not too old, and its member still acts for the partner."""
    membership = link.account.membership
    is_member = link.account.is_active and membership is not None and membership.partner_id == link.partner_id
    return link.used_at is None and now < link.expires_at and is_member


def use_link(link: HourLink, now: datetime) -> bool:
    """Uses it up; False where another request did so a moment ago."""
    used = db.session.execute(
        update(HourLink).where(HourLink.id == link.id, HourLink.used_at.is_(None)).values(used_at=now)
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]
