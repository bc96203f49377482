"""What each strength would have made of the last 30 days."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from volunteer_match.matches.exposure.past import (
    WINDOW,
    Happened,
    Judge,
    read_asks,
    read_connections,
    read_needs,
    read_people,
    read_places,
)
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matching.facts import Settings
from volunteer_match.matching.lineup import line_of_agents, line_of_opportunities
from volunteer_match.matching.replay import Event, Limits, Story, Told, told
from volunteer_match.matching.strengths import ATTENTION, FAIRNESS, Strength
from volunteer_match.organisations.models import Company

MOST_JUDGED = 600
"""Pairs of an agent and a need that are judged for each direction: what keeps the page under a second."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The newest `replayed` of `happened` choices, and what came of them with each strength. `over`: among how many."""

    happened: int
    replayed: int
    over: int
    actual: Told
    outcomes: Mapping[Strength, Told]


Fits = Callable[[Happened], dict[str, Fraction]]


def replay_asks(company: Company, now: datetime) -> Replay:
    """Invitations: whom coordinators would have found in the same place of their lists."""
    since, settings = now - WINDOW, company_settings(company)
    before, recent = _parted(read_asks(company.id, now), since)
    people, needs = read_people(company.id, {ask.agent for ask in recent}, since), read_needs(company.id, since)
    judge = Judge(settings, MOST_JUDGED)

    def fits(ask: Happened) -> dict[str, Fraction]:
        return judge.people_for(needs[ask.need], people.values(), ask.at) if ask.need in needs else {}

    story = Story(
        events=[
            Event(ask.at, ask.need, ask.agent, known, ask.weight) for ask, known in _newest_known(recent, fits, judge)
        ],
        order=line_of_agents,
        limits=Limits(weekly=company.asks_per_week),
        before=_moments((ask.agent, ask) for ask in before),
        taken=frozenset((ask.need, ask.agent) for ask in before),
    )
    return _replay(story, settings, recent, len(people))


def replay_claims(company: Company, now: datetime) -> Replay:
    """Claims: which needs volunteers would have found in the same place of their lists. Other matches stay."""
    since, settings = now - WINDOW, company_settings(company)
    before, recent = _parted(read_connections(company.id, now), since)
    people, needs = (
        read_people(company.id, {one.agent for one in recent if one.is_chosen}, since),
        read_needs(company.id, since),
    )
    judge = Judge(settings, MOST_JUDGED)

    def fits(claim: Happened) -> dict[str, Fraction]:
        return judge.needs_for(people[claim.agent], needs.values(), claim.at) if claim.agent in people else {}

    story = Story(
        events=[
            Event(one.at, one.agent, one.need, known, one.weight) for one, known in _newest_known(recent, fits, judge)
        ],
        order=line_of_opportunities,
        limits=Limits(total=_room([*before, *recent], read_places(company.id, since))),
        before=_moments((one.need, one) for one in before),
        taken=frozenset((one.agent, one.need) for one in before),
    )
    return _replay(story, settings, recent, len(needs))


def _parted(happened: Sequence[Happened], since: datetime) -> tuple[list[Happened], list[Happened]]:
    return [one for one in happened if one.at <= since], [one for one in happened if one.at > since]


def _newest_known(recent: Sequence[Happened], fits: Fits, judge: Judge) -> list[tuple[Happened, dict[str, Fraction]]]:
    """Each with the fits of all who could have been chosen; the oldest without, when too many had to be judged."""
    known = [(one, fits(one) if one.is_chosen and judge.left > 0 else {}) for one in reversed(recent)]
    return known[::-1]


def _moments(happened: Iterable[tuple[str, Happened]]) -> dict[str, list[datetime]]:
    moments: dict[str, list[datetime]] = defaultdict(list)
    for key, one in happened:
        moments[key] += [one.at] * one.weight
    return moments


def _room(happened: Sequence[Happened], places: Mapping[str, int]) -> dict[str, int]:
    """How many may take each need: its places, or as many as took it, where places were given back and taken anew."""
    took: Counter[str] = Counter()
    for one in happened:
        took[one.need] += one.weight
    return {need: max(places.get(need, 0), took[need]) for need in {*places, *took}}


def _replay(story: Story, settings: Settings, recent: Sequence[Happened], over: int) -> Replay:
    places = story.places(settings)
    plain = story.replayed(places, replace(settings, fairness=1.0, attention=1.0))
    stronger = {
        strength: replace(settings, fairness=FAIRNESS[strength], attention=ATTENTION[strength]) for strength in Strength
    }
    return Replay(
        happened=sum(one.is_chosen for one in recent),
        replayed=sum(place is not None for place in places),
        over=over,
        actual=told(story.replayed(places, settings), plain, over),
        outcomes={strength: told(story.replayed(places, each), plain, over) for strength, each in stronger.items()},
    )
