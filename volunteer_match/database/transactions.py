"""One transaction a request. Whoever will write takes their turn before the first read."""

from sqlalchemy.orm import Session, scoped_session

type_session = Session | scoped_session[Session]


def begin_write(session: type_session) -> None:
    """Starts a writing transaction; anything read before is forgotten, for it may be out of date."""
    session.rollback()
    session.connection(execution_options={"write": True})
