"""From the rows of a table to joiners and leavers, or to what is wrong with each line. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from volunteer_match.integrations.shift_tables.columns import places_of, plain
from volunteer_match.integrations.shift_tables.moments import DateOrder, find_order, read_day
from volunteer_match.people.rules import LONGEST_NUMBER

MOST_LINES = 500_000
LONGEST_PLACE = 120
LONGEST_PERSON = max(254, LONGEST_NUMBER)
LAST_CENTURY = re.compile(r"(?<!\d)19(?=[5-9]\d(?:\d{4})?(?!\d))")
"""The first half of a year from 1950 on, alone or before a month and a day."""


class Part(StrEnum):
    """What a column holds."""

    PERSON = "person"
    SITE = "site"
    ROLE = "role"
    JOINED = "joined"
    LEFT = "left"


# What headings are called, the likeliest first, without case, accents, blanks and signs.
HEADINGS: Mapping[Part, str] = {
    Part.PERSON: "employeenumber employeeid employeeno personnelnumber staffid workdayid payrollid email emailaddress "
    "workemail mail person id legajo correo numerodeempleado",
    Part.SITE: "site location sitename office worksite campus centre center sede sitio ubicacion",
    Part.ROLE: "role job jobtitle jobfamily jobprofile position title function puesto cargo rol",
    Part.JOINED: "joined joinedon hiredate datehired dateofhire hired startdate joindate joiningdate dateofjoining "
    "employmentstart start fechaingreso fechadeingreso ingreso",
    Part.LEFT: "left lefton terminationdate dateofleaving leavedate leavingdate enddate lastday lastdayworked "
    "employmentend end exitdate fechabaja fechadebaja baja",
}


class TableFault(StrEnum):
    NO_COLUMN = "no-column"
    NOT_THERE = "not-there"
    NO_LINES = "no-lines"
    TOO_MANY = "too-many"


class TableRefused(Exception):
    """The file as a whole can't be used. `params` fill the sentence of `fault`; `part` is the missing column."""

    def __init__(self, fault: TableFault, part: Part | None = None, **params: str) -> None:
        super().__init__(fault.value, params)
        self.fault, self.part, self.params = fault, part, params


class LineFault(StrEnum):
    NO_PERSON = "no-person"
    NO_SITE = "no-site"
    NO_ROLE = "no-role"
    TOO_LONG = "too-long"
    NO_JOINED = "no-joined"
    BAD_JOINED = "bad-joined"
    BAD_LEFT = "bad-left"
    BACKWARD = "backward"
    LATER = "later"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Person:
    """One line that can be read; `written` is their e-mail address or employee number."""

    written: str
    site: str
    role: str
    joined: date
    left: date | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line, why it is left out, and what stands there where that helps and names nobody."""

    line: int
    fault: LineFault
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a line by what they hold."""

    line: int
    person: str
    site: str
    role: str
    joined: str
    left: str


def find_columns(headings: Sequence[str], wanted: Mapping[str, str]) -> dict[Part, int]:
    """Which column holds what: by the heading that was named, else as it is usually called. Raises TableRefused."""
    names, shown = [plain(heading) for heading in headings], ", ".join(headings)[:400]
    at: dict[Part, int] = {}
    for part, usual in HEADINGS.items():
        named = wanted.get(part, "")
        found = places_of([plain(named)] if named else usual.split(), names, at.values())
        if not found:
            fault = TableFault.NOT_THERE if named else TableFault.NO_COLUMN
            raise TableRefused(fault, part, column=named[:60], columns=shown)
        at[part] = found[0]
    return at


def read_cells(rows: Iterable[tuple[int, Sequence[str]]], at: Mapping[Part, int]) -> list[Cells]:
    """The cells that count; a line that is too short has empty ones."""
    places = [at[part] for part in Part]
    return [
        Cells(line, *(" ".join(cells[place].split()) if place < len(cells) else "" for place in places))
        for line, cells in rows
    ]


def order_of_dates(lines: Sequence[Cells], stated: str, usual: str) -> DateOrder:
    """How the dates of the file are read: all in one way."""
    days = {_later(line.joined) for line in lines} | {_later(line.left) for line in lines if line.left}
    return find_order(days, stated, usual)


def judge(lines: Iterable[Cells], order: str, as_of: date) -> Iterator[Person | LeftOut]:
    """A person, or why the line is left out. Who is on two lines keeps the first that can be read. A day of leaving
    that is still to come when the list was made says that they were there.
    """
    seen: set[str] = set()
    for cells in lines:
        fault = _without_days(cells, seen)
        found = LeftOut(cells.line, fault) if fault else _with_days(cells, order, as_of)
        if isinstance(found, Person):
            seen.add(found.written.lower())
        yield found


def _without_days(cells: Cells, seen: set[str]) -> LineFault | None:
    missing = {LineFault.NO_PERSON: cells.person, LineFault.NO_SITE: cells.site, LineFault.NO_ROLE: cells.role}
    for fault, value in missing.items():
        if not value:
            return fault
    if len(cells.person) > LONGEST_PERSON or max(len(cells.site), len(cells.role)) > LONGEST_PLACE:
        return LineFault.TOO_LONG
    return LineFault.TWICE if cells.person.lower() in seen else None


def _with_days(cells: Cells, order: str, as_of: date) -> Person | LeftOut:
    if not cells.joined:
        return LeftOut(cells.line, LineFault.NO_JOINED)
    joined = _read(cells.joined, order)
    if joined is None:
        return LeftOut(cells.line, LineFault.BAD_JOINED, cells.joined[:40])
    left = _read(cells.left, order) if cells.left else None
    if cells.left and left is None:
        return LeftOut(cells.line, LineFault.BAD_LEFT, cells.left[:40])
    if joined > as_of:
        return LeftOut(cells.line, LineFault.LATER, cells.joined[:40])
    if left is not None and left < joined:
        return LeftOut(cells.line, LineFault.BACKWARD, f"{cells.joined[:40]} – {cells.left[:40]}")
    return Person(cells.person, cells.site, cells.role, joined, left if left and left <= as_of else None)


def _read(text: str, order: str) -> date | None:
    """Who joined in the last century is read a hundred years on, where leap years are the same, and put back."""
    found = read_day(_later(text), order)
    if found is None or _later(text) == text:
        return found
    return found.replace(year=found.year - 100)


def _later(text: str) -> str:
    """ "14.3.1996" is "14.3.2096": dates of shifts, which are read by the same code, have no such years."""
    return LAST_CENTURY.sub("20", text)
