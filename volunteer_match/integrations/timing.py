"""From the intervals of a record to a scheduled or a flexible need. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from volunteer_match.glossary import Format
from volunteer_match.integrations.moments import Moment
from volunteer_match.integrations.needs import FlagCode, ImportedSession, SkipReason
from volunteer_match.integrations.options import ReadOptions
from volunteer_match.integrations.review import Review
from volunteer_match.opportunities.rules import MAX_SESSIONS

LONGEST_SESSION = timedelta(hours=24)
"""What lasts longer is a period in which to work: a flexible need with its end as the deadline."""
ASSUMED_LENGTH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Span:
    """An interval as the source gives it. A side is None where the source is silent."""

    start: Moment | None
    end: Moment | None
    places: int | None = None

    @property
    def length(self) -> timedelta | None:
        return self.end.instant - self.start.instant if self.start and self.end else None

    @property
    def is_session(self) -> bool:
        """Hours, not days: a date without a time of day is a period in which to work."""
        return self.length is not None and self.length <= LONGEST_SESSION and not (self.start and self.start.is_day)

    @property
    def is_backward(self) -> bool:
        return self.length is not None and self.length <= timedelta(0)

    def is_open(self, now: datetime) -> bool:
        """A session that has begun can't be joined; a period can until its end."""
        if self.is_session:
            return self.start is not None and self.start.instant > now
        return self.end is not None and self.end.instant > now


@dataclass(frozen=True, slots=True)
class Plan:
    """When a need happens: sessions, or a deadline, or neither (flexible, without an end)."""

    format: Format
    sessions: tuple[ImportedSession, ...] = ()
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoPlan:
    """The times of a record give nothing to plan with."""

    reason: SkipReason
    detail: str = ""


def _whole(span: Span, review: Review) -> Span:
    """Both sides of it: a date lasts to the end of that day, a start alone is taken to last an hour."""
    if span.end is not None:
        return replace(span, end=span.end.at_day_end())
    assert span.start is not None
    if span.start.is_day:
        return replace(span, end=span.start.at_day_end())
    review.note(FlagCode.LENGTH_ASSUMED)
    return replace(span, end=replace(span.start, local=span.start.local + ASSUMED_LENGTH))


def _note_zones(spans: Sequence[Span], options: ReadOptions, review: Review) -> None:
    moments = [moment for span in spans for moment in (span.start, span.end) if moment]
    if options.time_zone is None and any(not moment.has_zone for moment in moments):
        review.note(FlagCode.ZONE_ASSUMED, options.zone.key)
    for span in spans:
        if span.start and span.start.is_at_clock_change and not span.start.has_zone:
            review.note(FlagCode.CLOCK_CHANGE, span.start.local.isoformat(" ", "minutes"))


def _session(span: Span) -> ImportedSession:
    assert span.start is not None
    assert span.length is not None
    return ImportedSession(span.start.local, span.start.zone.key, int(span.length.total_seconds() // 60), span.places)


def _scheduled(spans: list[Span], options: ReadOptions, review: Review) -> Plan:
    """As many sessions as a need may have; later ones are left out and told. What brings its past is taken whole."""
    sessions = tuple(dict.fromkeys(_session(span) for span in spans))
    ordered = sorted(sessions, key=lambda session: (session.local_start, session.minutes))
    most = len(ordered) if options.include_past else MAX_SESSIONS
    if len(ordered) > most:
        review.note(FlagCode.LATE_SESSIONS_LEFT_OUT, str(len(ordered) - most))
    return Plan(Format.SCHEDULED, tuple(ordered[:most]))


def _flexible(spans: list[Span], now: datetime, review: Review) -> Plan:
    last = max((span.end for span in spans if span.end), key=lambda end: end.instant)
    starts = [span.start for span in spans if span.start]
    first = min(starts, key=lambda start: start.instant) if len(starts) == len(spans) else None
    if first and first.instant > now:
        review.note(FlagCode.STARTS_LATER, first.local.isoformat(" ", "minutes"))
    return Plan(Format.FLEXIBLE, deadline=last.instant)


def _count(review: Review, code: FlagCode, number: int) -> None:
    if number:
        review.note(code, str(number))


def _past(spans: list[Span]) -> NoPlan:
    ends = [moment for span in spans if (moment := span.start if span.is_session else span.end)]
    last = max(ends, key=lambda moment: moment.instant)
    return NoPlan(SkipReason.PAST, last.local.isoformat(" ", "minutes"))


def _planned(coming: list[Span], options: ReadOptions, review: Review) -> Plan:
    _note_zones(coming, options, review)
    sessions = [span for span in coming if span.is_session]
    if not sessions:
        return _flexible(coming, options.now, review)
    _count(review, FlagCode.LONG_INTERVALS_LEFT_OUT, len(coming) - len(sessions))
    return _scheduled(sessions, options, review)


def plan_times(spans: Sequence[Span], options: ReadOptions, review: Review, *, unreadable: int = 0) -> Plan | NoPlan:
    """Scheduled where a session is still to come, else flexible until the last end; NoPlan where nothing is left.

    Each span has a start or an end. `unreadable` counts the times of the record that could not be read.
    """
    if not spans and unreadable:
        return NoPlan(SkipReason.TIMES_UNREADABLE)
    if not spans:
        review.note(FlagCode.NO_DATES)
        return Plan(Format.FLEXIBLE)
    forward = [span for span in (_whole(span, review) for span in spans) if not span.is_backward]
    if not forward:
        return NoPlan(SkipReason.END_BEFORE_START)
    coming = [span for span in forward if options.include_past or span.is_open(options.now)]
    if not coming:
        return _past(forward)
    _count(review, FlagCode.UNREADABLE_SESSIONS_LEFT_OUT, unreadable)
    _count(review, FlagCode.BACKWARD_SESSIONS_LEFT_OUT, len(spans) - len(forward))
    _count(review, FlagCode.PAST_SESSIONS_LEFT_OUT, len(forward) - len(coming))
    return _planned(coming, options, review)
