"""Reads of sign-in sessions."""

import hashlib
from datetime import datetime, timedelta

from flask_login import UserMixin
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from volunteer_match.database.transactions import take_turn_for
from volunteer_match.extensions import db
from volunteer_match.people.models import Account, Attempt, SignInSession


def hash_token(token: str) -> str:
    """What is kept of a secret in a cookie or link. Tokens are random and long, so a plain SHA-256 suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login is untyped
    """The account behind a request, together with the session it came by. Attributes are the account's."""

    def __init__(self, sign_in_session: SignInSession, token: str) -> None:
        self.account: Account = sign_in_session.account
        self.session = sign_in_session
        self._token = token

    def get_id(self) -> str:
        return self._token

    def __getattr__(self, name: str) -> object:
        return getattr(self.__dict__["account"], name)


def find_signed_in(token: str, now: datetime) -> SignedIn | None:
    """Who the token in the cookie stands for, unless the session ended or the account is not active."""
    session = db.session.scalar(
        select(SignInSession)
        .options(joinedload(SignInSession.account).joinedload(Account.company))
        .where(
            SignInSession.token_hash == hash_token(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
        )
    )
    return SignedIn(session, token) if session and session.account.is_active else None


def find_account_by_email(email: str) -> Account | None:
    return db.session.scalar(
        select(Account).where(Account.email == email.strip().lower(), Account.deleted_at.is_(None))
    )


def count_attempts(kind: str, key: str, now: datetime, within: timedelta) -> int:
    """How often `kind` happened for `key` in the time before `now`."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Attempt)
            .where(Attempt.kind == kind, Attempt.key_hash == hash_token(key), Attempt.at > now - within)
        )
        or 0
    )


def count_attempts_in_turn(kind: str, key: str, now: datetime, within: timedelta) -> int:
    """The same, and nobody else counts or adds to these until this writing transaction ends: a limit judged by it is
    exact, however many guesses are sent at once.
    """
    take_turn_for(db.session, f"{kind}:{hash_token(key)}")
    return count_attempts(kind, key, now, within)


def find_last_use(account_id: int) -> datetime | None:
    """When a session of the account was last used, to five minutes; None where none is kept."""
    return db.session.scalar(select(func.max(SignInSession.last_seen_at)).where(SignInSession.account_id == account_id))
