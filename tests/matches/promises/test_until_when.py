"""Until when somebody is asked: figures written down by hand, and what always holds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.matches.promises.rules import LAST_CALL, TOO_SHORT, answer_by, confirm_by, decide_by

LONDON, MANILA = "Europe/London", "Asia/Manila"  # Manila is UTC+8 all year


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "now, begins, zone, until",
    [
        # A quarter of eight hours by day.
        ("2026-11-24 10:00", "2026-11-24 18:00", LONDON, "2026-11-24 12:00"),
        # Never less than half an hour, never more than two days.
        ("2026-11-24 10:00", "2026-11-24 11:00", LONDON, "2026-11-24 10:30"),
        ("2026-11-24 10:00", "2026-12-24 10:00", LONDON, "2026-11-26 10:00"),
        ("2026-11-24 10:00", None, LONDON, "2026-11-26 10:00"),
        # The last quarter of an hour is kept free, even of the half hour.
        ("2026-11-24 10:00", "2026-11-24 10:40", LONDON, "2026-11-24 10:25"),
        # Too late to ask anybody.
        ("2026-11-24 10:00", "2026-11-24 10:19", LONDON, None),
        # Sixteen hours from 20:00 in London: midnight is night, so the morning.
        ("2026-11-24 20:00", "2026-11-25 12:00", LONDON, "2026-11-25 09:00"),
        # The same instants are 04:00 and 20:00 in Manila: a quarter ends at 08:00 there, and 09:00 is better.
        ("2026-11-24 20:00", "2026-11-25 12:00", MANILA, "2026-11-25 01:00"),
        # It begins at 08:30: the morning has an end of its own.
        ("2026-11-24 20:00", "2026-11-25 08:30", LONDON, "2026-11-25 08:15"),
        # It begins at 05:00: there is no morning to wait for.
        ("2026-11-24 20:00", "2026-11-25 05:00", LONDON, "2026-11-24 22:15"),
        # Clocks in London jump from 01:00 to 02:00 on 29 March 2026: nine o'clock is eight in UTC.
        ("2026-03-28 20:00", "2026-03-29 12:00", LONDON, "2026-03-29 08:00"),
        # Seconds are rounded up to the minute.
        ("2026-11-24 10:00:20", "2026-11-24 11:00:00", LONDON, "2026-11-24 10:31"),
    ],
)
def test_a_yes_is_asked_until(now: str, begins: str | None, zone: str, until: str | None) -> None:
    assert confirm_by(at(now), at(begins) if begins else None, zone) == (at(until) if until else None)


@pytest.mark.parametrize(
    "now, days, begins, until",
    [
        ("2026-11-24 10:20", 3, "2026-12-24 10:00", "2026-11-27 11:00"),
        ("2026-11-24 10:20", 3, "2026-11-25 18:30", "2026-11-25 18:30"),
        ("2026-11-24 23:20", 3, None, "2026-11-28 09:00"),
        ("2026-11-24 23:20", 1, "2026-11-25 23:40", "2026-11-25 23:40"),
    ],
)
def test_an_invitation_is_answered_until(now: str, days: int, begins: str | None, until: str) -> None:
    assert answer_by(at(now), days, at(begins) if begins else None, LONDON) == at(until)


def test_a_claim_is_decided_before_it_has_waited_too_long_or_begins() -> None:
    since = at("2026-11-24 10:00")
    assert decide_by(since, 5, at("2026-12-24 10:00")) == at("2026-11-29 10:00")
    assert decide_by(since, 5, at("2026-11-25 10:00")) == at("2026-11-25 10:00")
    assert decide_by(since, 5, None) == at("2026-11-29 10:00")


zones = st.sampled_from([LONDON, MANILA, "Pacific/Chatham", "America/St_Johns", "Asia/Kathmandu", "America/Santiago"])
moments = st.integers(0, 60 * 24 * 700).map(lambda minutes: at("2026-01-01 00:00") + timedelta(minutes=minutes))


@given(now=moments, minutes=st.integers(1, 60 * 24 * 40), zone=zones)
def test_a_yes_never_ends_in_the_night_unless_it_begins_then(now: datetime, minutes: int, zone: str) -> None:
    begins = now + timedelta(minutes=minutes)
    until = confirm_by(now, begins, zone)
    if until is None:
        assert begins - now < LAST_CALL + TOO_SHORT
        return
    assert now < until <= begins - LAST_CALL
    assert until - now <= timedelta(hours=48 + 12, minutes=1)
    if not 7 <= until.astimezone(ZoneInfo(zone)).hour < 22:
        latest = begins - LAST_CALL
        assert latest - until < timedelta(hours=10)
        assert not 7 <= latest.astimezone(ZoneInfo(zone)).hour < 22


@given(now=moments, days=st.integers(1, 30), minutes=st.integers(1, 60 * 24 * 40), zone=zones)
def test_an_invitation_never_outlives_the_start(now: datetime, days: int, minutes: int, zone: str) -> None:
    begins = now + timedelta(minutes=minutes)
    assert now < answer_by(now, days, begins, zone) <= begins
