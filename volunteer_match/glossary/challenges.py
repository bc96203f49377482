"""Challenges and the entries in them."""

from enum import StrEnum


class ChallengeForm(StrEnum):
    """Against each other, or all towards one goal."""

    CONTEST = "contest"
    TOGETHER = "together"


class ChallengeState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Measure(StrEnum):
    """What a challenge counts; its unit is grams of CO2e, watt-hours, millilitres, trees or actions."""

    CARBON = "carbon"
    ENERGY = "energy"
    WATER = "water"
    TREES = "trees"
    ACTIONS = "actions"


class BoardKind(StrEnum):
    """Who stands on a board; WHOLE is everybody together, one row of a final standing."""

    TEAMS = "teams"
    SITES = "sites"
    PEOPLE = "people"
    WHOLE = "whole"


class EntryState(StrEnum):
    """Where an entry of a challenge stands; docs/challenges.md has the table, challenges/rules.py the machine."""

    COUNTED = "counted"
    WAITING = "waiting"
    """Its evidence has not been seen yet."""
    QUESTIONED = "questioned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class EntryAct(StrEnum):
    """What can happen to an entry of a challenge."""

    LOG = "log"
    CORRECT = "correct"
    ACCEPT = "accept"
    QUESTION = "question"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    RECOMPUTE = "recompute"


class PhotoState(StrEnum):
    """Whether a coordinator has looked at a photo, and what they said."""

    UNSEEN = "unseen"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class PhotoReason(StrEnum):
    """Why a coordinator did not accept a photo."""

    UNCLEAR = "unclear"
    ANOTHER_THING = "another-thing"
    USED_BEFORE = "used-before"
    PRIVATE = "private"
    UNSUITABLE = "unsuitable"


ERASED_REASONS = frozenset({PhotoReason.PRIVATE, PhotoReason.UNSUITABLE})
"""Photos refused for these are erased at once; others stay a month, so that the decision can be looked at again."""
