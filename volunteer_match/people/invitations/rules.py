"""From the rows of a table to people to invite, or to what is wrong with each line. Pure."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from volunteer_match.people.rules import LONGEST_NUMBER

MAX_LINES = 1_000
MAX_NAME = 80
# Only what no address can lack; whether one exists shows when the message is sent.
ADDRESS = re.compile(r"[^\s@<>\",;:]{1,64}@[^\s@<>\",;:]{1,180}\.[^\s@<>\",;:.]{2,}")

HEADINGS: Mapping[str, str] = {
    "email": "email",
    "emailaddress": "email",
    "mail": "email",
    "givenname": "given_name",
    "firstname": "given_name",
    "familyname": "family_name",
    "lastname": "family_name",
    "surname": "family_name",
    "employeenumber": "employee_number",
    "employeeid": "employee_number",
    "employeeno": "employee_number",
    "site": "site",
    "team": "team",
}
"""What a column may be called, without blanks and signs, in lower case."""


class LineFault(StrEnum):
    NO_EMAIL = "no-email"
    BAD_EMAIL = "bad-email"
    TWICE = "twice"
    HAS_ACCOUNT = "has-account"
    UNKNOWN_SITE = "unknown-site"
    UNKNOWN_TEAM = "unknown-team"
    TEAM_WITHOUT_SITE = "team-without-site"
    LONG_NAME = "long-name"
    NUMBER_TAKEN = "number-taken"


class TableFault(StrEnum):
    NO_EMAIL_COLUMN = "no-email-column"
    NO_LINES = "no-lines"
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, from 1 as in an editor; `faults` is empty when it can be invited."""

    number: int
    email: str
    given_name: str
    family_name: str
    site: str
    team: str
    employee_number: str = ""
    faults: tuple[LineFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What lines are held against; all names in lower case."""

    emails: AbstractSet[str]
    teams: Mapping[str, AbstractSet[str]]
    """The teams of each site."""
    numbers: AbstractSet[str] = frozenset()
    """Employee numbers that somebody has."""


def read_headings(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what; columns with other headings are ignored."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = HEADINGS.get(re.sub(r"[^a-z]", "", cell.lower()))
        if name and name not in found:
            found[name] = index
    return found


def read_line(number: int, cells: Sequence[str], columns: Mapping[str, int]) -> Line:
    """The cells of one line by their columns; what is missing is empty."""

    def cell(name: str) -> str:
        index = columns.get(name, -1)
        return cells[index] if 0 <= index < len(cells) else ""

    return Line(
        number,
        cell("email").lower(),
        cell("given_name"),
        cell("family_name"),
        cell("site"),
        cell("team"),
        cell("employee_number")[:LONGEST_NUMBER],
    )


def judge_line(line: Line, known: Known, seen: AbstractSet[str]) -> tuple[LineFault, ...]:
    """Everything that keeps a line from being invited; `seen` has the addresses of the lines before."""
    faults: list[LineFault] = []
    if not line.email:
        faults.append(LineFault.NO_EMAIL)
    elif not ADDRESS.fullmatch(line.email) or len(line.email) > 254:
        faults.append(LineFault.BAD_EMAIL)
    elif line.email in seen:
        faults.append(LineFault.TWICE)
    elif line.email in known.emails:
        faults.append(LineFault.HAS_ACCOUNT)
    if max(len(line.given_name), len(line.family_name)) > MAX_NAME:
        faults.append(LineFault.LONG_NAME)
    if line.employee_number and line.employee_number.lower() in known.numbers:
        faults.append(LineFault.NUMBER_TAKEN)
    return (*faults, *_judge_place(line, known))


def _judge_place(line: Line, known: Known) -> tuple[LineFault, ...]:
    if not line.site:
        return (LineFault.TEAM_WITHOUT_SITE,) if line.team else ()
    teams = known.teams.get(line.site.lower())
    if teams is None:
        return (LineFault.UNKNOWN_SITE,)
    return (LineFault.UNKNOWN_TEAM,) if line.team and line.team.lower() not in teams else ()
