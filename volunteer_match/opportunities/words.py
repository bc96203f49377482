"""Words for what rules answer about needs, made where a person reads them."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext

from volunteer_match.opportunities.rules import Missing, OpportunityMove, OpportunityRefusal

MISSING: dict[Missing, tuple[str, Any]] = {
    Missing.TITLE: ("what", lazy_gettext("Give the need a title.")),
    Missing.DESCRIPTION: ("what", lazy_gettext("Describe what people will do.")),
    Missing.HOW_TO_JOIN: ("what", lazy_gettext("Say how people join once they are approved.")),
    Missing.BACKGROUND_CHECK: ("who", lazy_gettext("Ask for a background check: the people helped are under 18.")),
    Missing.SECOND_ADULT: ("who", lazy_gettext("Name the second adult who will be present with people under 18.")),
    Missing.SESSION: ("when", lazy_gettext("Add at least one date that lies ahead.")),
    Missing.DEADLINE: ("when", lazy_gettext("Set a deadline that lies ahead.")),
    Missing.PLACES: ("when", lazy_gettext("Offer at least one place.")),
}
"""For each thing that is missing: the step that asks for it, and the sentence."""

REFUSALS: dict[OpportunityRefusal, Any] = {
    OpportunityRefusal.INCOMPLETE: lazy_gettext("Something is still missing before people can see this need."),
    OpportunityRefusal.NOT_IN_THIS_STATE: lazy_gettext(
        "This need has changed meanwhile. Look at it again before you go on."
    ),
    OpportunityRefusal.PLACES_TAKEN: lazy_gettext(
        "More people have a place than that. Take them off first, or keep their places."
    ),
    OpportunityRefusal.TIME_CLASHES: lazy_gettext(
        "Somebody who has a place has something else at that time. Cancel this session and add a new one."
    ),
    OpportunityRefusal.SESSION_OVER: lazy_gettext("This session has begun or is cancelled, so it can't be changed."),
    OpportunityRefusal.HAS_PLACES_TAKEN: lazy_gettext(
        "People have a place here, so the way time is given can't be changed. Cancel it and post anew."
    ),
    OpportunityRefusal.NOT_CHECKED: lazy_gettext(
        "People have a place here who were never asked for a background check. Post a new need for people under 18."
    ),
    OpportunityRefusal.PARTNER_REFUSED: lazy_gettext(
        "Your company has refused this organisation. Verify it before you accept its needs."
    ),
    OpportunityRefusal.TWICE_AT_ONCE: lazy_gettext("Another session of this need is at that time already."),
    OpportunityRefusal.IN_THE_PAST: lazy_gettext("That time is over already."),
    OpportunityRefusal.TOO_MANY_SESSIONS: lazy_gettext(
        "One need can have 200 sessions at most. Post a second one for later dates."
    ),
}

MOVES: dict[str, tuple[str, Any]] = {
    OpportunityMove.DRAFTED: ("pencil", lazy_gettext("Begun")),
    OpportunityMove.COPIED: ("copy", lazy_gettext("Begun as a copy")),
    OpportunityMove.EDITED: ("pencil", lazy_gettext("Changed")),
    OpportunityMove.PUBLISHED: ("globe", lazy_gettext("Published")),
    OpportunityMove.CLOSED: ("lock", lazy_gettext("Closed")),
    OpportunityMove.REOPENED: ("globe", lazy_gettext("Opened again")),
    OpportunityMove.CANCELLED: ("ban", lazy_gettext("Cancelled")),
    OpportunityMove.SESSION_ADDED: ("calendar-plus", lazy_gettext("Dates added")),
    OpportunityMove.SESSION_MOVED: ("calendar-days", lazy_gettext("A session was changed")),
    OpportunityMove.SESSION_CANCELLED: ("calendar-x", lazy_gettext("A session was cancelled")),
    OpportunityMove.ACCEPTED: ("check", lazy_gettext("Accepted")),
    OpportunityMove.REFUSED: ("x", lazy_gettext("Refused")),
    "imported": ("download", lazy_gettext("Imported")),
    "updated": ("refresh-cw", lazy_gettext("Updated by an import")),
}


def refusal_sentence(refusal: Any) -> str:
    """A refusal in the reader's language; one of another domain in its own words."""
    return str(REFUSALS[refusal]) if refusal in REFUSALS else gettext(refusal.sentence)


def missing_sentences(missing: Iterable[Missing]) -> list[tuple[str, str]]:
    """Pairs of the step that asks for it, and what to do."""
    return [(MISSING[name][0], str(MISSING[name][1])) for name in missing]


def move_words(move: str) -> tuple[str, str]:
    """Icon and words for an event's move."""
    icon, words = MOVES.get(move, ("pencil", move))
    return icon, str(words)
