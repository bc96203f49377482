"""What time asks for: every sweep of the house with its rhythm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.availability.shifts.calendars.actions import BATCH as CALENDARS
from volunteer_match.availability.shifts.calendars.actions import fetch_due
from volunteer_match.availability.shifts.imports.actions import import_due
from volunteer_match.matches.endings import BATCH as MATCHES
from volunteer_match.matches.endings import expire_due
from volunteer_match.matches.proofs.actions import return_unproven
from volunteer_match.matches.waitlist import fill_due
from volunteer_match.notifications.webhooks.news import post_news
from volunteer_match.people.profile.actions import warn_expiring
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
    Sweep(expire_due, batch=MATCHES),
    Sweep(return_unproven),
    Sweep(fill_due),
    Sweep(warn_expiring, every=HOUR),
    Sweep(post_news, every=HOUR / 4),
    Sweep(delete_outdated, every=HOUR),
    Sweep(fetch_due, batch=CALENDARS),
    Sweep(import_due, every=timedelta(seconds=5), batch=1),
)
"""Add `Sweep(task, every=…, batch=…)`. Each runs in a transaction of its own, in one worker at a time, in this order;
a fault in one keeps no other from its work, and it is tried again with a growing delay.
"""
