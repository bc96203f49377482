"""In which order claims wait. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SOON = timedelta(hours=48)
"""A session that begins within this time puts its claim first."""


LAST_DAY = timedelta(hours=24)
"""Coordinators are reminded so long before a claim ends by itself."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim in the queue. `starts_at` is that of its first pending session; None for a flexible need."""

    claim_id: str
    person: str
    title: str
    language: str
    partner: str
    since: datetime
    starts_at: datetime | None
    sessions: int
    ends_at: datetime
    """When it ends by itself if nobody decides: it has waited for too long, or the session begins."""

    def ends_soon(self, now: datetime) -> bool:
        """Whether it ends within a day for nobody has decided."""
        return self.ends_at - now <= LAST_DAY

    def is_urgent(self, now: datetime) -> bool:
        return self.is_soon(now) or self.ends_soon(now)

    def is_soon(self, now: datetime) -> bool:
        return self.starts_at is not None and self.starts_at - now <= SOON

    def hours_left(self, now: datetime) -> int:
        """Whole hours until the first session, at least 1."""
        assert self.starts_at is not None
        return _hours(self.starts_at - now)

    def hours_to_decide(self, now: datetime) -> int:
        """Whole hours until it ends by itself, at least 1."""
        return _hours(self.ends_at - now)


def _hours(left: timedelta) -> int:
    return max(1, int(left.total_seconds() // 3600))


def in_order(items: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """First those that begin soon or end for want of a decision, by when that is; then the longest waiting."""
    return sorted(
        items,
        key=lambda item: (
            not item.is_urgent(now),
            item.ends_at if item.is_urgent(now) else item.since,
            item.claim_id,
        ),
    )
