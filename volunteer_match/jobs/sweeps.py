"""What time asks for: every sweep of the house with its rhythm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.availability.shifts.calendars.actions import BATCH as CALENDARS
from volunteer_match.availability.shifts.calendars.actions import fetch_due
from volunteer_match.availability.shifts.imports.actions import import_due
from volunteer_match.challenges.closing import CHALLENGES_AT_ONCE, TOLD_AT_ONCE, close_due, tell_closed
from volunteer_match.hours.confirming.asking import ENTRIES_AT_ONCE, PARTNERS_AT_ONCE, ask_partners, lapse_unanswered
from volunteer_match.hours.time_off.actions import AT_ONCE, take_due
from volunteer_match.hours.time_off.following import BATCH as NEEDLESS
from volunteer_match.hours.time_off.following import take_back_needless
from volunteer_match.impact.settling.actions import BATCH as MONTHS
from volunteer_match.impact.settling.actions import settle_due
from volunteer_match.matches.cover.actions import BATCH as SEARCHES
from volunteer_match.matches.cover.actions import tend_covers
from volunteer_match.matches.endings import BATCH as MATCHES
from volunteer_match.matches.endings import expire_due
from volunteer_match.matches.promises.actions import BATCH as PROMISES
from volunteer_match.matches.promises.actions import lapse_due
from volunteer_match.matches.proofs.actions import BATCH as PROOFS
from volunteer_match.matches.proofs.actions import return_unproven
from volunteer_match.matches.reminders.actions import remind_due
from volunteer_match.matches.waitlist import fill_due
from volunteer_match.notifications.webhooks.news import post_news
from volunteer_match.opportunities.digest.actions import send_digests
from volunteer_match.people.profile.actions import BATCH as WARNINGS
from volunteer_match.people.profile.actions import warn_expiring
from volunteer_match.recognition.badges.actions import BATCH as BADGES
from volunteer_match.recognition.badges.actions import award_missing
from volunteer_match.retention import BATCH as OUTDATED
from volunteer_match.retention import delete_outdated

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sweep:
    """A piece of work that is asked for `every` so often.

    `task` takes `now`, does a bounded piece (a second at most: it holds SQLite's only place for writers) and returns
    how many rows it touched. It must find by itself what is due: a sweep that was late does what it missed.
    """

    task: Callable[[datetime], int]
    every: timedelta = MINUTE
    batch: int | None = None
    """So many rows are one piece: when it touched as many, more may wait, and it is its turn again at once."""

    @property
    def name(self) -> str:
        """What its row in the database is called: a task that is renamed is due at once."""
        return self.task.__name__


SWEEPS: tuple[Sweep, ...] = (
    Sweep(lapse_due, batch=PROMISES),
    Sweep(expire_due, batch=MATCHES),
    Sweep(return_unproven, batch=PROOFS),
    Sweep(fill_due),
    Sweep(warn_expiring, every=HOUR, batch=WARNINGS),
    Sweep(remind_due, batch=1),
    Sweep(send_digests, batch=1),
    Sweep(tend_covers, batch=SEARCHES),
    Sweep(post_news, every=HOUR / 4),
    Sweep(ask_partners, every=HOUR / 4, batch=PARTNERS_AT_ONCE),
    Sweep(lapse_unanswered, every=HOUR, batch=ENTRIES_AT_ONCE),
    Sweep(take_back_needless, batch=NEEDLESS),
    Sweep(take_due, every=HOUR / 4, batch=AT_ONCE),
    Sweep(award_missing, every=HOUR, batch=BADGES),
    Sweep(close_due, batch=CHALLENGES_AT_ONCE),
    Sweep(tell_closed, batch=TOLD_AT_ONCE),
    Sweep(delete_outdated, every=HOUR, batch=OUTDATED),
    Sweep(settle_due, every=HOUR, batch=MONTHS),
    Sweep(fetch_due, batch=CALENDARS),
    Sweep(import_due, every=timedelta(seconds=5), batch=1),
)
"""Add `Sweep(task, every=…, batch=…)`. Each runs in a transaction of its own, in one worker at a time, in this order;
a fault in one keeps no other from its work, and it is tried again with a growing delay.
"""
