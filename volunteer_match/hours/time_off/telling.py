"""Tells people about volunteer time off."""

from datetime import datetime
from typing import Any

from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.queries import staff_of


def _params(request: TimeOffRequest, reason: str) -> dict[str, Any]:
    return {
        "person": request.agent.account.display_name,
        "minutes": request.minutes,
        "start": request.starts_at.isoformat(),
        "end": request.ends_at.isoformat(),
        "reason": reason,
    }


def tell_person(request: TimeOffRequest, kind: NoticeKind, now: datetime, *, reason: str = "") -> None:
    """What became of their request."""
    notify(request.agent.account, kind, _params(request, reason), "/volunteer-time-off", now)


def tell_staff(request: TimeOffRequest, now: datetime) -> None:
    """That somebody waits: in the inbox, for a coordinator with a thousand people wants no e-mail for each."""
    for account in staff_of(request.company_id):
        if account.id != request.agent_id:
            path = f"/volunteer-time-off/requests/{request.public_id}"
            notify(account, NoticeKind.TIME_OFF_REQUESTED, _params(request, ""), path, now, email=False)
