"""Who may write thanks, how often, and who decides on them. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from volunteer_match.glossary import KudosState
from volunteer_match.refusals import Refusal

LONGEST = 280
"""Characters: a card, not a letter."""
DAY = timedelta(hours=24)
PER_DAY = 5
"""So many from one person in 24 hours: a coordinator reads each of them."""
AGAIN_AFTER = timedelta(days=7)
"""Between two from the same person to the same person."""
SINCE = timedelta(days=180)
"""How long after a session people who met there can thank each other."""


class KudosRefusal(Refusal):
    """Why something was refused; words.py says it in the reader's language."""

    TOO_MANY = "You have written five in a day. Please go on tomorrow."
    SAME_PERSON = "You have thanked this person within the last week already."
    NOT_NOW = "That is no longer possible: it has changed since you looked."
    OWN = "You wrote or received these, so somebody else decides."


@dataclass(frozen=True, slots=True)
class Written:
    """What the writer sent lately, without what came back: `today` to anybody, `to_them` within AGAIN_AFTER."""

    today: int
    to_them: int


def judge_writing(written: Written) -> KudosRefusal | None:
    if written.to_them:
        return KudosRefusal.SAME_PERSON
    return KudosRefusal.TOO_MANY if written.today >= PER_DAY else None


def judge_deciding(state: KudosState, wanted: KudosState, *, is_own: bool) -> KudosRefusal | None:
    """`wanted` SHOWN or RETURNED is a decision on what waits, WAITING takes one back."""
    if is_own:
        return KudosRefusal.OWN
    from_states = {
        KudosState.SHOWN: {KudosState.WAITING},
        KudosState.RETURNED: {KudosState.WAITING},
        KudosState.WAITING: {KudosState.SHOWN, KudosState.RETURNED},
    }
    return None if state in from_states[wanted] else KudosRefusal.NOT_NOW
