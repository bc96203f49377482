"""Months, bands and scales, without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from volunteer_match.impact.glossary import Speed
from volunteer_match.impact.goals import GOALS
from volunteer_match.impact.rules import last_months, participation, scale_top
from volunteer_match.impact.settling.rules import Month, is_due, month_from, speed_of
from volunteer_match.impact.value.rates import find_rate, read_rates
from volunteer_match.people.catalogue.reader import read_causes


def test_months_follow_each_other_through_clock_changes_and_another_zone() -> None:
    """What ends where the next begins can lose nothing, nor count it twice."""
    month = month_from(datetime(2026, 2, 28, 23, tzinfo=UTC), "Europe/Warsaw")
    assert (month.first_day, month.ends_at) == (date(2026, 3, 1), datetime(2026, 3, 31, 22, tzinfo=UTC))
    for zone in ("Pacific/Auckland", "America/Bogota"):
        moved = month_from(month.ends_at, zone)
        assert moved.first_day == date(2026, 4, 1)
        assert moved.begins_at == month.ends_at
        assert timedelta(days=29) < moved.ends_at - moved.begins_at < timedelta(days=31)


def test_a_month_is_due_a_day_after_it_ends() -> None:
    ends_at = datetime(2026, 4, 1, tzinfo=UTC)
    month = Month(date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC), ends_at)
    assert not is_due(month, ends_at + timedelta(hours=23))
    assert is_due(month, ends_at + timedelta(hours=24))


def test_every_cause_of_the_catalogue_serves_a_goal() -> None:
    assert set(GOALS) == {cause.id for cause in read_causes()}


@pytest.mark.parametrize(
    ("people", "members", "apart", "share"), [(30, 120, 5, Decimal("0.250")), (30, 34, 4, None), (0, 0, 0, None)]
)
def test_taking_part_tells_of_no_few_that_they_did_not(
    people: int, members: int, apart: int, share: Decimal | None
) -> None:
    assert participation(people, members, apart) == share


def test_scales_and_bands() -> None:
    assert [scale_top(most) for most in (0, 2, 3, 99, 100, 101, 4_999)] == [2, 2, 5, 100, 100, 200, 5_000]
    assert [speed_of(timedelta(days=days)) for days in (1, 2, 7, 10, 15)] == list(Speed)
    assert last_months(date(2026, 2, 28), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_rates_name_their_source_and_end() -> None:
    """By hand from the sources: the minimum hourly rate in Poland was 30.50 zł in 2025 and 31.40 zł in 2026."""
    known = [find_rate("PL", date(year, 12, 1)) is not None for year in (2024, 2025, 2026, 2027)]
    assert known == [False, True, True, False]
    rate = find_rate("PL", date(2026, 1, 1))
    assert rate is not None
    assert rate.value_of(90) == Decimal("47.10")
    assert find_rate("PH", date(2026, 1, 1)) is None
    for one in read_rates():
        assert one.source
        months = [other for other in read_rates() if other.country == one.country and other.since < one.until]
        assert all(other is one or other.until <= one.since for other in months)
