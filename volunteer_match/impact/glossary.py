"""The words of impact as types. Pure."""

from enum import StrEnum

from volunteer_match.matches.exposure.rules import Tenure

__all__ = ["NOWHERE", "Metric", "Speed", "Tenure", "Tree"]

NOWHERE = "none"
"""The part of those who have no site, no team, no cause and so on."""


class Tree(StrEnum):
    """A fixed tree of cells: what its first and second level are."""

    PLACE = "place"
    """Site, then team: row numbers, as they were when the work was done."""
    TENURE = "tenure"
    """Time since joining, at the end of the month."""
    KIND = "kind"
    LANGUAGE = "language"
    """All languages that a need asks for together, in order: "en+pl"."""
    CAUSE = "cause"
    """Sustainable Development Goal by its number, then the cause."""
    SPEED = "speed"
    """How long a need was open before the first person was approved."""
    CHALLENGE = "challenge"
    """Each challenge by itself, in the month in which it closed: there is no whole."""


class Metric(StrEnum):
    MINUTES = "minutes"
    """Confirmed minutes."""
    SESSIONS = "sessions"
    """Sessions attended and confirmed, once for each person."""
    NEEDS = "needs"
    """Needs that found their first person."""
    GRAMS = "grams"
    """CO2e, by the factors that each entry of a challenge froze."""
    ACTIONS = "actions"


class Speed(StrEnum):
    DAY = "within-a-day"
    THREE_DAYS = "within-3-days"
    WEEK = "within-a-week"
    FORTNIGHT = "within-2-weeks"
    LONGER = "longer"
