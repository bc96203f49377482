"""Changing what a company sets for all its people."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from volunteer_match.audit.actions import record
from volunteer_match.matches.changes import note_change
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account


@dataclass(frozen=True, slots=True)
class CompanySettings:
    """None in `weekly_limit_minutes` means no limit."""

    name: str
    time_zone: str
    pending_cap: int
    weekly_limit_minutes: int | None
    asks_per_week: int
    rest_gap_minutes: int


def change_settings(company: Company, wish: CompanySettings, actor: Account, now: datetime) -> None:
    """Saves them; the log says which numbers changed, from what to what. Saving the same changes nothing."""
    changed = {name: value for name, value in asdict(wish).items() if getattr(company, name) != value}
    if not changed:
        return
    told: dict[str, Any] = {name: [getattr(company, name), value] for name, value in changed.items() if name != "name"}
    for name, value in changed.items():
        setattr(company, name, value)
    record("company.settings", actor, now, subject=company, **told)
    note_change("company", company.id, now)
