"""One transaction a request. Whoever will write takes their turn before the first read."""

import hashlib
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

AnySession = Session | scoped_session[Any]
ONE_PERSON = 7_316
"""Sets the turns of people apart from other advisory locks of this database; any number."""


def begin_write(session: AnySession) -> None:
    """Starts a writing transaction; anything read before is forgotten, for it may be out of date."""
    session.rollback()
    session.connection(execution_options={"write": True})


def take_turn(session: AnySession, account_id: int) -> None:
    """Waits until no other writing transaction of this person is under way: a form that was sent twice at once finds
    what the first one did. Taken before all other locks. On SQLite everybody who writes takes turns anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(ONE_PERSON, account_id % 2**31)))
        session.expire_all()


def take_turn_for(session: AnySession, subject: str) -> None:
    """Waits until no other writing transaction that named the same `subject` is under way, so that what is counted
    next stays true until this one ends. On SQLite everybody who writes takes turns anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(number)))
