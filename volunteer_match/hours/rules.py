"""What may happen to an entry of hours, by whom, and until when. Pure.

docs/hours.md shows the same table to people.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from volunteer_match.glossary import HoursAct, HoursState
from volunteer_match.matches.move_rule import Who
from volunteer_match.refusals import Refusal

AGENT_WINDOW = timedelta(days=14)
"""How long after the report the agent may still correct it."""
PARTNER_WINDOW = timedelta(days=30)
"""How long after the report the partner may still correct what they confirmed."""
DISPUTE_WINDOW = timedelta(days=30)
"""How long after the last change either side may still bring confirmed hours to the coordinator."""
SILENCE = timedelta(days=14)
"""After this long without an answer of the partner, hours are shown as not answered."""
LEAST_MINUTES, MOST_MINUTES = 5, 720
"""Of one entry: a favour of a few minutes up to twelve hours."""
MOST_MINUTES_A_DAY = 960
"""Of one person, over all entries they write down: nobody volunteers in their sleep."""
OLDEST = timedelta(days=90)
"""How far back somebody may write hours down: later nobody can say whether it was so."""


class HoursRefusal(Refusal):
    """Why something was refused. The English sentence is translated where it is shown."""

    NOT_NOW = "That is no longer possible: these hours have changed since you looked."
    NOT_YOURS = "This is not yours to decide."
    TOO_LATE = "The time for this is over. A coordinator can still help."
    DECIDED = "A coordinator has decided on these hours, so they stay as they are."
    FROM_ATTENDANCE = "These hours come from your attendance: correct that on the page of the match."
    NO_WORDS = "Write a sentence or two, so that others can understand it."
    FUTURE = "Choose a day that is not in the future."
    BEFORE_MATCH = "Choose a day on or after the one on which you were accepted."
    TOO_OLD = "That day is too long ago. A coordinator can still help."
    TOO_MUCH = "That would be more than 16 hours on one day."
    NOT_FLEXIBLE = "Hours of a session come from the attendance, so there is nothing to write down."


@dataclass(frozen=True, slots=True)
class ActRule:
    """Who may do it in which states. `needs_words`: a text goes with it."""

    who: frozenset[Who]
    states: frozenset[HoursState]
    needs_words: bool = False


_S = HoursState
WAITING = frozenset({_S.REPORTED, _S.UNANSWERED})
"""States in which the partner has not answered yet."""
COUNTED = WAITING | {_S.CONFIRMED, _S.DISPUTED}

RULES: dict[HoursAct, ActRule] = {
    HoursAct.AMEND: ActRule(frozenset({Who.AGENT}), WAITING),
    HoursAct.REMOVE: ActRule(frozenset({Who.AGENT}), WAITING),
    HoursAct.CONFIRM: ActRule(frozenset({Who.PARTNER}), WAITING),
    HoursAct.ADJUST: ActRule(frozenset({Who.PARTNER}), WAITING | {_S.CONFIRMED}),
    HoursAct.DISPUTE: ActRule(frozenset({Who.AGENT, Who.PARTNER}), WAITING | {_S.CONFIRMED}, needs_words=True),
    HoursAct.DECIDE: ActRule(frozenset({Who.COORDINATOR}), frozenset({_S.DISPUTED}), needs_words=True),
    HoursAct.LAPSE: ActRule(frozenset({Who.PLATFORM}), frozenset({_S.REPORTED})),
    # Follows the attendance, whoever corrects it.
    HoursAct.REVERSE: ActRule(frozenset(Who), COUNTED),
}
"""Report and note begin an entry: `judge_report` and the attendance of the match decide on them."""


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """An entry as somebody with `part` finds it. Ages are since the report and since the last change."""

    state: HoursState
    part: Who | None
    reported_ago: timedelta
    changed_ago: timedelta
    is_attendance: bool = False
    is_decided: bool = False
    has_words: bool = True


def judge(act: HoursAct, facts: HoursFacts) -> HoursRefusal | None:
    """What stands in the way of `act`; None where nothing does."""
    rule = RULES[act]
    if facts.part not in rule.who:
        return HoursRefusal.NOT_YOURS
    if facts.state not in rule.states:
        return HoursRefusal.NOT_NOW
    if facts.is_decided and act not in (HoursAct.REVERSE, HoursAct.DECIDE):
        return HoursRefusal.DECIDED
    if act is HoursAct.REMOVE and facts.is_attendance:
        return HoursRefusal.FROM_ATTENDANCE
    if _is_late(act, facts):
        return HoursRefusal.TOO_LATE
    if act is HoursAct.DISPUTE and facts.part is Who.AGENT and facts.state is _S.REPORTED:
        return HoursRefusal.NOT_NOW  # the partner still has time to answer; the agent may correct it until then
    return HoursRefusal.NO_WORDS if rule.needs_words and not facts.has_words else None


def _is_late(act: HoursAct, facts: HoursFacts) -> bool:
    """What still waits may be answered at any time; what was settled only for a while."""
    if act is HoursAct.AMEND:
        return facts.reported_ago > AGENT_WINDOW
    if facts.state is not _S.CONFIRMED:
        return False
    if act is HoursAct.ADJUST:
        return facts.reported_ago > PARTNER_WINDOW
    return act is HoursAct.DISPUTE and facts.changed_ago > DISPUTE_WINDOW


def offered_acts(facts: HoursFacts) -> frozenset[HoursAct]:
    """What makes sense to offer to this person; the action checks everything again."""
    return frozenset(act for act in RULES if act is not HoursAct.REVERSE and judge(act, facts) is None)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What an agent writes down. Days are local ones; `others` are minutes that stand on that day already."""

    is_flexible: bool
    may_report: bool
    """The match is approved or completed."""
    day: date
    today: date
    accepted_on: date
    minutes: int
    others: int


def judge_report(facts: ReportFacts) -> HoursRefusal | None:
    """What stands in the way of writing hours down, or of correcting them."""
    if not facts.is_flexible:
        return HoursRefusal.NOT_FLEXIBLE
    if not facts.may_report:
        return HoursRefusal.NOT_NOW
    if facts.day > facts.today:
        return HoursRefusal.FUTURE
    if facts.day < facts.accepted_on:
        return HoursRefusal.BEFORE_MATCH
    if facts.today - facts.day > OLDEST:
        return HoursRefusal.TOO_OLD
    return HoursRefusal.TOO_MUCH if facts.minutes + facts.others > MOST_MINUTES_A_DAY else None
