"""Whole worlds for one ranking: everybody of a company, and the needs that its agents may see."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matching.facts import Settings, World
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import visible_to_agents
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile


def volunteer_ids(company_id: int) -> list[int]:
    """Row numbers of the company's active accounts that have a volunteer profile."""
    return list(
        db.session.scalars(
            select(AgentProfile.account_id)
            .join(Account, Account.id == AgentProfile.account_id)
            .where(
                AgentProfile.company_id == company_id, Account.deactivated_at.is_(None), Account.deleted_at.is_(None)
            )
        )
    )


def world_of_agent(account: Account, now: datetime, opportunity_ids: Sequence[int] | None = None) -> World:
    """One agent and the needs given, by default all that are open to their company's agents."""
    assert account.company is not None, "only employees of a company volunteer"
    if opportunity_ids is None:
        opportunity_ids = list(
            db.session.scalars(visible_to_agents(account.company_id, now).with_only_columns(Opportunity.id))
        )
    return World(
        now,
        tuple(agent_facts([account.id], now).values()),
        tuple(opportunity_facts(opportunity_ids, now).values()),
        company_settings(account.company),
    )


def world_of_opportunity(opportunity: Opportunity, now: datetime, company: Company | None = None) -> World:
    """One need and everybody of `company`, by default of every company."""
    companies = [company] if company is not None else list(db.session.scalars(select(Company).order_by(Company.id)))
    agent_ids = [agent_id for each in companies for agent_id in volunteer_ids(each.id)]
    settings = company_settings(companies[0], companies) if companies else Settings()
    return World(
        now,
        tuple(agent_facts(agent_ids, now).values()),
        tuple(opportunity_facts([opportunity.id], now).values()),
        settings,
    )
