"""Weekly sessions keep their hour on the wall when clocks change; deadlines are the last minute of a day."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.opportunities.times import end_of_day, occasion, weekly


def wall(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    """What the clock on the wall shows; it knows no zone."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC).replace(tzinfo=None)


def test_weekly_sessions_keep_their_hour_over_the_change_of_clocks() -> None:
    # Clocks in London go back on 25 October 2026.
    days = list(weekly(date(2026, 10, 19), time(18), "Europe/London", 60, 2))
    assert [day.starts_at for day in days] == [
        datetime(2026, 10, 19, 17, tzinfo=UTC),
        datetime(2026, 10, 26, 18, tzinfo=UTC),
    ]
    assert [day.local_start.hour for day in days] == [18, 18]


def test_session_over_the_change_lasts_its_real_minutes() -> None:
    # At 02:00 clocks in Warsaw jump to 03:00 on 29 March 2026: a quarter past two does not exist.
    night = occasion(wall(2026, 3, 29, 1, 30), "Europe/Warsaw", 90)
    assert night.ends_at == datetime(2026, 3, 29, 2, 0, tzinfo=UTC)
    in_the_gap = occasion(wall(2026, 3, 29, 2, 15), "Europe/Warsaw", 30)
    assert in_the_gap.starts_at == datetime(2026, 3, 29, 1, 15, tzinfo=UTC)


def test_end_of_day_names_that_day() -> None:
    assert end_of_day(date(2026, 12, 1), "Asia/Manila") == datetime(2026, 12, 1, 15, 59, tzinfo=UTC)


@given(
    first=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    zone=st.sampled_from(["Asia/Manila", "America/Bogota", "Europe/Warsaw", "Africa/Cairo", "Pacific/Chatham"]),
    weeks=st.integers(1, 52),
)
def test_weekly_gives_a_session_a_week_in_order(first: date, zone: str, weeks: int) -> None:
    days = list(weekly(first, time(9, 30), zone, 45, weeks))
    assert len(days) == weeks
    assert [day.local_start.weekday() for day in days] == [first.weekday()] * weeks
    assert all(one.ends_at < two.starts_at for one, two in pairwise(days))
