"""Writing a row unless it is there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from volunteer_match.database.base import Base
from volunteer_match.database.transactions import AnySession


def insert_unless_there(session: AnySession, table: type[Base], unique: Sequence[str], **values: Any) -> bool:
    """Inserts a row unless one has the same values in the columns `unique` (which a constraint of the table names);
    returns whether it did. On PostgreSQL it waits for a transaction that is inserting the same one.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    columns = table.__table__.columns
    statement = insert(table).values(**values).on_conflict_do_nothing(index_elements=list(unique))
    return session.execute(statement.returning(columns[unique[0]])).first() is not None
