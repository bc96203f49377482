"""What may happen to a challenge and to its entries, and by whom. Pure. docs/challenges.md shows the same table."""

from dataclasses import dataclass
from datetime import date

from volunteer_match.challenges.dates import MOST_DAYS, Phase, days_to_log
from volunteer_match.glossary import EntryAct, EntryState
from volunteer_match.matches.move_rule import Who
from volunteer_match.refusals import Refusal


class ChallengeRefusal(Refusal):
    """Why something was refused. The English sentence is translated where it is shown."""

    NOT_NOW = "That is no longer possible: this has changed since you looked."
    NOT_YOURS = "This is not yours to decide."
    NOT_OWN = "Somebody else decides on what you logged yourself."
    NO_WORDS = "Write a sentence, so that it can be understood."
    NOT_ON = "This challenge is not running now."
    NOT_JOINED = "Join the challenge first."
    NOT_ITS_DAY = "Choose today or yesterday, within the days of the challenge."
    NOTHING = "Enter more than nothing."
    OVER_CEILING = "That is more than counts for one person and one day."
    METERED_TWICE = "You have logged this meter in this challenge already. Correct that entry instead."
    NO_ACTIONS = "Choose at least one action that people can log."
    IS_OVER = "Its last day is over. Choose a later one."
    TOO_LONG = "Choose a last day within a year of the first."
    COUNTED_TWICE = "Another challenge counts one of these actions on the same days. Leave it out, or change the days."


@dataclass(frozen=True, slots=True)
class ActRule:
    """Who may do it in which states. `needs_words`: a text goes with it."""

    who: Who
    states: frozenset[EntryState]
    needs_words: bool = False


_S = EntryState
HOLDING = frozenset({_S.COUNTED, _S.WAITING, _S.QUESTIONED})
"""Counts now or may yet, so it takes its part of the day's ceiling."""
UNDECIDED = frozenset({_S.WAITING, _S.QUESTIONED})
"""What a coordinator still has to look at."""

RULES: dict[EntryAct, ActRule] = {
    EntryAct.CORRECT: ActRule(Who.AGENT, HOLDING),
    EntryAct.WITHDRAW: ActRule(Who.AGENT, HOLDING),
    EntryAct.ACCEPT: ActRule(Who.COORDINATOR, UNDECIDED | {_S.REFUSED}),
    EntryAct.QUESTION: ActRule(Who.COORDINATOR, frozenset({_S.COUNTED, _S.WAITING}), needs_words=True),
    EntryAct.REFUSE: ActRule(Who.COORDINATOR, HOLDING, needs_words=True),
    EntryAct.RECOMPUTE: ActRule(Who.PLATFORM, frozenset(_S)),
}
"""LOG begins an entry: `judge_log` decides on it. Nothing moves once a challenge is closed."""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry as somebody finds it. `is_own`: they logged it; `is_staff`: a coordinator of its company."""

    state: EntryState
    phase: Phase
    is_own: bool
    is_staff: bool
    is_platform: bool = False
    asks_evidence: bool = False
    has_words: bool = True


def judge(act: EntryAct, facts: EntryFacts) -> ChallengeRefusal | None:
    """What stands in the way of `act`; None where nothing does."""
    rule = RULES[act]
    if refusal := _judge_person(rule.who, facts):
        return refusal
    if facts.phase is Phase.CLOSED or facts.state not in rule.states:
        return ChallengeRefusal.NOT_NOW
    return ChallengeRefusal.NO_WORDS if rule.needs_words and not facts.has_words else None


def _judge_person(who: Who, facts: EntryFacts) -> ChallengeRefusal | None:
    if who is Who.PLATFORM:
        return None if facts.is_platform else ChallengeRefusal.NOT_YOURS
    if who is Who.AGENT:
        return None if facts.is_own else ChallengeRefusal.NOT_YOURS
    if not facts.is_staff:
        return ChallengeRefusal.NOT_YOURS
    return ChallengeRefusal.NOT_OWN if facts.is_own else None


def offered_acts(facts: EntryFacts) -> frozenset[EntryAct]:
    """What makes sense to offer to this person; the action checks everything again."""
    return frozenset(act for act in RULES if judge(act, facts) is None)


def state_after(act: EntryAct, facts: EntryFacts) -> EntryState:
    """Where an entry stands then. What a coordinator asked about, or has to see, is looked at again when it changes."""
    if act in (EntryAct.LOG, EntryAct.CORRECT):
        is_seen_first = facts.asks_evidence or facts.state is _S.QUESTIONED
        return _S.WAITING if is_seen_first else _S.COUNTED
    return {
        EntryAct.WITHDRAW: _S.WITHDRAWN,
        EntryAct.ACCEPT: _S.COUNTED,
        EntryAct.QUESTION: _S.QUESTIONED,
        EntryAct.REFUSE: _S.REFUSED,
    }.get(act, facts.state)


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What somebody logs. Both of `day` and `today` are in their own zone."""

    phase: Phase
    is_in: bool
    day: date
    today: date
    first_day: date
    last_day: date


def judge_log(facts: LogFacts) -> ChallengeRefusal | None:
    """What stands in the way of logging something at all."""
    if facts.phase is not Phase.RUNNING:
        return ChallengeRefusal.NOT_ON
    if not facts.is_in:
        return ChallengeRefusal.NOT_JOINED
    if facts.day not in days_to_log(facts.today, facts.first_day, facts.last_day):
        return ChallengeRefusal.NOT_ITS_DAY
    return None


def judge_amount(amount: int, others: int, ceiling: int) -> ChallengeRefusal | None:
    """Whether so much more fits into a day, all in thousandths of the action's unit."""
    if amount <= 0:
        return ChallengeRefusal.NOTHING
    return ChallengeRefusal.OVER_CEILING if amount + others > ceiling else None


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """A draft that shall open."""

    phase: Phase
    actions: int
    first_day: date
    last_day: date
    today: date
    """In the challenge's own zone."""
    is_counted_elsewhere: bool
    """Another challenge that is open on one of these days has one of these actions."""


def judge_opening(facts: OpeningFacts) -> ChallengeRefusal | None:
    if facts.phase is not Phase.DRAFT:
        return ChallengeRefusal.NOT_NOW
    if not facts.actions:
        return ChallengeRefusal.NO_ACTIONS
    if facts.last_day < facts.today:
        return ChallengeRefusal.IS_OVER
    if (facts.last_day - facts.first_day).days >= MOST_DAYS:
        return ChallengeRefusal.TOO_LONG
    return ChallengeRefusal.COUNTED_TWICE if facts.is_counted_elsewhere else None
