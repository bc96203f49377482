"""A company for the database: people of a simulated one as accounts, completed sessions and a CSV file."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert

from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Role
from volunteer_match.impact.retention.study.cohort import NEVER, People
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

HEADINGS = "Employee number,Site,Job title,Hire date,Last day"
SITES, ROLES = ("Manila", "Leeds", "Bogotá"), ("Agent", "Team lead")


def day_of(number: int, as_of: date, last: int) -> date:
    """The day on the calendar; the list's is `last`."""
    return as_of - timedelta(days=last - number)


def as_csv(people: People, as_of: date, last: int) -> bytes:
    """The list: employee numbers are E0, E1 and so on."""
    lines = [HEADINGS]
    for number in range(len(people.site)):
        left = int(people.left[number])
        joined = day_of(int(people.joined[number]), as_of, last)
        gone = "" if left == NEVER else day_of(left, as_of, last).isoformat()
        site, role = SITES[people.site[number]], ROLES[people.role[number]]
        lines.append(f"E{number},{site},{role},{joined.isoformat()},{gone}")
    return "\n".join(lines).encode()


def add_participants(people: People, company_id: int, need: Opportunity, as_of: date, last: int) -> int:
    """An account and a completed session for everybody who took part; returns how many."""
    took_part = [number for number in range(len(people.site)) if people.began[number] < NEVER]
    made = datetime(2020, 1, 1, tzinfo=UTC)
    common = {"company_id": company_id, "role": Role.AGENT, "created_at": made, "given_name": "Somebody"}
    new = insert(Account).returning(Account.id, sort_by_parameter_order=True)
    ids = db.session.scalars(new, [{**common, "employee_number": f"e{number}"} for number in took_part]).all()
    db.session.execute(
        insert(AgentProfile), [{"account_id": one, "company_id": company_id, "created_at": made} for one in ids]
    )
    rows = []
    for one, number in zip(ids, took_part, strict=True):
        start = datetime.combine(day_of(int(people.began[number]), as_of, last), time(12), UTC)
        rows.append(
            {
                "company_id": company_id,
                "agent_id": one,
                "opportunity_id": need.id,
                "session_id": need.sessions[0].id,
                "state": MatchState.COMPLETED,
                "state_since": start,
                "created_at": start,
                "starts_at": start,
                "ends_at": start + timedelta(hours=1),
            }
        )
    db.session.execute(insert(Match), rows)
    return len(ids)


def need_of(world: World) -> Opportunity:
    return world.add_opportunity("fractions", places=2000)
