"""SQLite: one statement of joins, driven from the rarest requirement.

Every table of entries is kept without row numbers in the order (name, agent), so the list of a skill is one stretch
that holds its levels, and joins go through two or three such stretches side by side. The order of joins is given
(CROSS JOIN), rarest first by exact counts: better than what the planner finds from the statistics of ANALYZE.
"""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

import numpy as np

from benchmarks.rivals.columns import agent_columns, last_day, tags_of
from benchmarks.rivals.question import Question, names_of, question_of
from benchmarks.rivals.slots import MOST_AFTER, SLOTS, free_slots, offsets, runs
from benchmarks.rivals.sqlite_statement import Required, statement
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.tables import AgentTable, Ints


class SqliteJoins:
    """All agents of a table in a database in memory."""

    def __init__(self, table: AgentTable, now: datetime, last: datetime) -> None:
        self.now = now
        self.tags = tags_of(table.languages)
        self.names = names_of(table, self.tags.tags)
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.execute("PRAGMA page_size = 8192")
        self._fill(table, offsets(table.zones, now, last))
        self.db.execute("ANALYZE")
        self.skill_counts = _counts(table.skills.name, table.skills.level, len(table.skills.names), 5)
        self.tag_counts = _counts(self.tags.tag, self.tags.level, len(self.tags.tags), 8)

    def _fill(self, table: AgentTable, offset: Ints) -> None:
        skills, tags, held, interests = table.skills, self.tags, table.credentials, table.interests
        self._table(
            "agent_skills", "skill, agent", {"skill": skills.name, "agent": skills.agent, "level": skills.level}
        )
        self._table(
            "agent_languages",
            "tag, agent",
            {"tag": tags.tag, "agent": tags.agent, "level": tags.level, "verified": tags.verified},
        )
        self._table(
            "agent_credentials", "kind, agent", {"kind": held.name, "agent": held.agent, "last_day": last_day(held)}
        )
        self._table("agent_interests", "agent, interest", {"agent": interests.agent, "interest": interests.name})
        week_free = self._fill_slots(table, offset)
        self._table("agents", "id", agent_columns(table, offset, week_free), end="")

    def _fill_slots(self, table: AgentTable, offset: Ints) -> Ints:
        """Written as they come, agent by agent. Returns how many slots of a week each agent is free."""
        self.db.execute(
            "CREATE TABLE agent_slots (agent INTEGER, slot INTEGER, before INTEGER, after INTEGER,"
            " PRIMARY KEY (agent, slot)) WITHOUT ROWID"
        )
        counts, self.slot_counts = [], np.zeros((SLOTS, MOST_AFTER + 1), dtype=np.int64)
        for first, free in free_slots(table, offset):
            before, after = runs(free)
            agent, slot = np.nonzero(before | after)
            self._insert("agent_slots", (agent + first, slot, before[agent, slot], after[agent, slot]))
            self.slot_counts += _counts(slot, after[agent, slot].astype(np.int64), SLOTS, MOST_AFTER + 1)
            counts.append(free.sum(axis=1, dtype=np.int64))
        self.db.execute("CREATE INDEX agents_of_slot ON agent_slots (slot, agent, after, before)")
        return np.concatenate(counts)

    def _table(self, name: str, key: str, columns: dict[str, Ints], end: str = "WITHOUT ROWID") -> None:
        defined = ", ".join(f"{column} INTEGER" for column in columns)
        self.db.execute(f"CREATE TABLE {name} ({defined}, PRIMARY KEY ({key})) {end}")
        order = np.lexsort([columns[column] for column in reversed(key.split(", "))])
        self._insert(name, tuple(column[order] for column in columns.values()))

    def _insert(self, name: str, columns: Iterable[Any]) -> None:
        rows = zip(*(column.tolist() for column in columns), strict=True)
        first = next(rows, None)
        if first is None:
            return
        self.db.execute("BEGIN")
        self.db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(first))})", chain([first], rows))
        self.db.execute("COMMIT")

    def prepared(self, opportunity: OpportunityFacts) -> str | None:
        question = question_of(opportunity, self.names, self.now)
        return None if question is None else statement(question, self._required(question))

    def ask(self, statement: str) -> list[tuple[int, ...]]:
        return self.db.execute(statement).fetchall()

    def _required(self, question: Question) -> list[Required]:
        """What every answer has, rarest first; of several sessions none is required."""
        required = []
        for place, (name, level) in enumerate(question.skills):
            conditions = f"skill = {name}", f"level >= {level}"
            required.append((self.skill_counts[name, level:], Required(f"r{place}", "agent_skills", conditions)))
        for place, (name, level, verified) in enumerate(question.languages):
            conditions = f"tag = {name}", f"{'verified' if verified else 'level'} >= {level}"
            required.append((self.tag_counts[name, level:], Required(f"l{place}", "agent_languages", conditions)))
        if len(question.series) == 1:
            slot, length = question.series[0].slot, question.series[0].length
            conditions = f"slot = {slot}", f"after >= {length}"
            required.append((self.slot_counts[slot, length:], Required("t0", "agent_slots", conditions)))
        return [one for _, one in sorted(required, key=lambda pair: int(pair[0].sum()))]


def _counts(name: Ints, level: Ints, names: int, levels: int) -> Ints:
    """How many agents have each name at each level."""
    return np.bincount(name * levels + level, minlength=names * levels).reshape(names, levels)
