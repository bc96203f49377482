"""What a need must have before agents see it, and what may happen to it in which state. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from volunteer_match.glossary import BACKGROUND_CHECK, Format, OpportunityState
from volunteer_match.refusals import Refusal


class OpportunityMove(StrEnum):
    """What an event of an opportunity says; imports write `imported` and `updated` themselves."""

    DRAFTED = "drafted"
    COPIED = "copied"
    EDITED = "edited"
    PUBLISHED = "published"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    SESSION_ADDED = "session-added"
    SESSION_MOVED = "session-moved"
    SESSION_CANCELLED = "session-cancelled"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Missing(StrEnum):
    """What keeps a need from being published; the words are made where it is shown."""

    TITLE = "title"
    DESCRIPTION = "description"
    HOW_TO_JOIN = "how-to-join"
    BACKGROUND_CHECK = "background-check"
    SECOND_ADULT = "second-adult"
    SESSION = "session"
    DEADLINE = "deadline"
    PLACES = "places"


class OpportunityRefusal(Refusal):
    INCOMPLETE = "Something is still missing before people can see this need."
    NOT_IN_THIS_STATE = "This need has changed meanwhile. Look at it again before you go on."
    PLACES_TAKEN = "More people have a place than that. Take them off first, or keep their places."
    TIME_CLASHES = "Somebody who has a place has something else at that time. Cancel this session and add a new one."
    SESSION_OVER = "This session has begun or is cancelled, so it can't be changed."
    HAS_PLACES_TAKEN = "People have a place here, so the way time is given can't be changed. Cancel it and post anew."
    NOT_CHECKED = (
        "People have a place here who were never asked for a background check. Post a new need for people under 18."
    )
    PARTNER_REFUSED = "Your company has refused this organisation. Verify it before you accept its needs."
    TWICE_AT_ONCE = "Another session of this need is at that time already."
    IN_THE_PAST = "That time is over already."
    TOO_MANY_SESSIONS = "One need can have 200 sessions at most. Post a second one for later dates."


MAX_SESSIONS = 200


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """`starts_at` None is the one session of a flexible need."""

    starts_at: datetime | None
    places: int
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """What a need says of itself, as far as publishing asks for it."""

    title: str
    description: str
    how_to_join: str
    format: Format
    is_for_minors: bool
    second_adult: str
    credentials: frozenset[str]
    deadline: datetime | None
    sessions: Sequence[SessionFacts]
    has_meeting: bool = False
    """There is a link to meet at, so that nothing need be said of how to join."""


def missing_for_publishing(need: NeedFacts, now: datetime) -> tuple[Missing, ...]:
    """Everything that is still missing, in the order of the steps; empty when agents may see it."""
    texts = ((need.title, Missing.TITLE), (need.description, Missing.DESCRIPTION))
    missing = [name for text, name in texts if not text.strip()]
    if not (need.how_to_join.strip() or need.has_meeting):
        missing.append(Missing.HOW_TO_JOIN)
    missing += missing_for_minors(need.is_for_minors, need.credentials, need.second_adult)
    return (*missing, *_missing_times(need, now))


def missing_for_minors(is_for_minors: bool, credentials: frozenset[str], second_adult: str) -> tuple[Missing, ...]:
    """The two safeguards of a need for people under 18: who comes is checked, and nobody is alone with them."""
    if not is_for_minors:
        return ()
    missing = () if BACKGROUND_CHECK in credentials else (Missing.BACKGROUND_CHECK,)
    return missing if second_adult.strip() else (*missing, Missing.SECOND_ADULT)


def _missing_times(need: NeedFacts, now: datetime) -> tuple[Missing, ...]:
    open_sessions = [session for session in need.sessions if not session.is_cancelled]
    if need.format is Format.FLEXIBLE:
        if need.deadline is not None and need.deadline <= now:
            return (Missing.DEADLINE,)
        return () if any(session.places >= 1 for session in open_sessions) else (Missing.PLACES,)
    coming = [session for session in open_sessions if session.starts_at is not None and session.starts_at > now]
    if not coming:
        return (Missing.SESSION,)
    return () if all(session.places >= 1 for session in coming) else (Missing.PLACES,)


def may_edit(state: OpportunityState) -> bool:
    """What is over stays as it was: it is the record of what people agreed to."""
    return state in (OpportunityState.DRAFT, OpportunityState.PUBLISHED)


def may_publish(state: OpportunityState) -> bool:
    """A draft is published; what was closed is opened again."""
    return state in (OpportunityState.DRAFT, OpportunityState.CLOSED)


def may_close(state: OpportunityState) -> bool:
    """Closing keeps those who have a place and lets nobody new in."""
    return state is OpportunityState.PUBLISHED


def may_cancel(state: OpportunityState) -> bool:
    """Cancelling tells everybody who has a place; a draft is simply taken away."""
    return state in (OpportunityState.DRAFT, OpportunityState.PUBLISHED, OpportunityState.CLOSED)


def refusal_of_places(places: int, taken: int) -> OpportunityRefusal | None:
    """Places can't be fewer than people who have one."""
    return OpportunityRefusal.PLACES_TAKEN if places < taken else None
