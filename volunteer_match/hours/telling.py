"""Tells the other side what became of hours."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from volunteer_match.hours.models import HourEntry
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.models import Account
from volunteer_match.people.queries import staff_of


def hours_params(entries: Sequence[HourEntry]) -> dict[str, Any]:
    """What the sentence needs: names and minutes, never free text. All of one agent and one partner."""
    first = entries[0]
    return {
        "title": first.match.opportunity.title,
        "partner": first.partner.name,
        "person": first.agent.account.display_name,
        "minutes": sum(entry.minutes for entry in entries),
        "count": len(entries),
    }


def path_of(entries: Sequence[HourEntry]) -> str:
    return f"/hours/{entries[0].public_id}" if len(entries) == 1 else "/hours"


def tell_agent(entries: Sequence[HourEntry], kind: NoticeKind, now: datetime) -> None:
    """One notice for entries of one agent."""
    notify(entries[0].agent.account, kind, hours_params(entries), path_of(entries), now)


def tell_dispute(entry: HourEntry, actor: Account, now: datetime) -> None:
    """The coordinators, who decide, and the other side, who should know."""
    _tell([*staff_of(entry.company_id), *_sides(entry)], NoticeKind.HOURS_DISPUTED, entry, actor, now)


def tell_decision(entry: HourEntry, now: datetime) -> None:
    _tell(_sides(entry), NoticeKind.HOURS_DECIDED, entry, None, now)


def _sides(entry: HourEntry) -> list[Account]:
    return [entry.agent.account, *members_of(entry.partner_id)]


def _tell(people: list[Account], kind: NoticeKind, entry: HourEntry, actor: Account | None, now: datetime) -> None:
    told = {account.id: account for account in people if actor is None or account.id != actor.id}
    for account in told.values():
        notify(account, kind, hours_params([entry]), path_of([entry]), now)
