"""Reads of agent profiles."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from volunteer_match.availability.models import AvailabilityException, AvailabilityWindow
from volunteer_match.extensions import db
from volunteer_match.organisations.models import Partner
from volunteer_match.organisations.queries import is_verified_by
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill
from volunteer_match.people.profile.rules import Contents, Part, missing_parts


def find_profile(account_id: int) -> AgentProfile | None:
    """The volunteer profile of an account (by its row number); None where there is none."""
    return db.session.get(AgentProfile, account_id)


def get_profile(account_id: int) -> AgentProfile:
    """The volunteer profile of an account (by its row number). Raises LookupError."""
    profile = find_profile(account_id)
    if profile is None:
        raise LookupError(f"account {account_id} has no volunteer profile")
    return profile


def whole_profile(account_id: int) -> AgentProfile | None:
    """The profile with everything it holds, in a fixed number of queries."""
    return db.session.scalar(
        select(AgentProfile)
        .options(
            selectinload(AgentProfile.skills).joinedload(AgentSkill.skill),
            selectinload(AgentProfile.languages),
            selectinload(AgentProfile.credentials),
            selectinload(AgentProfile.interests),
        )
        .where(AgentProfile.account_id == account_id)
    )


def skills_of(profile: AgentProfile) -> list[AgentSkill]:
    """Held ones first, the highest level first; then those that are only wanted."""
    return sorted(profile.skills, key=lambda entry: (-(entry.level or 0), entry.id))


def languages_of(profile: AgentProfile) -> list[AgentLanguage]:
    """The best known first."""
    return sorted(profile.languages, key=lambda entry: (-entry.level, entry.tag))


def has_hours(agent_id: int, today: date) -> bool:
    """Whether the agent has weekly hours, or extra hours still to come."""
    windows = select(AvailabilityWindow.id).where(AvailabilityWindow.agent_id == agent_id).limit(1)
    extra = select(AvailabilityException.id).where(
        AvailabilityException.agent_id == agent_id,
        AvailabilityException.is_available,
        AvailabilityException.day >= today,
    )
    return bool(db.session.scalar(select(func.coalesce(windows.scalar_subquery(), extra.limit(1).scalar_subquery()))))


def parts_missing(profile: AgentProfile, now: datetime) -> list[Part]:
    """What the agent should answer first."""
    today = local_today(profile.account, now)
    return missing_parts(
        Contents(
            skills=len(profile.skills),
            languages=len(profile.languages),
            windows=int(has_hours(profile.account_id, today)),
            interests=len(profile.interests),
            is_adult=profile.is_adult,
        )
    )


def local_today(account: Account, now: datetime) -> date:
    """The date on the wall of the account's zone."""
    return now.astimezone(ZoneInfo(account.time_zone)).date()


def partners_to_like(company_id: int) -> list[tuple[str, str]]:
    """Public id and name of every partner that the company has verified, by name."""
    rows = db.session.execute(
        select(Partner.public_id, Partner.name).where(is_verified_by(Partner.id, company_id)).order_by(Partner.name)
    )
    return [(public_id, name) for public_id, name in rows]
