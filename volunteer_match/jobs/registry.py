"""What each kind of job does, on one screen."""

from collections.abc import Mapping
from typing import Any

from volunteer_match.availability.shifts.calendars.fetching import HANDLER as CALENDAR
from volunteer_match.jobs.handling import Handler
from volunteer_match.jobs.kinds import JobKind
from volunteer_match.notifications.webhooks.delivery import HANDLER as WEBHOOK

HANDLERS: Mapping[str, Handler[Any, Any]] = {
    JobKind.CALENDAR: CALENDAR,
    JobKind.WEBHOOK: WEBHOOK,
}
"""By the value of its JobKind. A kind is added there and here: `inside(write)`, or `Handler(read, call, write)`."""
