"""*For you*: what fits one agent, as they narrowed and ordered it, and what comes near."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from volunteer_match.matches.open_needs import sort_needs
from volunteer_match.matching.facts import OpportunityFacts, SessionFacts
from volunteer_match.opportunities.browsing.listing import Choice, Offer, is_at_chosen_time, is_of_choice
from volunteer_match.opportunities.browsing.offers import Gathering
from volunteer_match.opportunities.browsing.queries import holding_words, live_match_ids, read_published, untaken
from volunteer_match.opportunities.queries import visible_ids
from volunteer_match.people.models import Account

NEAR_SHOWN = 12


class ForYou:
    """Sorts everything the agent may see and puts into words only what a page shows.

    The number of queries does not depend on how many needs there are. `agent` and `languages` (those that any of the
    needs asks for) are there beside the offers. At most `near` come near.
    """

    def __init__(self, account: Account, choice: Choice, now: datetime, *, near: int = NEAR_SHOWN) -> None:
        self._choice, self._zone, self._now = choice, account.time_zone, now
        seen = visible_ids(account.company_id, now)
        self._matches = live_match_ids(account.id)
        self._sought = self._read_sought(seen)
        self._sorted = sort_needs(account, seen, now, near, self._may_be_near)
        self.agent = self._sorted.agent
        self.languages = {tag for facts in self._sorted.facts.values() for tag in facts.requires.languages}
        self._keys = self._chosen()

    @property
    def found(self) -> int:
        """How many fit and were chosen."""
        return len(self._keys)

    def offers(self, start: int, most: int) -> tuple[list[Offer], list[Offer]]:
        """Of those that fit, from place `start` (the first is 0) on, in order; and those that fail a gate, nearest
        first, without needs where the agent has a match already.
        """
        found, keys = self._sorted, self._keys[start : start + most]
        place = {found.facts[key].id: number for number, key in enumerate(keys)}
        ranked = sorted(found.explained(keys), key=lambda one: place[one.opportunity])
        failed = {one.opportunity for one in found.near}
        near = [key for key, facts in found.facts.items() if facts.id in failed]
        rows = Gathering({key: found.facts[key] for key in (*keys, *near)}, self._matches, self._now)
        return list(map(rows.offer, ranked)), list(map(rows.offer, found.near))

    def _read_sought(self, seen: list[int]) -> set[int]:
        """Row numbers that the words and the wish for what nobody has taken leave."""
        sought = holding_words(seen, self._choice.words) if self._choice.words else set(seen)
        return untaken(list(sought), self._now) if self._choice.untaken_only else sought

    def _is_chosen(self, key: int, facts: OpportunityFacts) -> bool:
        return key in self._sought and is_of_choice(facts, self._choice)

    def _is_timely(self, sessions: Sequence[SessionFacts], facts: OpportunityFacts) -> bool:
        return is_at_chosen_time(sessions, facts, self._choice, self._zone, self._now)

    def _may_be_near(self, keys: set[int], facts: Mapping[int, OpportunityFacts]) -> set[int]:
        keys = keys - self._matches.keys()
        if not self._choice.narrows:
            return keys
        return {
            key for key in keys if self._is_chosen(key, facts[key]) and self._is_timely(facts[key].sessions, facts[key])
        }

    def _chosen(self) -> list[int]:
        """Row numbers of what fits and was chosen, in order."""
        keys = [key for key in self._sorted.fitting if self._is_chosen(key, self._sorted.facts[key])]
        if self._choice.is_about_time:
            keys = self._timely(keys)
        if self._choice.newest_first:
            published = read_published(keys)
            keys.sort(key=lambda key: published[key] or self._now, reverse=True)
        return keys

    def _timely(self, keys: Sequence[int]) -> list[int]:
        """Day and length are asked of the sessions that this agent may claim, so all are judged."""
        ranked = {one.opportunity: frozenset(one.sessions) for one in self._sorted.explained(keys)}
        kept = []
        for key in keys:
            facts = self._sorted.facts[key]
            claimable = [session for session in facts.sessions if session.id in ranked[facts.id]]
            if self._is_timely(claimable, facts):
                kept.append(key)
        return kept
