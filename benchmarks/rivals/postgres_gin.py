"""PostgreSQL: one wide row an agent, a GIN index over an array of codes, hours as bytes and bits.

The index finds who has all required skills and languages and is free in the only session (`codes.py`). Everything else
is read from the row: `runs` has a byte for each slot of the week with how long the free time is before it (× 16) and
after it, `free` a bit for each free slot. Credentials are columns with their last day, interests an array.
"""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
import psycopg

from benchmarks.rivals.codes import codes_of, hour_codes
from benchmarks.rivals.columns import agent_columns, last_day, tags_of
from benchmarks.rivals.postgres_statement import statement
from benchmarks.rivals.question import names_of, question_of
from benchmarks.rivals.slots import SLOTS, free_slots, offsets, runs
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.tables import NONE, AgentTable, Ints

_SETTINGS = ("work_mem = '256MB'", "maintenance_work_mem = '1GB'", "jit = off", "random_page_cost = 1.0")
_BIG = ("nines", "tens", "last_asked", "earned", "owed")


class PostgresGin:
    """All agents of a table in the database at an address; `close()` ends the connection."""

    def __init__(self, table: AgentTable, now: datetime, last: datetime, url: str) -> None:
        self.now = now
        self.tags = tags_of(table.languages)
        self.names = names_of(table, self.tags.tags)
        self.db = psycopg.connect(url, autocommit=True)
        for setting in _SETTINGS:
            self.db.execute(f"SET {setting}")
        self._fill(table, offsets(table.zones, now, last))

    @staticmethod
    def give_memory(url: str) -> None:
        """Lets the cluster, once it is started anew, hold all agents in shared memory."""
        with psycopg.connect(url, autocommit=True) as db:
            db.execute("ALTER SYSTEM SET shared_buffers = '2GB'")

    def close(self) -> None:
        self.db.close()

    def _fill(self, table: AgentTable, offset: Ints) -> None:
        kinds = [f"kind_{number}" for number in range(len(table.credentials.names))]
        numbers = list(agent_columns(table, offset, np.zeros(len(table.ids), dtype=np.int64)))
        defined = [f"{name} {'bigint' if name in _BIG else 'int'}" for name in (*numbers, *kinds)]
        defined += ["codes int[]", "interests int[]", "runs bytea", f"free bit({SLOTS})", "hours int[]"]
        self.db.execute("CREATE EXTENSION IF NOT EXISTS intarray")
        self.db.execute(f"CREATE UNLOGGED TABLE agents ({', '.join(defined)})")
        self.db.execute("ALTER TABLE agents ALTER codes SET STATISTICS 1000, ALTER runs SET STORAGE PLAIN")
        with self.db.cursor().copy("COPY agents FROM STDIN") as copy:
            for line in self._lines(table, offset):
                copy.write(line)
        arrays = "codes gin__int_ops, hours gin__int_ops"
        self.db.execute(f"CREATE INDEX ON agents USING gin ({arrays}) WITH (fastupdate = off)")
        self.db.execute("VACUUM (ANALYZE) agents")
        self.db.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        self.db.execute("SELECT pg_prewarm(oid::regclass) FROM pg_class WHERE relname LIKE 'agents%'")

    def _lines(self, table: AgentTable, offset: Ints) -> Iterator[str]:
        count = len(table.ids)
        codes = codes_of(table.skills, self.tags, count)
        chosen = _grouped(table.interests.agent, table.interests.name, count)
        days = np.full((count, len(table.credentials.names)), NONE, dtype=np.int64)
        days[table.credentials.agent, table.credentials.name] = last_day(table.credentials)
        for first, free in free_slots(table, offset):
            week_free = np.zeros(count, dtype=np.int64)
            week_free[first : first + len(free)] = free.sum(axis=1)
            columns = [*agent_columns(table, offset, week_free).values(), *days.T]
            numbers = np.stack([column[first : first + len(free)] for column in columns], axis=1).tolist()
            before, after = runs(free)
            lengths = hour_codes(after)
            for row, run, bits in zip(numbers, before * 16 + after, free + ord("0"), strict=True):
                arrays = (_array(part) for part in (next(codes), next(chosen)))
                hours = f"\\\\x{run.tobytes().hex()}", bits.tobytes().decode(), _array(next(lengths))
                yield "\t".join([*map(str, row), *arrays, *hours]) + "\n"

    def prepared(self, opportunity: OpportunityFacts) -> str | None:
        question = question_of(opportunity, self.names, self.now)
        return None if question is None else statement(question)

    def ask(self, statement: str) -> list[tuple[int, ...]]:
        return self.db.execute(statement).fetchall()


def _grouped(agent: Ints, name: Ints, count: int) -> Iterator[list[int]]:
    """The names of each agent in turn; both arrays are sorted by agent, then by name."""
    ends = np.searchsorted(agent, np.arange(count + 1))
    for position in range(count):
        yield name[ends[position] : ends[position + 1]].tolist()


def _array(values: list[int]) -> str:
    return f"{{{','.join(map(str, values))}}}"
