"""The gates about time: is there room for it, and do the weekly limits and the cap on pending claims allow it."""

from collections.abc import Sequence
from datetime import timedelta

from volunteer_match.matching.gate import Gate, GateName, joined
from volunteer_match.matching.intervals import Interval, total
from volunteer_match.matching.occasions import Case
from volunteer_match.matching.phrases import Code, Phrase, phrase
from volunteer_match.matching.trials import Allowance, Trial

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)


def time(case: Case, trial: Trial | None) -> Gate:
    """An open session is wholly free; or enough hours before a deadline that has not passed."""
    if trial is None:
        none = phrase(Code.SESSIONS_NONE)
        return Gate(GateName.TIME, phrase(Code.SESSION_ANY), none, none, 1)
    if trial.occasion.span is None:
        asked, passed = _asked_hours(case, trial), phrase(Code.DEADLINE_PASSED, deadline=case.opportunity.deadline)
        return Gate(GateName.TIME, asked, passed, passed, 1)
    if trial.occasion.session is None:
        return _flexible(case, trial)
    return _session(case, trial, trial.occasion.span)


def _session(case: Case, trial: Trial, span: Interval) -> Gate:
    asked = phrase(Code.SESSION_AT, begins=span.start, end=span.end)
    if trial.has_time:
        return Gate(GateName.TIME, asked, phrase(Code.FREE_THEN))
    has = phrase(Code.NOT_FREE_THEN)
    if trial.free:
        has = phrase(Code.FREE_PARTLY, free=trial.free // _MINUTE, needed=trial.occasion.needed // _MINUTE)
    return Gate(GateName.TIME, asked, has, _change(case, span), _rounded_up(trial.missing, _HOUR))


def _change(case: Case, span: Interval) -> Phrase:
    """What stands in the way: a shift or a promise where the agent would else be free, or the hours offered."""
    calendar = case.calendar
    if not calendar.has_hours:
        return phrase(Code.AVAILABILITY_TO_ADD)
    if total(calendar.offered(span)) == span.length:
        return _hindrance(case, span)
    for piece in calendar.free(span):
        if piece.end == span.end:
            return phrase(Code.FREE_FROM, free_at=piece.start, start=span.start)
        if piece.start == span.start:
            return phrase(Code.FREE_UNTIL, free_at=piece.end, end=span.end)
    return phrase(Code.NOT_FREE, begins=span.start, end=span.end)


def _hindrance(case: Case, span: Interval) -> Phrase:
    shifts = case.calendar.shifts_near(span)
    if shifts:
        rest = case.agent.rest_gap_minutes
        shift = shifts[0]
        times = {"begins": shift.start + rest * _MINUTE, "end": shift.end - rest * _MINUTE}
        return phrase(Code.WORKS_AND_RESTS, minutes=rest, **times) if rest else phrase(Code.WORKS, **times)
    other = case.calendar.busy_near(span)[0]
    return phrase(Code.BUSY, begins=other.start, end=other.end)


def _flexible(case: Case, trial: Trial) -> Gate:
    asked, needed = _asked_hours(case, trial), trial.occasion.needed
    if not needed:
        return Gate(GateName.TIME)
    code = Code.HOURS_FREE if trial.free < 2 * needed else Code.HOURS_FREE_OR_MORE
    has = phrase(code, minutes=trial.free // _MINUTE)
    if trial.has_time:
        return Gate(GateName.TIME, asked, has)
    change = phrase(Code.HOURS_SHORT, minutes=_rounded_up(trial.missing, _MINUTE))
    if not case.calendar.has_hours:
        change = phrase(Code.AVAILABILITY_TO_ADD)
    return Gate(GateName.TIME, asked, has, change, _rounded_up(trial.missing, _HOUR))


def _asked_hours(case: Case, trial: Trial) -> Phrase:
    deadline, minutes = case.opportunity.deadline, trial.occasion.needed // _MINUTE
    if deadline is None:
        return phrase(Code.HOURS_ANY_TIME, minutes=minutes)
    return phrase(Code.HOURS_BEFORE, minutes=minutes, deadline=deadline)


def limits(case: Case, trial: Trial | None) -> Gate:
    """Fewer claims are pending than the cap, and no weekly limit would be exceeded.

    Without any open session only the cap is looked at.
    """
    checks = [_weekly(allowance) for allowance in _telling(trial.allowances)] if trial else []
    cap = case.limits.pending_cap
    if cap is not None:
        checks.insert(0, _pending(case, cap))
    return joined(GateName.LIMITS, checks)


def _telling(allowances: Sequence[Allowance]) -> list[Allowance]:
    """The allowances that are too small; where all are enough, the one that leaves least."""
    short = [allowance for allowance in allowances if not allowance.is_enough]
    return short or sorted(allowances, key=lambda allowance: allowance.left)[:1]


def is_capped(case: Case) -> bool:
    """Whether as many claims are pending as may be."""
    cap = case.limits.pending_cap
    return cap is not None and case.agent.pending >= cap


def _pending(case: Case, cap: int) -> Gate:
    pending = case.agent.pending
    asked, has = phrase(Code.PENDING_CAP, count=cap), phrase(Code.PENDING, count=pending)
    if not is_capped(case):
        return Gate(GateName.LIMITS, asked, has)
    return Gate(GateName.LIMITS, asked, has, phrase(Code.PENDING_CAP_REACHED, count=pending), 1)


def _weekly(one: Allowance) -> Gate:
    limit, left, needed = one.limit // _MINUTE, one.left // _MINUTE, _rounded_up(one.needed, _MINUTE)
    asked, has = phrase(Code.WEEKLY_LIMIT, minutes=limit), phrase(Code.WEEKLY_LEFT, minutes=left)
    if one.is_enough:
        return Gate(GateName.LIMITS, asked, has)
    return Gate(GateName.LIMITS, asked, has, phrase(one.reached, limit=limit, left=left, needed=needed), 1)


def _rounded_up(length: timedelta, unit: timedelta) -> int:
    return -(-length // unit)
