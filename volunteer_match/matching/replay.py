"""What another strength would have made of the same past: the same moments and the same places in the lists.

Somebody chose the third of a list. With another strength somebody else would have stood third. A replay goes through
the events in their order and lets each choose again what stands in that place, in a list made with what was chosen
before in that replay. Replayed with the strength that held, it gives what happened.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from volunteer_match.matching.facts import Settings
from volunteer_match.matching.lineup import Past
from volunteer_match.matching.spread import gini

Line = Callable[[str, Mapping[str, Fraction], Past, datetime, Settings], list[str]]
"""`lineup.line_of_agents` or `lineup.line_of_opportunities`."""


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody chose from a list: a coordinator an agent for an opportunity, or an agent an opportunity.

    `fits` are the exact points of all who could be chosen then. `weight` is how often it counts: a claim of three
    sessions makes three connections.
    """

    at: datetime
    chooser: str
    chosen: str
    fits: Mapping[str, Fraction]
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so often in 7 days (the cap of asks), and at most so often in all (an opportunity's places)."""

    weekly: int | None = None
    total: Mapping[str, int] = field(default_factory=dict)

    def allows(self, chosen: str, past: Past, now: datetime) -> bool:
        if self.weekly is not None and past.lately(chosen, now) >= self.weekly:
            return False
        return chosen not in self.total or past.ever(chosen) < self.total[chosen]


@dataclass(frozen=True, slots=True)
class Choice:
    """What one event chose in a replay; `points` None where it was not replayed and stays what it was."""

    event: Event
    chosen: str
    points: Fraction | None


class _History:
    """What was chosen so far in one replay."""

    def __init__(self, before: Mapping[str, Iterable[datetime]], taken: Iterable[tuple[str, str]]) -> None:
        self.past = Past(before)
        self._pairs = set(taken)

    def line(self, event: Event, order: Line, limits: Limits, settings: Settings) -> list[str]:
        """Who stands in the list of this event: nobody twice for the same, nobody beyond a limit."""
        there = {
            one: points
            for one, points in event.fits.items()
            if (event.chooser, one) not in self._pairs and limits.allows(one, self.past, event.at)
        }
        return order(event.chooser, there, self.past, event.at, settings)

    def add(self, event: Event, chosen: str) -> None:
        self._pairs.add((event.chooser, chosen))
        for _ in range(event.weight):
            self.past.add(chosen, event.at)


@dataclass(frozen=True)
class Story:
    """Events in their order, with what was before them: moments by who was chosen, and pairs of chooser and chosen."""

    events: Sequence[Event]
    order: Line
    limits: Limits = Limits()
    before: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    taken: frozenset[tuple[str, str]] = frozenset()

    def places(self, settings: Settings) -> list[int | None]:
        """The place from 0 at which what was chosen stood under `settings`, which held; None where it is in no list.

        That happens where facts have changed since: such an event stays what it was in every replay.
        """
        history, places = _History(self.before, self.taken), []
        for event in self.events:
            line = history.line(event, self.order, self.limits, settings)
            places.append(line.index(event.chosen) if event.chosen in line else None)
            history.add(event, event.chosen)
        return places

    def replayed(self, places: Sequence[int | None], settings: Settings) -> list[Choice]:
        """What stands in those places under other settings; the last of a list that is shorter.

        Events without a place, and those whose list would be empty, stay what they were.
        """
        history, choices = _History(self.before, self.taken), []
        for event, place in zip(self.events, places, strict=True):
            line = history.line(event, self.order, self.limits, settings) if place is not None else []
            chosen = line[min(place, len(line) - 1)] if place is not None and line else event.chosen
            history.add(event, chosen)
            choices.append(Choice(event, chosen, event.fits[chosen] if line else None))
        return choices


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one replay: how often the most chosen was chosen, how many were chosen at all, and how evenly.

    `given_up` are mean points of fit less than in plain order; None where nothing was replayed.
    """

    most: int
    chosen: int
    gini: float
    given_up: float | None


def told(choices: Sequence[Choice], plain: Sequence[Choice], over: int) -> Told:
    """Sums a replay up beside the replay of plain order; `over` is among how many it could be spread."""
    counts: Counter[str] = Counter()
    for choice in choices:
        counts[choice.chosen] += choice.event.weight
    lost = [one.points - other.points for one, other in zip(plain, choices, strict=True) if one.points and other.points]
    return Told(
        most=max(counts.values(), default=0),
        chosen=len(counts),
        gini=gini(counts.values(), max(0, over - len(counts))),
        given_up=float(sum(lost) / len(lost)) if lost else None,
    )
