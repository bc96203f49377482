"""Days of work: in the zone of the agent's site, or of the company where they have none."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from volunteer_match.extensions import db
from volunteer_match.organisations.models import Company
from volunteer_match.people.profile.models import AgentProfile


def zone_of(agent: AgentProfile) -> str:
    """The zone in which this person's days and years are counted."""
    if agent.site is not None:
        return agent.site.time_zone
    return db.session.get_one(Company, agent.company_id).time_zone


def day_in(zone: str, moment: datetime) -> date:
    """The date of that instant there."""
    return moment.astimezone(ZoneInfo(zone)).date()
