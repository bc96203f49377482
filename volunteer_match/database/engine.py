"""What a connection needs before its first statement.

SQLite: the driver's own transaction handling is switched off, BEGIN is emitted here, and a connection that carries
`write=True` begins IMMEDIATE. A transaction that reads first and writes later can't be upgraded while another
writer is at work ("database is locked", at once, whatever busy_timeout says), so writers take their turn before
they read.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event

BUSY_TIMEOUT_MS = 10_000


def prepare_engine(engine: Engine, *, synchronous: str = "FULL") -> None:
    """Hooks `engine` so that its transactions behave; does nothing for PostgreSQL, which needs nothing."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        # FULL: what was promised to a person must survive a power cut.
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            f"synchronous={synchronous}",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
