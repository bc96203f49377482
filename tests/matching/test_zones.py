"""Wall time and instants: gaps, overlaps, odd offsets, both hemispheres."""

from datetime import UTC, date, datetime

import pytest

from tests.matching.worlds import at, span
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.time import weeks_of
from volunteer_match.matching.zones import (
    find_zone,
    get_zone,
    instants_of,
    local_day,
    local_to_utc,
    wall_to_utc,
    week_of,
)


@pytest.mark.parametrize("name", ["Asia/Manila", "UTC", "America/Argentina/Ushuaia"])
def test_zones_are_found_by_their_name(name: str) -> None:
    assert get_zone(name) is find_zone(name)


@pytest.mark.parametrize("name", ["Mars/Base", "", "Europe", "../../etc/passwd", "/etc/passwd", "UTC\0", "x" * 5000])
def test_what_is_no_zone_is_none_and_never_breaks(name: str) -> None:
    assert find_zone(name) is None
    with pytest.raises(ValueError, match="is no IANA time zone"):
        get_zone(name)


@pytest.mark.parametrize(
    "day, minute, zone, instant",
    [
        pytest.param(date(2026, 11, 26), 18 * 60, "Europe/Warsaw", "2026-11-26 17:00", id="winter"),
        pytest.param(date(2026, 7, 1), 18 * 60, "Europe/Warsaw", "2026-07-01 16:00", id="summer"),
        pytest.param(date(2026, 7, 1), 1440, "Asia/Manila", "2026-07-01 16:00", id="24:00 is the next midnight"),
        pytest.param(date(2026, 3, 29), 150, "Europe/Warsaw", "2026-03-29 01:30", id="gap: offset before it"),
        pytest.param(date(2026, 10, 25), 150, "Europe/Warsaw", "2026-10-25 00:30", id="overlap: the first"),
        pytest.param(date(2026, 10, 4), 135, "Australia/Lord_Howe", "2026-10-03 15:45", id="gap of half an hour"),
        pytest.param(date(2026, 7, 1), 0, "Asia/Kathmandu", "2026-06-30 18:15", id="offset of 45 minutes"),
        pytest.param(date(2026, 7, 1), 0, "Asia/Kolkata", "2026-06-30 18:30", id="offset of half an hour"),
    ],
)
def test_one_local_time_is_one_instant(day: date, minute: int, zone: str, instant: str) -> None:
    assert local_to_utc(day, minute, zone) == at(instant)


def test_of_an_hour_that_happens_twice_the_first_is_meant_whatever_the_wall_time_says() -> None:
    twice = datetime(2026, 10, 25, 2, 30, fold=1)  # noqa: DTZ001
    assert wall_to_utc(twice, "Europe/Warsaw") == at("2026-10-25 00:30")


