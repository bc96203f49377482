"""The small world again and again: built once by the product's own models, put back as rows for every further test."""

from copy import deepcopy
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, insert, literal, select

from tests.world import World
from volunteer_match.database import Base
from volunteer_match.extensions import db

Rows = list[dict[str, Any]]


class WorldRows:
    """Building takes some forty statements through the models; the same rows go in at a tenth of the cost."""

    def __init__(self) -> None:
        self._first: World | None = None
        self._rows: list[tuple[Table, Rows]] = []

    def put(self, now: datetime) -> World:
        """A world as of `now` in the open transaction of an empty database."""
        if self._first is None:
            self._first = World.build(now)
            db.session.flush()
            self._rows = _filled()
        else:
            self._insert(now)
        return deepcopy(self._first).at(now)

    def _insert(self, now: datetime) -> None:
        assert self._first is not None
        then = self._first.now
        for table, rows in self._rows:
            fresh = [{name: now if value == then else value for name, value in row.items()} for row in rows]
            db.session.execute(insert(table), fresh)
        if db.engine.dialect.name == "postgresql":
            _go_on_counting([table for table, _ in self._rows])


def _filled() -> list[tuple[Table, Rows]]:
    found = [
        (table, [dict(row) for row in db.session.execute(select(table)).mappings()])
        for table in Base.metadata.sorted_tables
    ]
    return [(table, rows) for table, rows in found if rows]


def _go_on_counting(tables: list[Table]) -> None:
    """Rows with numbers of their own leave PostgreSQL's counters where they were."""
    db.session.execute(
        select(
            *(
                func.setval(
                    func.pg_get_serial_sequence(literal(table.name), literal("id")),
                    select(func.max(table.c.id)).scalar_subquery(),
                )
                for table in tables
                if "id" in table.c
            )
        )
    )
