"""Finding the people of a company who volunteer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from volunteer_match.extensions import db
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill


@dataclass(frozen=True, slots=True)
class Search:
    """What narrows the list; empty values narrow nothing. `site` and `team` are public ids."""

    words: str = ""
    skill_id: int | None = None
    language: str = ""
    site: str = ""
    team: str = ""


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for word in search.words.split()[:6]:
        names = (Account.given_name, Account.family_name, Account.email)
        found.append(or_(*(name.icontains(word, autoescape=True) for name in names)))
    if search.skill_id is not None:
        found.append(AgentProfile.skills.any((AgentSkill.skill_id == search.skill_id) & AgentSkill.level.is_not(None)))
    if search.language:
        found.append(AgentProfile.languages.any(AgentLanguage.tag == search.language))
    if search.site:
        found.append(AgentProfile.site.has(Site.public_id == search.site))
    if search.team:
        found.append(AgentProfile.team.has(Team.public_id == search.team))
    return found


def _people(company_id: int, search: Search) -> Select[AgentProfile]:
    return (
        select(AgentProfile)
        .join(Account, AgentProfile.account_id == Account.id)
        .where(
            AgentProfile.company_id == company_id,
            Account.deactivated_at.is_(None),
            Account.deleted_at.is_(None),
            *_conditions(search),
        )
    )


def count_people(company_id: int, search: Search) -> int:
    """How many active people are found."""
    found = _people(company_id, search).with_only_columns(func.count())
    return db.session.scalar(found) or 0


def find_people(company_id: int, search: Search, offset: int, limit: int) -> Sequence[AgentProfile]:
    """One page of them by name, with their skills and languages, in a fixed number of queries."""
    return db.session.scalars(
        _people(company_id, search)
        .options(
            joinedload(AgentProfile.account),
            joinedload(AgentProfile.site),
            joinedload(AgentProfile.team),
            selectinload(AgentProfile.skills).joinedload(AgentSkill.skill),
            selectinload(AgentProfile.languages),
        )
        .order_by(Account.given_name, Account.family_name, Account.id)
        .offset(offset)
        .limit(limit)
    ).all()


def find_person(public_id: str, company_id: int) -> AgentProfile | None:
    """A volunteer of the company, active or not."""
    return db.session.scalar(
        select(AgentProfile)
        .join(Account, AgentProfile.account_id == Account.id)
        .options(selectinload(AgentProfile.skills).joinedload(AgentSkill.skill))
        .where(Account.public_id == public_id, AgentProfile.company_id == company_id, Account.deleted_at.is_(None))
    )


def sites_and_teams(company_id: int) -> tuple[list[Site], list[Team]]:
    """Of the company, by name."""
    sites = db.session.scalars(select(Site).where(Site.company_id == company_id).order_by(Site.name))
    teams = db.session.scalars(
        select(Team).options(joinedload(Team.site)).where(Team.company_id == company_id).order_by(Team.name)
    )
    return list(sites), list(teams)


def languages_spoken(company_id: int) -> list[str]:
    """Tags that somebody of the company has on their profile."""
    return list(
        db.session.scalars(
            select(AgentLanguage.tag)
            .join(AgentProfile, AgentLanguage.agent_id == AgentProfile.account_id)
            .where(AgentProfile.company_id == company_id)
            .distinct()
            .order_by(AgentLanguage.tag)
        )
    )
