"""The index: ranks like the reference (`ranking`), for half a million agents, in less than a millisecond.

It is a cache of facts that each worker owns. Slots are whole numbers that the caller gives to agents and to
opportunities (the row numbers of a database, for example). `indexing/` has the rooms behind it.
"""

from datetime import datetime

from pyroaring import BitMap

from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.indexing import people
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.building import build
from volunteer_match.matching.indexing.explaining import ranked
from volunteer_match.matching.indexing.offers import Offers, ranked_for
from volunteer_match.matching.indexing.opportunities import Needs
from volunteer_match.matching.indexing.placed import Scored, question
from volunteer_match.matching.tables import AgentTable


class Index:
    """Agents and opportunities, ready to be ranked."""

    def __init__(self) -> None:
        self.agents, self.needs = Agents(), Needs()

    def build(self, table: AgentTable) -> None:
        """Fills an empty index with many agents at once. Raises ValueError if it isn't empty."""
        build(self.agents, table)

    def put_agent(self, slot: int, facts: AgentFacts) -> None:
        """Keeps these facts of an agent, in place of what was known of the slot."""
        self.agents.put(slot, facts)

    def drop_agent(self, slot: int) -> None:
        self.agents.drop(slot)

    def put_opportunity(self, slot: int, facts: OpportunityFacts) -> None:
        """Keeps these facts of an opportunity, in place of what was known of the slot."""
        self.needs.put(slot, facts)

    def drop_opportunity(self, slot: int) -> None:
        self.needs.drop(slot)

    def top_opportunities(
        self, agent: AgentFacts, now: datetime, settings: Settings, top: int | None = None
    ) -> list[Scored]:
        """What this agent can do, best first: with fit, order and parts in whole numbers."""
        return Offers(self.needs, self.agents.clocks, agent, now, settings).best(top)

    def rank_opportunities(
        self, agent: AgentFacts, now: datetime, settings: Settings, top: int | None = None
    ) -> tuple[Ranked, ...]:
        """The same with gates and reasons, as `ranking.rank_opportunities` gives them."""
        best = self.top_opportunities(agent, now, settings, top)
        return tuple(ranked_for(self.needs, agent, now, settings, best))

    def top_agents(
        self,
        need: OpportunityFacts,
        now: datetime,
        settings: Settings,
        top: int | None = None,
        within: BitMap | None = None,
    ) -> list[Scored]:
        """Who can do this, best first: with fit, order and parts in whole numbers."""
        asked = question(need, now, settings, top, within)
        return [one.scored for one in people.top_agents(self.agents, asked)]

    def rank_agents(
        self,
        need: OpportunityFacts,
        now: datetime,
        settings: Settings,
        top: int | None = None,
        within: BitMap | None = None,
    ) -> tuple[Ranked, ...]:
        """The same with gates and reasons, as `ranking.rank_agents` gives them."""
        asked = question(need, now, settings, top, within)
        return tuple(ranked(self.agents, asked, one) for one in people.top_agents(self.agents, asked))

    def rank_and_count(
        self, need: OpportunityFacts, now: datetime, settings: Settings, top: int, within: BitMap | None = None
    ) -> tuple[tuple[Ranked, ...], list[int]]:
        """As `rank_agents`, and beside it the slots of all who pass, best first."""
        asked = question(need, now, settings, None, within)
        placed = people.top_agents(self.agents, asked)
        return tuple(ranked(self.agents, asked, one) for one in placed[:top]), [one.scored.slot for one in placed]


__all__ = ["Index", "Scored"]
