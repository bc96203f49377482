"""Signing in and out."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import update

from volunteer_match.extensions import db
from volunteer_match.people.models import Account, Attempt, SignInSession
from volunteer_match.people.sign_in.queries import SignedIn, count_attempts, count_attempts_in_turn, hash_token

SESSION_LIFETIME = timedelta(days=14)
ATTEMPT_WINDOW = timedelta(minutes=15)
MAX_FAILURES_PER_ACCOUNT = 10
MAX_FAILURES_PER_ADDRESS = 100
SEEN_EVERY = timedelta(minutes=5)


def is_limited(email: str, address: str, now: datetime, *, in_turn: bool = False) -> bool:
    """Whether this account or this network address failed too often lately. Successes are never counted.

    `in_turn`, in a writing transaction: nobody else fails for either before it ends.
    """
    count = count_attempts_in_turn if in_turn else count_attempts
    return (
        count("sign-in:account", email.strip().lower(), now, ATTEMPT_WINDOW) >= MAX_FAILURES_PER_ACCOUNT
        or count("sign-in:address", address, now, ATTEMPT_WINDOW) >= MAX_FAILURES_PER_ADDRESS
    )


def record_attempt(kind: str, key: str, now: datetime) -> None:
    """Counts one attempt; keys are kept as hashes only."""
    db.session.add(Attempt(kind=kind, key_hash=hash_token(key), at=now))


def record_failure(email: str, address: str, now: datetime) -> None:
    """Counts a failed sign-in for the account and for the network address."""
    record_attempt("sign-in:account", email.strip().lower(), now)
    record_attempt("sign-in:address", address, now)


def start_session(account: Account, user_agent: str, now: datetime) -> SignedIn:
    """A new session row; the token leaves only in the cookie."""
    token = secrets.token_urlsafe(32)
    session = SignInSession(
        token_hash=hash_token(token),
        account=account,
        user_agent=user_agent[:200],
        created_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LIFETIME,
    )
    db.session.add(session)
    db.session.flush()
    return SignedIn(session, token)


def end_session(session: SignInSession, now: datetime) -> None:
    """Kills one session: its cookie is worth nothing from now on."""
    session.ended_at = session.ended_at or now


def end_all_sessions(account: Account, now: datetime, *, but: SignInSession | None = None) -> None:
    """Kills every session of the account, except `but`."""
    statement = update(SignInSession).where(SignInSession.account_id == account.id, SignInSession.ended_at.is_(None))
    if but is not None:
        statement = statement.where(SignInSession.id != but.id)
    db.session.execute(statement.values(ended_at=now))


def note_seen(session_id: int, now: datetime) -> None:
    """Notes that a session was used, in a transaction of its own, so that pages that only read stay readers."""
    with db.engine.connect().execution_options(write=True) as connection, connection.begin():
        connection.execute(
            update(SignInSession)
            .where(SignInSession.id == session_id, SignInSession.last_seen_at < now)
            .values(last_seen_at=now)
        )