WARSAW_SPRING, WARSAW_AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    "zone, day, start, end, expected",
    [
        pytest.param("Europe/Warsaw", date(2026, 11, 26), 1080, 1140, [("11-26 17:00", "11-26 18:00")], id="plain"),
        pytest.param(
            "Asia/Manila", date(2026, 11, 26), 1200, 120, [("11-26 12:00", "11-26 18:00")], id="over midnight"
        ),
        pytest.param(
            "UTC", date(2026, 11, 26), 540, 540, [("11-26 09:00", "11-27 09:00")], id="start is end: 24 hours"
        ),
        pytest.param("UTC", date(2026, 11, 26), 0, 1440, [("11-26 00:00", "11-27 00:00")], id="to 24:00"),
        pytest.param("UTC", date(2026, 11, 26), 1200, 0, [("11-26 20:00", "11-27 00:00")], id="to 00:00"),
        pytest.param("Europe/Warsaw", WARSAW_SPRING, 0, 1440, [("03-28 23:00", "03-29 22:00")], id="day of 23 hours"),
        pytest.param("Europe/Warsaw", WARSAW_AUTUMN, 0, 1440, [("10-24 22:00", "10-25 23:00")], id="day of 25 hours"),
        pytest.param("Europe/Warsaw", WARSAW_SPRING, 60, 300, [("03-29 00:00", "03-29 03:00")], id="over the gap"),
        pytest.param("Europe/Warsaw", WARSAW_SPRING, 120, 180, [], id="the gap itself"),
        pytest.param("Europe/Warsaw", WARSAW_SPRING, 130, 170, [], id="inside the gap"),
        pytest.param(
            "Europe/Warsaw", WARSAW_SPRING, 150, 240, [("03-29 01:00", "03-29 02:00")], id="from inside the gap"
        ),
        pytest.param("Europe/Warsaw", WARSAW_SPRING, 60, 150, [("03-29 00:00", "03-29 01:00")], id="into the gap"),
        pytest.param("Europe/Warsaw", WARSAW_SPRING, 60, 120, [("03-29 00:00", "03-29 01:00")], id="up to the gap"),
        pytest.param("Europe/Warsaw", WARSAW_SPRING, 180, 240, [("03-29 01:00", "03-29 02:00")], id="from the gap on"),
        pytest.param(
            "Europe/Warsaw", WARSAW_AUTUMN, 120, 180, [("10-25 00:00", "10-25 02:00")], id="overlap: both hours"
        ),
        pytest.param(
            "Europe/Warsaw",
            WARSAW_AUTUMN,
            135,
            165,
            [("10-25 00:15", "10-25 00:45"), ("10-25 01:15", "10-25 01:45")],
            id="inside the overlap: twice",
        ),
        pytest.param(
            "Europe/Warsaw",
            WARSAW_AUTUMN,
            60,
            150,
            [("10-24 23:00", "10-25 00:30"), ("10-25 01:00", "10-25 01:30")],
            id="into the overlap",
        ),
        pytest.param(
            "Europe/Warsaw",
            WARSAW_AUTUMN,
            150,
            240,
            [("10-25 00:30", "10-25 01:00"), ("10-25 01:30", "10-25 03:00")],
            id="from inside the overlap",
        ),
        pytest.param(
            "America/Santiago",
            date(2026, 9, 6),
            0,
            120,
            [("09-06 04:00", "09-06 05:00")],
            id="southern spring, at midnight",
        ),
        pytest.param(
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            60,
            240,
            [("10-03 14:30", "10-03 17:00")],
            id="gap of half an hour",
        ),
    ],
)
def test_windows_are_all_instants_that_show_such_a_time(
    zone: str, day: date, start: int, end: int, expected: list[tuple[str, str]]
) -> None:
    assert instants_of(zone, day, start, end) == tuple(span(f"2026-{a}", f"2026-{b}") for a, b in expected)


def test_an_hour_that_happens_twice_at_midnight_counts_twice() -> None:
    """Cuba put its clocks back from 01:00 to 00:00 on 3 November 2024. (What it will do later, nobody knows.)"""
    twice = Interval(datetime(2024, 11, 3, 4, tzinfo=UTC), datetime(2024, 11, 3, 6, tzinfo=UTC))
    assert instants_of("America/Havana", date(2024, 11, 3), 0, 60) == (twice,)


def test_a_date_that_a_country_skipped_has_no_instants() -> None:
    assert instants_of("Pacific/Apia", date(2011, 12, 30), 0, 1440) == ()


def test_a_change_of_offset_by_seconds_is_found_to_the_second() -> None:
    """Liberia left an offset of -0:44:30 on 7 January 1972; that date began at 00:44:30."""
    change = datetime(1972, 1, 7, 0, 44, 30, tzinfo=UTC)
    assert instants_of("Africa/Monrovia", date(1972, 1, 7), 0, 1440) == (Interval(change, at("1972-01-08 00:00")),)
    assert instants_of("Africa/Monrovia", date(1972, 1, 6), 720, 1440)[0].end == change


def test_weeks_start_on_monday_in_the_zone() -> None:
    assert local_day(at("2026-11-22 16:30"), "Asia/Manila") == date(2026, 11, 23)
    assert week_of(at("2026-11-22 16:30"), "Asia/Manila") == span("2026-11-22 16:00", "2026-11-29 16:00")
    assert week_of(at("2026-11-22 15:59"), "Asia/Manila") == span("2026-11-15 16:00", "2026-11-22 16:00")
    assert week_of(at("2026-10-25 12:00"), "Europe/Warsaw") == span("2026-10-18 22:00", "2026-10-25 23:00")


def test_weeks_of_a_window_leave_nothing_out() -> None:
    weeks = list(weeks_of(span("2026-11-20 00:00", "2026-12-01 00:00"), "UTC"))
    assert [week.start for week in weeks] == [at("2026-11-16 00:00"), at("2026-11-23 00:00"), at("2026-11-30 00:00")]
    assert len(list(weeks_of(span("2026-11-16 00:00", "2026-11-23 00:00"), "UTC"))) == 1, "half open"
