"""Coordinators hear that two sides don't agree."""

from datetime import datetime

from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.telling import match_params
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.queries import staff_of


def tell_coordinators(absence: Absence, now: datetime) -> None:
    """All of the company but whoever noted it and the agent themselves."""
    match = absence.match
    for account in staff_of(absence.company_id):
        if account.id not in (match.agent_id, absence.noted_by_id):
            path, cause = f"/appeals/{absence.public_id}", f"absence:{absence.public_id}"
            notify(account, NoticeKind.APPEAL_RAISED, match_params(match), path, now, cause=cause)
