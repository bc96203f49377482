"""Fit: how well an agent suits an opportunity, 0 to 100 points, from five named parts. It knows nothing of fairness.

Values are exact fractions inside and are rounded once, half up, where they are shown. Every part can only rise when a
skill, a level, a language or a free hour is added.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from volunteer_match.matching import profile_fit
from volunteer_match.matching.intervals import NO_TIME, Interval
from volunteer_match.matching.occasions import Case, Occasion
from volunteer_match.matching.phrases import Code, Phrase, phrase
from volunteer_match.matching.time import AROUND
from volunteer_match.matching.zones import get_zone

_MINUTE = timedelta(minutes=1)
_MICROSECOND = timedelta(microseconds=1)
_MILLION = 1_000_000
_DAY_STARTS, _DAY_ENDS = time(7), time(22)
HALF_LIFE = timedelta(days=90)


class PartName(StrEnum):
    SKILLS = "skills"
    LANGUAGES = "languages"
    AVAILABILITY = "availability"
    INTEREST = "interest"
    RELIABILITY = "reliability"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a fit: `weight` is the most points it can give, `value` (0 to 1, exact) how much of them it gives."""

    name: PartName
    weight: int
    value: Fraction
    reason: Phrase

    @property
    def points(self) -> Fraction:
        return self.weight * self.value

    @property
    def tenths(self) -> int:
        """The points in tenths, rounded half up."""
        return half_up(self.points, 10)


@dataclass(frozen=True, slots=True)
class Fit:
    """The parts in their order and their exact sum."""

    parts: tuple[Part, ...]
    points: Fraction

    @property
    def tenths(self) -> int:
        """The fit in tenths of a point, rounded half up: 799 is 79.9."""
        return half_up(self.points, 10)


def half_up(value: Fraction, parts: int = 1) -> int:
    """How many of so many `parts` of 1 a value is, rounded; a half goes up. 79.96 in tenths is 800."""
    return (2 * parts * value.numerator + value.denominator) // (2 * value.denominator)


def faded(moments: Iterable[datetime], now: datetime) -> float:
    """How much past attendances (or absences) still count: each halves every 90 days."""
    return math.fsum(math.exp2(-(max(NO_TIME, now - moment) / HALF_LIFE)) for moment in moments)


def measure(case: Case, sessions: tuple[str, ...]) -> Fit:
    """The fit of one case; `sessions` are those the agent may claim, as its gate report has them."""
    weights = case.settings.weights
    parts = (
        Part(PartName.SKILLS, weights.skills, *profile_fit.skills(case)),
        Part(PartName.LANGUAGES, weights.languages, *profile_fit.languages(case)),
        Part(PartName.AVAILABILITY, weights.availability, *_availability(case, frozenset(sessions))),
        Part(PartName.INTEREST, weights.interest, *profile_fit.interest(case)),
        Part(PartName.RELIABILITY, weights.reliability, *_reliability(case)),
    )
    return Fit(parts, _sum(parts))


def _sum(parts: tuple[Part, ...]) -> Fraction:
    """Σ weight × value over one common denominator: the same as adding fractions, but quicker."""
    common = math.lcm(*(part.value.denominator for part in parts))
    return Fraction(
        sum(part.weight * part.value.numerator * (common // part.value.denominator) for part in parts), common
    )


def _availability(case: Case, doable: frozenset[str]) -> tuple[Fraction, Phrase]:
    """Scheduled: 0.7 for sessions that can be done, 0.2 for free time around all, 0.1 for those of them in daytime.

    A session can be done if the agent may claim it, so credentials and limits count too. Free time directly before and
    after counts for every open session, together at most two hours each.
    """
    open_sessions = case.occasions
    if any(occasion.session is None for occasion in open_sessions):
        return _flexible(case, open_sessions[0])
    count = len(open_sessions)
    if not count:
        return Fraction(0), phrase(Code.SESSIONS_NONE)
    spans = [(occasion.session in doable, occasion.span) for occasion in open_sessions if occasion.span is not None]
    spare = sum((min(AROUND, case.calendar.room(span).spare) for _, span in spans), NO_TIME)
    by_day = sum(is_doable and _is_by_day(span, case.agent.time_zone) for is_doable, span in spans)
    shares = 7 * len(doable) + 2 * _ratio(spare, AROUND) + by_day
    return shares / (10 * count), _said_of_sessions(len(doable), count)


def _said_of_sessions(doable: int, count: int) -> Phrase:
    if doable < count:
        return phrase(Code.SESSIONS_DOABLE, doable=doable, open=count)
    return phrase(Code.SESSIONS_ALL, open=count) if count > 1 else phrase(Code.FREE_THEN)


def _is_by_day(span: Interval, time_zone: str) -> bool:
    """Whether a session lies inside 07:00–22:00 of one day on the agent's clock."""
    zone = get_zone(time_zone)
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    return start.date() == end.date() and start.time() >= _DAY_STARTS and end.time() <= _DAY_ENDS


def _flexible(case: Case, occasion: Occasion) -> tuple[Fraction, Phrase]:
    """min(1, free time before the deadline ÷ twice the time needed); 1 where no time is needed."""
    free = case.calendar.free_time(occasion.span, 2 * occasion.needed) if occasion.span else NO_TIME
    if not occasion.needed:
        return Fraction(1), phrase(Code.HOURS_NOT_ASKED)
    code = Code.HOURS_FREE_FOR if free < 2 * occasion.needed else Code.HOURS_FREE_FOR_OR_MORE
    said = phrase(code, free=free // _MINUTE, needed=occasion.needed // _MINUTE)
    return _ratio(free, 2 * occasion.needed), said


def _ratio(part: timedelta, whole: timedelta) -> Fraction:
    return Fraction(part // _MICROSECOND, whole // _MICROSECOND)


def _reliability(case: Case) -> tuple[Fraction, Phrase]:
    """(8 + attended) ÷ (10 + attended + missed): someone new starts at 0.8."""
    attended, missed = (round(count * _MILLION) for count in (case.agent.attended, case.agent.missed))
    value = Fraction(8 * _MILLION + attended, 10 * _MILLION + attended + missed)
    if not attended and not missed:
        return value, phrase(Code.NO_RECORD)
    return value, phrase(Code.ATTENDED, percent=half_up(Fraction(100 * attended, attended + missed)))
