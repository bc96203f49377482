"""How names of activities count, which span an import replaces, and what clashes. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from volunteer_match.matching.intervals import Interval
from volunteer_match.refusals import Refusal

MOST_RULES = 40
LONGEST_PATTERN = 200
LONGEST_NAME = 120


class ShiftRefusal(Refusal):
    TOO_MANY_CALENDARS = "There are three calendars already. Remove one first."
    NOT_CHECKED = "This import is not waiting any more."
    NAME_TAKEN = "There is a mapping of this name already."
    TOO_LONG = "The import covers more than 400 days. Give a first and a last day."


class Counts(StrEnum):
    WORK = "work"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class ActivityRule:
    """Names with one of these phrases (commas between them) count so. A star stands for the rest of a word."""

    pattern: str
    counts: Counts

    def matches(self, name: str) -> bool:
        return bool(_expression(self.pattern).search(name))


USUAL_RULES: tuple[ActivityRule, ...] = (
    # Who is ill is not asked; what lies inside a shift is no time to give.
    ActivityRule("sick*, ill, illness, medical*", Counts.WORK),
    ActivityRule("break*, lunch*, meal*, on call, standby", Counts.WORK),
    ActivityRule("training*, meeting*, coaching*", Counts.WORK),
    ActivityRule("time off, day off, days off, off, leave, vacation*, holiday*, PTO, VTO, lieu", Counts.FREE),
    ActivityRule("not scheduled, unscheduled, unavailable", Counts.FREE),
    ActivityRule("volunteer*", Counts.FREE),
    ActivityRule("libre, franco, vacaciones, festivo*, permiso*", Counts.FREE),
)
"""Until the company has rules of its own. What no rule names is work."""


@lru_cache(maxsize=512)
def _expression(pattern: str) -> re.Pattern[str]:
    phrases = [
        r"[\W_]+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in pattern.split(",")
        if phrase.strip()
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)" if phrases else r"(?!)", re.IGNORECASE)


def find_rule(name: str, rules: Sequence[ActivityRule]) -> ActivityRule | None:
    """The first rule that names the activity."""
    return next((rule for rule in rules if rule.matches(name)), None)


def is_work(name: str, rules: Sequence[ActivityRule]) -> bool:
    """What no rule names is work, and so is what has no name: rather too little is offered than a clash."""
    rule = find_rule(name, rules)
    return rule is None or rule.counts is Counts.WORK


def rules_of(kept: Sequence[Mapping[str, Any]]) -> tuple[ActivityRule, ...]:
    """The rules as a company keeps them; the usual ones where it keeps none."""
    own = tuple(ActivityRule(one["pattern"], Counts(one["counts"])) for one in kept)
    return own or USUAL_RULES


def clean_name(raw: str) -> str:
    """The name of an activity as it is kept: without double blanks, and not longer than a name is."""
    return " ".join(raw.split())[:LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class Clash:
    """`held` (a match, by its row number) lies in, or within the rest gap of, this shift."""

    held: int
    shift: Interval


def find_clashes(held: Iterable[tuple[int, Interval]], work: Sequence[Interval], gap: timedelta) -> list[Clash]:
    """Each of `held` that a shift leaves no room for, with the first such shift."""
    found = []
    for key, interval in held:
        wide = interval.widened(gap)
        hit = next((shift for shift in work if shift.overlaps(wide)), None)
        if hit is not None:
            found.append(Clash(key, hit))
    return found
