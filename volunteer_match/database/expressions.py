"""Expressions that the databases spell differently."""

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

FIRST_DAY = 719_163
"""1970-01-01 as an ordinal."""


class this_transaction(FunctionElement[int]):  # noqa: N801 - reads as the function that it is
    """The number of the transaction that writes; 0 on SQLite."""

    type = BigInteger()
    inherit_cache = True
    name = "this_transaction"


class microseconds_of(FunctionElement[int]):  # noqa: N801
    """An instant as microseconds since 1970."""

    type = BigInteger()
    inherit_cache = True
    name = "microseconds_of"


class day_of(FunctionElement[int]):  # noqa: N801
    """A date, or the date of an instant in UTC, as `date.toordinal()`."""

    type = BigInteger()
    inherit_cache = True
    name = "day_of"


@compiles(this_transaction, "postgresql")
def _number(_element: Any, _compiler: SQLCompiler, **_options: Any) -> str:
    return "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"


@compiles(this_transaction, "sqlite")
def _no_number(_element: Any, _compiler: SQLCompiler, **_options: Any) -> str:
    return "0"


@compiles(microseconds_of, "postgresql")
def _microseconds(element: microseconds_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(extract(epoch FROM {compiler.process(element.clauses, **options)}) * 1000000 AS bigint)"


@compiles(microseconds_of, "sqlite")
def _microseconds_of_text(element: microseconds_of, compiler: SQLCompiler, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"(unixepoch({moment}) * 1000000 + CAST(substr({moment}, 21, 6) AS integer))"


@compiles(day_of, "postgresql")
def _day(element: day_of, compiler: SQLCompiler, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"(CAST(floor(extract(epoch FROM {moment}) / 86400) AS bigint) + {FIRST_DAY})"


@compiles(day_of, "sqlite")
def _day_of_text(element: day_of, compiler: SQLCompiler, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"(CAST(julianday(date({moment})) - 2440587.5 AS integer) + {FIRST_DAY})"
