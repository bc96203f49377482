"""One occasion tried for one agent: what of credentials, time and weekly limits is missing for it."""

from dataclasses import dataclass
from datetime import timedelta

from volunteer_match.matching.intervals import NO_TIME, Interval, total, within
from volunteer_match.matching.occasions import Case, Occasion
from volunteer_match.matching.phrases import Code
from volunteer_match.matching.time import weeks_of
from volunteer_match.matching.zones import week_of

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A weekly limit and what it leaves: for a session in its fullest week, for a flexible need in all weeks."""

    reached: Code
    limit: timedelta
    left: timedelta
    needed: timedelta

    @property
    def is_enough(self) -> bool:
        return self.needed <= self.left


@dataclass(frozen=True, slots=True)
class Trial:
    """What one occasion finds: credentials that lack, time that is free, weekly limits and what they leave.

    `free` is how much of a session is free; or the free time before a deadline, counted up to twice what is needed.
    """

    occasion: Occasion
    lacking: tuple[str, ...]
    free: timedelta
    allowances: tuple[Allowance, ...]

    @property
    def missing(self) -> timedelta:
        """The time that lacks."""
        return max(NO_TIME, self.occasion.needed - self.free)

    @property
    def has_time(self) -> bool:
        """The whole session is free; or the hours of a flexible need are, before a deadline that has not passed."""
        return self.occasion.span is not None and self.free >= self.occasion.needed

    @property
    def is_within_weekly_limits(self) -> bool:
        return all(allowance.is_enough for allowance in self.allowances)

    @property
    def misses(self) -> int:
        """How many of credentials, time and limits fail."""
        return bool(self.lacking) + (not self.has_time) + (not self.is_within_weekly_limits)

    @property
    def distance(self) -> tuple[int, timedelta]:
        """Sorts nearest first."""
        return self.misses, self.missing


def tried(case: Case, occasion: Occasion) -> Trial:
    return Trial(occasion, _lacking(case, occasion), _free(case, occasion), _allowances(case, occasion))


def _lacking(case: Case, occasion: Occasion) -> tuple[str, ...]:
    """Kinds of credential that are required and do not hold through the day of the occasion."""
    required = case.opportunity.requires.credentials
    if not required:
        return ()
    day = occasion.day
    holding = {one.kind for one in case.agent.credentials if one.expires is None or day <= one.expires}
    return tuple(kind for kind in required if kind not in holding)


def _free(case: Case, occasion: Occasion) -> timedelta:
    if occasion.span is None:
        return NO_TIME
    if occasion.session is None:
        return case.calendar.free_time(occasion.span, 2 * occasion.needed)
    return case.calendar.room(occasion.span).free


def _allowances(case: Case, occasion: Occasion) -> tuple[Allowance, ...]:
    limits = (
        (Code.OWN_LIMIT_REACHED, case.agent.weekly_limit_minutes),
        (Code.COMPANY_LIMIT_REACHED, case.limits.weekly_limit_minutes),
    )
    share = _flexible_allowance if occasion.session is None else _session_allowance
    return tuple(
        share(case, occasion.span, occasion.needed, code, minutes * _MINUTE)
        for code, minutes in limits
        if minutes is not None and occasion.span is not None
    )


def _session_allowance(case: Case, span: Interval, needed: timedelta, reached: Code, limit: timedelta) -> Allowance:
    week = week_of(span.start, case.agent.time_zone)
    if span.end <= week.end:
        return Allowance(reached, limit, _left(case, week, limit), needed)
    shares = [
        Allowance(reached, limit, _left(case, week, limit), total(within((span,), week)))
        for week in weeks_of(span, case.agent.time_zone)
    ]
    return min(shares, key=lambda share: share.left - share.needed)


def _flexible_allowance(case: Case, span: Interval, needed: timedelta, reached: Code, limit: timedelta) -> Allowance:
    """The hours may be spread: what all weeks up to the deadline leave together must be enough."""
    left = NO_TIME
    for week in weeks_of(span, case.agent.time_zone):
        left += _left(case, week, limit)
        if left >= needed:
            break
    return Allowance(reached, limit, left, needed)


def _left(case: Case, week: Interval, limit: timedelta) -> timedelta:
    return max(NO_TIME, limit - case.calendar.promised(week))
