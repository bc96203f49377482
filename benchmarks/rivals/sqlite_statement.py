"""The one statement that SQLite is asked: joins through what is required, then what adds to the fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.rivals.question import Flexible, Question, Series
from benchmarks.rivals.score import scored

_FENCE = "LIMIT -1 OFFSET 0"


@dataclass(frozen=True, slots=True)
class Required:
    """A required skill, language or hour as a table to join."""

    alias: str
    table: str
    conditions: tuple[str, ...]


class _Parts:
    """Tables that must have a row (in the order of joining), tables that may, conditions and columns."""

    def __init__(self) -> None:
        self.needed: list[str] = []
        self.wished: list[str] = []
        self.gates: list[str] = []
        self.columns = ["a.id", "a.last_asked", "a.nines", "a.tens", "a.earned", "a.owed"]
        self.agent = "a.id"

    def need(self, alias: str, table: str, *conditions: str) -> None:
        """Joins a table by its agent; the first one that is needed drives."""
        if self.needed:
            self.gates.append(f"{alias}.agent = {self.agent}")
        else:
            self.agent = f"{alias}.agent"
        self.needed.append(f"{table} {alias}")
        self.gates += [f"{alias}.{condition}" for condition in conditions]

    def wish(self, alias: str, table: str, condition: str) -> None:
        self.wished.append(f"LEFT JOIN {table} {alias} ON {alias}.agent = {self.agent} AND {alias}.{condition}")

    def text(self) -> str:
        agents = ["agents a"]
        if self.needed:
            self.gates.append(f"a.id = {self.agent}")
        tables = " CROSS JOIN ".join([*self.needed, *agents])
        where = " AND ".join(self.gates)
        return f"SELECT {', '.join(self.columns)} FROM {tables} {' '.join(self.wished)} WHERE {where}"


def statement(question: Question, required: list[Required]) -> str:
    parts = _Parts()
    for one in required:
        parts.need(one.alias, one.table, *one.conditions)
    for place, kind in enumerate(question.credentials):
        days = question.flexible.day if question.flexible else min(day for one in question.series for day in one.days)
        parts.need(f"c{place}", "agent_credentials", f"kind = {kind}", f"last_day >= {days}")
    parts.gates.append("a.is_open = 1")
    if question.minimum_age:
        parts.gates.append(f"a.age >= {question.minimum_age}")
    if question.flexible:
        _hours(parts, question.flexible)
    else:
        _sessions(parts, question)
    _skills(parts, question)
    _languages(parts, question)
    interests = ", ".join(str(name) for name in question.interests)
    parts.columns.append(
        f"(SELECT count(*) FROM agent_interests i WHERE i.agent = {parts.agent} AND i.interest IN ({interests}))"
        " AS shared"
    )
    return scored(question, parts.text(), _FENCE)


def _skills(parts: _Parts, question: Question) -> None:
    halves = [f"min(2, r{place}.level - {level})" for place, (_, level) in enumerate(question.skills)]
    for place, (name, level) in enumerate(question.liked_skills):
        parts.wish(f"p{place}", "agent_skills", f"skill = {name}")
        halves.append(_preferred(f"p{place}", level))
    parts.columns.append(f"{' + '.join(halves) or 0} AS skill_halves")


def _languages(parts: _Parts, question: Question) -> None:
    """A verified level counts one step more."""
    halves = [
        f"min(2, max(l{place}.level, l{place}.verified + 1) - {level})"
        for place, (_, level, _) in enumerate(question.languages)
    ]
    for place, (name, level) in enumerate(question.liked_languages):
        parts.wish(f"q{place}", "agent_languages", f"tag = {name}")
        halves.append(_preferred(f"q{place}", level))
    parts.columns.append(f"{' + '.join(halves) or 0} AS language_halves")


def _preferred(alias: str, level: int) -> str:
    return f"CASE WHEN {alias}.level >= {level} THEN 2 WHEN {alias}.level IS NOT NULL THEN 1 ELSE 0 END"


def _hours(parts: _Parts, flexible: Flexible) -> None:
    """Whole weeks by a column; the slots of the week that is begun are counted."""
    free = f"{flexible.weeks} * a.week_free"
    ranges = [f"f.slot BETWEEN {first} AND {last}" for first, last in _ranges(flexible.slots)]
    if ranges:
        counted = f"SELECT count(*) FROM agent_slots f WHERE f.agent = {parts.agent} AND f.after > 0 AND"
        free += "".join(f" + ({counted} {one})" for one in ranges)
    enough = 2 * flexible.needed
    whole = f"CASE WHEN {flexible.weeks} * a.week_free >= {enough} THEN {enough} ELSE min({enough}, {free}) END"
    parts.columns.append(f"{whole} AS free")
    parts.gates += [
        f"{flexible.touched} * a.weekly_limit >= {30 * flexible.needed}",
        f"({flexible.weeks} * a.week_free >= {flexible.needed} OR {free} >= {flexible.needed})",
    ]


def _ranges(slots: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Stretches of slots that follow each other; a week's end parts them."""
    if not slots:
        return
    if slots[-1] >= slots[0]:
        yield slots[0], slots[-1]
    else:
        yield slots[0], slots[slots.index(0) - 1]
        yield 0, slots[-1]


def _sessions(parts: _Parts, question: Question) -> None:
    doable, spare, by_day = [], [], []
    for place, one in enumerate(question.series):
        held = _held(question, one)
        free = f"t{place}.after >= {one.length} AND a.weekly_limit >= {30 * one.length}"
        if len(question.series) == 1:
            after = f"min(4, t{place}.after - {one.length})"
        else:
            parts.wish(f"t{place}", "agent_slots", f"slot = {one.slot}")
            parts.wish(f"e{place}", "agent_slots", f"slot = {one.end}")
            after = f"coalesce(min(4, e{place}.after), 0)"
        doable.append(f"coalesce({free}, 0) * ({held})")
        spare.append(f"{len(one.days)} * min(4, coalesce(t{place}.before, 0) + {after})")
        start = f"({30 * one.slot} + a.utc_offset + 1440) % 1440"
        by_day.append(f"{doable[-1]} * ({start} BETWEEN 420 AND {1320 - 30 * one.length})")
    parts.gates.append(f"{' + '.join(doable)} > 0")
    parts.columns += [
        f"{' + '.join(doable)} AS doable",
        f"{' + '.join(spare)} AS spare",
        f"{' + '.join(by_day)} AS by_day",
    ]


def _held(question: Question, one: Series) -> str:
    """In how many of these sessions all credentials hold."""
    if not question.credentials:
        return str(len(one.days))
    lasts = [f"c{place}.last_day" for place in range(len(question.credentials))]
    last = lasts[0] if len(lasts) == 1 else f"min({', '.join(lasts)})"
    return " + ".join(f"({last} >= {day})" for day in one.days)
