"""The table of clocks at its edges."""

from datetime import UTC, datetime

from volunteer_match.matching.indexing.clocks import Clocks, minute_of


def test_where_no_clock_changes_none_is_unsure() -> None:
    clocks, now = Clocks(), datetime(2026, 11, 24, 12, tzinfo=UTC)
    clocks.cover(now)
    assert clocks.changing(minute_of(now), minute_of(now) + 60).tolist() == []
