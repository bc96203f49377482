"""The needs before one volunteer: which fit, best first, and which come near. Many are sorted by the index of this
process; few, and any number while there is no index to rely on, by an index made of them on the spot.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.keeping.keeper import undisturbed
from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.index import Index
from volunteer_match.matching.nearest_needs import nearest_opportunities
from volunteer_match.matching.ranking import rank_opportunities
from volunteer_match.people.models import Account

FEW = 40
"""Up to so many needs the database is read: that is as quick as asking what changed."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Row numbers of the needs that `agent` can do, best first, and the needs nearest to that, the nearest first."""

    agent: AgentFacts
    facts: Mapping[int, OpportunityFacts]
    """Of all needs that were asked about and are open, by row number."""
    fitting: tuple[int, ...]
    near: tuple[Failed, ...]
    now: datetime
    settings: Settings

    def explained(self, keys: Sequence[int]) -> tuple[Ranked, ...]:
        """Some that fit, with gates and reasons, best first."""
        needs = [self.facts[key] for key in keys]
        return rank_opportunities(self.agent, needs, self.now, self.settings).ranked


def sort_needs(
    account: Account,
    opportunity_ids: Sequence[int],
    now: datetime,
    near: int,
    narrow: Callable[[set[int], Mapping[int, OpportunityFacts]], Collection[int]],
) -> Sorted:
    """Sorts needs that this employee may see. At most `near` come near, of those that `narrow` leaves of what fails."""
    assert account.company is not None, "only employees of a company volunteer"
    agent, settings = agent_facts([account.id], now)[account.id], company_settings(account.company)
    with _index_of(opportunity_ids, now) as index:
        known = index.needs.facts
        facts = {key: known[key] for key in opportunity_ids if key in known}
        fitting = tuple(one.slot for one in index.top_opportunities(agent, now, settings) if one.slot in facts)
        candidates = narrow(facts.keys() - set(fitting), facts) if near else ()
        failed = nearest_opportunities(index, agent, now, settings, near, candidates)
    return Sorted(agent, facts, fitting, failed, now, settings)


@contextmanager
def _index_of(opportunity_ids: Sequence[int], now: datetime) -> Iterator[Index]:
    if len(opportunity_ids) > FEW:
        with undisturbed(now, "opportunity") as kept:
            if kept is not None:
                yield kept.index
                return
    index = Index()
    for key, facts in opportunity_facts(opportunity_ids, now).items():
        index.put_opportunity(key, facts)
    yield index
