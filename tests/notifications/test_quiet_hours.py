"""Quiet hours and the hour of the digest over zones and changes of clocks. Expected instants are worked out by hand
from the zone's offsets, which stand beside each case."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.preferences.rules import (
    QuietHours,
    Wish,
    after_last,
    next_digest,
    quiet_end,
    send_at,
)

NIGHT = QuietHours(21 * 60, 8 * 60)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CASES = [
    # Manila is UTC+8 all year: quiet from 13:00 to 24:00 UTC.
    ("just before", "Asia/Manila", NIGHT, "2026-11-24 12:59", "2026-11-24 12:59"),
    ("the first minute", "Asia/Manila", NIGHT, "2026-11-24 13:00", "2026-11-25 00:00"),
    ("after midnight there", "Asia/Manila", NIGHT, "2026-11-24 18:30", "2026-11-25 00:00"),
    ("the last minute", "Asia/Manila", NIGHT, "2026-11-24 23:59", "2026-11-25 00:00"),
    ("the end itself", "Asia/Manila", NIGHT, "2026-11-25 00:00", "2026-11-25 00:00"),
    ("a span within one day", "Asia/Manila", QuietHours(13 * 60, 15 * 60), "2026-11-25 06:30", "2026-11-25 07:00"),
    ("outside that span", "Asia/Manila", QuietHours(13 * 60, 15 * 60), "2026-11-25 07:00", "2026-11-25 07:00"),
    # Half and quarter hours: Kolkata UTC+5:30, Kathmandu UTC+5:45, Chatham UTC+13:45 in its summer.
    ("half an hour", "Asia/Kolkata", NIGHT, "2026-11-24 15:30", "2026-11-25 02:30"),
    ("three quarters", "Asia/Kathmandu", NIGHT, "2026-11-24 15:15", "2026-11-25 02:15"),
    ("Chatham in summer", "Pacific/Chatham", NIGHT, "2026-11-24 07:15", "2026-11-24 18:15"),
    ("Chatham, not yet", "Pacific/Chatham", NIGHT, "2026-11-24 07:14", "2026-11-24 07:14"),
    # London: UTC+1 until 2026-10-25 01:00 UTC, then UTC. New York: UTC-5 until 2026-03-08 07:00 UTC, then UTC-4.
    ("the night that is longer", "Europe/London", NIGHT, "2026-10-24 20:00", "2026-10-25 08:00"),
    ("the night that is shorter", "America/New_York", NIGHT, "2026-03-08 02:00", "2026-03-08 12:00"),
    # An end inside the hour that is skipped (02:00 to 03:00): clocks jump over it, and quiet ends with the jump.
    ("an end in the gap", "America/New_York", QuietHours(21 * 60, 150), "2026-03-08 05:00", "2026-03-08 07:00"),
    # Quiet hours that lie wholly in the gap never come that day.
    ("all in the gap", "America/New_York", QuietHours(130, 170), "2026-03-08 06:59", "2026-03-08 06:59"),
    # An end inside the hour that comes twice (01:00 to 02:00, first UTC+1, then UTC): quiet comes twice as well.
    ("an end in the first pass", "Europe/London", QuietHours(22 * 60, 90), "2026-10-24 23:50", "2026-10-25 00:30"),
    ("between the passes", "Europe/London", QuietHours(22 * 60, 90), "2026-10-25 00:40", "2026-10-25 00:40"),
    ("in the second pass", "Europe/London", QuietHours(22 * 60, 90), "2026-10-25 01:10", "2026-10-25 01:30"),
    # Lord Howe moves by half an hour: UTC+11 until 2026-04-04 15:00 UTC, then UTC+10:30.
    ("half an hour more", "Australia/Lord_Howe", NIGHT, "2026-04-04 10:00", "2026-04-04 21:30"),
    # Samoa left out 2011-12-30: from UTC-10 to UTC+14 at its midnight.
    ("a day that never was", "Pacific/Apia", NIGHT, "2011-12-30 08:00", "2011-12-30 18:00"),
    ("off", "Asia/Manila", None, "2026-11-24 18:30", "2026-11-24 18:30"),
]


@pytest.mark.parametrize("_name, zone, quiet, moment, expected", CASES, ids=[case[0] for case in CASES])
def test_the_end_of_quiet_hours(_name: str, zone: str, quiet: QuietHours | None, moment: str, expected: str) -> None:
    assert quiet_end(utc(moment), quiet, zone) == utc(expected)


ZONES = (
    "Asia/Manila",
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kathmandu",
)


@given(
    st.sampled_from(ZONES),
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: utc("2026-01-01 00:00") + timedelta(minutes=minutes)),
)
def test_no_e_mail_goes_out_while_clocks_show_a_quiet_minute(zone: str, start: int, end: int, moment: datetime) -> None:
    if start == end:
        return

    def is_quiet(at: datetime) -> bool:
        local = at.astimezone(ZoneInfo(zone))
        minute = local.hour * 60 + local.minute
        return start <= minute < end if start < end else minute >= start or minute < end

    sent = quiet_end(moment, QuietHours(start, end), zone)
    assert not is_quiet(sent)
    assert all(is_quiet(moment + timedelta(minutes=m)) for m in range(0, int((sent - moment).total_seconds() // 60), 7))


def test_what_presses_goes_at_once() -> None:
    night, end = utc("2026-11-24 15:00"), utc("2026-11-25 00:00")
    in_a_day, later = night + timedelta(hours=24), night + timedelta(hours=24, minutes=1)
    before_the_end, past = night + timedelta(hours=2), night - timedelta(hours=1)
    for kind, starts_at, expected in (
        (NoticeKind.MATCH_APPROVED, in_a_day, end),
        (NoticeKind.MATCH_APPROVED, None, end),
        (NoticeKind.MATCH_APPROVED, before_the_end, night),
        (NoticeKind.MATCH_COMPLETED, past, end),
        (NoticeKind.MATCH_CANCELLED, in_a_day, night),
        (NoticeKind.MATCH_CANCELLED, later, end),
        (NoticeKind.MATCH_CANCELLED, None, end),
        (NoticeKind.REMINDER_DAY, in_a_day, end),
        (NoticeKind.REMINDER_HOUR, before_the_end, night),
    ):
        assert send_at(kind, starts_at, night, NIGHT, "Asia/Manila") == expected, (kind, starts_at)


def test_the_digest_keeps_its_hour_and_comes_once_a_week() -> None:
    """London changes on 2026-10-25, a Sunday: Tuesday 9:00 is 8:00 UTC before it, and 9:00 UTC after."""
    wish = Wish(digest_day=1, digest_hour=9)
    assert next_digest(utc("2026-10-13 07:59"), wish, "Europe/London") == utc("2026-10-13 08:00")
    assert next_digest(utc("2026-10-13 08:00"), wish, "Europe/London") == utc("2026-10-20 08:00")
    sent = utc("2026-10-20 08:00")
    assert next_digest(after_last(sent, sent), wish, "Europe/London") == utc("2026-10-27 09:00")
    # Somebody moves to New York on the evening of a digest: its Tuesday 9:00 is near, and must not bring another one.
    assert next_digest(after_last(sent, sent), wish, "America/New_York") == utc("2026-10-27 13:00")
    assert next_digest(after_last(None, sent), wish, "America/New_York") == utc("2026-10-20 13:00")
    assert Wish(digest_hour=21).digest_is_quiet
    assert Wish(digest_hour=7).digest_is_quiet
    assert not Wish(digest_hour=8).digest_is_quiet
    assert not Wish(quiet=None, digest_hour=3).digest_is_quiet
    assert Wish(quiet=QuietHours(540, 600)).digest_is_quiet
