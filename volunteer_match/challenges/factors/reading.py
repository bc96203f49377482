"""Reads a file of factors and says of every line what is wrong with it. Pure.

A CSV file in UTF-8 with the columns code, place, measured, value, unit, year, source, address, note, in any order.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from volunteer_match.challenges.factors.known import UNITS
from volunteer_match.challenges.factors.places import is_place
from volunteer_match.challenges.factors.sets import Factor

COLUMNS = ("code", "place", "measured", "value", "unit", "year", "source", "address", "note")
MOST_BYTES = 1_000_000
MOST_LINES = 5_000
LONGEST = 400
HIGHEST = Decimal(1_000_000_000)
MOST_DIGITS = 10
FIRST_YEAR, LAST_YEAR = 1950, 2100


class Problem(StrEnum):
    NOT_TEXT = "not-text"
    NO_LINES = "no-lines"
    TOO_LARGE = "too-large"
    COLUMNS = "columns"
    CELLS = "cells"
    CODE = "code"
    PLACE = "place"
    MEASURED = "measured"
    VALUE = "value"
    UNIT = "unit"
    YEAR = "year"
    SOURCE = "source"
    ADDRESS = "address"
    LONG = "long"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which line of the file (1 is the line of the headings), and the value that is."""

    line: int
    problem: Problem
    value: str = ""


class BadFile(Exception):
    """A file that can't be a version of the factors; `faults` in the order of its lines."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def read_factors(content: bytes) -> list[Factor]:
    """Every factor of the file. Raises BadFile with everything that is wrong with it."""
    rows = _rows(content)
    faults: list[Fault] = []
    factors: dict[tuple[str, str], Factor] = {}
    for line, row in rows:
        found = list(_faults_of(line, row))
        if not found and (row["code"], row["place"]) in factors:
            found = [Fault(line, Problem.TWICE, f"{row['code']}, {row['place']}")]
        faults += found
        if not found:
            factors[row["code"], row["place"]] = _factor(row)
    if faults:
        raise BadFile(faults)
    return list(factors.values())


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Each line that holds something, by column. Raises BadFile where the file as a whole is none."""
    if len(content) > MOST_BYTES:
        raise BadFile([Fault(0, Problem.TOO_LARGE)])
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if any(cells)]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadFile([Fault(0, Problem.NOT_TEXT)]) from fault
    if not lines:
        raise BadFile([Fault(0, Problem.NO_LINES)])
    first, headings = lines[0]
    if sorted(headings) != sorted(COLUMNS):
        raise BadFile([Fault(first, Problem.COLUMNS, ", ".join(COLUMNS))])
    if len(lines) == 1 or len(lines) > MOST_LINES:
        raise BadFile([Fault(0, Problem.NO_LINES if len(lines) == 1 else Problem.TOO_LARGE)])
    if uneven := [Fault(line, Problem.CELLS, str(len(cells))) for line, cells in lines if len(cells) != len(COLUMNS)]:
        raise BadFile(uneven)
    return [(line, dict(zip(headings, cells, strict=True))) for line, cells in lines[1:]]


def _faults_of(line: int, row: dict[str, str]) -> Iterator[Fault]:
    if row["code"] not in UNITS:
        yield Fault(line, Problem.CODE, row["code"])
    elif row["unit"] != UNITS[row["code"]]:
        yield Fault(line, Problem.UNIT, UNITS[row["code"]])
    if not is_place(row["place"]):
        yield Fault(line, Problem.PLACE, row["place"])
    if row["measured"] and not is_place(row["measured"]):
        yield Fault(line, Problem.MEASURED, row["measured"])
    if not _is_value(row["value"]):
        yield Fault(line, Problem.VALUE, row["value"])
    if row["year"] and not (row["year"].isdecimal() and FIRST_YEAR <= int(row["year"][:5]) <= LAST_YEAR):
        yield Fault(line, Problem.YEAR, row["year"])
    if not row["source"]:
        yield Fault(line, Problem.SOURCE)
    if not row["address"].startswith(("https://", "http://")):
        yield Fault(line, Problem.ADDRESS, row["address"])
    for column in COLUMNS:
        if len(row[column]) > LONGEST:
            yield Fault(line, Problem.LONG, column)


def _is_value(text: str) -> bool:
    """A figure of 0 is no fact to build on: it is the grid of a tiny country, or a gap in a table."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return False
    exponent = value.as_tuple().exponent
    return value.is_finite() and 0 < value <= HIGHEST and isinstance(exponent, int) and -exponent <= MOST_DIGITS


def _factor(row: dict[str, str]) -> Factor:
    return Factor(
        row["code"],
        row["place"],
        row["measured"] or row["place"],
        Decimal(row["value"]),
        row["unit"],
        int(row["year"]) if row["year"] else None,
        row["source"],
        row["address"],
        row["note"],
    )
