"""What stands against a line of a proposal at the moment when it is sent. Pure.

The guards of the invitation itself follow after these (gates, asks, state); here is what a single invitation may do and
a proposal must not: ask more people than there are places, or one person for two sessions that share a moment.
"""

from dataclasses import dataclass

from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matching.intervals import Interval


@dataclass(frozen=True, slots=True)
class LineFacts:
    """`places_left`: free, less invitations that wait for an answer. `held`: what the agent has or is asked for."""

    is_open: bool
    places_left: int
    interval: Interval | None
    held: tuple[Interval, ...]


def stands_against(facts: LineFacts) -> MatchRefusal | None:
    """Why the line can't be sent, or None."""
    if not facts.is_open:
        return MatchRefusal.CLOSED
    if facts.places_left < 1:
        return MatchRefusal.PLACE_TAKEN
    if facts.interval is not None and any(facts.interval.overlaps(other) for other in facts.held):
        return MatchRefusal.CLASH
    return None
