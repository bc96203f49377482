"""One transaction a request. Whoever will write takes their turn before the first read."""

from typing import Any

from sqlalchemy.orm import Session, scoped_session

AnySession = Session | scoped_session[Any]


def begin_write(session: AnySession) -> None:
    """Starts a writing transaction; anything read before is forgotten, for it may be out of date."""
    session.rollback()
    session.connection(execution_options={"write": True})
