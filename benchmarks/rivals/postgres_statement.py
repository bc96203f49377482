"""The one statement that PostgreSQL is asked: the GIN index for skills and languages, the row for the rest."""

from collections.abc import Sequence

from benchmarks.rivals.codes import gate_codes, hour_code, language_worths, skill_worths
from benchmarks.rivals.question import Flexible, Question, Series
from benchmarks.rivals.score import scored
from benchmarks.rivals.slots import SLOTS

_FENCE = "OFFSET 0"


def statement(question: Question) -> str:
    """Gates stand cheapest first: PostgreSQL tries conditions of equal cost as they are written."""
    gates = [f"codes @> {_array(gate_codes(question))}", "is_open = 1"]
    if len(question.series) == 1:
        only = question.series[0]
        gates.insert(1, f"hours @> {_array([hour_code(only.slot, only.length)])}")
    if question.minimum_age:
        gates.append(f"age >= {question.minimum_age}")
    for kind in question.credentials:
        day = question.flexible.day if question.flexible else min(day for one in question.series for day in one.days)
        gates.append(f"kind_{kind} >= {day}")
    columns = _hours(gates, question.flexible) if question.flexible else _sessions(gates, question)
    columns += [
        f"{_contained('codes', skill_worths(question))} AS skill_halves",
        f"{_contained('codes', language_worths(question))} AS language_halves",
        f"{_contained('interests', sorted(question.interests))} AS shared",
    ]
    chosen = ", ".join(["id", "last_asked", "nines", "tens", "earned", "owed", *columns])
    return scored(question, f"SELECT {chosen} FROM agents WHERE {' AND '.join(gates)}", _FENCE)


def _array(values: Sequence[int]) -> str:
    return f"'{{{','.join(map(str, values))}}}'::int[]"


def _contained(column: str, values: Sequence[int]) -> str:
    """How many of these values the array has."""
    return f"icount({column} & {_array(sorted(values))})" if values else "0"


def _hours(gates: list[str], flexible: Flexible) -> list[str]:
    """Whole weeks by a column; of the week that is begun the bits are counted."""
    bits = "".join("1" if slot in flexible.slots else "0" for slot in range(SLOTS))
    free, needed = f"{flexible.weeks} * week_free", flexible.needed
    if flexible.slots:
        free += f" + bit_count(free & B'{bits}')"
    gates += [f"{flexible.touched} * weekly_limit >= {30 * needed}", f"{free} >= {needed}"]
    return [f"least({2 * needed}, {free}) AS free"]


def _sessions(gates: list[str], question: Question) -> list[str]:
    doable, spare, by_day = [], [], []
    for one in question.series:
        held = _held(question, one)
        run = f"get_byte(runs, {one.slot})"
        free = f"({run} % 16 >= {one.length} AND weekly_limit >= {30 * one.length})::int"
        doable.append(f"{free} * ({held})")
        spare.append(f"{len(one.days)} * least(4, {run} / 16 + least(4, get_byte(runs, {one.end}) % 16))")
        start = f"(({30 * one.slot} + utc_offset + 1440) % 1440)"
        by_day.append(f"{doable[-1]} * ({start} BETWEEN 420 AND {1320 - 30 * one.length})::int")
    gates.append(f"{' + '.join(doable)} > 0")
    return [
        f"{' + '.join(doable)} AS doable",
        f"{' + '.join(spare)} AS spare",
        f"{' + '.join(by_day)} AS by_day",
    ]


def _held(question: Question, one: Series) -> str:
    """In how many of these sessions all credentials hold."""
    if not question.credentials:
        return str(len(one.days))
    last = f"least({', '.join(f'kind_{kind}' for kind in question.credentials)})"
    return " + ".join(f"({last} >= {day})::int" for day in one.days)
