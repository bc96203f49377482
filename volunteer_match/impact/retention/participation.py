"""When people first took part, and which of them the list knows."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from volunteer_match.challenges.models import Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryState, HoursState, MatchState
from volunteer_match.hours.models import HourEntry
from volunteer_match.impact.retention.keys import maker, person_key
from volunteer_match.impact.retention.models import Employment, EmploymentList
from volunteer_match.matches.models import Match
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Known:
    """How many people took part by the day of a list, and how many of them stand on it."""

    took_part: int
    found: int

    @property
    def is_enough(self) -> bool:
        """Whether nine in ten are known: the others would count as people who never took part."""
        return self.found * 10 >= self.took_part * 9


def first_days(company_id: int) -> dict[int, date]:
    """By account, the day of the first confirmed hours, completed session or counted entry of a challenge."""
    zone = ZoneInfo(db.session.get_one(Company, company_id).time_zone)
    given = select(HourEntry.agent_id, func.min(HourEntry.day)).where(
        HourEntry.company_id == company_id, HourEntry.confirmed_minutes > 0, HourEntry.state != HoursState.REMOVED
    )
    came = select(Match.agent_id, func.min(Match.starts_at)).where(
        Match.company_id == company_id, Match.state == MatchState.COMPLETED, Match.starts_at.is_not(None)
    )
    logged = select(Entry.agent_id, func.min(Entry.day)).where(
        Entry.company_id == company_id, Entry.state == EntryState.COUNTED
    )
    found = [*db.session.execute(given.group_by(HourEntry.agent_id))]
    found += db.session.execute(logged.group_by(Entry.agent_id))
    days: dict[int, date] = {}
    for agent, moment in db.session.execute(came.group_by(Match.agent_id)):
        assert moment is not None
        days[agent] = moment.astimezone(zone).date()
    for agent, day in found:
        days[agent] = min(day, days.get(agent, day))
    return days


def first_days_by_key(company_id: int) -> list[tuple[tuple[str, ...], date]]:
    """For everybody who took part: under which keys a list may know them, and the day. Deleted accounts have none."""
    days, made = first_days(company_id), maker(company_id)
    query = select(Account.id, Account.email, Account.employee_number).where(Account.company_id == company_id)
    return [
        (tuple(person_key(made, known) for known in (email, number) if known), days[account])
        for account, email, number in db.session.execute(query)
        if account in days
    ]


def count_known(one: EmploymentList) -> Known:
    """Of a list, whatever its state."""
    people = [keys for keys, day in first_days_by_key(one.company_id) if day <= one.as_of]
    wanted = [key for keys in people for key in keys]
    there: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        query = select(Employment.person).where(Employment.list_id == one.id)
        there.update(db.session.scalars(query.where(Employment.person.in_(wanted[start : start + CHUNK]))))
    return Known(len(people), sum(1 for keys in people if not there.isdisjoint(keys)))
