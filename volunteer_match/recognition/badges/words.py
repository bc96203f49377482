"""What each badge is called, what it means to somebody who sees it, and what it asks."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.recognition.badges.catalogue import Badge, BadgeFamily


@dataclass(frozen=True, slots=True)
class BadgeWords:
    name: str
    meaning: str
    asks: str
    """What earns it, said so that it also fits who does not have it."""


_WORDS: dict[Badge, tuple[Any, Any, Any]] = {
    Badge.FIRST_SESSION: (
        _("The first time"),
        _("Kept a first promise: was there for a session."),
        _("One session, as soon as it is noted that you were there."),
    ),
    Badge.FIRST_OWN_TIME: (
        _("In my own time"),
        _("Finished a first piece of work that had no fixed hour, only a promise."),
        _("One piece of work in your own time, as soon as it is noted as done."),
    ),
    Badge.FIRST_ACTION: (
        _("A first drop"),
        _("Did a first thing for the planet in a challenge with colleagues."),
        _("One action in a challenge, as soon as it counts."),
    ),
    Badge.THREE_KINDS: (
        _("Many talents"),
        _("Helped in three different ways, such as tutoring, interpreting and captioning."),
        _("Three different kinds of needs."),
    ),
    Badge.THREE_CAUSES: (
        _("A wide heart"),
        _("Gave time to three different causes."),
        _("Needs of three different causes."),
    ),
    Badge.TWO_LANGUAGES: (
        _("Two voices"),
        _("Helped people in two languages."),
        _("Needs that asked for two different languages, together or one by one."),
    ),
    Badge.THREE_PARTNERS: (
        _("A good neighbour"),
        _("Lent a hand to three organisations."),
        _("Needs of three different organisations."),
    ),
    Badge.THREE_MONTHS: (
        _("Stone on stone"),
        _("Came back: did something good in three months of half a year."),
        _("Something done in three months out of six. Months off are fine."),
    ),
    Badge.SIX_MONTHS: (
        _("Taking root"),
        _("Somebody to count on: did something good in six months of a year."),
        _("Something done in six months out of twelve. Months off are fine."),
    ),
    Badge.TWELVE_MONTHS: (
        _("Through the seasons"),
        _("Did something good in twelve months of a year and a half."),
        _("Something done in twelve months out of eighteen. Months off are fine."),
    ),
    Badge.LONG_WAIT: (
        _("A light in the window"),
        _("Took on a need that had waited two weeks or more for somebody to come."),
        _("Being the first to take on a need that had been open for two weeks."),
    ),
    Badge.ONE_OF_FEW: (
        _("The right key"),
        _("Had what hardly anybody else could offer, and gave it."),
        _("A need whose skills and languages ten people at most could offer, and no more than one in twenty."),
    ),
    Badge.STOOD_IN: (
        _("An umbrella in the rain"),
        _("Stood in for somebody who could not come, so that nobody waited in vain."),
        _("One session in somebody’s place."),
    ),
    Badge.SHORT_NOTICE: (
        _("As swift as a letter"),
        _("Stood in for somebody with less than a day to go."),
        _("One session in somebody’s place, taken on less than 24 hours before it began."),
    ),
}

_FAMILIES: dict[BadgeFamily, tuple[Any, Any]] = {
    BadgeFamily.FIRSTS: (_("Firsts"), _("For beginning.")),
    BadgeFamily.BREADTH: (_("Breadth"), _("For trying something else.")),
    BadgeFamily.STEADINESS: (_("Steadiness"), _("For coming back, at your own pace.")),
    BadgeFamily.HARD_NEEDS: (_("Hard needs"), _("For needs that are not easily filled.")),
    BadgeFamily.COVER: (_("Standing in"), _("For being there in somebody’s place.")),
}


def badge_words(badge: Badge) -> BadgeWords:
    """In the reader's language."""
    name, meaning, asks = _WORDS[badge]
    return BadgeWords(str(name), str(meaning), str(asks))


def family_words(family: BadgeFamily) -> tuple[str, str]:
    """Its name, and what it is for."""
    name, what_for = _FAMILIES[family]
    return str(name), str(what_for)
