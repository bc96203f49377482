"""Intervals become sessions or a deadline; clocks that change, dates without hours and the past are handled."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.integrations.samples import options, wall
from volunteer_match.glossary import Format
from volunteer_match.integrations.moments import Moment, parse_iso
from volunteer_match.integrations.needs import Flag, FlagCode, ImportedSession, SkipReason
from volunteer_match.integrations.options import SourceFormat
from volunteer_match.integrations.review import Review
from volunteer_match.integrations.timing import NoPlan, Plan, Span, plan_times
from volunteer_match.opportunities.rules import MAX_SESSIONS

LONDON = ZoneInfo("Europe/London")
LONDON_OPTIONS = options(SourceFormat.VOLUNTEERING_DATA, time_zone="Europe/London")


def at(text: str, zone: ZoneInfo = LONDON) -> Moment:
    moment = parse_iso(text, zone)
    assert moment is not None
    return moment


def span(start: str, end: str) -> Span:
    return Span(at(start) if start else None, at(end) if end else None)


def planned(*spans: Span, unreadable: int = 0, **changes: object) -> tuple[Plan, tuple[Flag, ...]]:
    review = Review()
    plan = plan_times(
        spans, options(SourceFormat.CSV, time_zone="Europe/London", **changes), review, unreadable=unreadable
    )
    assert isinstance(plan, Plan), plan
    return plan, review.flags


def refused(*spans: Span, unreadable: int = 0) -> NoPlan:
    plan = plan_times(spans, LONDON_OPTIONS, Review(), unreadable=unreadable)
    assert isinstance(plan, NoPlan), plan
    return plan


def test_a_short_interval_is_a_session() -> None:
    plan, flags = planned(span("2026-12-01T18:00:00", "2026-12-01T19:30:00"))
    assert plan == Plan(Format.SCHEDULED, (ImportedSession(wall("2026-12-01 18:00"), "Europe/London", 90),))
    assert flags == ()


@pytest.mark.parametrize(
    "start, end, format_",
    [
        ("2026-12-01T00:00:00", "2026-12-02T00:00:00", Format.SCHEDULED),
        ("2026-12-01T00:00:00", "2026-12-02T00:01:00", Format.FLEXIBLE),
        # The night the clocks go back has an hour more than its wall times say, the other one an hour less.
        ("2027-10-30T12:00:00", "2027-10-31T12:00:00", Format.FLEXIBLE),
        ("2027-03-27T12:00:00", "2027-03-28T13:00:00", Format.SCHEDULED),
        ("", "2027-03-01T00:00:00", Format.FLEXIBLE),
        ("2026-12-01", "", Format.FLEXIBLE),
    ],
)
def test_more_than_a_day_is_a_period(start: str, end: str, format_: Format) -> None:
    plan, _ = planned(span(start, end))
    assert plan.format is format_


def test_the_end_of_a_period_is_the_deadline() -> None:
    plan, flags = planned(span("2026-11-01T09:00:00", "2027-01-31T17:00:00"))
    assert plan.deadline == datetime(2027, 1, 31, 17, tzinfo=UTC)
    assert flags == ()


def test_the_start_of_a_later_period_is_flagged() -> None:
    _, flags = planned(span("2026-12-05T09:00:00", "2027-05-14T05:00:00"))
    assert flags == (Flag(FlagCode.STARTS_LATER, "2026-12-05 09:00"),)


def test_a_day_lasts_to_its_end() -> None:
    plan, _ = planned(span("2027-06-01", "2027-06-30"))
    assert plan.deadline == datetime(2027, 6, 30, 22, 59, tzinfo=UTC)  # 23:59 in London, in summer


def test_minutes_are_real_ones_over_a_change_of_clocks() -> None:
    plan, _ = planned(span("2027-03-28T00:30:00", "2027-03-28T02:30:00"))
    assert plan.sessions[0].minutes == 60


@pytest.mark.parametrize("start", ["2027-03-28T01:30:00", "2027-10-31T01:30:00"])
def test_a_start_in_a_gap_or_an_overlap_is_flagged(start: str) -> None:
    plan, flags = planned(Span(at(start), at(start[:11] + "04:00:00")))
    assert plan.sessions[0].local_start == datetime.fromisoformat(start)
    assert [flag.code for flag in flags] == [FlagCode.CLOCK_CHANGE]


def test_the_first_of_two_equal_hours_and_the_offset_before_a_gap_hold() -> None:
    assert at("2027-10-31T01:30:00").instant == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert at("2027-03-28T01:30:00").instant == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_an_offset_is_turned_into_the_zone() -> None:
    plan, _ = planned(span("2026-12-01T18:00:00+08:00", "2026-12-01T11:00:00Z"))
    assert plan.sessions == (ImportedSession(wall("2026-12-01 10:00"), "Europe/London", 60),)


def test_past_sessions_are_left_out_and_counted() -> None:
    past, to_come = (
        span("2026-11-24T11:00:00", "2026-11-24T13:00:00"),
        span("2026-11-25T11:00:00", "2026-11-25T12:00:00"),
    )
    plan, flags = planned(past, to_come)
    assert [session.local_start.day for session in plan.sessions] == [25]
    assert flags == (Flag(FlagCode.PAST_SESSIONS_LEFT_OUT, "1"),)


def test_past_sessions_are_taken_on_request() -> None:
    plan, flags = planned(span("2025-11-24T11:00:00", "2025-11-24T12:00:00"), include_past=True)
    assert len(plan.sessions) == 1
    assert flags == ()


def test_sessions_are_ordered_and_told_once() -> None:
    late, early = span("2026-12-08T18:00:00", "2026-12-08T19:00:00"), span("2026-12-01T18:00:00", "2026-12-01T19:00:00")
    plan, _ = planned(late, early, late)
    assert [session.local_start.day for session in plan.sessions] == [1, 8]


def test_a_period_among_sessions_is_left_out() -> None:
    plan, flags = planned(
        span("2026-12-01T18:00:00", "2026-12-01T19:00:00"), span("2026-12-01T00:00:00", "2027-12-01T00:00:00")
    )
    assert len(plan.sessions) == 1
    assert flags == (Flag(FlagCode.LONG_INTERVALS_LEFT_OUT, "1"),)


def test_too_many_sessions_are_cut() -> None:
    hours = [wall(f"2027-{1 + day // 28:02}-{1 + day % 28:02} {hour:02}:00") for day in range(200) for hour in (9, 15)]
    plan, flags = planned(*(span(start.isoformat(), start.replace(minute=30).isoformat()) for start in hours))
    assert len(plan.sessions) == MAX_SESSIONS
    assert flags == (Flag(FlagCode.LATE_SESSIONS_LEFT_OUT, str(400 - MAX_SESSIONS)),)


def test_a_start_alone_is_taken_for_an_hour() -> None:
    plan, flags = planned(span("2026-12-01T18:00:00", ""))
    assert plan.sessions[0].minutes == 60
    assert flags == (Flag(FlagCode.LENGTH_ASSUMED),)


def test_no_times_at_all_is_flexible_without_an_end() -> None:
    assert planned() == (Plan(Format.FLEXIBLE), (Flag(FlagCode.NO_DATES),))


@pytest.mark.parametrize(
    "spans, unreadable, reason",
    [
        ([], 2, SkipReason.TIMES_UNREADABLE),
        ([("2026-12-01T18:00:00", "2026-12-01T17:00:00")], 0, SkipReason.END_BEFORE_START),
        ([("2026-12-01T18:00:00", "2026-12-01T18:00:00")], 0, SkipReason.END_BEFORE_START),
        ([("2026-11-24T11:59:00", "2026-11-24T13:00:00")], 0, SkipReason.PAST),
        ([("2026-11-24T12:00:00", "2026-11-24T13:00:00")], 0, SkipReason.PAST),
        ([("2025-01-01T00:00:00", "2026-11-24T12:00:00")], 0, SkipReason.PAST),
    ],
)
def test_times_that_give_nothing_to_plan_with(
    spans: list[tuple[str, str]], unreadable: int, reason: SkipReason
) -> None:
    assert refused(*(span(*each) for each in spans), unreadable=unreadable).reason is reason


def test_what_was_left_out_beside_a_good_session_is_counted() -> None:
    good, backward = (
        span("2026-12-01T18:00:00", "2026-12-01T19:00:00"),
        span("2026-12-02T18:00:00", "2026-12-02T17:00:00"),
    )
    _, flags = planned(good, backward, unreadable=3)
    assert flags == (
        Flag(FlagCode.BACKWARD_SESSIONS_LEFT_OUT, "1"),
        Flag(FlagCode.UNREADABLE_SESSIONS_LEFT_OUT, "3"),
    )


def test_a_zone_that_nobody_gave_is_flagged() -> None:
    review = Review()
    plan_times([span("2026-12-01T18:00:00", "2026-12-01T19:00:00")], options(SourceFormat.VOLUNTEERING_DATA), review)
    assert review.flags == (Flag(FlagCode.ZONE_ASSUMED, "UTC"),)


@pytest.mark.parametrize("raw", ["", "soon", "2026-13-01", "0001-01-01T00:00:00", "9999-12-31T23:59:59", 5, None, {}])
def test_what_is_no_time_is_none(raw: object) -> None:
    assert parse_iso(raw, LONDON) is None
