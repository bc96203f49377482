"""Who is sent which e-mail, and when. Pure."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.glossary import Role
from volunteer_match.matching.zones import instants_of, local_day, local_to_utc
from volunteer_match.notifications.kinds import NoticeGroup, NoticeKind, Pressure

NEAR = timedelta(hours=24)
DAY = timedelta(days=1)
APART = timedelta(days=6)
"""Two digests lie further apart than that, whatever changes of zone, day or clocks come in between."""
HOUR_MINUTES = 60


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Minutes since local midnight; an end at or before the start belongs to the next day."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose; the defaults are what holds for who never chose."""

    muted: frozenset[NoticeGroup] = frozenset()
    quiet: QuietHours | None = QuietHours(21 * HOUR_MINUTES, 8 * HOUR_MINUTES)
    digest_day: int = 1
    """0 is Monday."""
    digest_hour: int = 9

    @property
    def digest_is_quiet(self) -> bool:
        """Whether the hour of the digest lies in the quiet hours."""
        if self.quiet is None:
            return False
        minute, start, end = self.digest_hour * HOUR_MINUTES, self.quiet.start, self.quiet.end
        return start <= minute < end if start < end else minute >= start or minute < end


_VOLUNTEER = (
    NoticeGroup.FOR_YOU,
    NoticeGroup.ASKS,
    NoticeGroup.COMMITMENTS,
    NoticeGroup.REMINDERS,
    NoticeGroup.MESSAGES,
    NoticeGroup.HOURS,
    NoticeGroup.CHALLENGES,
    NoticeGroup.PROFILE,
    NoticeGroup.RECOGNITION,
)
_STAFF = (NoticeGroup.COORDINATION, *_VOLUNTEER)
GROUPS_OF: dict[Role, tuple[NoticeGroup, ...]] = {
    Role.AGENT: _VOLUNTEER,
    Role.PARTNER_MEMBER: (
        NoticeGroup.COMING,
        NoticeGroup.REMINDERS,
        NoticeGroup.MESSAGES,
        NoticeGroup.HOURS,
        NoticeGroup.ORGANISATION,
        NoticeGroup.RECOGNITION,
    ),
    Role.COORDINATOR: _STAFF,
    Role.ADMINISTRATOR: _STAFF,
}
"""What each role is ever told, in the order of the page."""


def is_mailed(kind: NoticeKind, muted: AbstractSet[NoticeGroup]) -> bool:
    return kind.is_always_mailed or kind.group not in muted


def quiet_end(moment: datetime, quiet: QuietHours | None, zone: str) -> datetime:
    """The first instant from `moment` on that is not in the quiet hours of `zone`: often `moment` itself.

    Quiet is what the clocks there show: an hour that is skipped has no quiet minutes, one that comes twice has them
    twice.
    """
    if quiet is None:
        return moment
    today = local_day(moment, zone)
    # Those that hold now began yesterday or today; where a date is skipped, tomorrow's follow on them at once.
    for day in (today - DAY, today, today + DAY):
        for spell in instants_of(zone, day, quiet.start, quiet.end):
            if spell.start <= moment < spell.end:
                moment = spell.end
    return moment


def send_at(
    kind: NoticeKind, starts_at: datetime | None, due: datetime, quiet: QuietHours | None, zone: str
) -> datetime:
    """When an e-mail of `kind` that is ready at `due` goes out; `starts_at` is when what it is about begins.

    What presses goes at once, and so does what would come only after it has begun.
    """
    is_ahead = starts_at is not None and starts_at > due
    if kind.pressure is Pressure.AT_ONCE:
        return due
    if kind.pressure is Pressure.NEAR and is_ahead and starts_at is not None and starts_at - due <= NEAR:
        return due
    later = quiet_end(due, quiet, zone)
    return due if is_ahead and starts_at is not None and starts_at <= later else later


def after_last(sent_at: datetime | None, now: datetime) -> datetime:
    """The moment after which the next digest may come, when the last one was sent at `sent_at`."""
    return max(now, sent_at + APART) if sent_at else now


def next_digest(after: datetime, wish: Wish, zone: str) -> datetime:
    """The first instant after `after` at the chosen day and hour of `zone`; in a gap as RFC 5545 has it."""
    today = local_day(after, zone)
    days = (today + DAY * ahead for ahead in range(-1, 9))
    moments = (
        local_to_utc(day, wish.digest_hour * HOUR_MINUTES, zone) for day in days if day.weekday() == wish.digest_day
    )
    return next(moment for moment in moments if moment > after)
