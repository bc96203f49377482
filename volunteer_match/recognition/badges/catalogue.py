"""Every badge there is, by family. Pure.

rules.py has what each asks, words.py its words, templates/recognition/badges/art.html its drawing.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class BadgeFamily(StrEnum):
    FIRSTS = "firsts"
    BREADTH = "breadth"
    STEADINESS = "steadiness"
    HARD_NEEDS = "hard-needs"
    COVER = "cover"


class Badge(StrEnum):
    """Values are kept in rows and in signed files: an old one is never given another meaning."""

    FIRST_SESSION = "first-session"
    FIRST_OWN_TIME = "first-own-time"
    FIRST_ACTION = "first-action"
    THREE_KINDS = "three-kinds"
    THREE_CAUSES = "three-causes"
    TWO_LANGUAGES = "two-languages"
    THREE_PARTNERS = "three-partners"
    THREE_MONTHS = "three-months"
    SIX_MONTHS = "six-months"
    TWELVE_MONTHS = "twelve-months"
    LONG_WAIT = "long-wait"
    ONE_OF_FEW = "one-of-few"
    STOOD_IN = "stood-in"
    SHORT_NOTICE = "short-notice"


FAMILIES: Mapping[BadgeFamily, tuple[Badge, ...]] = MappingProxyType(
    {
        BadgeFamily.FIRSTS: (Badge.FIRST_SESSION, Badge.FIRST_OWN_TIME, Badge.FIRST_ACTION),
        BadgeFamily.BREADTH: (Badge.THREE_KINDS, Badge.THREE_CAUSES, Badge.TWO_LANGUAGES, Badge.THREE_PARTNERS),
        BadgeFamily.STEADINESS: (Badge.THREE_MONTHS, Badge.SIX_MONTHS, Badge.TWELVE_MONTHS),
        BadgeFamily.HARD_NEEDS: (Badge.LONG_WAIT, Badge.ONE_OF_FEW),
        BadgeFamily.COVER: (Badge.STOOD_IN, Badge.SHORT_NOTICE),
    }
)
"""In the order of the page."""
