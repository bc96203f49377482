"""Whom the link of an e-mail stands for."""

from typing import NamedTuple

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.unsubscribing.rules import read_token
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings


class Subscription(NamedTuple):
    account: Account
    group: NoticeGroup


def find_subscription(token: str) -> Subscription | None:
    """None for a forged link, and for an account that was deleted."""
    read = read_token(settings().secret_key, token)
    if read is None:
        return None
    account = db.session.scalar(select(Account).where(Account.public_id == read[0], Account.deleted_at.is_(None)))
    return Subscription(account, read[1]) if account else None
