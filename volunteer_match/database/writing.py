"""Writing a row unless it is there, and writing very many."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

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


def add_to_row(
    session: AnySession, table: type[Base], keys: Mapping[str, Any], amounts: Mapping[str, int], **first: Any
) -> None:
    """Adds to the numbers of the row with these values of its primary key, or begins it with them, and with `first`.

    What others add at the same time is not lost: whoever adds waits for who has added and not committed yet.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    columns = table.__table__.columns
    statement = insert(table).values(**keys, **amounts, **first)
    added = {name: columns[name] + statement.excluded[name] for name in amounts}
    session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=added))


def insert_columns(session: AnySession, table: type[Base], columns: Mapping[str, Iterable[Any]]) -> None:
    """Inserts thousands of rows, given by column; one that is the same in all rows may be `itertools.repeat`.

    Several times as quick as `insert` with a dict for each row: by COPY on PostgreSQL. Defaults of Python are not
    filled in, so every column is given but the row number.
    """
    connection = session.connection()
    rows = zip(*(_as_stored(connection, table, name, column) for name, column in columns.items()), strict=False)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, columns, rows)
    elif kept := list(rows):
        into, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {table.__tablename__} ({into}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.exec_driver_sql(statement, kept)


def _as_stored(connection: Connection, table: type[Base], name: str, column: Iterable[Any]) -> Iterable[Any]:
    """The values of a column as the driver takes them."""
    write = _writer(connection.dialect, table.__table__.columns[name].type)
    return map(write, column) if write else column


@lru_cache(maxsize=32)
def _writer(dialect: Dialect, kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """What makes of a value what the driver takes; None: nothing is to be done. It remembers some thousand values."""
    write = kind.dialect_impl(dialect).bind_processor(dialect)
    return lru_cache(maxsize=10_000, typed=True)(write) if write else None


def _copy(connection: Connection, table: type[Base], names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.__tablename__), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver = connection.connection.driver_connection
    assert driver is not None
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
