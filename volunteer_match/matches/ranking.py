"""Rankings on rows: the pages' door to the same code that `volunteer-match rank` and the tests use.

A small company is ranked by the reference, straight from the database. A large one is ranked by the index of this
process (`keeping`), and by the reference again while there is none to rely on. Both give the same people in the same
order with the same reasons.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pyroaring import BitMap
from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.facts.world import volunteer_ids, world_of_agent
from volunteer_match.matches.keeping.keeper import undisturbed
from volunteer_match.matches.keeping.kept import Kept
from volunteer_match.matching.engine import Failed, Ranked, Ranking
from volunteer_match.matching.facts import OpportunityFacts, Settings
from volunteer_match.matching.nearest import nearest_agents
from volunteer_match.matching.ranking import rank_agents, rank_opportunities
from volunteer_match.matching.sieve import might_pass
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

FEW = 200
"""Up to so many agents the reference reads and judges everybody."""


@dataclass(frozen=True, slots=True)
class Best:
    """`ranked` best first and `failed` nearest first, as many as were asked for; `passing` is how many pass in all."""

    ranked: tuple[Ranked, ...]
    failed: tuple[Failed, ...]
    passing: int


@dataclass(frozen=True, slots=True)
class _Question:
    need: OpportunityFacts
    company: Company
    now: datetime
    besides: frozenset[int]
    """Agents who are left out, by row number."""

    @property
    def settings(self) -> Settings:
        return company_settings(self.company)


def best_for(opportunity: Opportunity, company: Company, now: datetime, top: int, near: int) -> Best:
    """The company's best `top` volunteers for this need, and the `near` ones who come nearest without passing."""
    question = _Question(opportunity_facts([opportunity.id], now)[opportunity.id], company, now, frozenset())
    with _index_for(question) as found:
        if found is not None:
            return _from_index(*found, question, top, near)
    ranking = _reference(question)
    return Best(ranking.ranked[:top], ranking.failed[:near], len(ranking.ranked))


def best_besides(
    need: OpportunityFacts, company: Company, agent_id: int | None, now: datetime, top: int
) -> tuple[Ranked, ...]:
    """The company's best `top` for a need as the caller has it, without one agent if that is wished."""
    question = _Question(need, company, now, frozenset() if agent_id is None else frozenset({agent_id}))
    with _index_for(question) as found:
        if found is not None:
            kept, within = found
            return kept.index.rank_agents(need, now, question.settings, top, within)
    return _reference(question).ranked[:top]


def rank_for_each(
    wanted: Sequence[tuple[Opportunity, int]], company: Company, now: datetime
) -> Iterator[tuple[Opportunity, tuple[Ranked, ...]]]:
    """For many needs at once the company's best `top` of each need. Who fails is not told."""
    facts = opportunity_facts([need.id for need, _ in wanted], now)
    if _is_small(company):
        yield from _reference_for_each(wanted, facts, company, now)
        return
    for need, top in wanted:
        yield need, best_besides(facts[need.id], company, None, now, top)


def _reference_for_each(
    wanted: Sequence[tuple[Opportunity, int]], facts: Mapping[int, OpportunityFacts], company: Company, now: datetime
) -> Iterator[tuple[Opportunity, tuple[Ranked, ...]]]:
    """The volunteers are read once for all needs, and only who might pass is judged."""
    agents = tuple(agent_facts(volunteer_ids(company.id), now).values())
    for need, top in wanted:
        able = [agent for agent in agents if might_pass(agent, facts[need.id])]
        yield need, rank_agents(facts[need.id], able, now, company_settings(company), top).ranked


def explain(account: Account, opportunity: Opportunity, now: datetime) -> Ranked | Failed:
    """One volunteer for one need: gates always, fit and order where all gates pass."""
    world = world_of_agent(account, now, [opportunity.id])
    ranking = rank_opportunities(world.agents[0], world.opportunities, now, world.settings)
    return ranking.ranked[0] if ranking.ranked else ranking.failed[0]


def _reference(question: _Question) -> Ranking:
    ids = [agent_id for agent_id in volunteer_ids(question.company.id) if agent_id not in question.besides]
    return rank_agents(question.need, agent_facts(ids, question.now).values(), question.now, question.settings)


def _is_small(company: Company) -> bool:
    mine = AgentProfile.company_id == company.id
    return (db.session.scalar(select(func.count()).select_from(AgentProfile).where(mine)) or 0) <= FEW


@contextmanager
def _index_for(question: _Question) -> Iterator[tuple[Kept, BitMap] | None]:
    """The index and who of it is asked for, where the company is large and nothing stands against it."""
    if _is_small(question.company):
        yield None
        return
    with undisturbed(question.now, "agent") as kept:
        if kept is None:
            yield None
            return
        agents = kept.index.agents
        company = agents.postings.get(("company", agents.companies.find(question.company.public_id)))
        yield kept, company - BitMap(question.besides)


def _from_index(kept: Kept, within: BitMap, question: _Question, top: int, near: int) -> Best:
    index, need, now, settings = kept.index, question.need, question.now, question.settings
    ranked, passing = index.rank_and_count(need, now, settings, top, within)
    return Best(ranked, nearest_agents(index, need, now, settings, near, within, passing), len(passing))
