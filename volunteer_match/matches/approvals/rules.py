"""In which order claims wait, and which comes after one that was decided. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SOON = timedelta(hours=48)
"""A session that begins within this time puts its claim first."""


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

    def is_soon(self, now: datetime) -> bool:
        return self.starts_at is not None and self.starts_at - now <= SOON

    def hours_left(self, now: datetime) -> int:
        """Whole hours until the first session, at least 1."""
        assert self.starts_at is not None
        return max(1, int((self.starts_at - now).total_seconds() // 3600))


def in_order(items: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """First those that begin soon, by their start; then the longest waiting."""
    return sorted(
        items,
        key=lambda item: (not item.is_soon(now), item.starts_at if item.is_soon(now) else item.since, item.claim_id),
    )


def after(items: Sequence[Waiting], claim_id: str) -> str | None:
    """The claim that comes next when this one leaves the queue; the last one gives way to the one before it."""
    ids = [item.claim_id for item in items]
    if claim_id not in ids:
        return ids[0] if ids else None
    at = ids.index(claim_id)
    rest = ids[:at] + ids[at + 1 :]
    return rest[min(at, len(rest) - 1)] if rest else None
