"""Rankings on rows: the pages' door to the same code that `volunteer-match rank` and the tests use."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.facts.world import volunteer_ids, world_of_agent, world_of_opportunity
from volunteer_match.matching.engine import Failed, Ranked, Ranking
from volunteer_match.matching.ranking import rank_agents, rank_opportunities
from volunteer_match.matching.sieve import might_pass
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account


def rank_for_agent(account: Account, now: datetime, opportunity_ids: Sequence[int] | None = None) -> Ranking:
    """The needs that this volunteer may see, best first; those that fail a gate, nearest first."""
    world = world_of_agent(account, now, opportunity_ids)
    return rank_opportunities(world.agents[0], world.opportunities, world.now, world.settings)


def rank_for_opportunity(opportunity: Opportunity, company: Company, now: datetime, top: int | None = None) -> Ranking:
    """The company's volunteers for this need, best first; those who fail a gate, nearest first."""
    world = world_of_opportunity(opportunity, now, company)
    return rank_agents(world.opportunities[0], world.agents, world.now, world.settings, top)


def rank_for_each(
    wanted: Sequence[tuple[Opportunity, int]], company: Company, now: datetime
) -> Iterator[tuple[Opportunity, tuple[Ranked, ...]]]:
    """For many needs at once what `rank_for_opportunity(need, company, now, top)` ranks for each need and its `top`.

    The company's volunteers are read once for all needs, and only who might pass is judged: who fails is not told.
    """
    agents = tuple(agent_facts(volunteer_ids(company.id), now).values())
    facts, settings = opportunity_facts([need.id for need, _ in wanted], now), company_settings(company)
    for need, top in wanted:
        asked = facts[need.id]
        able = [agent for agent in agents if might_pass(agent, asked)]
        yield need, rank_agents(asked, able, now, settings, top).ranked


def explain(account: Account, opportunity: Opportunity, now: datetime) -> Ranked | Failed:
    """One volunteer for one need: gates always, fit and order where all gates pass."""
    ranking = rank_for_agent(account, now, [opportunity.id])
    return ranking.ranked[0] if ranking.ranked else ranking.failed[0]
