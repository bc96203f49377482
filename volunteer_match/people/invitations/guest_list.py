"""A file of people to invite: read, held against what is known, and invited all at once or not at all."""

from dataclasses import dataclass, replace
from datetime import datetime

from volunteer_match.glossary import Role
from volunteer_match.integrations.csv_needs.decoding import decode
from volunteer_match.integrations.csv_needs.table import read_table
from volunteer_match.people.invitations.actions import Guest, invite
from volunteer_match.people.invitations.queries import known_emails, known_numbers, sites_of, teams_of
from volunteer_match.people.invitations.rules import (
    MAX_LINES,
    Known,
    Line,
    TableFault,
    judge_line,
    read_headings,
    read_line,
)
from volunteer_match.people.models import Account


class TableRefused(Exception):
    """The file as a whole can't be used."""

    def __init__(self, fault: TableFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class GuestList:
    """Every line with its faults, and the text as it is sent again to confirm."""

    lines: tuple[Line, ...]
    text: str

    @property
    def faulty(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.faults)


def read_guest_list(data: bytes, company_id: int | None) -> GuestList:
    """Reads a CSV of any encoding and delimiter. Raises ImportFault (no such table) or TableRefused."""
    text, _encoding = decode(data)
    header, *rows = read_table(text).rows
    columns = read_headings(header.cells)
    if "email" not in columns:
        raise TableRefused(TableFault.NO_EMAIL_COLUMN)
    if not rows:
        raise TableRefused(TableFault.NO_LINES)
    if len(rows) > MAX_LINES:
        raise TableRefused(TableFault.TOO_MANY)
    lines = [read_line(row.line, row.cells, columns) for row in rows]
    return GuestList(_judged(lines, company_id), text)


def _judged(lines: list[Line], company_id: int | None) -> tuple[Line, ...]:
    numbers = known_numbers(company_id, {line.employee_number for line in lines if line.employee_number})
    known = Known(known_emails({line.email for line in lines}), _team_names(company_id), numbers)
    seen: set[str] = set()
    judged = []
    for line in lines:
        judged.append(replace(line, faults=judge_line(line, known, seen)))
        seen.add(line.email)
    return tuple(judged)


def _team_names(company_id: int | None) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {site.name.lower(): set() for site in sites_of(company_id)}
    for team in teams_of(company_id):
        names[team.site.name.lower()].add(team.name.lower())
    return names


def invite_all(guests: GuestList, actor: Account, now: datetime) -> int:
    """Invites everybody on a list without faults; returns how many. A fault undoes the whole request."""
    sites = {site.name.lower(): site for site in sites_of(actor.company_id)}
    teams = {(team.site_id, team.name.lower()): team for team in teams_of(actor.company_id)}
    for line in guests.lines:
        site = sites.get(line.site.lower())
        team = teams.get((site.id, line.team.lower())) if site else None
        guest = Guest(
            line.email,
            Role.AGENT,
            line.given_name,
            line.family_name,
            company_id=actor.company_id,
            site_id=site.id if site else None,
            team_id=team.id if team else None,
            employee_number=line.employee_number,
        )
        invite(guest, actor, now)
    return len(guests.lines)
