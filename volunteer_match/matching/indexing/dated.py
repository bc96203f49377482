"""What is irregular about an agent's time, in minutes: worked out once, when the agent is put into the index."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from volunteer_match.matching.facts import AgentFacts, Window
from volunteer_match.matching.indexing.clocks import minute_of
from volunteer_match.matching.indexing.costs import lost_to
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.indexing.irregular import NO_DAYS, Cost, Irregular, days_of
from volunteer_match.matching.intervals import Interval, merged, total, without
from volunteer_match.matching.time import Calendar, instants_of_exception

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
DAY, WEEK = 1440, 10080


def interval(span: Span) -> Interval:
    return Interval(_EPOCH + span[0] * _MINUTE, _EPOCH + span[1] * _MINUTE)


def minutes_of(span: Interval) -> Span:
    """The whole minutes that a stretch touches."""
    return minute_of(span.start), -((_EPOCH - span.end) // _MINUTE)


def is_whole(span: Interval) -> bool:
    """Whether a stretch begins and ends on whole minutes."""
    return not (span.start.second or span.start.microsecond or span.end.second or span.end.microsecond)


def joined(windows: Iterable[Window]) -> tuple[Span, ...]:
    """Windows as runs of minutes, over three weeks in a row: whatever is asked of the middle one is told whole."""
    spans = sorted(
        (day * DAY + start, day * DAY + (end if end > start else end + DAY))
        for day, start, end in ((one.day, one.start, one.end) for one in windows)
    )
    runs: list[Span] = []
    for start, end in ((start + week * WEEK, end + week * WEEK) for week in range(3) for start, end in spans):
        if runs and start <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(runs[-1][1], end)
        else:
            runs.append((start, end))
    return tuple(runs)


def put_dated(irregular: Irregular, facts: AgentFacts, kept: Iterable[Span], bits: int) -> None:
    """Fills in what promises and exceptions take and add; `kept` are the cuts that stand in columns."""
    exceptions = [
        (change.available, span)
        for change in facts.exceptions
        for span in instants_of_exception(change, facts.time_zone)
    ]
    taken = merged((*irregular.cuts, *facts.busy, *(span for available, span in exceptions if not available)))
    added = merged(span for available, span in exceptions if available)
    odd = days_of(minutes_of(span) for span in (*taken, *added) if not is_whole(span))
    irregular.odd_days = frozenset(odd) if odd else NO_DAYS
    left = without(taken, merged(map(interval, kept)))
    irregular.takes = tuple(_cost(minutes_of(span), irregular, bits, facts.time_zone) for span in left)
    irregular.gains = tuple((*minutes_of(span), _gain(facts, span)) for span in added)


def _cost(span: Span, irregular: Irregular, bits: int, zone: str) -> Cost:
    return *span, lost_to(span, irregular.runs or bits, zone)


def _gain(facts: AgentFacts, span: Interval) -> int:
    """Free minutes that are there by exceptions alone."""
    without_more = replace(facts, exceptions=tuple(one for one in facts.exceptions if not one.available))
    more, less = (total(Calendar(who).free(span)) for who in (facts, without_more))
    return (more - less) // _MINUTE
