"""What matching says of needs, joined with their rows; and one need as closely as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from volunteer_match.glossary import Format
from volunteer_match.matches.facts.world import world_of_agent
from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.gates import Gate, check_gates
from volunteer_match.matching.ranking import rank_opportunities
from volunteer_match.opportunities.browsing.listing import Offer
from volunteer_match.opportunities.browsing.queries import (
    Fill,
    live_match_ids,
    live_session_ids,
    read_fills,
    read_listings,
)
from volunteer_match.opportunities.browsing.times_to_claim import Chance, TimeToClaim, times_to_claim, with_places
from volunteer_match.people.models import Account


class Gathering:
    """Reads the rows of some needs, given by row number, and of the agent's own live matches there."""

    def __init__(self, facts: Mapping[int, OpportunityFacts], matches: Mapping[int, str], now: datetime) -> None:
        self.facts = {each.id: each for each in facts.values()}
        self.listings = read_listings(list(facts))
        self.fills = read_fills(list(facts), now)
        self.matches = matches

    def offer(self, found: Ranked | Failed) -> Offer:
        listing, facts = self.listings[found.opportunity], self.facts[found.opportunity]
        ranked = found if isinstance(found, Ranked) else None
        claimable = facts.sessions if ranked is None else [s for s in facts.sessions if s.id in set(ranked.sessions)]
        return Offer(
            listing=listing,
            facts=facts,
            fill=self.fills.get(listing.id, Fill(0, 0)),
            ranked=ranked,
            failed=found if isinstance(found, Failed) else None,
            sessions=tuple(claimable),
            match=self.matches.get(listing.id),
        )


@dataclass(frozen=True, slots=True)
class CloseLook:
    """One need for one agent, with everything its page shows. `gates` are those of the need with a place free."""

    offer: Offer
    gates: tuple[Gate, ...]
    times: tuple[TimeToClaim, ...]
    is_full: bool
    """Every place that this agent could take is taken: there is a waitlist."""

    @property
    def may_claim(self) -> bool:
        if self.offer.facts.format is Format.FLEXIBLE:
            return self.offer.ranked is not None and not self.is_full and self.offer.match is None
        return any(time.chance is Chance.CLAIM for time in self.times)

    @property
    def may_wait(self) -> bool:
        if self.offer.facts.format is Format.FLEXIBLE:
            return self.offer.ranked is not None and self.is_full and self.offer.match is None
        return any(time.chance is Chance.WAIT for time in self.times)


def look_closely(account: Account, opportunity_id: int, now: datetime) -> CloseLook:
    """One need for one agent."""
    world = world_of_agent(account, now, [opportunity_id])
    agent, need = world.agents[0], world.opportunities[0]
    ranking = rank_opportunities(agent, world.opportunities, now, world.settings)
    found: Ranked | Failed = ranking.ranked[0] if ranking.ranked else ranking.failed[0]
    offer = Gathering({opportunity_id: need}, live_match_ids(account.id), now).offer(found)
    mine = live_session_ids(account.id, opportunity_id)
    times = times_to_claim(agent, need, mine, now, world.settings)
    report = check_gates(agent, with_places(need), now, world.settings)
    return CloseLook(offer, report.gates, tuple(times), is_full=offer.fill.left == 0)
